"""What the local reading knows of an article, freed from its parse: sentences, mentions, who acts by which word, dates.

It holds no token, so that it outlives the parse while the model is waited for.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Literal

from spacy.tokens import Doc, Token

from graph.acts import ActDate, Entity, Span
from graph.article import Article
from graph.extract.arguments.cast import Cast, Party
from graph.extract.circumstances.expressions import expressions
from graph.extract.coreference.coreference import resolve
from graph.extract.llm.quoting import overlap, span_of
from graph.extract.mentions.mentions import Mention, find_mentions
from graph.registry import Registry

Role = Literal["agents", "targets"]
_CONTENT = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A participant and where it is mentioned; `through` and `directness` as in `cast.Party`."""

    entity: Entity
    span: Span
    directness: float
    through: Entity | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A mention, and whom it stands for as far as that was resolved."""

    span: Span
    entity: Entity | None
    pronoun: bool


@dataclass(frozen=True, slots=True)
class Word:
    """A token: `head` is the index of the one it depends on, `content` false for words that state nothing."""

    span: Span
    head: int
    content: bool
    agents: tuple[Candidate, ...]
    targets: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """`dates` are those that a sentence mentions, by the sentence's start."""

    text: str
    sentences: tuple[Span, ...]
    places: tuple[Place, ...]
    words: tuple[Word, ...]
    dates: Mapping[int, frozenset[ActDate]]

    def of(self, span: Span) -> list[tuple[int, Word]]:
        """The words of a span, with their indices."""
        first = bisect_right(self.words, span.start, key=lambda w: w.span.end)
        rest = enumerate(islice(self.words, first, None), first)
        return list(takewhile(lambda pair: pair[1].span.start < span.end, rest))

    def parties(self, span: Span, role: Role) -> list[Candidate]:
        """Whom the words stand for: by their syntactic head, else by a mention that is at least half of them."""
        words = self.of(span)
        indices = {i for i, _ in words}
        for _, root in ((i, w) for i, w in words if w.head not in indices or w.head == i):
            found: tuple[Candidate, ...] = getattr(root, role)
            if found:
                return [c for c in found if overlap(c.span, span)] or list(found)
        for _, word in words:
            within = [c for c in getattr(word, role) if 2 * overlap(c.span, span) >= len(span.text)]
            if within:
                return within
        return []


def scene_of(doc: Doc, article: Article, registry: Registry) -> Scene:
    """The scene of the parsed article."""
    mentions = find_mentions(doc, registry)
    cast = Cast(doc, resolve(doc, mentions, article, registry))
    entities = {id(mention): entity for mention, entity in cast.participants()}
    text = article.text  # `Doc.text` is put together anew each time it is asked for
    sentences = [(s, span_of(text, s.start_char, s.end_char)) for s in doc.sents]
    return Scene(
        text,
        tuple(span for _, span in sentences if span.text),
        tuple(Place(_span(doc, text, m), entities.get(id(m)), m.form == "pronoun") for m in mentions),
        tuple(_word(token, cast, text) for token in doc),
        {
            span.start: frozenset(
                day
                for expression in expressions(sentence, article.published)
                for to_come in (False, True)
                if (day := expression.reading(to_come))
            )
            for sentence, span in sentences
        },
    )


def _word(token: Token, cast: Cast, text: str) -> Word:
    return Word(
        Span(token.idx, token.idx + len(token), token.text),
        token.head.i,
        token.pos_ in _CONTENT,
        _candidates(cast.agents(token), cast.doc, text),
        _candidates(cast.targets(token), cast.doc, text),
    )


def _candidates(parties: Iterable[Party], doc: Doc, text: str) -> tuple[Candidate, ...]:
    return tuple(Candidate(p.entity, _span(doc, text, p.mention), p.directness, p.through) for p in parties)


def _span(doc: Doc, text: str, mention: Mention) -> Span:
    span = doc[mention.start : mention.end]
    return span_of(text, span.start_char, span.end_char)
