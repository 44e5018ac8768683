"""Which participants and graphs the decisions about identity (`Merge`, `Removal`) concern, and what becomes of them.

What the store shows is a function of its named graphs, the decisions' own among them: in whatever order these are
written, it comes out the same. A decision whose survivor is not there yet waits for it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from neo4j import ManagedTransaction

from graph.projection import PropertyGraph
from graph.store.effects import Fates

_KINDS = ("Merge", "Removal")

# A graph that is being forgotten has no keys on its `DESCRIBES`.
_HOLDS = """EXISTS {
  (:NamedGraph)-[said:DESCRIBES]->(d) WHERE said.keys IS NOT NULL AND NOT 'undoneAt' IN said.keys
}"""


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
    told |= values(
        tx,
        """
        MATCH (g:NamedGraph)-[:DESCRIBES]->(d:Decision) WHERE g.uri IN $graphs AND (d:Merge OR d:Removal)
        RETURN d.entity AS value
        """,
        graphs=list(graphs),
    )
    waiting = values(
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
        edge = values(tx, statement, edge=list(edge)) - found
        found |= edge
    return found


def touching(tx: ManagedTransaction, entities: Iterable[str]) -> set[str]:
    """The named graphs that say something of the participants."""
    return values(
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
    there = values(
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


def late(tx: ManagedTransaction, graphs: Iterable[str]) -> set[str]:
    """Those of the graphs, and of the others about what these decide, that stand as if by other decisions.

    Two writers at a time do not see each other's graphs; each looks for this once its own are there, so one of the two
    sees both.
    """
    if not concern(tx, {}):
        return set()
    entities = decided(tx, {iri: PropertyGraph((), ()) for iri in graphs})
    return values(
        tx,
        """
        MATCH (g:NamedGraph)-[:DESCRIBES]->(n) WHERE g.uri IN $graphs AND (
          n:Withdrawn AND n:Participant
          OR EXISTS { (n)-[r]-(:Withdrawn) WHERE g.uri IN r.graphs AND type(r) <> 'STATED' }
          OR NOT n:Withdrawn AND EXISTS { (n)-[s:STATED]->(o) WHERE g.uri IN s.graphs AND NOT o:Withdrawn })
        RETURN DISTINCT g.uri AS value
        """,
        graphs=[*graphs, *touching(tx, entities)],
    )


def values(tx: ManagedTransaction, statement: str, **parameters: Any) -> set[str]:
    return {r["value"] for r in tx.run(statement, **parameters)}
