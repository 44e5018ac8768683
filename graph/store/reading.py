"""What a named graph says, as it was written: only the properties and relationships that this graph stated."""

from collections.abc import Iterable
from typing import Any

from neo4j import ManagedTransaction
from neo4j.time import Date, DateTime

from graph.projection import Node, PropertyGraph, Relationship
from graph.store.writing import BACKWARD, FORWARD
from ontology.vocabulary import VOCABULARY


def named_graph(tx: ManagedTransaction, iri: str) -> PropertyGraph | None:
    """The named graph without what follows from it, or None when there is none of that name."""
    nodes = [
        Node(r["uri"], _widest_first(r["labels"]), {k: _python(r["properties"][k]) for k in r["keys"]})
        for r in tx.run(
            """
            MATCH (:Resource:NamedGraph {uri: $iri})-[d:DESCRIBES]->(n)
            RETURN n.uri AS uri, coalesce(d.labels, labels(n)) AS labels, properties(n) AS properties, d.keys AS keys
            ORDER BY uri
            """,
            iri=iri,
        )
    ]
    if not nodes:
        return None
    relationships = []
    for pattern in (f"(n)-[r:{FORWARD}]->()", f"(n)<-[r:{BACKWARD}]-()"):
        statement = f"""
            MATCH (:Resource:NamedGraph {{uri: $iri}})-[:DESCRIBES]->(n)
            MATCH {pattern} WHERE $iri IN r.graphs
            RETURN DISTINCT type(r) AS type, startNode(r).uri AS start, endNode(r).uri AS end ORDER BY type, start, end
            """
        result = tx.run(statement, iri=iri)
        relationships += [Relationship(r["type"], r["start"], r["end"]) for r in result]
    return PropertyGraph(tuple(nodes), tuple(relationships))


def _widest_first(labels: Iterable[str]) -> tuple[str, ...]:
    """Labels as the projection orders them."""
    kinds = sorted(VOCABULARY.narrowest(labels))
    return tuple(dict.fromkeys(label for kind in kinds for label in VOCABULARY.labels(kind)))


def _python(value: Any) -> Any:
    return value.to_native() if isinstance(value, Date | DateTime) else value
