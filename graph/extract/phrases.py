"""Noun phrases as descriptions: where the describing words begin and end, and how they read as a name.

A description leaves out articles, possessors, relative clauses and words that only point ("such", "other", "so-called").
"""

import re

from spacy.tokens import Doc, Token

from graph.extract.nouns import Noun, is_plural

ABOUT = {
    "Group": frozenset({"of", "from", "in", "with", "for", "at"}),
    "person": frozenset({"of", "in", "from", "for"}),
    "measure": frozenset({"on", "of", "for", "against", "to", "in"}),
}
"""Prepositions that go on with the description of a phrase."""
LONGEST = 9
"""Tokens that may follow the head as part of its description."""
POINTING = frozenset(
    {"other", "such", "same", "more", "many", "most", "own", "fewer", "further", "much", "additional", "few"}
)
_BREAKS = frozenset({"det", "predet", "poss", "case", "cc", "preconj"})
_TIMES = frozenset({"DATE", "TIME"})
_MARKS = re.compile(r"[\"“”„‟«»`‘\u200e\u200f\u202a-\u202e]|(?<!\w)['’]|(?<=\s)['’](?!s\b)|['’](?=\s|$)")


def first(head: Token) -> int:
    """Index of the first describing word before `head` (its own when there is none)."""
    doc, start = head.doc, head.i
    edge = max(head.left_edge.i, head.i - LONGEST)
    for i in range(head.i - 1, edge - 1, -1):
        token = doc[i]
        if (
            (token.dep_ in _BREAKS
            and (token.head.i == head.i or token.dep_ == "case"))
            or token.tag_ in ("DT", "PRP$", "POS", "PDT", "WP$", "WDT")
        ):
            break
        if token.is_space or token.text in ";:()—–":
            break
        start = i
    while start < head.i and (
        doc[start].lower_ in POINTING or not doc[start].text[:1].isalnum() or _so_called(doc, start)
    ):
        start += 1
    return start


def _so_called(doc: Doc, i: int) -> bool:
    text = doc[i].lower_
    return text == "so" or (text == "called" and i > 1 and doc[i - 2].lower_ == "so") or text == "so-called"


def last(head: Token, noun: Noun) -> int:
    """Index after the last word that goes on with the description: "... on refugee admissions", "... to end it"."""
    sort = "Group" if noun.kind == "Group" or is_plural(head) else "measure" if noun.family else "person"
    end = head.i + 1
    for child in sorted(head.rights, key=lambda t: t.i):
        if child.i != end or child.right_edge.i - head.i > LONGEST:
            break
        if child.dep_ == "prep" and child.lower_ in ABOUT[sort if not noun.family else "measure"]:
            reach = _object_end(child)
        elif noun.loose and child.dep_ in ("acl", "relcl", "xcomp") and child.tag_ == "VB":
            reach = child.right_edge.i + 1
        elif noun.loose and child.tag_ == "TO":
            reach = child.head.right_edge.i + 1
        else:
            reach = None
        if reach is None:
            break
        end = reach
    else:
        child = None
    following = head.doc[end] if end < len(head.doc) else None
    if noun.loose and following is not None and following.tag_ == "TO" and following.head.head == head:
        end = min(following.head.right_edge.i + 1, head.i + LONGEST)
    return end


def _object_end(prep: Token) -> int | None:
    """Index after the simple noun phrase that the preposition governs; None for times and for clauses."""
    objects = [t for t in prep.children if t.dep_ == "pobj"]
    if not objects or objects[0].ent_type_ in _TIMES or objects[0].pos_ == "PRON":
        return None
    found = objects[0]
    parts = [t for t in found.subtree if t.i >= found.left_edge.i]
    end = found.i + 1
    for token in parts:
        if token.i == end and token.dep_ in ("cc", "conj", "punct", "compound", "amod") and token.text not in ",;:()":
            if token.dep_ == "cc" and not any(t.dep_ == "conj" and t.i > token.i for t in found.children):
                break
            end += 1
        elif token.i > end:
            break
    while end > found.i + 1 and head_is_loose_end(found.doc[end - 1]):
        end -= 1
    return end


def head_is_loose_end(token: Token) -> bool:
    return token.dep_ in ("cc", "punct", "amod", "det")


def readable(doc: Doc, start: int, end: int) -> str:
    """The words as a name: without quotation marks, on one line, in lower case unless proper."""
    text = " ".join(_MARKS.sub("", doc[start:end].text).split())
    opening = doc[start] if start < len(doc) else None
    if opening is not None and opening.is_sent_start and opening.pos_ not in ("PROPN",) and opening.ent_type_ == "":
        text = text[:1].lower() + text[1:]
    return text
