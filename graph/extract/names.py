"""Where names stand in the text, and of what kind they are: the registry first, then the model's entities corrected.

Names do not overlap; of two that would, the longer stays. A title is not part of a name.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from graph.extract.nouns import ABBREVIATIONS, CONNECTING, HONORIFICS, NOUNS, is_plural, noun_at
from graph.registry import Registry
from ontology.vocabulary import VOCABULARY

LONGEST = 12
"""Tokens of the longest name looked up."""
_ORDINAL = re.compile(r"\d+(st|nd|rd|th)$")
_KINDS = {"PERSON": "Person", "ORG": "Organization", "GPE": "City", "LOC": "Place", "FAC": "Place", "LAW": "Statute"}
_DATELINE = re.compile(r"(?m)^[^a-z()\n]{0,60}(?:[A-Z][\w., /]{0,60})?\((?:[A-Z][\w. ]{1,30})\)\s+[-\u2013\u2014]")
_CREDITS = re.compile(
    r"\((?:Additional reporting|Additional writing|Reporting|Writing|Editing|Compiled)\b[^)]{0,600}\)?"
)


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `start` to `end` (exclusive); `sure` ones come from the registry."""

    start: int
    end: int
    kind: str
    sure: bool = False


@dataclass
class _Known:
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


def find_names(doc: Doc, registry: Registry) -> list[Name]:
    """The names of the text in order, datelines and credits left out."""
    known = _Known(registry)
    silent = _silent(doc)
    found = [*_gazetteer(doc, known), *_recognised(doc, known), *_administrations(doc)]
    chosen = _longest(n for n in found if not any(i in silent for i in range(n.start, n.end)))
    chosen = [n for n in _people_first(doc, chosen, known) if not _modifies(doc, n)]
    return sorted([*chosen, *_surnames(doc, chosen, known, silent)], key=lambda n: n.start)


def _silent(doc: Doc) -> frozenset[int]:
    """Tokens of datelines ("BOSTON (Agency) -") and of the reporters' credits."""
    tokens: set[int] = set()
    for pattern in (_DATELINE, _CREDITS):
        for match in pattern.finditer(doc.text):
            span = doc.char_span(match.start(), match.end(), alignment_mode="contract")
            if span is not None and (pattern is _CREDITS or match.end() - match.start() < 90):
                tokens.update(range(span.start, span.end))
    return frozenset(tokens)


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() or bool(_ORDINAL.match(token.text))


def _gazetteer(doc: Doc, known: _Known) -> Iterator[Name]:
    """The longest known name from each capitalised word on."""
    i = 0
    while i < len(doc):
        found = _known_from(doc, i, known) if _capital(doc[i]) and doc[i].pos_ != "DET" else None
        if found:
            yield found
        i = found.end if found else i + 1


def _known_from(doc: Doc, start: int, known: _Known) -> Name | None:
    end = start + 1
    ends = [end]
    while end < len(doc) and end - start < LONGEST and (_capital(doc[end]) or doc[end].text in CONNECTING):
        end += 1
        if _capital(doc[end - 1]):
            ends.append(end)
    for end in reversed(ends):
        kind = known.kind(doc[start:end].text)
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


def _recognised(doc: Doc, known: _Known) -> Iterator[Name]:
    """The model's entities, without articles and titles, their kind corrected by the words themselves."""
    for ent in doc.ents:
        if ent.label_ not in _KINDS:
            continue
        span = _trimmed(ent)
        if len(span) == 1 and span[0].pos_ == "NOUN" and is_plural(span[0]) and noun_at(span[0]):
            continue
        if len(span) and _capital(span[0]) and any(t.is_alpha or "." in t.text for t in span):
            yield Name(span.start, span.end, known.kind(span.text) or _kind(span, ent.label_))


def _trimmed(ent: Span) -> Span:
    doc, start, end = ent.doc, ent.start, ent.end
    while start < end and (doc[start].pos_ == "DET" or not doc[start].text[:1].isalnum() or _is_title(doc[start], ent)):
        start += 1
    while end > start and _trails(doc[end - 1]):
        end -= 1
    if start < end < len(doc) and _office_across(doc[end - 1], doc[end]):
        end -= 1
    return doc[start:end]


def _trails(token: Token) -> bool:
    """What the model took into the name though it comes after it: a possessive, a bracket, a verb."""
    verb = token.pos_ in ("VERB", "AUX", "ADP") and not token.is_upper
    return token.tag_ == "POS" or verb or not (token.text[-1:].isalnum() or "." in token.text)


