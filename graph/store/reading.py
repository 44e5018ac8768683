"""What a named graph says: as it was written, or as the decisions about identity have it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from neo4j import ManagedTransaction
from neo4j.time import Date, DateTime

from graph.projection import Node, PropertyGraph, Relationship
from graph.store.patterns import BACKWARD, FORWARD
from ontology.vocabulary import VOCABULARY


def named_graph(tx: ManagedTransaction, iri: str) -> PropertyGraph | None:
    """The named graph without what follows from it, or None when there is none of that name."""
    rows = _described(tx, iri)
    if not rows:
        return None
    nodes = (_node(r, {k: _own(r["properties"], k) for k in r["keys"]}) for r in rows)
    return PropertyGraph(tuple(nodes), (*_relationships(tx, iri), *_kept(tx, iri)))


def decided_graph(tx: ManagedTransaction, iri: str) -> PropertyGraph | None:
    """What the named graph comes to under the decisions about identity, as every query sees it; else as above."""
    rows = _described(tx, iri)
    if not rows:
        return None
    nodes = (_node(r, _shown(r)) for r in rows if "withdrawn" not in r["properties"])
    return PropertyGraph(tuple(nodes), tuple(_relationships(tx, iri, decided=True)))


def _described(tx: ManagedTransaction, iri: str) -> list[Mapping[str, Any]]:
    found = tx.run(
        """
        MATCH (:Resource:NamedGraph {uri: $iri})-[d:DESCRIBES]->(n)
        RETURN n.uri AS uri, coalesce(d.labels, labels(n)) AS labels, properties(n) AS properties, d.keys AS keys
        ORDER BY uri
        """,
        iri=iri,
    )
    return [dict(r) for r in found]


def _node(row: Mapping[str, Any], has: Mapping[str, Any]) -> Node:
    return Node(row["uri"], _widest_first(row["labels"]), {k: _python(v) for k, v in has.items()})


def _shown(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The names of a survivor are those of the merged ones too, whether or not it has any of its own."""
    has = row["properties"]
    return {k: has[k] for k in (*row["keys"], *(["names"] if "ownNames" in has else [])) if has.get(k) != []}


def _relationships(tx: ManagedTransaction, iri: str, decided: bool = False) -> Iterator[Relationship]:
    """Those that hold as the graph states them; those too that a decision makes of what it states."""
    for pattern in (f"(n)-[r:{FORWARD}]->()", f"(n)<-[r:{BACKWARD}]-()"):
        statement = f"""
            MATCH (:Resource:NamedGraph {{uri: $iri}})-[:DESCRIBES]->(n)
            MATCH {pattern} WHERE $iri IN r.graphs OR ($decided AND $iri IN r.implied)
            RETURN DISTINCT type(r) AS type, startNode(r).uri AS start, endNode(r).uri AS end ORDER BY type, start, end
            """
        for r in tx.run(statement, iri=iri, decided=decided):
            yield Relationship(r["type"], r["start"], r["end"])


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
