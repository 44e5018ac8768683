"""The order of the stages: from an article to its acts.

Reading is deterministic: the same article, registry and model give the same acts in the same order. Confidence
is the probability that an act is right, learnt from annotated articles (`confidence`); what is less likely than the
setting says is left out.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import TypeVar

from spacy.tokens import Doc, Token

from graph.acts import Act, Entity, Evidence, Realis, Span
from graph.article import Article
from graph.extract.arguments.arguments import Finding, find_acts
from graph.extract.arguments.cast import Cast
from graph.extract.arguments.docket import Docket
from graph.extract.arguments.ellipsis import echoed
from graph.extract.circumstances.attribution import source_of
from graph.extract.circumstances.dates import date_of
from graph.extract.circumstances.realis import realis_of
from graph.extract.confidence.confidence import WEIGHTS, learnt
from graph.extract.confidence.features import Seen
from graph.extract.coreference.coreference import resolve
from graph.extract.judgements.judgements import find_judgements
from graph.extract.mentions.mentions import Mention, find_mentions
from graph.extract.parse.pipeline import load_pipeline, parse
from graph.extract.predicates.predicates import Predicate, find_predicates
from graph.extract.study import Study
from graph.registry import Registry
from graph.settings import Settings

T = TypeVar("T")
_TO_COME = ("planned", "threatened", "possible")
_LONGEST_TRIGGER = 8


@dataclass(frozen=True, slots=True)
class _Told:
    """An act that the rules found, and whoever is credited for telling it."""

    seen: Seen
    source: Entity | None


class Reader:
    """Reads articles with one language model and one registry."""

    def __init__(self, settings: Settings, registry: Registry) -> None:
        self._pipeline = load_pipeline(settings.spacy_model)
        self._registry = registry
        self._least = settings.least_confidence
        meta = self._pipeline.meta
        self.model = f"{meta['lang']}_{meta['name']} {meta['version']} (data {_digest(registry, self._least)})"
        """The model, its version, and what tells apart the word lists, actors and settings that it was read with."""

    def read(self, article: Article, iri: str) -> tuple[Act, ...]:
        """The acts of the article, in the order of its sentences; `iri` is the article's own."""
        with parse(self._pipeline, article.text) as doc:
            return self._acts(doc, article, iri, find_mentions(doc, self._registry), list(find_predicates(doc)))[0]

    def study(self, article: Article, iri: str) -> Study:
        """The acts, and what the stages before them found."""
        with parse(self._pipeline, article.text) as doc:
            return self._study(doc, article, iri)

    def over(self, article: Article, see: Callable[[Seen], T]) -> list[T]:
        """What `see` makes of each act as the rules find it; it must keep nothing of the parse."""
        with parse(self._pipeline, article.text) as doc:
            cast = Cast(doc, resolve(doc, find_mentions(doc, self._registry), article, self._registry))
            return [see(told.seen) for told in _told(doc, cast, list(find_predicates(doc)))]

    def _study(self, doc: Doc, article: Article, iri: str) -> Study:
        mentions, predicates = find_mentions(doc, self._registry), list(find_predicates(doc))
        acts, cast = self._acts(doc, article, iri, mentions, predicates)
        entities = {id(mention): entity for mention, entity in cast.participants()}
        return Study(
            acts,
            tuple((_mentioned(doc, article.text, m), entities.get(id(m))) for m in mentions),
            tuple(Span(p.token.idx, p.token.idx + len(p.token), p.token.text) for p in predicates),
        )

    def _acts(
        self, doc: Doc, article: Article, iri: str, mentions: list[Mention], predicates: list[Predicate]
    ) -> tuple[tuple[Act, ...], Cast]:
        cast = Cast(doc, resolve(doc, mentions, article, self._registry))
        likely = (pair for pair in _distinct(_told(doc, cast, predicates)) if pair[1] >= self._least)
        acts = [_act(told, sure, cast, article, iri) for told, sure in likely]
        acts.sort(key=lambda a: (a.evidence.sentence.start, a.evidence.trigger.start, a.iri))
        return tuple(acts), cast


