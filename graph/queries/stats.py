"""How much the graph holds, from when to when, from whom, and what was loaded last."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from graph.queries.acts import article_record
from graph.queries.asked import ArticleRecord
from graph.queries.contents import Contents, contents
from graph.store import Store
from ontology.vocabulary import VOCABULARY

_ACTS = """
MATCH (act:Act)
RETURN act.type AS type, act.stance AS stance, act.realis AS realis,
  count(act) AS n, min(act.sortDate) AS first, max(act.sortDate) AS last
"""

_KINDS = "MATCH (p:Participant) RETURN labels(p) AS labels, count(p) AS n"

_PUBLISHERS = """
MATCH (a:Article) WHERE a.publisher IS NOT NULL
RETURN a.publisher AS publisher, count(a) AS n ORDER BY n DESC, publisher
"""

_LAST = """
MATCH (run:Extraction)-[:READ]->(article:Article)
WITH run, article ORDER BY run.extractedAt DESC, article.uri LIMIT 1
RETURN run.program AS program, run.model AS model, run.extractedAt AS at, properties(article) AS article
"""


@dataclass(frozen=True, slots=True)
class LastLoad:
    """The article that was read last, by which program and model, and when."""

    program: str
    model: str
    at: datetime
    article: ArticleRecord


@dataclass(frozen=True, slots=True)
class Stats:
    """`kinds` counts participants by the narrowest of their classes; `publishers` counts articles, most first.

    `first` and `last` are the days of the first and the last act, None where there is no act.
    """

    contents: Contents
    types: Mapping[str, int]
    stances: Mapping[str, int]
    realis: Mapping[str, int]
    kinds: Mapping[str, int]
    publishers: Mapping[str, int]
    first: date | None
    last: date | None
    last_load: LastLoad | None


def stats(store: Store) -> Stats:
    """Counts everything, so after each change it takes longer the more there is."""
    state = store.state()
    cells = store.recall(state, _ACTS)
    return Stats(
        contents=contents(store),
        types=_summed(cells, "type"),
        stances=_summed(cells, "stance"),
        realis=_summed(cells, "realis"),
        kinds=_kinds(store.recall(state, _KINDS)),
        publishers={r["publisher"]: r["n"] for r in store.recall(state, _PUBLISHERS)},
        first=min((c["first"] for c in cells), default=None),
        last=max((c["last"] for c in cells), default=None),
        last_load=next((_loaded(r) for r in store.ask(_LAST)), None),
    )


def _summed(cells: list[dict[str, Any]], column: str) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for cell in cells:
        sums[cell[column]] += cell["n"]
    return dict(sorted(sums.items()))


def _kinds(rows: list[dict[str, Any]]) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for row in rows:
        for kind in VOCABULARY.narrowest(row["labels"]):
            sums[kind] += row["n"]
    return dict(sorted(sums.items()))


def _loaded(row: Mapping[str, Any]) -> LastLoad:
    return LastLoad(row["program"], row["model"], row["at"], article_record(row["article"]))
