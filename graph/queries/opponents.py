"""The strongest opponents of an actor: who acted against it, how often and how severely."""

from dataclasses import dataclass
from datetime import date

from graph.acts import Entity
from graph.queries.acts import ENTITY, FILTER, SEVERITY, entity
from graph.queries.asked import WAYS, Filters, Through
from graph.queries.reach import reaching
from graph.store import Store

_SUM = f"""
MATCH (agent)-[:AGENT_OF]->(act)
WHERE agent.uri <> $target AND ($realis = [] OR act.realis IN $realis)
WITH agent, count(act) AS acts, sum($severity[act.type]) AS severity, min(day) AS first, max(day) AS last,
  collect(DISTINCT act.type) AS types
ORDER BY severity DESC, acts DESC, agent.uri LIMIT $limit
RETURN {ENTITY.replace("%s", "agent")} AS agent, acts, severity, first, last, types
"""


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
    *,
    through: tuple[Through, ...] = WAYS,
    limit: int = 20,
) -> tuple[Opponent, ...]:
    """Those who acted against the target of that IRI, the most severe first."""
    rows = store.ask(
        reaching("target") + FILTER + _SUM,
        **filters.parameters(),
        target=target,
        through=list(through),
        severity=SEVERITY,
        limit=limit,
    )
    return tuple(
        Opponent(agent, r["acts"], r["severity"], r["first"], r["last"], tuple(sorted(r["types"])))
        for r in rows
        if (agent := entity(r["agent"]))
    )
