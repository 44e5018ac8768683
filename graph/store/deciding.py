"""Lays what the decisions about identity (`Merge`, `Removal`) come to, and takes it back, within `writing.replace`.

What the store shows is a function of its named graphs, the decisions' own among them: in whatever order these are
written, it comes out the same. A decision whose survivor is not there yet waits for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from neo4j import ManagedTransaction

from graph.projection import PropertyGraph
from graph.store.effects import Effect, Fates

_KINDS = ("Merge", "Removal")

# A graph that is being forgotten has no keys on its `DESCRIBES`.
_HOLDS = """EXISTS {
  (:NamedGraph)-[said:DESCRIBES]->(d) WHERE said.keys IS NOT NULL AND NOT 'undoneAt' IN said.keys
}"""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a write has to look at: the IRIs whose state it takes back and lays again."""

    uris: set[str]
    survivors: set[str]


def concern(tx: ManagedTransaction, graphs: Mapping[str, PropertyGraph]) -> bool:
    """Whether there are decisions to reckon with, in the store or in the graphs."""
    if any(not set(node.labels).isdisjoint(_KINDS) for graph in graphs.values() for node in graph.nodes):
        return True
    (row,) = tx.run("RETURN EXISTS { (:Merge) } OR EXISTS { (:Removal) } AS any")
    return bool(row["any"])


def decided(tx: ManagedTransaction, graphs: Mapping[str, PropertyGraph]) -> set[str]:
    """The participants whose fate the graphs may change: by what they decide, or by bringing a survivor."""
    nodes = [node for graph in graphs.values() for node in graph.nodes]
    told = {str(n.properties["entity"]) for n in nodes if not set(n.labels).isdisjoint(_KINDS)}
    told |= _values(
        tx,
        """
        MATCH (g:NamedGraph)-[:DESCRIBES]->(d:Decision) WHERE g.uri IN $graphs AND (d:Merge OR d:Removal)
        RETURN d.entity AS value
        """,
        graphs=list(graphs),
    )
    waiting = _values(
        tx,
        "MATCH (n:Participant) WHERE n.uri IN $uris RETURN n.uri AS value",
        uris=list(_merged_into(tx, {n.uri for n in nodes})),
    )
    return told | _merged_into(tx, told) | waiting


def _merged_into(tx: ManagedTransaction, survivors: set[str]) -> set[str]:
    """The participants that decisions lead to one of these, over others too."""
    found: set[str] = set()
    edge = survivors
    while edge:
        statement = "MATCH (d:Merge) WHERE d.survivor IN $edge RETURN d.entity AS value"
        edge = _values(tx, statement, edge=list(edge)) - found
        found |= edge
    return found


def touching(tx: ManagedTransaction, entities: Iterable[str]) -> set[str]:
    """The named graphs that say something of the participants."""
    return _values(
        tx,
        """
        MATCH (e:Resource) WHERE e.uri IN $entities
        CALL (e) {
            MATCH (g:NamedGraph)-[:DESCRIBES]->(e) RETURN g.uri AS value
          UNION
            MATCH (e)-[r]-() UNWIND r.graphs AS value RETURN value
        }
        RETURN DISTINCT value
        """,
        entities=list(entities),
    )


def take_back(tx: ManagedTransaction, graphs: Mapping[str, PropertyGraph], entities: set[str]) -> Scope:
    """Give what the graphs describe its own labels and names again."""
    described = _values(
        tx, "MATCH (g:NamedGraph)-[:DESCRIBES]->(n) WHERE g.uri IN $graphs RETURN n.uri AS value", graphs=list(graphs)
    )
    uris = described | entities | {node.uri for graph in graphs.values() for node in graph.nodes}
    survivors = _values(
        tx,
        """
        MATCH (n:Resource) WHERE n.uri IN $uris
        CALL (n) {
            WITH * WHERE n.ownNames IS NOT NULL RETURN n AS s
          UNION
            MATCH (n)-[:MERGED_INTO]->(s) RETURN s
        }
        WITH DISTINCT s
        SET s.names = CASE WHEN s.ownNames = [] THEN null ELSE s.ownNames END
        REMOVE s.ownNames
        RETURN s.uri AS value
        """,
        uris=list(uris),
    )
    tx.run(
        """
        MATCH (n:Withdrawn) WHERE n.uri IN $uris
        OPTIONAL MATCH (n)-[merged:MERGED_INTO]->()
        DELETE merged
        SET n:$(n.withdrawn)
        REMOVE n:Withdrawn, n.withdrawn
        """,
        uris=list(uris),
    ).consume()
    return Scope(uris, survivors)


