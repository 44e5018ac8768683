"""The strongest opponents of an actor: who acted against it, how often and how severely."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.acts import Entity
from graph.errors import QueryError
from graph.queries.acts import ENTITY, FILTER, SEVERITY, entity
from graph.queries.asked import WAYS, Answer, Filters, Page, Sort, Through
from graph.queries.reach import reaching
from graph.store import Store

ORDERS: tuple[Sort, ...] = ("-severity", "-date", "date")
"""The most severe first, those who acted last, or those who acted first."""

_KEYS = {"-severity": "right('00000000' + toString(severity), 9)", "-date": "toString(last)", "date": "toString(first)"}

_OTHERS = f"""{reaching("target")}{FILTER}MATCH (agent)-[:AGENT_OF]->(act) WHERE agent.uri <> $target
"""

_COUNT = f"{_OTHERS}RETURN act.realis AS realis, count(act) AS n, collect(DISTINCT agent.uri) AS agents"

_SUM = f"""{_OTHERS}  AND ($realis = [] OR act.realis IN $realis)
WITH agent, count(act) AS acts, sum($severity[act.type]) AS severity,
  min(act.sortDate) AS first, max(act.sortDate) AS last, collect(DISTINCT act.type) AS types
"""

_SHOW = f"RETURN key, {ENTITY.replace('%s', 'agent')} AS agent, acts, severity, first, last, types\n"


@dataclass(frozen=True, slots=True)
class Opponent:
    """`severity` sums the severities that the ontology gives the act types; `first` and `last` are days."""

    agent: Entity
    acts: int
    severity: int
    first: date
    last: date
    types: tuple[str, ...]


def opponents(
    store: Store,
    target: str,
    filters: Filters = Filters(stances=("against",)),
    page: Page = Page(20, sort="-severity"),
    *,
    through: tuple[Through, ...] = WAYS,
) -> Answer[Opponent]:
    """Those whose acts against the target of that IRI pass the filters, in one of the `ORDERS`.

    `total` counts opponents, `left_out` acts. Raises `QueryError` for another order.
    """
    if page.sort not in ORDERS:
        raise QueryError(f"sort is {page.sort!r}, none of {', '.join(ORDERS)}")
    state = store.state()
    upto = page.upto() if page.cursor else state.number
    given = {**filters.parameters(), "target": target, "through": list(through), "upto": upto}
    counts = {r["realis"]: r for r in store.recall(state, _COUNT, **given)}
    asked = filters.realis or tuple(counts)
    down, after = page.sort.startswith("-"), page.after()
    order = f"ORDER BY key {'DESC' if down else ''}, agent.uri LIMIT $limit\n"
    rows = store.recall(
        state,
        f"{_SUM}WITH *, {_KEYS[page.sort]} AS key\n"
        f"WHERE $key IS NULL OR key {'<' if down else '>'} $key OR (key = $key AND agent.uri > $last)\n{_SHOW}{order}",
        **given,
        severity=SEVERITY,
        key=after[0] if after else None,
        last=after[1] if after else None,
        limit=page.limit + 1,
    )
    items = tuple(map(_opponent, rows[: page.limit]))
    return Answer(
        items=items,
        total=len({uri for realis, r in counts.items() if realis in asked for uri in r["agents"]}),
        next=page.next(rows[page.limit - 1]["key"], items[-1].agent.iri, upto) if len(rows) > page.limit else None,
        left_out={realis: r["n"] for realis, r in sorted(counts.items()) if realis not in asked},
    )


def _opponent(row: dict[str, Any]) -> Opponent:
    agent = entity(row["agent"])
    assert agent
    return Opponent(agent, row["acts"], row["severity"], row["first"], row["last"], tuple(sorted(row["types"])))
