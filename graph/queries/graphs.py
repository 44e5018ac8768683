"""Which named graphs describe what."""

from collections.abc import Sequence

from graph.store import Store

_ELSEWHERE = """
UNWIND $iris AS iri MATCH (n:Resource {uri: iri})
WHERE EXISTS { (g:NamedGraph)-[:DESCRIBES]->(n) WHERE g.uri <> $graph }
RETURN n.uri AS iri, n.name AS name
"""


def described_elsewhere(store: Store, iris: Sequence[str], graph: str) -> dict[str, str | None]:
    """Those of the things that another graph than the one of that name describes, with their names."""
    return {r["iri"]: r["name"] for r in store.ask(_ELSEWHERE, iris=list(iris), graph=graph)}
