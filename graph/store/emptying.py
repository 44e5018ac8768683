"""Taking everything out of the store, and the mark that says so until it is full again.

While the mark is there the store has no versions, so that nobody takes a part for the whole.
"""

from functools import partial

from neo4j import ManagedTransaction

from graph.store import schema
from graph.store.journal import RECORD
from graph.store.migrations import STEPS
from ontology.vocabulary import BASE

_BATCH = 5000

_DESCRIBED = """
MATCH (:NamedGraph)-[:DESCRIBES]->(n) WITH DISTINCT n LIMIT $batch
DETACH DELETE n
RETURN count(*) AS gone
"""
_REST = """
MATCH (n:Resource) WHERE NOT n:StoreRecord AND (n:NamedGraph OR n.uri STARTS WITH $base)
WITH n LIMIT $batch
DETACH DELETE n
RETURN count(*) AS gone
"""
"""Other nodes are not ours: a given database may hold them."""


def empty(transact: schema.Transact, statement: schema.Statement, before: str) -> None:
    """Delete all that whowhom stored, having written the mark; `before` names where it is kept, or is empty."""
    for step in STEPS:
        for text in step.statements:
            statement(text)
    transact(lambda tx: _mark(tx, before))
    for part in (_DESCRIBED, _REST):
        while transact(partial(_delete, statement=part)):
            pass


def filled(transact: schema.Transact, registry: str | None) -> None:
    """The store is whole again, with who is who of that version, or without."""
    transact(lambda tx: schema.record(tx, schemaVersion=STEPS[-1].end, registryVersion=registry, before=None))


def unused(transact: schema.Transact) -> None:
    """The store is as one that was never used."""
    transact(lambda tx: tx.run("MATCH (s:StoreRecord) DELETE s").consume())


def _mark(tx: ManagedTransaction, before: str) -> None:
    tx.run(
        "MERGE (s:Resource {uri: $uri}) SET s = {uri: $uri, before: $before}, s:StoreRecord",
        uri=RECORD,
        before=before,
    ).consume()


def _delete(tx: ManagedTransaction, statement: str) -> int:
    return int(tx.run(statement, batch=_BATCH, base=BASE).single(strict=True)["gone"])
