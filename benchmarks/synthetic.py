"""A graph of any size in the shape of the real one: actors of the registry, a few of them in most acts."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from graph.acts import Act, ActDate, Entity, Evidence, Span
from graph.article import Article
from graph.projection import project
from graph.registry import Registry
from graph.store import Store
from graph.triples import Extraction, Reading, article_iri, graph_iri, to_graph

ACTS_IN_ARTICLE = 200
_RUN = Extraction("whowhom benchmark", "made up", datetime(2026, 1, 1, tzinfo=UTC))
_TYPES = ("SUE", "ACCUSE", "BLOCK", "DEMAND", "RESTRICT", "SUPPORT", "ARREST", "APPEAL")
_FIRST = date(2015, 1, 1)


def fill(store: Store, registry: Registry, acts: int) -> None:
    """Adds articles until there are that many acts."""
    actors = sorted((e for e in registry.entities() if e.kind not in ("Post", "Place")), key=lambda e: e.iri)
    chance = random.Random(7)
    chance.shuffle(actors)
    for reading in _readings(actors, acts // ACTS_IN_ARTICLE, chance):
        known = {e.iri for e in actors}
        store.write(graph_iri(reading.iri), project(to_graph(reading, known.__contains__)))


def _readings(actors: list[Entity], articles: int, chance: random.Random) -> Iterator[Reading]:
    weights = [1 / (rank + 1) for rank in range(len(actors))]
    for number in range(articles):
        published = _FIRST + timedelta(days=chance.randrange(2500))
        pairs = [chance.choices(actors, weights, k=2) for _ in range(ACTS_IN_ARTICLE)]
        lines = [f"{a.name} acted on {b.name} over matter {n}." for n, (a, b) in enumerate(pairs)]
        text = "\n".join(lines)
        article = Article(f"made-up-{number}", text, f"Made up {number}", published, "Sample Press")
        yield Reading(article, _RUN, tuple(_acts(article, lines, pairs, chance)))


def _acts(article: Article, lines: list[str], pairs: list[list[Entity]], chance: random.Random) -> Iterator[Act]:
    start = 0
    for line, (agent, target) in zip(lines, pairs, strict=True):
        if agent != target:
            verb = start + len(agent.name) + 1
            object_ = verb + len("acted on ")
            evidence = Evidence(
                article_iri(article),
                Span(start, start + len(line), line),
                Span(verb, verb + len("acted"), "acted"),
                Span(start, start + len(agent.name), agent.name),
                Span(object_, object_ + len(target.name), target.name),
            )
            kind = chance.choice(_TYPES)
            day = article.published - timedelta(days=chance.randrange(5))
            yield Act(
                agent,
                target,
                kind,
                "for" if kind == "SUPPORT" else "against",
                chance.choices(("actual", "planned", "negated"), (8, 1, 1))[0],
                evidence,
                date=ActDate(day),
                confidence=round(chance.uniform(0.4, 1), 3),
            )
        start += len(line) + 1
