"""How two actors are tied: the shortest chains of acts, ownership and membership, each act with its sentence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.acts import ActDate, Entity, Span
from graph.errors import QueryError
from graph.queries.acts import ENTITY, FITS, HAPPENED, TOLD, article_record, entity
from graph.queries.asked import ArticleRecord, Filters, Page
from graph.store import Store

LONGEST = 4
"""Acts in a chain; ownership and membership count for half an act."""

MOST = 1000
"""Chains that are looked for, whatever the page; Cypher takes no parameter there."""

# What is not asked for is not followed, so that the search prunes while it runs. Neither end is passed through.
_FOLLOWED = f"""x.uri <> $end AND act.uri <> $source AND (NOT act:Act OR {HAPPENED} AND {FITS}
  AND ($since IS NULL AND $until IS NULL AND $article IS NULL OR EXISTS {{ {TOLD} RETURN day }}))"""

# A chain alternates participants and acts, so it has up to two relationships for each step. It is found shortest first,
# and no further than the page wants; one that comes to the same participant twice is passed over.
_PATHS = f"""
MATCH (a:Resource:Participant {{uri: $source}}), (b:Resource:Participant {{uri: $end}})
MATCH path = SHORTEST {MOST} (a)
  ((x)-[:AGENT_OF|TARGETS|OWNED_BY|PART_OF|MEMBER_OF]-(act) WHERE {_FOLLOWED}){{1,{2 * LONGEST}}} (b)
WHERE size(COLLECT {{ UNWIND nodes(path) AS n RETURN DISTINCT n }}) = length(path) + 1
WITH path SKIP $skip LIMIT $limit
RETURN [n IN nodes(path) | CASE WHEN n:Act
    THEN head([(n)-[:EVIDENCED_BY]->(s)-[:IN_ARTICLE]->(t) |
      {{act: properties(n), sentence: properties(s), article: properties(t)}}])
    ELSE {ENTITY.replace("%s", "n")} END] AS steps,
  [r IN relationships(path) | [type(r), startNode(r).uri]] AS links
"""


@dataclass(frozen=True, slots=True)
class Deed:
    """The act of a hop: its IRI, stance, realis and date, the sentence that states it and its article."""

    act: str
    stance: str
    realis: str
    date: ActDate | None
    sentence: Span
    article: ArticleRecord


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path: `source` did the act to `target`, or is owned by, part of or a member of it (no `deed`)."""

    source: Entity
    target: Entity
    type: str
    deed: Deed | None = None


@dataclass(frozen=True, slots=True)
class Paths:
    """A page of chains, and the cursor of the next one."""

    items: tuple[tuple[Hop, ...], ...]
    next: str | None


def paths(store: Store, source: str, end: str, filters: Filters = Filters(), page: Page = Page(10)) -> Paths:
    """The shortest chains between the participants of two IRIs whose acts all pass the filters, then longer ones.

    None has more than `LONGEST` acts, and `MOST` are looked for. The cursor counts the chains before, since the search
    ends where the page does. Raises `QueryError` for a path from one to itself.
    """
    if source == end:
        raise QueryError("a path needs two different actors")
    skip = _skipped(page)
    given = {**filters.parameters(), "source": source, "end": end}
    rows = store.ask(_PATHS, **given, skip=skip, limit=page.limit + 1)
    more = page.next(str(skip + page.limit), end) if len(rows) > page.limit else None
    return Paths(tuple(tuple(_hops(r["steps"], r["links"])) for r in rows[: page.limit]), more)


def _skipped(page: Page) -> int:
    after = page.after()
    if after is None:
        return 0
    if not re.fullmatch(r"[0-9]{1,9}", after[0]):
        raise QueryError("the cursor is none of ours")
    return int(after[0])


def _hops(steps: list[dict[str, Any]], links: list[list[str]]) -> list[Hop]:
    hops, i = [], 0
    while i < len(links):
        here = _entity(steps[i])
        middle = steps[i + 1]
        if "act" in middle:
            there, forward = _entity(steps[i + 2]), links[i][0] == "AGENT_OF"
            ends = (here, there) if forward else (there, here)
            hops.append(Hop(*ends, middle["act"]["type"], _deed(middle)))
            i += 2
        else:
            there = _entity(middle)
            ends = (here, there) if links[i][1] == here.iri else (there, here)
            hops.append(Hop(*ends, links[i][0]))
            i += 1
    return hops


def _deed(told: Mapping[str, Any]) -> Deed:
    act, sentence = told["act"], told["sentence"]
    return Deed(
        act=act["uri"],
        stance=act["stance"],
        realis=act["realis"],
        date=ActDate(act["date"], act["datePrecision"]) if "date" in act else None,
        sentence=Span(sentence["start"], sentence["end"], sentence["text"]),
        article=article_record(told["article"]),
    )


def _entity(found: dict[str, Any]) -> Entity:
    e = entity(found)
    if e is None:
        raise QueryError("a path leads through something that is no participant")
    return e
