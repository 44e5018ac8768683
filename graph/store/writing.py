"""Puts named graphs in the place of what they said before, in the transaction it is given.

A node stays as long as a graph describes it or a relationship of a graph holds on to it. Rows are sent in batches, one
statement per set of labels or relationship type; labels and types come from the vocabulary alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Any

from neo4j import ManagedTransaction

from graph.errors import RefusedGraph
from graph.projection import Node, PropertyGraph, Relationship
from graph.store import journal
from ontology.vocabulary import VOCABULARY

BATCH = 2000
_RELATIONS = [p for p in VOCABULARY.relations.values() if not p.store_only]
DERIVED = "|".join(sorted(p.key for p in _RELATIONS if p.derived))
FORWARD = "|".join(sorted(p.key for p in _RELATIONS if not p.derived and not p.reversed))
BACKWARD = "|".join(sorted(p.key for p in _RELATIONS if p.reversed))


def replace(tx: ManagedTransaction, graphs: Mapping[str, PropertyGraph]) -> None:
    """Forget what the named graphs said and write what they say now; an empty one is forgotten altogether.

    Raises `RefusedGraph` when a relationship leads to something that no graph describes.
    """
    for iri in sorted(graphs):
        _hold(tx, iri)
    for iri in graphs:
        _forget(tx, iri)
    for iri, graph in graphs.items():
        _write_nodes(tx, iri, graph.nodes)
    for iri, graph in graphs.items():
        _write_relationships(tx, iri, graph.relationships)
    for iri in graphs:
        _settle(tx, iri)
        _sweep(tx, iri)
    journal.note(tx, graphs)


def _hold(tx: ManagedTransaction, iri: str) -> None:
    """Another writer of the graph waits here and then sees what this one wrote: setting a property locks its node."""
    _run(tx, "MERGE (g:Resource {uri: $iri}) SET g:NamedGraph, g.held = true REMOVE g:RemovedGraph, g.held", iri=iri)


def _forget(tx: ManagedTransaction, iri: str) -> None:
    """Take back the graph's relationships; its hold on a node stays, without keys, for `_sweep` to judge."""
    _run(
        tx,
        f"""
        MATCH (:Resource:NamedGraph {{uri: $iri}})-[:DESCRIBES]->(act:Act)<-[:AGENT_OF]-(agent)
        MATCH (act)-[:TARGETS]->(target)
        MATCH (agent)-[direct:{DERIVED}]->(target) WHERE direct.act = act.uri
        DELETE direct
        """,
        iri=iri,
    )
    for pattern in (f"(n)-[r:{FORWARD}]->()", f"(n)<-[r:{BACKWARD}]-()"):
        _run(
            tx,
            f"""
            MATCH (:Resource:NamedGraph {{uri: $iri}})-[:DESCRIBES]->(n)
            MATCH {pattern} WHERE $iri IN r.graphs
            WITH DISTINCT r, [g IN r.graphs WHERE g <> $iri] AS others
            SET r.graphs = others
            WITH r WHERE size(r.graphs) = 0
            DELETE r
            """,
            iri=iri,
        )
    _run(tx, "MATCH (:Resource:NamedGraph {uri: $iri})-[d:DESCRIBES]->() REMOVE d.keys", iri=iri)


def _write_nodes(tx: ManagedTransaction, iri: str, nodes: Sequence[Node]) -> None:
    """Add what the graph says of its nodes, and note by `labels` and `keys` what that was, for `_settle`."""
    for labels, rows in _batches(nodes, lambda n: n.labels, _node_row):
        _run(
            tx,
            f"""
            MATCH (g:Resource:NamedGraph {{uri: $iri}})
            UNWIND $rows AS row
            MERGE (n:Resource {{uri: row.uri}})
            SET n += row.properties, n:{":".join(labels)}
            MERGE (g)-[d:DESCRIBES]->(n)
            SET d.keys = row.keys, d.labels = $labels
            """,
            iri=iri,
            rows=rows,
            labels=list(labels),
        )


