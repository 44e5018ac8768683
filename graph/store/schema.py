"""The version of the schema and the registry: brought up to date at first use, and recorded in the store.

`n10s_unique_uri` is the name that neosemantics and rdflib-neo4j look for.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from neo4j import ManagedTransaction
from rdflib import Graph

import seeds
from graph.errors import MigrationFailed, RestoreUnfinished, StoreError, WhowhomError
from graph.projection import PropertyGraph, project
from graph.registry import Registry
from graph.shapes import check
from graph.store import writing
from graph.store.journal import RECORD
from graph.store.migrations import STEPS, Step
from graph.store.migrations import VERSION as VERSION

ACTORS_GRAPHS = seeds.GRAPHS

Transact = Callable[[Callable[[ManagedTransaction], Any]], Any]
Statement = Callable[[str], None]


def prepare(transact: Transact, statement: Statement, registry: Registry) -> None:
    """Bring the store to this version of the schema and of the registry; does nothing where it is there already."""
    migrate(transact, statement, STEPS)
    if transact(recorded).get("registryVersion") != registry.version:
        load_registry(transact, registry)
        transact(lambda tx: record(tx, registryVersion=registry.version))


def pending(transact: Transact, steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps that the store still needs.

    Raises `StoreError` for a store of a newer version, `RestoreUnfinished` for one that a restore left half full.
    """
    found = transact(recorded)
    version, newest = found.get("schemaVersion") or 0, steps[-1].end
    if version > newest:
        raise StoreError(f"the graph was written by a newer whowhom (schema {version}, this one knows {newest})")
    if (before := found.get("before")) is not None:
        kept = f"; what was there before is in {before}" if before else ""
        raise RestoreUnfinished(f"a restore did not end, and the graph is not whole{kept}")
    return tuple(step for step in steps if step.end > version)


def migrate(transact: Transact, statement: Statement, steps: Sequence[Step]) -> None:
    """Take the steps that the store still needs, each recorded as it is done. Raises `MigrationFailed`."""
    for step in pending(transact, steps):
        try:
            for text in (*step.statements, *step.updates):
                statement(text)
            transact(partial(_done, step=step))
        except WhowhomError as error:
            raise MigrationFailed(
                f"step {step.start} to {step.end} ({step.does}): {error}; the store stays at schema {step.start}"
            ) from error


def _done(tx: ManagedTransaction, step: Step) -> None:
    if step.work:
        step.work(tx)
    record(tx, schemaVersion=step.end)


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


def recorded(tx: ManagedTransaction) -> dict[str, Any]:
    """What the store says of itself: `schemaVersion`, `registryVersion`, and `before` while a restore runs."""
    found = tx.run("MATCH (s:StoreRecord) RETURN properties(s) AS has").single()
    return dict(found["has"]) if found else {}


def record(tx: ManagedTransaction, **told: Any) -> None:
    tx.run(
        "MERGE (s:Resource {uri: $uri}) SET s:StoreRecord, s += $told, s.journal = coalesce(s.journal, randomUUID())",
        uri=RECORD,
        told=told,
    ).consume()
