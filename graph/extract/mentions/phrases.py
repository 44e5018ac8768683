"""Noun phrases as descriptions: where the describing words begin and end, and how they read as a name.

A description leaves out articles, possessors, relative clauses and words that only point ("such", "so-called").
"""

import re

from spacy.tokens import Doc, Token

from graph.extract.mentions.attachment import circumstance, goes_with_verb, where
from graph.extract.parse.listed import rights
from graph.extract.words.nouns import GENERIC, HOLLOW, POINTING, SMALL, Noun, is_plural, lemma, noun_at

ABOUT = {
    "group": frozenset({"of", "from", "in", "with"}),
    "person": frozenset({"of", "in", "from", "for"}),
    "measure": frozenset({"on", "of", "for", "against", "to", "in"}),
}
"""Prepositions that go on with the description of a phrase."""
PARTNERED = frozenset({"pact", "partnership", "treaty", "accord"})
"""Measures that somebody has with somebody."""
BEFORE, AFTER = 9, 16
"""Tokens before and after the head that may describe it."""
_BREAKS = frozenset({"det", "predet", "poss", "cc", "preconj"})
_DETERMINERS = frozenset({"DT", "PRP$", "POS", "PDT", "WP$", "WDT"})
_SINGLE = "\u2018\u2019"
_MARKS = re.compile(
    rf"[\"\u201c\u201d\u201e\u201f\u00ab\u00bb`\u2018\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08]"
    rf"|(?<!\w)['{_SINGLE}]|['{_SINGLE}](?=\s|$)"
)


def first(head: Token) -> int:
    """Index of the first describing word before `head` (its own when there is none)."""
    doc, start = head.doc, head.i
    for i in range(head.i - 1, max(head.left_edge.i, head.i - BEFORE) - 1, -1):
        token = doc[i]
        if token.tag_ in _DETERMINERS or (token.dep_ in _BREAKS and token.head.i == head.i):
            break
        if token.is_space or token.text in _STOPS or token.lower_ in _SUBORDINATING:
            break
        start = i
    while start < head.i and _points(doc[start], head):
        start += 1
    return start


_TITLES = frozenset({"general", "elect", "designate"})
"""Adjectives behind the noun of an office: "attorneys general of"."""
_SUBORDINATING = frozenset({"while", "although", "though", "whereas", "because", "unless", "if", "whether"})
_STOPS = frozenset(";:()\u2014\u2013")


def _points(token: Token, head: Token) -> bool:
    """The word tells nothing lasting: "such", a mark, a large number ("2,000 refugees", yet "2,000 people")."""
    if not token.text[:1].isalnum():
        return True
    if token.lower_ in POINTING:
        superlative = token.lower_ in ("most", "more") and token.dep_ == "advmod" and token.head.pos_ == "ADJ"
        return not superlative and (token.lower_ == "so" or token.nbor().text != "-")
    return token.pos_ == "NUM" and "," in token.text and head.lower_ != "people"


def last(head: Token, noun: Noun) -> int:
    """Index after the last word that goes on with the description: "... on refugee admissions", "... to end it"."""
    end = head.i + 1
    following = list(head.rights)
    if following and following[0].i == end and following[0].lower_ in _TITLES:
        end, following = end + 1, [*following[0].rights, *following[1:]]
    for child in following:
        reach = _reach(child, head, noun) if child.i == end or child.left_edge.i == end else None
        if reach is None or reach - head.i > AFTER:
            break
        end = reach
    after = head.doc[end] if end < len(head.doc) else None
    if (
        after is not None
        and end == head.i + 1
        and after.lower_ in ("with", "from")
        and first(head) == head.i
        and is_plural(head)
    ):
        # "applied to people with strong ties": the parser often hangs the words on the verb.
        several = after.lower_ == "with" or any(is_plural(t) for t in rights(after))
        return (_object_end(after, "group") if several else None) or end
    return end


