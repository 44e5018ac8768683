"""Whose a policy or programme is, as far as the phrase or its verb tells."""

from collections.abc import Iterable

from spacy.tokens import Token

from graph.extract.nouns import MAKING
from graph.extract.referents import SUBJECT, Discourse, Referent

NEAR = 5
"""Tokens from a measure to the "by" that tells whose it is."""


def maker_of(discourse: Discourse, head: Token, definite: bool) -> Referent | None:
    """Whose the measure is: a possessor, an actor named before the noun or after "by", or who signs or issues it."""
    for token in _possessors(head, definite):
        found = discourse.at(token)
        if found is not None and found.is_a("Actor") and (found.kind != "Group" or token.dep_ == "poss"):
            return found
    return None


def _possessors(head: Token, definite: bool) -> Iterable[Token]:
    yield from (t for t in head.children if t.dep_ == "poss")
    yield from (t for t in head.lefts if t.dep_ in ("compound", "nmod"))
    for child in head.rights:
        if child.lower_ in ("by", "from") and child.dep_ in ("prep", "agent") and child.i - head.i <= NEAR:
            yield from (t for t in child.children if t.dep_ == "pobj" and t.ent_type_ in ("PERSON", "ORG", "GPE"))
        elif child.dep_ == "acl":
            yield from (t for by in child.children if by.dep_ == "agent" for t in by.children if t.dep_ == "pobj")
    verb = head.head
    if head.dep_ == "dobj" and verb.lemma_ in MAKING and not definite:
        yield from (t for t in verb.children if t.dep_ in SUBJECT and t.i < head.i)


def one_owner(one: Referent | None, other: Referent | None) -> bool:
    """A president and his administration own the same measures, though they are two."""
    if one is None or other is None or one is other:
        return True
    first, second = sorted((one, other), key=lambda r: r.is_a("Person"))
    return second.is_a("Person") and first.name == f"{second.name.split()[-1]} administration"