def _findings(doc: Doc, cast: Cast, predicates: list[Predicate]) -> list[Finding]:
    docket, found = Docket(cast), list[Finding]()
    for predicate in predicates:
        acts = list(find_acts(predicate, cast)) or list(docket.complete(predicate))
        docket.note(acts)
        found += acts
    found += find_judgements(doc, cast)
    return [*found, *echoed(doc, found, cast)]


def _told(doc: Doc, cast: Cast, predicates: list[Predicate]) -> Iterator[_Told]:
    """The acts that the rules find, with what else the article tells of each."""
    mentions = Counter(entity.iri for _, entity in cast.participants())
    sentences = {sentence.start: number for number, sentence in enumerate(doc.sents)}
    for finding in _findings(doc, cast, predicates):
        source = source_of(finding.anchor, cast, finding.agent.entity)
        number = sentences[finding.anchor.sent.start]
        yield _Told(Seen(finding, _realis(finding), source is not None, number, mentions), source)


def _digest(registry: Registry, least: float) -> str:
    """Of the lexicon, the registry and the setting: an article is read anew when one of them has changed."""
    folder = files("ontology") / "lexicon"
    lists = sorted((f for part in folder.iterdir() if part.is_dir() for f in part.iterdir()), key=str)
    words = b"".join(f.read_bytes() for f in lists if f.name.endswith(".toml"))
    words += (files("graph.extract.confidence") / WEIGHTS).read_bytes()
    return hashlib.sha256(words + f"{registry.version} {least}".encode()).hexdigest()[:8]


def _act(told: _Told, confidence: float, cast: Cast, article: Article, iri: str) -> Act:
    finding, realis = told.seen.finding, told.seen.realis
    return Act(
        agent=finding.agent.entity,
        target=finding.target.entity,
        type=finding.type,
        stance=finding.stance,
        realis=realis,
        evidence=_evidence(finding, cast.doc, article.text, iri),
        date=date_of(finding.trigger, article.published, realis in _TO_COME),
        about=finding.agent.through,
        attributed_to=told.source,
        confidence=confidence,
    )


def _realis(finding: Finding) -> Realis:
    if finding.uttered:
        return "actual"
    if finding.merely_negated:
        return "negated"
    turning = [n for n, link in enumerate(finding.links) if link.operator.turns]
    # Whoever drops a plan to do it has done so: what stands below the turn no longer counts.
    return realis_of(finding.anchor, finding.links[turning[0] if turning else 0 :], bool(turning))


def _evidence(finding: Finding, doc: Doc, text: str, iri: str) -> Evidence:
    sentence = finding.anchor.sent
    words = [t for t in finding.trigger if t.sent == sentence]
    return Evidence(
        article=iri,
        sentence=_trimmed(text, sentence.start_char, sentence.end_char),
        trigger=_trigger(text, words, finding.anchor),
        agent=_mentioned(doc, text, finding.agent.mention),
        target=_mentioned(doc, text, finding.target.mention),
    )


def _trigger(text: str, words: list[Token], anchor: Token) -> Span:
    """From the first of the words to the last, or the anchor alone when they lie far apart."""
    first, last = min(words, key=lambda t: t.i), max(words, key=lambda t: t.i)
    if last.i - first.i >= _LONGEST_TRIGGER:
        first = last = anchor
    return _trimmed(text, first.idx, last.idx + len(last))


def _mentioned(doc: Doc, text: str, mention: Mention) -> Span:
    span = doc[mention.start : mention.end]
    return _trimmed(text, span.start_char, span.end_char)


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    return Span(start, start + len(words), words)


def _distinct(found: Iterable[_Told]) -> Iterable[tuple[_Told, float]]:
    """One act for each agent, type, target and sentence, the surest, with its confidence."""
    best: dict[tuple[str, str, str, int], tuple[_Told, float]] = {}
    for told in found:
        f, sure = told.seen.finding, round(learnt().of(told.seen), 3)
        key = (f.agent.entity.iri, f.type, f.target.entity.iri, f.anchor.sent.start)
        if key not in best or sure > best[key][1]:
            best[key] = told, sure
    return best.values()
