"""Acts summed up: by agent and target, by one of them, by policy, month or speaker, with the best evidence of each.

Groups hold the acts that pass the filters; a year that is all that is known of a date is a group of its own by month.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar, Literal

from graph.acts import Entity
from graph.errors import QueryError
from graph.queries.acts import FILTER, HAPPENED, SEVERITY, SHOW, beginning, counted, entity, found, owned
from graph.queries.asked import WAYS, Answer, Filters, Found, Page, Through
from graph.queries.reach import RANKS
from graph.store import Store

Grouping = Literal["dyad", "agent", "target", "policy", "month"]

_AGENT, _TARGET = "MATCH (agent)-[:AGENT_OF]->(act)\n", "MATCH (act)-[:TARGETS]->(target)\n"

# The key of each grouping: how it is found, its variables, and the text that tells groups apart and orders them.
_KEYS: Mapping[str, tuple[str, str, str]] = {
    "dyad": (_AGENT + _TARGET, "agent, target", "agent.uri + ' ' + target.uri"),
    "agent": (_AGENT, "agent", "agent.uri"),
    "target": (_TARGET, "target", "target.uri"),
    "policy": (
        "CALL (act) { MATCH (act)-[:ABOUT|TARGETS|AGENT_OF]-(policy:Measure) RETURN DISTINCT policy }\n",
        "policy",
        "policy.uri",
    ),
    "month": (
        "WITH *, left(toString(act.sortDate), CASE act.datePrecision WHEN 'year' THEN 4 ELSE 7 END) AS month\n",
        "month",
        "month",
    ),
    "speaker": ("MATCH (act)-[:ATTRIBUTED_TO]->(speaker)\n", "speaker", "speaker.uri"),
}
GROUPINGS: tuple[Grouping, ...] = ("dyad", "agent", "target", "policy", "month")

_ORDERS = {
    "-count": "right('00000000' + toString(count), 9)",
    "-severity": "right('00000000' + toString(severity), 9)",
    "-confidence": "toString(top[0] + 1.0)",
    "-last": "toString(last)",
    "first": "toString(first)",
    "key": "id",
}

# Acts are counted in cells of one type, realis and way first. Lists are compared by their first difference, so the
# greatest of a cell leads to its best evidence: the surest, then the latest act.
_SUMS = """
WITH %s, act.type AS type, act.realis AS realis, way.rank AS rank, count(act) AS n, sum(act.confidence) AS sure,
  min(act.sortDate) AS first, max(act.sortDate) AS last,
  max([act.confidence, toString(act.sortDate), act.uri, way.rank, way.via.uri, way.post.name]) AS top
WITH %s, collect([type, realis, rank, n]) AS cells, sum(n) AS count, sum(n * $severity[type]) AS severity,
  min(first) AS first, max(last) AS last, sum(sure) / sum(n) AS mean, max(top) AS top
