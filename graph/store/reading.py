"""What a named graph says: as it was written, or as the decisions about identity have it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from neo4j import ManagedTransaction
from neo4j.time import Date, DateTime

from graph.projection import Node, PropertyGraph, Relationship
from graph.store.patterns import BACKWARD, FORWARD
from ontology.vocabulary import VOCABULARY


def named_graphs(tx: ManagedTransaction, iris: Iterable[str]) -> dict[str, PropertyGraph]:
    """The named graphs without what follows from them, by their names; those of which there are none left out."""
    names = list(iris)
    nodes: dict[str, list[Node]] = {}
    for r in _described(tx, names):
        nodes.setdefault(r["graph"], []).append(_node(r, {k: _own(r["properties"], k) for k in r["keys"]}))
    links: dict[str, list[Relationship]] = {}
    for name, link in (*_relationships(tx, names), *_kept(tx, names)):
        links.setdefault(name, []).append(link)
    return {name: PropertyGraph(tuple(of), tuple(links.get(name, ()))) for name, of in nodes.items()}


def named_graph(tx: ManagedTransaction, iri: str) -> PropertyGraph | None:
    """One of them, or None when there is none of that name."""
    return named_graphs(tx, [iri]).get(iri)


def decided_graph(tx: ManagedTransaction, iri: str) -> PropertyGraph | None:
    """What the named graph comes to under the decisions about identity, as every query sees it; else as above."""
    rows = _described(tx, [iri])
    if not rows:
        return None
    nodes = (_node(r, _shown(r)) for r in rows if "withdrawn" not in r["properties"])
    return PropertyGraph(tuple(nodes), tuple(link for _, link in _relationships(tx, [iri], decided=True)))


def _described(tx: ManagedTransaction, iris: list[str]) -> list[Mapping[str, Any]]:
    found = tx.run(
        """
        UNWIND $iris AS iri MATCH (:Resource:NamedGraph {uri: iri})-[d:DESCRIBES]->(n)
        RETURN iri AS graph, n.uri AS uri, coalesce(d.labels, labels(n)) AS labels, properties(n) AS properties,
          d.keys AS keys
        ORDER BY uri
        """,
        iris=iris,
    )
    return [dict(r) for r in found]


def _node(row: Mapping[str, Any], has: Mapping[str, Any]) -> Node:
    return Node(row["uri"], _widest_first(row["labels"]), {k: _python(v) for k, v in has.items()})


def _shown(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The names of a survivor are those of the merged ones too, whether or not it has any of its own."""
    has = row["properties"]
    return {k: has[k] for k in (*row["keys"], *(["names"] if "ownNames" in has else [])) if has.get(k) != []}


def _relationships(
    tx: ManagedTransaction, iris: list[str], decided: bool = False
) -> Iterator[tuple[str, Relationship]]:
    """Those that hold as the graphs state them, each after its graph; those too that a decision makes of these."""
    for pattern in (f"(n)-[r:{FORWARD}]->()", f"(n)<-[r:{BACKWARD}]-()"):
        statement = f"""
            UNWIND $iris AS iri MATCH (:Resource:NamedGraph {{uri: iri}})-[:DESCRIBES]->(n)
            MATCH {pattern} WHERE iri IN r.graphs OR ($decided AND iri IN r.implied)
            RETURN DISTINCT iri AS graph, type(r) AS type, startNode(r).uri AS start, endNode(r).uri AS end
            ORDER BY type, start, end
            """
        for r in tx.run(statement, iris=iris, decided=decided):
            yield r["graph"], Relationship(r["type"], r["start"], r["end"])


def _kept(tx: ManagedTransaction, iris: list[str]) -> Iterator[tuple[str, Relationship]]:
    """What the graphs state and a decision has turned to a survivor or taken away, each after its graph."""
    statement = """
        UNWIND $iris AS iri MATCH (:Resource:NamedGraph {uri: iri})-[:DESCRIBES]->(n)
        MATCH (n)-[r:STATED]->(o) WHERE iri IN r.graphs
        RETURN DISTINCT iri AS graph, r.type AS type, n.uri AS subject, o.uri AS value ORDER BY type, subject, value
        """
    for r in tx.run(statement, iris=iris):
        ends = (r["subject"], r["value"])
        backward = VOCABULARY.relations[r["type"]].reversed
        yield r["graph"], Relationship(r["type"], *(reversed(ends) if backward else ends))


def _own(properties: Mapping[str, Any], key: str) -> Any:
    """A survivor goes by the names of the merged ones too, which no graph states of it."""
    return properties["ownNames"] if key == "names" and "ownNames" in properties else properties[key]


def _widest_first(labels: Iterable[str]) -> tuple[str, ...]:
    """Labels as the projection orders them."""
    kinds = sorted(VOCABULARY.narrowest(labels))
    return tuple(dict.fromkeys(label for kind in kinds for label in VOCABULARY.labels(kind)))


def _python(value: Any) -> Any:
    return value.to_native() if isinstance(value, Date | DateTime) else value
