"""How two actors are tied: shortest chains of acts and ownership between them, each act with its sentence."""

from dataclasses import dataclass
from typing import Any

from graph.acts import Entity
from graph.errors import QueryError
from graph.queries.acts import ENTITY, entity
from graph.store import Store

LONGEST = 4

# A chain alternates participants and acts, so it has up to two relationships for each step.
_PATHS = f"""
MATCH (a:Resource:Participant {{uri: $source}}), (b:Resource:Participant {{uri: $end}})
MATCH path = allShortestPaths((a)-[:AGENT_OF|TARGETS|OWNED_BY|PART_OF*..{2 * LONGEST}]-(b))
WHERE all(n IN nodes(path) WHERE NOT n:Act
    OR (($realis = [] OR n.realis IN $realis) AND ($stances = [] OR n.stance IN $stances)))
WITH path LIMIT $limit
RETURN [n IN nodes(path) | CASE WHEN n:Act
    THEN {{act: n.uri, type: n.type, stance: n.stance, realis: n.realis,
          sentence: head([(n)-[:EVIDENCED_BY]->(s) | s.text])}}
    ELSE {ENTITY.replace("%s", "n")} END] AS steps,
  [r IN relationships(path) | [type(r), startNode(r).uri]] AS links
"""


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path: `source` did the act to `target`, or `source` is owned by or part of `target`."""

    source: Entity
    target: Entity
    type: str
    act: str | None = None
    stance: str | None = None
    realis: str | None = None
    sentence: str | None = None


def paths(
    store: Store,
    source: str,
    end: str,
    *,
    stances: tuple[str, ...] = (),
    realis: tuple[str, ...] = ("actual",),
    limit: int = 10,
) -> tuple[tuple[Hop, ...], ...]:
    """All shortest chains between the participants of two IRIs, at most four acts long; none: an empty tuple."""
    if source == end:
        raise QueryError("a path needs two different actors")
    rows = store.ask(_PATHS, source=source, end=end, stances=list(stances), realis=list(realis), limit=limit)
    return tuple(tuple(_hops(r["steps"], r["links"])) for r in rows)


def _hops(steps: list[dict[str, Any]], links: list[list[str]]) -> list[Hop]:
    hops, i = [], 0
    while i < len(links):
        here = _entity(steps[i])
        middle = steps[i + 1]
        if "act" in middle:
            there, forward = _entity(steps[i + 2]), links[i][0] == "AGENT_OF"
            ends = (here, there) if forward else (there, here)
            details = {k: middle[k] for k in ("act", "stance", "realis", "sentence")}
            hops.append(Hop(*ends, middle["type"], **details))
            i += 2
        else:
            there = _entity(middle)
            ends = (here, there) if links[i][1] == here.iri else (there, here)
            hops.append(Hop(*ends, links[i][0]))
            i += 1
    return hops


def _entity(found: dict[str, Any]) -> Entity:
    e = entity(found)
    if e is None:
        raise QueryError("a path leads through something that is no participant")
    return e