def _is_title(token: Token, ent: Span) -> bool:
    return ent.label_ == "PERSON" and len(ent) > 1 and is_title(token)


def _office_across(last: Token, after: Token) -> bool:
    """The name ran into an office: "Brooklyn District" before "Attorney"."""
    noun = NOUNS.get(f"{last.lower_} {after.lower_}")
    return bool(noun and noun.kind == "Official")


def is_title(token: Token) -> bool:
    """An office, a calling or a form of address such as stands before a name."""
    word = token.lower_.rstrip(".")
    if word in HONORIFICS or word in ABBREVIATIONS:
        return True
    noun = noun_at(token)
    return bool(noun and VOCABULARY.is_a(noun.kind, "Person"))


def _kind(span: Span, label: str) -> str:
    """The kind that a head or last word tells ("... Department", "Court of ..."), else that of the model's label."""
    if label == "PERSON" and len(span) > 1:
        return "Person"
    for token in (span.root, span[-1], span[0]):
        noun = noun_at(token) if _capital(token) and len(span) > 1 else None
        if noun and not VOCABULARY.is_a(noun.kind, "Person") and noun.kind not in ("City", "State", "Country"):
            return "Organization" if noun.kind == "Group" else noun.kind
    return _KINDS[label]


def _administrations(doc: Doc) -> Iterator[Name]:
    """ "Obama administration": a body named after its head."""
    for token in doc[1:]:
        before = doc[token.i - 1]
        if token.lower_ == "administration" and before.pos_ == "PROPN" and before.dep_ == "compound":
            yield Name(token.i - 1, token.i + 1, "Agency")


def _longest(names: Iterable[Name]) -> list[Name]:
    """Of names that overlap, the longest; of two alike, the one that the registry knows."""
    taken: set[int] = set()
    chosen = []
    for name in sorted(names, key=lambda n: (n.start - n.end, not n.sure, n.start)):
        tokens = range(name.start, name.end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            chosen.append(name)
    return chosen


def _modifies(doc: Doc, name: Name) -> bool:
    """A jurisdiction before another noun only tells which: "U.S. senators", "a New York judge"."""
    root = doc[name.start : name.end].root
    inside = (
        root.dep_ in ("compound", "nmod", "amod")
        and root.head.i >= name.end
        and root.head.pos_ in ("NOUN", "PROPN", "ADJ")
    )
    return inside and VOCABULARY.is_a(name.kind, "Place")


def _people_first(doc: Doc, names: list[Name], known: _Known) -> Iterator[Name]:
    """A single word that the model took for a place or a body is a person if it is the last name of one."""
    last = _last_names(doc, names)
    for name in names:
        word = doc[name.start].text
        alone = name.end - name.start == 1 and not name.sure and name.kind != "Person"
        person = alone and (word in last or known.is_surname(word))
        yield Name(name.start, name.end, "Person") if person else name


def _last_names(doc: Doc, names: list[Name]) -> set[str]:
    people = [n for n in names if VOCABULARY.is_a(n.kind, "Person") and n.end - n.start > 1]
    return {doc[n.end - 1].text for n in people}


def _surnames(doc: Doc, chosen: list[Name], known: _Known, silent: frozenset[int]) -> Iterator[Name]:
    """Last names that stand alone: of persons whom the text names in full or titles, or whom the registry knows."""
    taken = {i for n in chosen for i in range(n.start, n.end)} | silent
    last = _last_names(doc, chosen)
    i = 0
    while i < len(doc):
        token = doc[i]
        if i in taken or not _capital(token) or not (token.pos_ == "PROPN" or token.text in last):
            i += 1
            continue
        end = i + 1
        while end < len(doc) and end not in taken and doc[end].pos_ == "PROPN" and _capital(doc[end]):
            end += 1
        if _names_a_person(doc, i, end, last, known):
            yield Name(i, end, "Person")
        i = end


def _names_a_person(doc: Doc, start: int, end: int, last: set[str], known: _Known) -> bool:
    if any(is_title(t) for t in doc[start:end]) or doc[end - 1].ent_type_ in ("DATE", "NORP"):
        return False
    titled = start > 0 and is_title(doc[start - 1]) and _capital(doc[start - 1])
    return doc[end - 1].text in last or titled or (end - start == 1 and known.is_surname(doc[start].text))
