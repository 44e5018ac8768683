"""Puts named graphs in the place of what they said before, in the transaction it is given.

A node stays as long as a graph describes it or a relationship of a graph holds on to it. Decisions about identity turn
what the graphs state to the survivors; what was stated stays beside it (`STATED`). Rows are sent in batches, one
statement per set of labels or relationship type; labels and types come from the vocabulary alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from neo4j import ManagedTransaction

from graph.projection import Node, PropertyGraph, Relationship
from graph.store import deciding, journal, withdrawing
from graph.store.effects import Effect, effect, ends
from graph.store.patterns import BACKWARD, DAY, DERIVED, FORWARD
from graph.store.reading import named_graph
from graph.store.rows import BATCH, batches, node_row, relationship_row, write_rows


def replace(tx: ManagedTransaction, graphs: Mapping[str, PropertyGraph]) -> None:
    """Forget what the named graphs said and write what they say now; an empty one is forgotten altogether.

    Graphs that a decision among them concerns are laid anew. Raises `RefusedGraph` when a relationship leads to
    something that no graph describes.
    """
    for iri in sorted(graphs):
        _hold(tx, iri)
    decided = deciding.concern(tx, graphs)
    entities = deciding.decided(tx, graphs) if decided else set()
    whole = {**_others(tx, graphs, entities), **graphs}
    survivors = withdrawing.take_back(tx, whole, entities) if decided else set()
    for iri in whole:
        _forget(tx, iri)
    for iri, graph in whole.items():
        _write_nodes(tx, iri, graph.nodes)
    fates = deciding.fates(tx, whole, entities) if decided else {}
    effects = {iri: effect(graph, fates) for iri, graph in whole.items()}
    for iri, e in effects.items():
        _lay(tx, iri, e)
    for iri in whole:
        _settle(tx, iri)
        _sweep(tx, iri)
        _set_days(tx, iri)
    if decided:
        withdrawing.lay(tx, survivors, fates, effects.values())
    journal.note(tx, whole)


def lay_again(tx: ManagedTransaction, graphs: Iterable[str]) -> None:
    """Write what the named graphs say once more, under the decisions of now."""
    replace(tx, {iri: found for iri in graphs if (found := named_graph(tx, iri))})


def _others(
    tx: ManagedTransaction, graphs: Mapping[str, PropertyGraph], entities: set[str]
) -> dict[str, PropertyGraph]:
    """The other graphs that speak of the participants, as they were written."""
    others = sorted(deciding.touching(tx, entities) - graphs.keys()) if entities else ()
    for iri in others:
        _hold(tx, iri)
    return {iri: found for iri in others if (found := named_graph(tx, iri))}


def _lay(tx: ManagedTransaction, iri: str, e: Effect) -> None:
    _write_relationships(tx, iri, e.laid, "graphs")
    _write_relationships(tx, iri, e.implied, "implied")
    _write_relationships(tx, iri, e.derived)
    _keep(tx, iri, e.kept)


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
    for pattern in (f"(n)-[r:{FORWARD}|STATED]->()", f"(n)<-[r:{BACKWARD}]-()"):
        _run(
            tx,
            f"""
            MATCH (:Resource:NamedGraph {{uri: $iri}})-[:DESCRIBES]->(n)
            MATCH {pattern} WHERE $iri IN r.graphs OR $iri IN r.implied
            WITH DISTINCT r
            WITH r, [g IN r.graphs WHERE g <> $iri] AS others, [g IN r.implied WHERE g <> $iri] AS implied
            SET r.graphs = others, r.implied = implied
            WITH r WHERE coalesce(r.graphs, []) = [] AND coalesce(r.implied, []) = []
            DELETE r
            """,
            iri=iri,
        )
    _run(tx, "MATCH (:Resource:NamedGraph {uri: $iri})-[d:DESCRIBES]->() REMOVE d.keys", iri=iri)


def _write_nodes(tx: ManagedTransaction, iri: str, nodes: Sequence[Node]) -> None:
    """Add what the graph says of its nodes, and note by `labels` and `keys` what that was, for `_settle`."""
    for labels, rows in batches(nodes, lambda n: n.labels, node_row):
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


def _write_relationships(
    tx: ManagedTransaction, iri: str, relationships: Iterable[Relationship], by: str | None = None
) -> None:
    """`by` is the property that lists the graphs a relationship comes from; derived ones have none."""
    for kind, rows in batches(relationships, lambda r: r.type, relationship_row):
        laid = (
            f"MERGE (a)-[r:{kind}]->(b) SET r.{by} = [g IN coalesce(r.{by}, []) WHERE g <> $iri] + $iri"
            if by
            else f"CREATE (a)-[r:{kind}]->(b) SET r = row.properties"
        )
        write_rows(tx, iri, kind, rows, laid)


def _keep(tx: ManagedTransaction, iri: str, kept: Iterable[Relationship]) -> None:
    """Note what the graph states and a decision turned, from subject to object, to be read and laid again."""
    rows = [{"start": s, "end": o, "type": r.type} for r in kept for s, o in (ends(r),)]
    laid = """MERGE (a)-[r:STATED {type: row.type}]->(b)
        SET r.graphs = [g IN coalesce(r.graphs, []) WHERE g <> $iri] + $iri"""
    for at in range(0, len(rows), BATCH):
        write_rows(tx, iri, "statement", rows[at : at + BATCH], laid)


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
        WITH n,
          [key IN keys(n) WHERE NOT key IN $ours AND none(stated IN keys WHERE key IN stated)] AS lost,
          [label IN labels(n) WHERE NOT label IN $ours AND none(stated IN labels WHERE label IN stated)] AS left
        WHERE lost <> [] OR left <> []
        REMOVE n:$(left)
        FOREACH (key IN lost | REMOVE n[key])
        """,
        iri=iri,
        ours=["uri", "added", "sortDate", "ownNames", "withdrawn", "Resource", "Withdrawn"],
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


def _set_days(tx: ManagedTransaction, iri: str) -> None:
    """Of the acts that the graph describes, and of those whose article it dates."""
    _run(
        tx,
        f"""
        MATCH (:Resource:NamedGraph {{uri: $iri}})-[:DESCRIBES]->(n)
        CALL (n) {{
            WITH * WHERE n:Article MATCH (n)<-[:IN_ARTICLE]-()<-[:EVIDENCED_BY]-(act) RETURN act
          UNION
            MATCH (n)-[:EVIDENCED_BY]->() RETURN n AS act
        }}
        {DAY}
        """,
        iri=iri,
    )


def _run(tx: ManagedTransaction, statement: str, **parameters: Any) -> None:
    tx.run(statement, parameters).consume()
