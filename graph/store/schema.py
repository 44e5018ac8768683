"""Constraints, indexes and the registry: created at first use, their versions recorded in the store.

`n10s_unique_uri` is the name that neosemantics and rdflib-neo4j look for.
"""

from collections.abc import Callable, Mapping
from typing import Any

from neo4j import ManagedTransaction
from rdflib import Graph

import seeds
from graph.errors import StoreError
from graph.projection import PropertyGraph, project
from graph.registry import Registry
from graph.shapes import check
from graph.store import writing
from graph.store.journal import RECORD

VERSION = 2
ACTORS_GRAPHS = seeds.GRAPHS

STATEMENTS = (
    "CREATE CONSTRAINT n10s_unique_uri IF NOT EXISTS FOR (r:Resource) REQUIRE r.uri IS UNIQUE",
    "CREATE INDEX act_date IF NOT EXISTS FOR (a:Act) ON (a.date)",
    "CREATE INDEX act_type IF NOT EXISTS FOR (a:Act) ON (a.type)",
    "CREATE INDEX article_published IF NOT EXISTS FOR (a:Article) ON (a.published)",
    "CREATE INDEX article_sha256 IF NOT EXISTS FOR (a:Article) ON (a.sha256)",
    "CREATE INDEX named_graph_changed IF NOT EXISTS FOR (g:NamedGraph) ON (g.changed)",
    "CREATE INDEX removed_graph_changed IF NOT EXISTS FOR (g:RemovedGraph) ON (g.changed)",
    "CREATE INDEX decision_entity IF NOT EXISTS FOR (d:Decision) ON (d.entity)",
    "CREATE INDEX merge_survivor IF NOT EXISTS FOR (m:Merge) ON (m.survivor)",
    "CREATE INDEX article_publisher IF NOT EXISTS FOR (a:Article) ON (a.publisher)",
    "CREATE FULLTEXT INDEX participant_names IF NOT EXISTS FOR (p:Participant) ON EACH [p.name, p.names]",
    "CREATE FULLTEXT INDEX sentence_text IF NOT EXISTS FOR (s:Sentence) ON EACH [s.text]",
    "CALL db.awaitIndexes(60)",
)

Transact = Callable[[Callable[[ManagedTransaction], Any]], Any]


def prepare(transact: Transact, statement: Callable[[str], None], registry: Registry) -> None:
    """Bring the store to this version of the schema and of the registry; does nothing where it is there already."""
    recorded = transact(_recorded)
    if recorded.get("schemaVersion", 0) > VERSION:
        raise StoreError(
            f"the graph was written by a newer whowhom (schema {recorded['schemaVersion']}, this one knows {VERSION})"
        )
    if recorded.get("schemaVersion") != VERSION:
        for text in STATEMENTS:
            statement(text)
    if recorded.get("registryVersion") != registry.version:
        load_registry(transact, registry)
    if recorded != {"schemaVersion": VERSION, "registryVersion": registry.version}:
        transact(lambda tx: _record(tx, registry.version))


def load_registry(transact: Transact, registry: Registry) -> None:
    """Every graph of the registry, and nothing of an older one, in one transaction."""
    everything = Graph()
    for graph in registry.graphs.values():
        everything += graph
    check(everything)
    graphs = {iri: project(graph) for iri, graph in registry.graphs.items()}
    transact(lambda tx: _replace_registry(tx, graphs))


def _replace_registry(tx: ManagedTransaction, graphs: Mapping[str, PropertyGraph]) -> None:
    stored = tx.run("MATCH (g:NamedGraph) WHERE g.uri STARTS WITH $actors RETURN g.uri AS uri", actors=ACTORS_GRAPHS)
    gone = {r["uri"]: PropertyGraph((), ()) for r in stored if r["uri"] not in graphs}
    writing.replace(tx, {**graphs, **gone})


def _recorded(tx: ManagedTransaction) -> dict[str, Any]:
    record = tx.run("MATCH (s:StoreRecord) RETURN s.schemaVersion AS schema, s.registryVersion AS registry").single()
    if record is None or record["schema"] is None:
        return {}
    return {"schemaVersion": record["schema"], "registryVersion": record["registry"]}


def _record(tx: ManagedTransaction, registry: str) -> None:
    tx.run(
        "MERGE (s:Resource {uri: $uri}) SET s:StoreRecord, s.schemaVersion = $schema, s.registryVersion = $registry, "
        "s.journal = coalesce(s.journal, randomUUID())",
        uri=RECORD,
        schema=VERSION,
        registry=registry,
    ).consume()