"""

_BEST = f"""
MATCH (act:Resource:Act {{uri: top[2]}})
OPTIONAL MATCH (reached:Resource {{uri: top[4]}})
WITH *, {{rank: top[3], via: reached, post: {{name: top[5]}}}} AS way
{SHOW}, id, cells, count, severity, first, last, mean"""


@dataclass(frozen=True, slots=True)
class GroupPage(Page):
    """A page of groups: the greatest, the most severe, the surest, the latest, the first, or in the order of keys."""

    sorts: ClassVar[tuple[str, ...]] = tuple(_ORDERS)

    sort: str = "-count"


@dataclass(frozen=True, slots=True)
class Group:
    """The acts of one key: `agent`, `target`, `policy`, `month` (2017-08, or 2017) or `speaker`, the rest of them None.

    `severity` sums that of the acts' types; `first` and `last` are days; `highest` and `mean` are of the confidence.
    """

    agent: Entity | None
    target: Entity | None
    policy: Entity | None
    month: str | None
    speaker: Entity | None
    count: int
    severity: int
    first: date
    last: date
    types: Mapping[str, int]
    realis: Mapping[str, int]
    ways: Mapping[Through, int]
    highest: float
    mean: float
    top: Found


@dataclass(frozen=True, slots=True)
class Groups:
    """A page of groups, `page.total` of them in all; `acts` counts the acts that fit, in a group or not.

    An act over two policies is in the groups of both, one over none in no group by policy.
    """

    page: Answer[Group]
    acts: int


def groups(
    store: Store,
    by: Grouping,
    filters: Filters = Filters(),
    page: Page = GroupPage(),
    *,
    agent: str | None = None,
    target: str | None = None,
    through: tuple[Through, ...] = WAYS,
) -> Groups:
    """The groups of the acts that `acts` would list. Raises `QueryError` for the cursor of another grouping."""
    given = {"agent": agent, "target": target, "through": list(through)}
    return grouped(store, by, beginning(filters, agent, target), filters, page, given)


def grouped(store: Store, by: str, begin: str, filters: Filters, page: Page, parameters: Mapping[str, Any]) -> Groups:
    """The groups of the acts that `begin` finds by the parameters; `by` is a `Grouping` or speaker.

    Acts that come after the first page was asked for do not count on the others, so that no group is told twice or
    lost; one that loses acts meanwhile, since its article is read anew or removed, may be told again further on.
    """
    match, key, id_ = _KEYS[by]
    state = store.state()
    upto = page.upto() if page.cursor else state.number
    given = {**filters.parameters(), **parameters, "upto": upto}
    counts = counted(partial(store.recall, state), begin, given)
    asked = filters.realis or tuple(counts)
    every = f"{begin}{FILTER}  AND {HAPPENED}\n{match}"
    (total,) = store.recall(state, f"{every}WITH DISTINCT {key} RETURN count(*) AS n", **given)
    descending, (last_key, last) = page.sort.startswith("-"), _after(by, page)
    direction, beyond = ("DESC", "<") if descending else ("", ">")
    text = (
        f"{every}{_SUMS.replace('%s', key)}WITH *, {id_} AS id\nWITH *, {_ORDERS[page.sort]} AS key\n"
        f"WHERE $key IS NULL OR key {beyond} $key OR (key = $key AND id > $last)\n"
        f"WITH * ORDER BY key {direction}, id LIMIT $limit{_BEST}"
        f"{', ' + owned('policy') if by == 'policy' else ', month' if by == 'month' else ''}\n"
        f"ORDER BY key {direction}, id"
    )
    rows = store.recall(state, text, **given, severity=SEVERITY, key=last_key, last=last, limit=page.limit + 1)
    items = tuple(_group(by, r) for r in rows[: page.limit])
    more = rows[page.limit - 1] if len(rows) > page.limit else None
    left_out = {realis: n for realis, n in sorted(counts.items()) if realis not in asked}
    cursor = page.next(more["key"], f"{by} {more['id']}", upto) if more else None
    acts = sum(n for realis, n in counts.items() if realis in asked)
    return Groups(Answer(items, total["n"], cursor, left_out), acts)


def _after(by: str, page: Page) -> tuple[str | None, str | None]:
    """The sort key and the id of the last group of the page before."""
    after = page.after()
    if after is None:
        return None, None
    grouping, _, last = after[1].partition(" ")
    if grouping != by:
        raise QueryError(f"the cursor belongs to another list, not to groups by {by}")
    return after[0], last


def _group(by: str, row: Mapping[str, Any]) -> Group:
    top, cells = found(row), row["cells"]
    return Group(
        agent=top.act.agent if by in ("dyad", "agent") else None,
        target=top.act.target if by in ("dyad", "target") else None,
        policy=entity(row["policy"]) if by == "policy" else None,
        month=row["month"] if by == "month" else None,
        speaker=top.act.attributed_to if by == "speaker" else None,
        **{name: row[name] for name in ("count", "severity", "first", "last", "mean")},
        types=_summed(cells, 0),
        realis=_summed(cells, 1),
        ways={RANKS[rank]: n for rank, n in _summed(cells, 2).items()},
        highest=top.act.confidence,
        top=top,
    )


def _summed(cells: Sequence[Sequence[Any]], column: int) -> dict[Any, int]:
    """How many acts have each value of the column, in the order of the values."""
    sums: Counter[Any] = Counter()
    for cell in cells:
        sums[cell[column]] += cell[3]
    return dict(sorted(sums.items()))
