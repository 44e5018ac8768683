"""Who published the articles: how many, with how many acts, from when to when."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.errors import UnknownResource
from graph.store import Store

_SUM = """
WITH a.publisher AS publisher, count(a) AS articles, min(a.published) AS first, max(a.published) AS last,
  sum(COUNT { (:Act)-[:EVIDENCED_BY]->()-[:IN_ARTICLE]->(a) }) AS acts
"""

_LIST = f"""
MATCH (a:Article) WHERE a.publisher IS NOT NULL AND ($after IS NULL OR a.publisher > $after)
{_SUM}
RETURN publisher, articles, acts, first, last ORDER BY publisher LIMIT $limit
"""

_ONE = f"MATCH (a:Article) WHERE a.publisher = $publisher {_SUM}RETURN publisher, articles, acts, first, last"

_NOBODY = f"MATCH (a:Article) WHERE a.publisher IS NULL {_SUM}RETURN publisher, articles, acts, first, last"

_COUNT = "MATCH (a:Article) WHERE a.publisher IS NOT NULL RETURN count(DISTINCT a.publisher) AS n"


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher, None where the articles name none; `first` and `last` are days, `acts` of every realis."""

    publisher: str | None
    articles: int
    acts: int
    first: date
    last: date


def sources(store: Store, limit: int, after: str | None = None) -> tuple[tuple[Source, ...], int]:
    """Publishers in the order of their names from the one `after`, and how many there are."""
    (count,) = store.ask(_COUNT)
    return tuple(map(_source, store.ask(_LIST, limit=limit, after=after))), count["n"]


def source(store: Store, publisher: str) -> Source:
    """Raises `UnknownResource`."""
    rows = store.ask(_ONE, publisher=publisher)
    if not rows:
        raise UnknownResource(f"no article is by the publisher {publisher!r}")
    return _source(rows[0])


def without_publisher(store: Store) -> Source | None:
    """The articles that name no publisher, None where each names one."""
    rows = store.ask(_NOBODY)
    return _source(rows[0]) if rows else None


def _source(row: dict[str, Any]) -> Source:
    return Source(row["publisher"], row["articles"], row["acts"], row["first"], row["last"])