def shared_complement(head: Token) -> list[str]:
    """ "visitors and immigrants from eight countries": "from eight countries" describes the visitors too."""
    doc = head.doc
    for other in head.conjuncts:
        noun = noun_at(other)
        if other.i == head.i + 2 and noun and other.tag_ == head.tag_:
            end = last(other, noun)
            return [readable(doc, other.i + 1, end)] if end > other.i + 1 else []
    return []


def with_clause(head: Token, start: int, end: int) -> int:
    """Index after the relative or participial clause that follows, if nothing else describes the head.

    "groups that assist them": without the clause the name would say nothing.
    """
    if start < head.i or end > head.i + 1:
        return end
    family = noun_family(head)
    kinds = ("relcl", "acl") if family or lemma(head) in GENERIC else ()
    for child in rights(head):
        if child.dep_ in kinds and child.left_edge.i == end and child.right_edge.i - end < AFTER - 4:
            reach = child.right_edge.i + 1
            while _leads_on(head.doc[reach - 1]):
                reach -= 1
            return max(reach, end)
    return end


def _leads_on(token: Token) -> bool:
    """Whether nothing ends in such a word: a mark, "and", "of", "the"."""
    return token.is_punct or token.is_space or token.pos_ in ("CCONJ", "SCONJ", "ADP", "DET")


def _reach(child: Token, head: Token, noun: Noun) -> int | None:
    """Index after `child`, what follows the head, if it belongs to the description."""
    if child.dep_ == "prep":
        sort = "measure" if noun.family else "group" if noun.kind == "Group" or is_plural(head) else "person"
        about = ABOUT[sort] | {"with"} if noun.family == "agreement" or noun.words in PARTNERED else ABOUT[sort]
        told = child.lower_ in about and not goes_with_verb(child, head) and not where(child, noun)
        told = told and not (noun.family and circumstance(child))
        return _object_end(child, sort) if told else None
    infinitive = child.tag_ == "VB" and child.dep_ in ("acl", "relcl", "xcomp") and child.left_edge.tag_ == "TO"
    return child.right_edge.i + 1 if infinitive and noun.loose else None


def _object_end(preposition: Token, sort: str) -> int | None:
    """Index after the noun phrases that the preposition governs; None for times, clauses and pronouns."""
    found = next((t for t in rights(preposition) if t.dep_ == "pobj"), None)
    if (
        found is None
        or found.ent_type_ in ("DATE", "TIME")
        or found.pos_ not in ("NOUN", "PROPN")
        or found.lower_ in HOLLOW
    ):
        return None
    if sort == "group" and preposition.lower_ == "from" and not _place(found):
        return None
    end = found.i + 1
    while found.ent_type_ and end < len(found.doc) and found.doc[end].ent_iob_ == "I":
        end += 1
    nested = found.doc[end] if end < len(found.doc) else None
    if nested is not None and nested.lower_ == "of" and nested.head == found:
        return _object_end(nested, sort) or end
    for other in found.conjuncts:
        nouns = other.i > found.i and other.pos_ == found.pos_ and other.left_edge.i <= end + 3
        end = max(end, other.i + 1) if nouns else end
    return end


def noun_family(head: Token) -> str:
    noun = noun_at(head)
    return noun.family if noun else ""


def _place(token: Token) -> bool:
    noun = noun_at(token)
    return token.ent_type_ in ("GPE", "LOC", "NORP") or bool(
        noun and noun.kind in ("City", "State", "Country", "Place")
    )


def words(doc: Doc, start: int, end: int, head: int) -> set[str]:
    """The describing words of the phrase besides its head, nouns in their dictionary form."""
    described = [t for t in doc[start:end] if t.i != head and t.text[:1].isalnum()]
    return {t.lemma_.casefold() if t.pos_ == "NOUN" else t.lower_ for t in described} - SMALL


def readable(doc: Doc, start: int, end: int) -> str:
    """The words as a name: without quotation marks, on one line, in lower case unless proper."""
    text = " ".join(_MARKS.sub("", doc[start:end].text).split())
    opening = doc[start]
    if opening.is_sent_start and opening.pos_ != "PROPN" and not opening.ent_type_:
        text = text[:1].lower() + text[1:]
    return text
