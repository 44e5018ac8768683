"""Where names stand in the text, and of what kind they are: the registry first, then the model's entities corrected.

Names do not overlap; of two that would, the longer stays. A title is not part of a name.
"""

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from graph.extract.mentions.christened import christened
from graph.extract.mentions.gazetteer import Known, Name, capital, is_title, known_names
from graph.extract.mentions.numbered import numbered
from graph.extract.mentions.sorts import causes, outgrown, settle, towns
from graph.extract.mentions.surnames import people_first, short_forms, surnames_alone
from graph.extract.parse.listed import every, text_of
from graph.extract.words.nouns import NOUNS, is_plural, noun_at
from graph.read.recognise import dateline_spans
from graph.registry import Registry
from ontology.vocabulary import VOCABULARY

_KINDS = {"PERSON": "Person", "ORG": "Organization", "GPE": "City", "LOC": "Place", "FAC": "Place", "LAW": "Statute"}
_DASHES, _BRACKETS = frozenset("-\u2013\u2014"), frozenset("()[]")
_PARTICLES = frozenset({"de", "van", "von", "la", "le", "di", "al", "el", "bin"})
_CORPORATE = frozenset({"inc", "llc", "ltd", "jr", "sr"})
_CREDITS = re.compile(
    r"\((?:Additional reporting|Additional writing|Reporting|Writing|Editing|Compiled)\b[^)]{0,600}\)?"
)


def find_names(doc: Doc, registry: Registry) -> list[Name]:
    """The names of the text in order, datelines and credits left out."""
    known = Known(registry)
    silent = _silent(doc)
    grown = (outgrown(doc, n, known) for n in known_names(doc, known))
    found = [
        *grown,
        *towns(doc),
        *causes(doc),
        *christened(doc),
        *_recognised(doc, known),
        *_administrations(doc),
        *numbered(doc),
    ]
    chosen = settle(doc, _longest(n for n in found if not any(i in silent for i in range(n.start, n.end))))
    chosen = [n for n in people_first(doc, chosen, known) if not _modifies(doc, n)]
    chosen += surnames_alone(doc, chosen, known, silent)
    chosen += short_forms(doc, chosen, silent)
    return sorted(chosen, key=lambda n: n.start)


def _silent(doc: Doc) -> frozenset[int]:
    """Tokens of datelines ("BOSTON (Agency) -") and of the reporters' credits."""
    tokens: set[int] = set()
    credits = [match.span() for match in _CREDITS.finditer(text_of(doc))]
    for start, end in (*dateline_spans(text_of(doc)), *credits):
        span = doc.char_span(start, end, alignment_mode="contract")
        if span is not None:
            tokens.update(range(span.start, span.end))
    return frozenset(tokens)


def _recognised(doc: Doc, known: Known) -> Iterator[Name]:
    """The model's entities, without articles and titles, their kind corrected by the words themselves."""
    for ent in doc.ents:
        if ent.label_ not in _KINDS:
            continue
        for span in map(_trimmed, _parts(ent)):
            if len(span) == 1 and span[0].pos_ == "NOUN" and is_plural(span[0]) and noun_at(span[0]):
                continue
            if len(span) and capital(span[0]) and any(t.is_alpha or "." in t.text for t in span):
                yield Name(span.start, span.end, known.kind(span.text) or _kind(span, ent.label_))


def _parts(ent: Span) -> Iterator[Span]:
    """What a dash, a bracket or a comma divides: the model takes "Acme, Globex" for one."""
    start = ent.start
    for i in range(ent.start + 1, ent.end):
        if _divides(ent.doc[i]):
            yield Span(ent.doc, start, i, ent.label)
            start = i + 1
    yield Span(ent.doc, min(start, ent.end - 1), ent.end, ent.label)


def _trimmed(ent: Span) -> Span:
    doc, start, end = ent.doc, ent.start, ent.end
    while start < end and (doc[start].pos_ == "DET" or not doc[start].text[:1].isalnum() or _is_title(doc[start], ent)):
        start += 1
    while end > start and _trails(doc[end - 1]):
        end -= 1
    if start < end < len(doc) and _office_across(doc[end - 1], doc[end]):
        end -= 1
    return doc[start:end]


def _divides(token: Token) -> bool:
    """A dash with space around it, a bracket or a comma ends a name: "Ann Lee - Smith's aide", "Acme, Globex Inc"."""
    apart = token.i > 0 and bool(token.nbor(-1).whitespace_)
    return (token.text in _DASHES and apart) or token.text in _BRACKETS or (token.text == "," and not _corporate(token))


def _corporate(comma: Token) -> bool:
    """ "Acme, Inc." """
    after = comma.nbor().lower_.rstrip(".") if comma.i + 1 < len(comma.doc) else ""
    return after in _CORPORATE


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


def _kind(span: Span, label: str) -> str:
    """The kind that a head or last word tells ("... Department", "Court of ..."), else that of the model's label."""
    if label == "PERSON" and len(span) > 1:
        return "Person"
    for token in (span.root, span[-1], span[0]):
        noun = noun_at(token) if capital(token) and len(span) > 1 else None
        if noun and not VOCABULARY.is_a(noun.kind, "Person") and noun.kind not in ("City", "State", "Country"):
            return "Organization" if noun.kind == "Group" else noun.kind
    return _KINDS[label]


def _administrations(doc: Doc) -> Iterator[Name]:
    """ "Obama administration": a body named after its head."""
    for token in every(doc)[1:]:
        before = doc[token.i - 1]
        if token.lower_ == "administration" and before.pos_ == "PROPN" and before.dep_ == "compound":
            particle = token.i > 1 and doc[token.i - 2].lower_ in _PARTICLES
            yield Name(token.i - (2 if particle else 1), token.i + 1, "Agency")


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