def _write_relationships(tx: ManagedTransaction, iri: str, relationships: Iterable[Relationship]) -> None:
    for kind, rows in _batches(relationships, lambda r: r.type, _relationship_row):
        laid = (
            f"CREATE (a)-[r:{kind}]->(b) SET r = row.properties"
            if VOCABULARY.relations[kind].derived
            else f"""
            MERGE (a)-[r:{kind}]->(b)
            SET r.graphs = [g IN coalesce(r.graphs, []) WHERE g <> $iri] + $iri"""
        )
        found = tx.run(
            f"""
                UNWIND $rows AS row
                MATCH (a:Resource {{uri: row.start}})
                MATCH (b:Resource {{uri: row.end}})
                {laid}
                RETURN count(*) AS laid
                """,
            iri=iri,
            rows=rows,
        ).single(strict=True)["laid"]
        if found != len(rows):
            raise RefusedGraph(f"a {kind} leads to or from something that is not described: {_missing(tx, rows)}")


def _missing(tx: ManagedTransaction, rows: Sequence[Mapping[str, Any]]) -> str:
    ends = sorted({row[side] for row in rows for side in ("start", "end")})
    result = tx.run(
        "UNWIND $ends AS uri OPTIONAL MATCH (n:Resource {uri: uri}) WITH uri, n WHERE n IS NULL RETURN uri", ends=ends
    )
    return ", ".join(r["uri"] for r in result)


def _settle(tx: ManagedTransaction, iri: str) -> None:
    """Take from the graph's nodes the labels and properties that no graph states any more.

    A node that no graph describes at all, because others only refer to it, stays as it was.
    """
    _run(
        tx,
        """
        MATCH (:Resource:NamedGraph {uri: $iri})-[:DESCRIBES]->(n)
        MATCH (n)<-[d:DESCRIBES]-() WHERE d.keys IS NOT NULL
        WITH n, collect(d.keys) AS keys, collect(coalesce(d.labels, labels(n))) AS labels
        WITH n, [key IN keys(n) WHERE key <> 'uri' AND none(stated IN keys WHERE key IN stated)] AS lost,
          [label IN labels(n) WHERE label <> 'Resource' AND none(stated IN labels WHERE label IN stated)] AS left
        WHERE lost <> [] OR left <> []
        REMOVE n:$(left)
        FOREACH (key IN lost | REMOVE n[key])
        """,
        iri=iri,
    )


def _sweep(tx: ManagedTransaction, iri: str) -> None:
    """Let go of the nodes that the graph no longer describes, and delete those that nothing holds.

    Of a graph that describes nothing only the name stays, for the journal.
    """
    _run(
        tx,
        """
        MATCH (:Resource:NamedGraph {uri: $iri})-[d:DESCRIBES]->(n) WHERE d.keys IS NULL
        DELETE d
        WITH n WHERE NOT (n)--()
        DELETE n
        """,
        iri=iri,
    )
    _run(
        tx,
        """
        MATCH (g:Resource:NamedGraph {uri: $iri}) WHERE NOT (g)-[:DESCRIBES]->()
        SET g:RemovedGraph REMOVE g:NamedGraph
        """,
        iri=iri,
    )


def _node_row(node: Node) -> dict[str, Any]:
    return {
        "uri": node.uri,
        "keys": sorted(node.properties),
        "properties": {**node.properties, "uri": node.uri},
    }


def _relationship_row(r: Relationship) -> dict[str, Any]:
    return {"start": r.start, "end": r.end, "properties": dict(r.properties)}


def _batches(items: Iterable[Any], key: Any, row: Any) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
    """Rows of items of one key, `BATCH` at a time."""
    for group, members in groupby(sorted(items, key=key), key=key):
        while batch := [row(m) for m in islice(members, BATCH)]:
            yield group, batch


def _run(tx: ManagedTransaction, statement: str, **parameters: Any) -> None:
    tx.run(statement, parameters).consume()
