"""Who utters the words in quotation marks, so that what they state is told on his word and "we" is he.

A quotation belongs to the verb of reporting beside it in its first or last sentence, and otherwise goes on with the
quotation before it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from graph.extract.parse import syntax
from graph.extract.parse.listed import every
from graph.extract.words.lexicon import REPORTING
from graph.extract.words.opinions import QUOTING

_OPEN, _CLOSE, _STRAIGHT = "\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}", '"'
_SAYING = REPORTING | QUOTING
_LONGEST = 150
"""Tokens of a quotation; a mark that is never closed opens none."""
_WHOLE = 4
"""Words from which on quoted words are a statement and no mere name or term."""
_NEAR = 10
"""Tokens between a quotation and the verb that reports it."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens `start` to `end` (exclusive), between the marks; `speaker` heads the noun phrase of who says them."""

    start: int
    end: int
    speaker: Token


class Quotations:
    """The quotations of one document whose speaker is told."""

    def __init__(self, doc: Doc) -> None:
        self.all = tuple(_attributed(doc))
        self._at = {i: q for q in self.all for i in range(q.start, q.end)}
        self.speakers: Mapping[int, Quotation] = {q.speaker.i: q for q in reversed(self.all)}
        """The first quotation of each speaker's word."""

    def around(self, token: Token) -> Quotation | None:
        return self._at.get(token.i)


def _attributed(doc: Doc) -> Iterator[Quotation]:
    spans = list(_quoted(doc))
    inside = {i for start, end in spans for i in range(start, end)}
    before: tuple[int, Token] | None = None
    for start, end in spans:
        if end - start < _WHOLE:
            continue
        speaker = _speaker(doc, start, end, inside)
        if speaker is None and before is not None and _goes_on(doc, before[0], start):
            speaker = before[1]
        if speaker is not None:
            yield Quotation(start, end, speaker)
            before = (end, speaker)


def _quoted(doc: Doc) -> Iterator[tuple[int, int]]:
    opened: int | None = None
    for token in every(doc):
        closes = token.text == _CLOSE or (token.text == _STRAIGHT and opened is not None)
        if closes and opened is not None and token.i - opened <= _LONGEST:
            yield opened + 1, token.i
        if closes:
            opened = None
        elif token.text in (_OPEN, _STRAIGHT):
            opened = token.i


def _speaker(doc: Doc, start: int, end: int, inside: set[int]) -> Token | None:
    """The subject of the nearest verb of reporting outside all quotations, after the quotation rather than before.

    Behind a question mark the parser ends the sentence, and "she said" is one of its own.
    """
    verbs = [
        t
        for sentence in dict.fromkeys((doc[start].sent, doc[end - 1].sent, doc[min(end + 1, len(doc) - 1)].sent))
        for t in sentence
        if t.i not in inside and syntax.is_verb(t) and syntax.lemma(t) in _SAYING and _distance(t, start, end) <= _NEAR
    ]
    for verb in sorted(verbs, key=lambda t: (_distance(t, start, end), t.i < start)):
        found = syntax.subject(verb)
        if found is not None and found.i not in inside:
            return found
    return None


def _distance(verb: Token, start: int, end: int) -> int:
    """From the quotation to the verb, or to its subject where that stands between them; none behind a colon."""
    if verb.i < end:
        return 0 if start > 1 and verb.doc[start - 2].text == ":" else start - verb.i
    subject = syntax.child(verb, "nsubj")
    first = subject.left_edge.i if subject is not None and end <= subject.left_edge.i < verb.i else verb.i
    return first - end


def _goes_on(doc: Doc, end: int, start: int) -> bool:
    """Between the two quotations there is no sentence that tells anything else."""
    first, last = doc[min(end, len(doc) - 1)].sent, doc[start].sent
    return first == last or first.end >= last.start
