"""What office somebody has or is to have, as the sentence around his name tells: "nominated X as director"."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from graph.extract.mentions.gazetteer import is_title
from graph.extract.parse.listed import kids, rights
from graph.extract.words.nouns import NAMING, NOMINATING, RANKS, is_plural, noun_at

_PATIENT = frozenset({"dobj", "nsubjpass"})


def told_offices(doc: Doc, start: int, head: Token) -> Iterator[str]:
    """The offices that the words around the name beginning at `start` tell, the ranks before it included."""
    verb = _named_by(head)
    if verb is not None:
        yield from _as_what(verb, head)
        if verb.lemma_.casefold() in NOMINATING:
            yield "nominee"
    before = doc[start - 1] if start else None
    if before is not None and before.lower_.rstrip(".") in RANKS and before.text[:1].isupper():
        yield "officer"
    office = _office_before(doc, start, head)
    if office is not None:
        yield office


def _named_by(head: Token) -> Token | None:
    """The verb or noun by which somebody is put into an office: "name X", "the nomination of X"."""
    if head.dep_ in _PATIENT and head.head.lemma_.casefold() in NAMING:
        return head.head
    of = head.head
    noun = of.head if head.dep_ == "pobj" and of.lower_ == "of" else None
    return noun if noun is not None and noun.lemma_.casefold() in NAMING else None


def _as_what(verb: Token, head: Token) -> Iterator[str]:
    for word in (*verb.rights, *head.rights):
        if word.dep_ == "prep" and word.lower_ in ("as", "for"):
            nouns = (noun_at(t) for t in kids(word) if t.dep_ == "pobj")
            yield from (n.words for n in nouns if n and n.kind == "Official")


def _office_before(doc: Doc, start: int, head: Token) -> str | None:
    """ "its spokeswoman, Major X,": the parse often hangs the name on what governs the office."""
    i = start - 1
    while i > 0 and is_title(doc[i]):
        i -= 1
    if i < 1 or doc[i].text != "," or doc[i - 1].pos_ != "NOUN" or is_plural(doc[i - 1]):
        return None
    after = head.right_edge.i + 1
    joined = any(t.dep_ == "cc" for t in rights(head)) or (after < len(doc) and doc[after].lower_ in ("and", "or"))
    noun = noun_at(doc[i - 1])
    return noun.words if noun and noun.kind == "Official" and not joined else None


def called(head: Token) -> Iterator[Token]:
    """Whom an office or a calling is said of: "the director of the Bureau, X", "named X as director"."""
    for preposition in rights(head):
        if preposition.dep_ == "prep":
            objects = (t for t in rights(preposition) if t.dep_ == "pobj" and t.pos_ == "PROPN")
            yield from (t for o in objects for t in rights(o) if t.dep_ == "appos" and t.pos_ == "PROPN")
    governor = head.head
    if head.dep_ == "pobj" and governor.lower_ == "as":
        verb = governor.head
        if verb.lemma_.casefold() in NAMING:
            yield from (t for t in kids(verb) if t.dep_ in _PATIENT)
            yield from (t for of in rights(verb) if of.lower_ == "of" for t in kids(of))
