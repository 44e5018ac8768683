"""What has changed in the store, for whoever keeps a copy of its named graphs."""

from dataclasses import dataclass

from graph.store import Store

_HEAD = """
OPTIONAL MATCH (s:StoreRecord)
RETURN coalesce(s.journal, '') AS journal, coalesce(s.changes, 0) AS number,
  COUNT { ()-[:DESCRIBES]->() } AS described
"""

_SINCE = """
MATCH (g:NamedGraph) WHERE g.changed > $number RETURN g.uri AS uri
UNION
MATCH (g:RemovedGraph) WHERE g.changed > $number RETURN g.uri AS uri
"""


@dataclass(frozen=True, slots=True)
class Head:
    """The number of the last change in the journal of that id, and how many nodes all named graphs describe.

    That last sum changes without a number only where somebody wrote past the journal.
    """

    journal: str
    number: int
    described: int


def head(store: Store) -> Head:
    (row,) = store.ask(_HEAD)
    return Head(row["journal"], row["number"], row["described"])


def changed_since(store: Store, number: int) -> tuple[str, ...]:
    """The named graphs written or removed after that change."""
    return tuple(row["uri"] for row in store.ask(_SINCE, number=number))
