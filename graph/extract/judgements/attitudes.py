"""How somebody takes what another does: "was disappointed that X did", "voiced concern that", "are disturbed by"."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from graph.acts import Stance
from graph.extract.arguments.cast import Cast, Party
from graph.extract.judgements.claims import Claim
from graph.extract.parse import syntax
from graph.extract.parse.listed import kids
from graph.extract.words.opinions import DISPLEASED, PLEASED, UNDERGOING, VOICING

_OF_DEEDS = ("about", "over", "of", "in", "for")
"""Prepositions behind which one may be worried for somebody: only what he does or owns is meant."""
_OF_ANYBODY = ("with", "at", "by")


@dataclass(frozen=True, slots=True)
class Attitude:
    """Whoever is taken so, by which words."""

    claim: Claim
    words: tuple[Token, ...]
    stance: Stance
    of: list[Party]


def find_attitudes(token: Token, cast: Cast) -> Iterator[Attitude]:
    """The attitudes that hang on the token."""
    verb, stance = _feeling(token)
    if verb is None or stance is None or syntax.child(verb, "neg"):
        return
    of = [*_doers(token, verb, cast), *_named(token, verb, cast)]
    holder = syntax.subject(verb) if of else None
    speakers = cast.agents(holder) if holder is not None else []
    if speakers:
        yield Attitude(Claim(token, verb, speakers), (verb, token), stance, of)


def _feeling(token: Token) -> tuple[Token | None, Stance | None]:
    """The verb that holds the feeling, and whether it is for or against."""
    if token.pos_ not in ("NOUN", "ADJ", "VERB"):
        return None, None
    word, head = syntax.lemma(token), token.head
    if token.pos_ == "NOUN" and token.dep_ == "dobj" and syntax.lemma(head) in VOICING:
        has = syntax.lemma(head) == "have"
        return head, "against" if word in DISPLEASED.nouns else "for" if word in PLEASED.nouns and not has else None
    if token.dep_ in ("acomp", "conj") and token.pos_ in ("ADJ", "VERB") and syntax.is_verb(head):
        return head, _of_adjective(token) if syntax.lemma(head) in (
            "be",
            "feel",
            "seem",
            "remain",
            "become",
            "get",
        ) else None
    if token.pos_ == "VERB" and syntax.is_passive(token) and syntax.child(token, "nsubjpass") is not None:
        return token, _of_adjective(token)
    return None, None


def _of_adjective(token: Token) -> Stance | None:
    forms = {token.lower_, syntax.lemma(token)}
    if forms & DISPLEASED.adjectives:
        return "against"
    return "for" if forms & PLEASED.adjectives else None


def _doers(token: Token, verb: Token, cast: Cast) -> list[Party]:
    """Who does what is felt about: the subject of the clause, unless it undergoes it."""
    clauses = [c for w in dict.fromkeys((token, verb)) for c in syntax.children(w, "ccomp", "acl")]
    found = [
        subject
        for c in clauses
        if c.i > token.i and not syntax.is_passive(c) and syntax.lemma(c) not in UNDERGOING and not _asking(c)
        for subject in syntax.children(c, "nsubj")
    ]
    return [p for t in found for p in cast.answerable(t)]


def _asking(clause: Token) -> bool:
    return any(c.lower_ in ("if", "whether") for c in kids(clause))


def _named(token: Token, verb: Token, cast: Cast) -> list[Party]:
    words = dict.fromkeys((token, verb))
    anybody = [p for w in words for prep in _OF_ANYBODY for n in syntax.objects_of(w, prep) for p in cast.answerable(n)]
    deeds = [p for w in words for prep in _OF_DEEDS for n in syntax.objects_of(w, prep) for p in cast.answerable(n)]
    return anybody + [p for p in deeds if p.directness < 0.8 or cast.is_a(p.entity, ("Measure",))]
