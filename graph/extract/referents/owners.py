"""Whose a policy or programme is, as far as the phrase or its verb tells."""

from collections.abc import Iterable

from spacy.tokens import Token

from graph.extract.parse.listed import kids, lefts, rights
from graph.extract.referents.referents import SUBJECT, Discourse, Referent
from graph.extract.words.nouns import MAKING, noun_at

NEAR = 5
"""Tokens from a measure to the "by" that tells whose it is."""
BY = frozenset({"by", "from"})
BY_OR_OF = BY | {"of"}
MAKERS = frozenset({"Court", "Official", "Agency", "Legislature"})
BRINGING = frozenset({"file", "bring", "lodge", "mount", "launch", "wage", "press"})
"""Verbs by which an actor makes a suit its own."""
OF_ACTORS = frozenset({"policy", "order", "rule", "ruling", "practice"})
"""Families of which "of" tells whose they are: "the policies of President ..." but not "the removal of ..."."""


def maker_of(discourse: Discourse, head: Token, definite: bool) -> Referent | None:
    """Whose the measure is: a possessor, an actor named before the noun or after "by", or who signs or issues it."""
    for token in _possessors(head):
        found = discourse.at(token)
        if found is not None and found.is_a("Actor") and (found.kind != "Group" or token.dep_ == "poss"):
            return found
    made = (discourse.at(t) for t in _makers(head, definite))
    return next((r for r in made if r is not None and r.is_a("Actor")), None)


def _possessors(head: Token) -> Iterable[Token]:
    yield from (t for t in _first_joined(head).children if t.dep_ == "poss")
    yield from (t for t in lefts(head) if t.dep_ in ("compound", "nmod"))
    noun = noun_at(head)
    by = BY_OR_OF if noun and noun.family in OF_ACTORS else BY
    for child in rights(head):
        if child.lower_ in by and child.dep_ in ("prep", "agent") and child.i - head.i <= NEAR:
            yield from (t for t in kids(child) if t.dep_ == "pobj" and _acts(t))


def _first_joined(head: Token) -> Token:
    """ "His ban, tax cuts and other measures": what is joined without a word of its own before it shares the owner."""
    own = any(t.dep_ in ("poss", "det") for t in lefts(head))
    return head.head if head.dep_ == "conj" and not own and head.head.head.i != head.head.i else head


def _acts(token: Token) -> bool:
    noun = noun_at(token)
    return token.ent_type_ in ("PERSON", "ORG", "GPE") or (noun is not None and noun.kind in MAKERS)


def _makers(head: Token, definite: bool) -> Iterable[Token]:
    """Who is said to make it: "legislation drafted by ...", "the order that ... signed", "... introduced a bill"."""
    verb, noun = head.head, noun_at(head)
    made = MAKING | BRINGING if noun is not None and noun.family == "suit" else MAKING
    for child in rights(head):
        if child.dep_ == "acl":
            yield from (t for by in kids(child) if by.dep_ == "agent" for t in kids(by) if t.dep_ == "pobj")
        elif child.dep_ == "relcl" and child.lemma_ in made:
            passive = any(t.dep_ in ("nsubjpass", "auxpass") for t in kids(child))
            yield from (t for t in kids(child) if t.dep_ == "nsubj" and not passive and t.tag_[0] != "W")
            yield from (t for by in kids(child) if by.dep_ == "agent" for t in kids(by) if t.dep_ == "pobj")
    ordered = noun is not None and noun.family == "order" and verb.lemma_ in ("sign", "issue")
    if head.dep_ == "pobj" and verb.lower_ == "with" and verb.head.lemma_ == "replace" and not definite:
        yield from (t for t in kids(verb.head) if t.dep_ in SUBJECT and t.i < head.i)
    if head.dep_ == "dobj" and verb.lemma_ in made and (ordered or not definite):
        yield from (t for t in kids(verb) if t.dep_ in SUBJECT and t.i < head.i)


def late_owners(discourse: Discourse) -> None:
    """Owners who are described after the measure is ("legislation drafted by House Republicans")."""
    for referent in dict.fromkeys(discourse.referent.values()):
        if referent.is_a("Measure") and referent.known is None and referent.owner is None:
            heads = (discourse.doc[m.head] for m in referent.mentions if m.form == "description")
            found = (maker_of(discourse, head, definite=True) for head in heads)
            referent.owner = next((r for r in found if r is not None and r is not referent), None)


def one_owner(one: Referent | None, other: Referent | None) -> bool:
    """A president and his administration own the same measures, though they are two."""
    if one is None or other is None or one is other:
        return True
    first, second = sorted((one, other), key=lambda r: r.is_a("Person"))
    return second.is_a("Person") and first.name == f"{second.name.split()[-1]} administration"
