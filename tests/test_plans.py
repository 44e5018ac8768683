"""What is looked up by its IRI is found by the index and not among all there are: Neo4j's own plans say so."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from graph.projection import project
from graph.queries import acts as asks
from graph.queries import articles, described
from graph.queries.actors import actor
from graph.queries.asked import Filters
from graph.queries.names import resolve
from graph.queries.opponents import opponents
from graph.queries.paths import paths
from graph.store import writing
from graph.triples import graph_iri, to_graph
from tests.samples import BAN, ICE, JUDGE, MAYOR, reading

ARTICLE, ACT = reading().iri, reading().acts[0].iri
SCANS = {"AllNodesScan", "NodeByLabelScan", "NodeIndexScan", "NodeUniqueIndexScan", "DirectedAllRelationshipsScan"}

QUESTIONS = {
    "against": lambda s: asks.acts(s, target=ICE.iri),
    "by": lambda s: asks.acts(s, agent=MAYOR.iri),
    "between": lambda s: asks.acts(s, agent=MAYOR.iri, target=ICE.iri),
    "of an article": lambda s: asks.acts(s, Filters(article=ARTICLE)),
    "over a policy": lambda s: asks.acts(s, Filters(policy=BAN.iri)),
    "timeline": lambda s: asks.timeline(s, ICE.iri),
    "act": lambda s: asks.act(s, ACT),
    "opponents": lambda s: opponents(s, ICE.iri),
    "path": lambda s: paths(s, MAYOR.iri, JUDGE.iri),
    "actor": lambda s: actor(s, ICE.iri),
    "resolve": lambda s: resolve(s, ICE.iri),
    "article": lambda s: articles.article(s, ARTICLE),
    "described participants": lambda s: articles.described(s, [ICE.iri]),
    "described act": lambda s: described.act(s, ACT),
    "described participant": lambda s: described.participant(s, ICE.iri),
    "the same text": lambda s: articles.with_text(s, reading().article.sha256, ""),
}


@pytest.fixture
def graph(store):
    store.write(graph_iri(ARTICLE), project(to_graph(reading())))
    return store


def scans(store, statement: str, parameters: Mapping[str, Any]) -> list[str]:
    with store._driver.session(database=store._database) as session:
        plan = session.run(f"EXPLAIN {statement}", dict(parameters)).consume().plan
    return [f"{name}: {statement}" for name in operators(plan) if name in SCANS]


def operators(plan: Mapping[str, Any]) -> Iterator[str]:
    yield plan["operatorType"].partition("@")[0]
    for child in plan.get("children", ()):
        yield from operators(child)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_about_one_thing_looks_at_no_others(graph, monkeypatch, question):
    asked, ask = [], type(graph).ask
    monkeypatch.setattr(type(graph), "ask", lambda s, text, /, **p: asked.append((text, p)) or ask(s, text, **p))
    QUESTIONS[question](graph)
    assert asked
    assert [found for text, parameters in asked for found in scans(graph, text, parameters)] == []


def test_writing_an_article_looks_at_no_others(graph, monkeypatch):
    sent, run = [], writing._run
    monkeypatch.setattr(writing, "_run", lambda tx, text, **p: sent.append((text, p)) or run(tx, text, **p))
    graph.write(graph_iri(ARTICLE), project(to_graph(reading())))
    assert sent
    assert [found for text, parameters in sent for found in scans(graph, text, parameters)] == []
