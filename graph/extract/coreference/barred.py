"""Who a pronoun cannot be: its speaker, the subject of its own verb, whoever its own clause has named before it."""

from collections.abc import Iterator

from spacy.tokens import Token

from graph.extract.mentions.mentions import PERSONAL
from graph.extract.parse.listed import kids, lefts, rights
from graph.extract.referents.clauses import doer, verb_above
from graph.extract.referents.referents import SUBJECT, Discourse, Referent

_OBJECTIVE = frozenset({"him", "them"})


def barred(discourse: Discourse, token: Token) -> list[Referent]:
    """Who it cannot be: whoever utters it, and for an object the subject of its own verb ("the mayor called him")."""
    tokens = []
    quotation = discourse.quotations.around(token)
    if quotation is not None and token.lower_ in PERSONAL:
        tokens.append(quotation.speaker)
    verb = verb_above(token)
    subject = doer(verb) if verb is not None else None
    if verb is not None and subject is not None and subject.i == token.i and token.lower_ in _OBJECTIVE:
        # "wants him extradited"
        governor = verb_above(verb)
        subject = doer(governor) if governor is not None else None
    if subject is not None and token.dep_ != "poss" and (token.dep_ not in SUBJECT or token.lower_ in _OBJECTIVE):
        tokens += [subject, *subject.conjuncts, *(t for t in kids(subject) if t.dep_ == "appos")]
        tokens += _inside(subject) if token.lower_ == "it" else []
    if token.dep_ in SUBJECT:
        tokens += _told_before(token)
    return [r for t in tokens if (r := discourse.at(t)) is not None]


def _inside(subject: Token) -> Iterator[Token]:
    """ "Members of the council voted against it": not against the council."""
    for preposition in rights(subject):
        if preposition.lower_ in ("of", "on", "from"):
            yield from (t for t in kids(preposition) if t.dep_ == "pobj")


def _told_before(subject: Token) -> Iterator[Token]:
    """ "Pressed by the union, it voted", "Suing the union, it said": the union is another."""
    for clause in lefts(subject.head):
        participle = clause.dep_ in ("advcl", "acl") and clause.tag_ in ("VBN", "VBG")
        if participle and not any(t.dep_ in SUBJECT or t.dep_ == "aux" for t in kids(clause)):
            yield from (t for t in kids(clause) if t.dep_ == "dobj")
            yield from (t for by in kids(clause) if by.dep_ == "agent" for t in kids(by) if t.dep_ == "pobj")