def fates(tx: ManagedTransaction, graphs: Mapping[str, PropertyGraph], entities: set[str]) -> Fates:
    """What became of the participants that the graphs name; chains lead to the last survivor, circles nowhere."""
    named = {n.uri for g in graphs.values() for n in g.nodes}
    named |= {uri for g in graphs.values() for r in g.relationships for uri in (r.start, r.end)} | entities
    links: dict[str, str | None] = {}
    edge = named
    while edge:
        found = tx.run(
            f"""
            MATCH (d:Decision) WHERE d.entity IN $edge AND (d:Merge OR d:Removal) AND {_HOLDS}
            RETURN d.entity AS entity, d.survivor AS survivor ORDER BY d.decidedAt, d.uri
            """,
            edge=list(edge),
        )
        step = {r["entity"]: r["survivor"] for r in found}
        links |= step
        edge = {s for s in step.values() if s} - links.keys()
    last = {uri: _last(links, uri) for uri in named if uri in links}
    there = _values(
        tx,
        "MATCH (n:Participant) WHERE n.uri IN $uris RETURN n.uri AS value",
        uris=[s for s in last.values() if s],
    )
    return {uri: s for uri, s in last.items() if s is None or s in there}


def _last(links: Mapping[str, str | None], uri: str) -> str | None:
    """Where the chain ends; itself, which is no fate, where it has no end."""
    seen: set[str] = set()
    at: str | None = uri
    while at is not None and at in links:
        if at in seen:
            return ""
        seen.add(at)
        at = links[at]
    return at


def lay(tx: ManagedTransaction, scope: Scope, fates: Fates, effects: Iterable[Effect]) -> None:
    """Withdraw the merged and the removed and their acts, and let the names of the merged lead to their survivors."""
    withdrawn = {uri for e in effects for uri in e.withdrawn}
    tx.run(
        """
        MATCH (n:Resource) WHERE n.uri IN $uris AND NOT n:Withdrawn
        WITH n, [label IN labels(n) WHERE label <> 'Resource'] AS labels
        SET n.withdrawn = labels
        REMOVE n:$(labels)
        SET n:Withdrawn
        """,
        uris=[*withdrawn, *fates],
    ).consume()
    rows = [{"uri": uri, "survivor": s} for uri, s in fates.items() if s]
    tx.run(
        """
        UNWIND $rows AS row
        MATCH (n:Resource {uri: row.uri}) MATCH (s:Resource {uri: row.survivor})
        MERGE (n)-[:MERGED_INTO]->(s)
        """,
        rows=rows,
    ).consume()
    tx.run(
        """
        MATCH (n)-[:MERGED_INTO]->(s:Participant) WHERE s.uri IN $survivors
        WITH s, n ORDER BY n.uri
        UNWIND [n.name] + coalesce(n.names, []) AS name
        WITH s, coalesce(s.ownNames, s.names, []) AS own, collect(DISTINCT name) AS names
        SET s.ownNames = own, s.names = own + [name IN names WHERE name <> s.name AND NOT name IN own]
        """,
        survivors=[*scope.survivors, *(row["survivor"] for row in rows)],
    ).consume()


def _values(tx: ManagedTransaction, statement: str, **parameters: Any) -> set[str]:
    return {r["value"] for r in tx.run(statement, **parameters)}
