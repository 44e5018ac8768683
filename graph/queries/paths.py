"""How two actors are tied: shortest chains of acts, ownership and membership, each act with its sentence."""

from dataclasses import dataclass
from typing import Any

from graph.acts import Entity
from graph.errors import QueryError
from graph.queries.acts import ENTITY, FITS, TOLD, entity
from graph.queries.asked import Answer, Filters, Page
from graph.store import Store

LONGEST = 4

# The search itself looks at each act on its way.
_FITS = f"""
  ($realis = [] OR act.realis IN $realis) AND {FITS}
  AND ($since IS NULL AND $until IS NULL AND $article IS NULL OR EXISTS {{ {TOLD} RETURN day }})
"""

# A chain alternates participants and acts, so it has up to two relationships for each step.
_CHAINS = f"""
MATCH (a:Resource:Participant {{uri: $source}}), (b:Resource:Participant {{uri: $end}})
MATCH path = allShortestPaths((a)-[:AGENT_OF|TARGETS|OWNED_BY|PART_OF|MEMBER_OF*..{2 * LONGEST}]-(b))
WHERE all(act IN nodes(path) WHERE NOT act:Act OR ({_FITS}))
"""

_COUNT = f"{_CHAINS}RETURN count(path) AS n"

_PATHS = f"""{_CHAINS}
WITH path, reduce(key = '', n IN nodes(path) | key + n.uri + ' ') AS key
WHERE $key IS NULL OR key > $key
WITH path, key ORDER BY key LIMIT $limit
RETURN key, [n IN nodes(path) | CASE WHEN n:Act
    THEN {{act: n.uri, type: n.type, stance: n.stance, realis: n.realis,
          sentence: head([(n)-[:EVIDENCED_BY]->(s) | s.text])}}
    ELSE {ENTITY.replace("%s", "n")} END] AS steps,
  [r IN relationships(path) | [type(r), startNode(r).uri]] AS links ORDER BY key
"""


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path: `source` did the act to `target`, or it is owned by, part of or a member of it."""

    source: Entity
    target: Entity
    type: str
    act: str | None = None
    stance: str | None = None
    realis: str | None = None
    sentence: str | None = None


def paths(
    store: Store, source: str, end: str, filters: Filters = Filters(), page: Page = Page(10)
) -> Answer[tuple[Hop, ...]]:
    """All shortest chains between the participants of two IRIs whose acts all pass the filters, at most four acts long.

    They run in the order of the IRIs they lead through. Raises `QueryError` for a path from one to itself.
    """
    if source == end:
        raise QueryError("a path needs two different actors")
    given = {**filters.parameters(), "source": source, "end": end}
    (count,) = store.ask(_COUNT, **given)
    after = page.after()
    rows = store.ask(_PATHS, **given, key=after[0] if after else None, limit=page.limit + 1)
    return Answer(
        items=tuple(tuple(_hops(r["steps"], r["links"])) for r in rows[: page.limit]),
        total=count["n"],
        next=page.next(rows[page.limit - 1]["key"], end) if len(rows) > page.limit else None,
    )


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
