"""Clauses that somebody utters: reported, quoted, or split by their report ("The bill, she said, is")."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from graph.extract.arguments.cast import Cast, Party
from graph.extract.parse import syntax
from graph.extract.parse.listed import kids
from graph.extract.words.lexicon import LIGHT, REPORTING
from graph.extract.words.opinions import CLAIMING, COMPLAINTS, VOICING


@dataclass(frozen=True, slots=True)
class Claim:
    """A clause, those who utter it, and the word by which the saying hangs in its sentence.

    `uttered`: that word is of the clause itself, so that nothing above tells whether it was said. `denied`: the speaker
    holds the opposite ("does not think that it is fair").
    """

    clause: Token
    anchor: Token
    speakers: list[Party]
    uttered: bool = False
    denied: bool = False


_CLAIMS, _VOICED = CLAIMING | COMPLAINTS, VOICING | LIGHT


def find_claims(token: Token, cast: Cast) -> Iterator[Claim]:
    """The clauses that the token reports, and the one that it heads when that is quoted or reported beside it."""
    if not syntax.is_verb(token):
        if token.pos_ == "NOUN" and syntax.lemma(token) in _CLAIMS:
            yield from _of_noun(token, cast)
        return
    if syntax.lemma(token) in REPORTING:
        clauses = syntax.children(token, "ccomp") or list(_hung_lower(token))
        speakers = [p for t in syntax.doers(token) for p in cast.agents(t)] if clauses else []
        if speakers:
            yield from (Claim(clause, token, speakers, denied=_disbelieved(token)) for clause in clauses)
    if _states(token):
        beside = reported_beside(token)
        words = syntax.doers(beside) if beside is not None else according_to(token)
        speakers = [p for t in words for p in cast.agents(t)]
        quoted = cast.speaker(token) if not speakers else None
        if speakers or quoted is not None:
            yield Claim(token, token, speakers or [quoted], uttered=True)  # type: ignore[list-item]


def _of_noun(noun: Token, cast: Cast) -> Iterator[Claim]:
    """ "his concern that they might", "allegations by two women that he did", "raised doubts that it will" """
    clauses = [c for c in syntax.children(noun, "acl", "ccomp") if _that(c)]
    if noun.dep_ == "nsubj" and syntax.lemma(noun.head) == "be":
        clauses += [c for c in syntax.children(noun.head, "ccomp") if _that(c)]
    if not clauses:
        return
    holders = [*syntax.children(noun, "poss"), *syntax.by_phrase(noun)]
    holders += [n for p in ("from", "among") for n in syntax.objects_of(noun, p)]
    if not holders and noun.dep_ == "dobj" and syntax.lemma(noun.head) in _VOICED:
        holders = syntax.doers(noun.head)
    speakers = [p for t in holders for p in cast.agents(t)]
    if speakers:
        yield from (Claim(clause, noun, speakers) for clause in clauses)


def _that(clause: Token) -> bool:
    """A finite clause opened by "that", which says what somebody claims."""
    return syntax.is_verb(clause) and any(c.lower_ == "that" for c in syntax.children(clause, "mark"))


def _hung_lower(verb: Token) -> Iterator[Token]:
    """The clause that the parser has hung on a noun before it: "told them in a meeting *that it was wrong*"."""
    nouns = [n for p in syntax.children(verb, "prep") for n in syntax.children(p, "pobj")]
    for noun in (*syntax.children(verb, "dobj"), *nouns):
        if syntax.lemma(noun) not in CLAIMING | COMPLAINTS:
            yield from (c for c in syntax.children(noun, "acl") if _that(c))


def _disbelieved(verb: Token) -> bool:
    return syntax.lemma(verb) in ("think", "believe", "feel", "find") and syntax.child(verb, "neg") is not None


def reported_beside(token: Token) -> Token | None:
    """The verb of reporting that splits or follows the clause without governing it: "The bill, she said, is bad"."""
    for clause in syntax.children(token, "parataxis", "ccomp"):
        tells = syntax.lemma(clause) in REPORTING and syntax.child(clause, "nsubj")
        if tells and not syntax.child(clause, "ccomp", "mark"):
            if clause.dep_ == "parataxis" or any(c.is_punct for c in kids(clause)):
                return clause
    return None


def according_to(token: Token) -> list[Token]:
    """Whom the clause is credited to: "..., according to X"."""
    return [
        noun
        for prep in kids(token)
        if prep.lower_ == "according"
        for noun in (*syntax.objects_of(prep, "to"), *syntax.children(prep, "pobj"))
    ]


def _states(token: Token) -> bool:
    """The main verb of a sentence, whose claim no verb of reporting governs by grammar."""
    if token.dep_ == "ROOT":
        return True
    told = token.dep_ == "ccomp" and syntax.lemma(token.head) not in REPORTING
    return told and token.tag_ != "VBG" and not syntax.requested(token)
