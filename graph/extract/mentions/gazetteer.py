"""Names that the registry knows, the longest at each place of the text, and the titles that stand before names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from graph.extract.parse.listed import every, text_of
from graph.extract.words.nouns import ABBREVIATIONS, CONNECTING, HONORIFICS, is_plural, noun_at
from graph.registry import Registry
from ontology.vocabulary import VOCABULARY

LONGEST = 12
"""Tokens of the longest name looked up."""
_ORDINAL = re.compile(r"\d+(st|nd|rd|th)$")


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `start` to `end` (exclusive); `sure` ones come from the registry."""

    start: int
    end: int
    kind: str
    sure: bool = False


@dataclass
class Known:
    """Lookups in the registry, each made once a document."""

    registry: Registry
    seen: dict[str, str | None] = field(default_factory=dict)

    def kind(self, name: str) -> str | None:
        if name not in self.seen:
            found = self.registry.named(name)
            self.seen[name] = found[0].kind if found else None
        return self.seen[name]

    def is_surname(self, word: str) -> bool:
        return bool(self.registry.persons_by_surname(word))


def capital(token: Token) -> bool:
    text = token.text
    return text[:1].isupper() or (text[:1].isdigit() and bool(_ORDINAL.match(text)))


def is_title(token: Token) -> bool:
    """An office, a calling or a form of address such as stands before a name."""
    word = token.lower_.rstrip(".")
    if word in HONORIFICS or word in ABBREVIATIONS:
        return True
    noun = noun_at(token)
    return bool(noun and VOCABULARY.is_a(noun.kind, "Person"))


def known_names(doc: Doc, known: Known) -> Iterator[Name]:
    """The longest known name from each capitalised word on."""
    words, i = every(doc), 0
    while i < len(words):
        found = _known_from(doc, i, known) if capital(words[i]) and words[i].pos_ != "DET" else None
        if found:
            yield found
        i = found.end if found else i + 1


def _known_from(doc: Doc, start: int, known: Known) -> Name | None:
    words, end = every(doc), start + 1
    ends = [end]
    while end < len(words) and end - start < LONGEST and (capital(words[end]) or words[end].text in CONNECTING):
        end += 1
        if capital(words[end - 1]):
            ends.append(end)
    text, begin = text_of(doc), words[start].idx
    for end in reversed(ends):
        kind = known.kind(text[begin : words[end - 1].idx + len(words[end - 1])])
        if kind and not _everyday(doc, start, end) and not _partisans(doc[end - 1], kind):
            return Name(_after_titles(doc, start, end, kind), end, kind, sure=True)
    return None


def _after_titles(doc: Doc, start: int, end: int, kind: str) -> int:
    """Index of the first word of the name itself, where the registry spells it with a title."""
    if VOCABULARY.is_a(kind, "Person"):
        while end - start > 2 and is_title(doc[start]):
            start += 1
    return start


def _everyday(doc: Doc, start: int, end: int) -> bool:
    """A common word that begins a sentence in capitals is no name."""
    first = doc[start]
    return end - start == 1 and first.is_sent_start is True and first.pos_ not in ("PROPN", "NOUN", "ADJ")


def _partisans(last: Token, kind: str) -> bool:
    """ "Democrats" are people, not their party; "Republican" before a noun only tells of which."""
    plural = noun_at(last) and (is_plural(last) or kind == "Group")
    return kind in ("Organization", "Group") and bool(plural or last.pos_ == "ADJ" or last.ent_type_ == "NORP")
