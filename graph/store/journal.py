"""The journal of changes: a number that grows by one with every transaction that writes named graphs.

Whoever mirrors the store asks which graphs changed after the number that it knows; a removed graph leaves its name.
The number is taken last and held until the transaction ends, so numbers become visible in their order. What is written
past `graph.store.writing` begins a new journal, which tells a mirror to start anew.
"""

from collections.abc import Iterable

from neo4j import ManagedTransaction

from ontology.vocabulary import VOCABULARY

RECORD = VOCABULARY.resource("store")


def note(tx: ManagedTransaction, iris: Iterable[str]) -> None:
    """Count the change, and mark the graphs and the new acts with its number; the last step of a transaction."""
    # Setting a property locks the record, so that the next statement reads what the transaction before has left.
    tx.run("MERGE (s:Resource {uri: $record}) SET s:StoreRecord, s.held = true REMOVE s.held", record=RECORD).consume()
    tx.run(
        """
        MATCH (s:Resource {uri: $record})
        SET s.changes = coalesce(s.changes, 0) + 1, s.journal = coalesce(s.journal, randomUUID())
        WITH s.changes AS number
        UNWIND $iris AS iri
        MATCH (g:Resource {uri: iri}) WHERE g:NamedGraph OR g:RemovedGraph
        SET g.changed = number
        WITH g, number
        MATCH (g)-[:DESCRIBES]->(act:Act) WHERE act.added IS NULL
        SET act.added = number
        """,
        record=RECORD,
        iris=sorted(iris),
    ).consume()


def begin(tx: ManagedTransaction) -> None:
    """A new journal: nothing is known of what changed before."""
    tx.run("MATCH (s:StoreRecord) SET s.journal = randomUUID()").consume()
