"""What was decided about the identity of participants: which one takes whose place, what is none, what a name means."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph.errors import Gone, Merged, UnknownResource
from graph.projection import PropertyGraph
from graph.store import Store
from ontology.vocabulary import VOCABULARY

KINDS = tuple(sorted(k for k in VOCABULARY.classes if k != "Decision" and VOCABULARY.is_a(k, "Decision")))

_ONE = "MATCH (d:Resource:Decision {uri: $iri}) RETURN properties(d) AS has, labels(d) AS labels"

_THOSE = """
MATCH (d:Decision) WHERE ($kinds = [] OR any(label IN labels(d) WHERE label IN $kinds))
  AND ($entity IS NULL OR d.entity = $entity) AND ($query IS NULL OR toLower(d.query) = toLower($query))
"""

_LIST = f"""{_THOSE}  AND ($after IS NULL OR d.uri > $after)
WITH d ORDER BY d.uri LIMIT $limit
RETURN properties(d) AS has, labels(d) AS labels ORDER BY d.uri
"""

_COUNT = f"{_THOSE}RETURN count(d) AS n"

_LAST = """
MATCH (d:Decision {entity: $iri}) WHERE d.undoneAt IS NULL AND (d:Merge OR d:Removal)
RETURN d.survivor AS survivor ORDER BY d.decidedAt DESC, d.uri DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of the class `kind` about the participant of the IRI `entity`; it holds until it is undone.

    `survivor` is the IRI that takes the place of a merged one; `query` and `accepted` are those of a match.
    """

    iri: str
    kind: str
    entity: str
    decided_by: str
    decided_at: datetime
    reason: str | None = None
    survivor: str | None = None
    query: str | None = None
    accepted: bool | None = None
    undone_by: str | None = None
    undone_at: datetime | None = None


def decision(store: Store, iri: str) -> Decision:
    """Raises `UnknownResource`."""
    rows = store.ask(_ONE, iri=iri)
    if not rows:
        raise UnknownResource(f"no decision {iri}")
    return _decision(rows[0])


def decisions(
    store: Store,
    limit: int = 50,
    after: str | None = None,
    *,
    kind: str | None = None,
    entity: str | None = None,
    query: str | None = None,
) -> tuple[tuple[Decision, ...], int]:
    """Decisions in the order of time from the IRI `after`, the undone ones too, and how many there are.

    `kind` is one of `KINDS`, `entity` the IRI decided about, `query` the name that was looked up, case aside.
    """
    given = {"kinds": [kind] if kind else [], "entity": entity, "query": query}
    rows = store.ask(_LIST, **given, limit=limit, after=after)
    (count,) = store.ask(_COUNT, **given)
    return tuple(map(_decision, rows)), count["n"]


def current(store: Store, iri: str) -> str | None:
    """The IRI of what has taken the place of the participant, the last one of a chain; None where nothing has.

    Raises `Gone` for one that was removed.
    """
    at, seen = iri, {iri}
    while rows := store.ask(_LAST, iri=at):
        at = rows[0]["survivor"]
        if at is None:
            raise Gone(f"{iri} was removed")
        if at in seen:
            return None
        seen.add(at)
    return None if at == iri else at


def stands(store: Store, iri: str) -> None:
    """Raises `Merged` or `Gone` for a participant that was decided away."""
    if survivor := current(store, iri):
        raise Merged(f"{survivor} has taken the place of {iri}", iri, survivor)


def described(store: Store, iri: str) -> PropertyGraph:
    """All that is stated of the decision. Raises `UnknownResource`."""
    found = store.read(graph_of(iri))
    if found is None:
        raise UnknownResource(f"no decision {iri}")
    return found


def graph_of(iri: str) -> str:
    """The named graph of the decision of that IRI."""
    return f"{iri}/graph"


def _decision(row: dict[str, Any]) -> Decision:
    has = row["has"]
    (kind,) = VOCABULARY.narrowest(row["labels"])
    return Decision(
        iri=has["uri"],
        kind=kind,
        entity=has["entity"],
        decided_by=has["decidedBy"],
        decided_at=has["decidedAt"],
        reason=has.get("reason"),
        survivor=has.get("survivor"),
        query=has.get("query"),
        accepted=has.get("accepted"),
        undone_by=has.get("undoneBy"),
        undone_at=has.get("undoneAt"),
    )
