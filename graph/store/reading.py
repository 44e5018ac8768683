"""What a named graph says, as it was written: only the properties and relationships that this graph stated."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from neo4j import ManagedTransaction
from neo4j.time import Date, DateTime

from graph.projection import Node, PropertyGraph, Relationship
from graph.store.patterns import BACKWARD, FORWARD
from ontology.vocabulary import VOCABULARY


def named_graph(tx: ManagedTransaction, iri: str) -> PropertyGraph | None:
    """The named graph without what follows from it, or None when there is none of that name."""
    nodes = [
        Node(r["uri"], _widest_first(r["labels"]), {k: _python(_own(r["properties"], k)) for k in r["keys"]})
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
    return PropertyGraph(tuple(nodes), (*relationships, *_kept(tx, iri)))


def _kept(tx: ManagedTransaction, iri: str) -> Iterator[Relationship]:
    """What the graph states and a decision has turned to a survivor or taken away."""
    statement = """
        MATCH (:Resource:NamedGraph {uri: $iri})-[:DESCRIBES]->(n)
        MATCH (n)-[r:STATED]->(o) WHERE $iri IN r.graphs
        RETURN DISTINCT r.type AS type, n.uri AS subject, o.uri AS value ORDER BY type, subject, value
        """
    for r in tx.run(statement, iri=iri):
        ends = (r["subject"], r["value"])
        yield Relationship(r["type"], *(reversed(ends) if VOCABULARY.relations[r["type"]].reversed else ends))


def _own(properties: Mapping[str, Any], key: str) -> Any:
    """A survivor goes by the names of the merged ones too, which no graph states of it."""
    return properties["ownNames"] if key == "names" and "ownNames" in properties else properties[key]


def _widest_first(labels: Iterable[str]) -> tuple[str, ...]:
    """Labels as the projection orders them."""
    kinds = sorted(VOCABULARY.narrowest(labels))
    return tuple(dict.fromkeys(label for kind in kinds for label in VOCABULARY.labels(kind)))


def _python(value: Any) -> Any:
    return value.to_native() if isinstance(value, Date | DateTime) else value
