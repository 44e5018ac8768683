"""An article in windows of numbered sentences, each with a few before it as context, so that a request stays small."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.acts import Span

MOST_SENTENCES = 12
MOST_CHARACTERS = 6_000
CONTEXT = 4
LONGEST_SENTENCE = 2_000
"""Whatever the parser takes for a longer sentence is a table or a list: it is not sent, and read locally."""


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences to read, by their number in the article, and those before them that are only context."""

    read: dict[int, Span]
    context: dict[int, Span]


def windows(sentences: Sequence[Span]) -> Iterator[Window]:
    """Every sentence that can be sent is in just one window; numbers count from 1."""
    sendable = {n: s for n, s in enumerate(sentences, 1) if len(s.text) <= LONGEST_SENTENCE}
    part: dict[int, Span] = {}
    for number, sentence in sendable.items():
        full = len(part) == MOST_SENTENCES or _length(part) + len(sentence.text) > MOST_CHARACTERS
        if part and full:
            yield Window(part, _before(min(part), sendable))
            part = {}
        part[number] = sentence
    if part:
        yield Window(part, _before(min(part), sendable))


def _length(part: dict[int, Span]) -> int:
    return sum(len(s.text) for s in part.values())


def _before(first: int, sentences: dict[int, Span]) -> dict[int, Span]:
    return {n: sentences[n] for n in range(first - CONTEXT, first) if n in sentences}
