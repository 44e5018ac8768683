"""Rows of nodes and relationships in batches, as a statement takes them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Any

from neo4j import ManagedTransaction

from graph.errors import RefusedGraph
from graph.projection import Node, Relationship

BATCH = 2000


def write_rows(tx: ManagedTransaction, iri: str, kind: str, rows: Sequence[Mapping[str, Any]], laid: str) -> None:
    """Lay each row's relationship. Raises `RefusedGraph` where an end is described nowhere."""
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


def node_row(node: Node) -> dict[str, Any]:
    return {
        "uri": node.uri,
        "keys": sorted(node.properties),
        "properties": {**node.properties, "uri": node.uri},
    }


def relationship_row(r: Relationship) -> dict[str, Any]:
    return {"start": r.start, "end": r.end, "properties": dict(r.properties)}


def batches(items: Iterable[Any], key: Any, row: Any) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
    """Rows of items of one key, `BATCH` at a time."""
    for group, members in groupby(sorted(items, key=key), key=key):
        while batch := [row(m) for m in islice(members, BATCH)]:
            yield group, batch
