""" "The four cities", "the two plaintiffs": those whom the text has listed, or told to have sued."""

from collections.abc import Iterator

from spacy.tokens import Token

from graph.extract.parse.listed import lefts
from graph.extract.referents.proceedings import suer
from graph.extract.referents.referents import Discourse, Referent
from graph.extract.words.nouns import DEFINITE, Noun, is_plural
from ontology.vocabulary import VOCABULARY

PARTIES = frozenset({"plaintiff", "challenger", "petitioner", "litigant"})
NUMBERS = {w: n for n, w in enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)}
NEAR = 6
"""Sentences, its own included, in which those counted are looked for."""


def counted(discourse: Discourse, head: Token, noun: Noun, definite: bool) -> Referent | None:
    """Those for whom the definite noun stands together; None where the text lists no such number of them."""
    if not definite:
        return None
    if noun.words in PARTIES:
        return _plaintiffs(discourse, head)
    before = {t.lower_ for t in lefts(head)} - DEFINITE
    number = NUMBERS.get(next(iter(before)), 0) if len(before) == 1 else 0
    return _listed(discourse, head, noun, number) if number and is_plural(head) else None


def _plaintiffs(discourse: Discourse, head: Token) -> Referent | None:
    found = suer(discourse, head)
    several = found is not None and (found.plural or bool(found.members))
    return found if several == is_plural(head) else None


def _listed(discourse: Discourse, head: Token, noun: Noun, number: int) -> Referent | None:
    """The last list of so many of that kind."""
    kind = noun.kind if noun.kind != "Group" else "Organization"
    sentence = discourse.sentence[head.i]
    for near in range(NEAR):
        for mention in reversed(discourse.by_sentence.get(sentence - near, ())):
            found = list(dict.fromkeys(_joined(discourse, discourse.doc[mention.head])))
            fit = [r for r in found if r.named and _of_kind(r, kind)]
            if mention.head < head.i and len(fit) == len(found) == number:
                return discourse.together(fit)
    return None


def _joined(discourse: Discourse, noun: Token) -> Iterator[Referent]:
    for token in (noun, *noun.conjuncts) if noun.dep_ != "conj" else ():
        found = discourse.at(token)
        if found is not None:
            yield found


def _of_kind(referent: Referent, kind: str) -> bool:
    """Small towns are often read as places."""
    people = VOCABULARY.is_a(kind, "Person")
    return (
        referent.is_a("Person") if people else referent.is_a(kind, "Place") if kind == "City" else referent.is_a(kind)
    )
