"""Takes merged and removed participants and their acts out of sight, and gives them back, within `writing.replace`.

`take_back` undoes all that `lay` did to what the graphs of a write speak of; between the two the graphs are written as
if nothing had been decided.
"""

from collections.abc import Iterable, Mapping

from neo4j import ManagedTransaction

from graph.projection import PropertyGraph
from graph.store.deciding import values
from graph.store.effects import Effect, Fates


def take_back(tx: ManagedTransaction, graphs: Mapping[str, PropertyGraph], entities: set[str]) -> set[str]:
    """Give what the graphs describe its own labels and names again; the survivors whose names shrank."""
    described = values(
        tx, "MATCH (g:NamedGraph)-[:DESCRIBES]->(n) WHERE g.uri IN $graphs RETURN n.uri AS value", graphs=list(graphs)
    )
    uris = described | entities | {node.uri for graph in graphs.values() for node in graph.nodes}
    survivors = values(
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
    return survivors


def lay(tx: ManagedTransaction, survivors: set[str], fates: Fates, effects: Iterable[Effect]) -> None:
    """Withdraw the merged and the removed and their acts, and let the names of the merged lead to their survivors."""
    withdrawn = {uri for e in effects for uri in e.withdrawn}
    tx.run(
        """
        MATCH (n:Resource) WHERE n.uri IN $uris AND NOT n:Withdrawn
        WITH n, [label IN labels(n) WHERE label <> 'Resource'] AS labels
        SET n.withdrawn = labels
        REMOVE n:$(labels)
        REMOVE n.sortDate, n.added
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
        survivors=[*survivors, *(row["survivor"] for row in rows)],
    ).consume()
