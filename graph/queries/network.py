"""Who acts towards whom, for a picture: the participants within one or two acts of an actor, or the busiest of all.

The nearest come first, then those of the most acts, then the order of IRIs: the same graph gives the same picture.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from graph.acts import Entity
from graph.errors import QueryError, UnknownResource
from graph.queries.acts import FILTER, HAPPENED, entity, shown
from graph.queries.asked import Filters
from graph.store import Store

DEEPEST = 2
LARGEST = 1000

Ask = Callable[..., list[dict[str, Any]]]

_EVERY = "MATCH (act:Act)\n"
_AROUND = """
UNWIND $around AS iri MATCH (:Resource:Participant {uri: iri})-[:AGENT_OF|TARGETS]-(act:Act)
WITH DISTINCT act
"""

_OTHERS = f"""{FILTER}  AND {HAPPENED}
MATCH (act)-[:AGENT_OF|TARGETS]-(other) WHERE NOT other.uri IN $known
WITH other, count(DISTINCT act) AS acts ORDER BY acts DESC, other.uri
WITH collect(other.uri) AS others
RETURN size(others) AS n, others[..$room] AS chosen
"""

_REALIS = f"{FILTER}RETURN act.realis AS realis, count(*) AS n"

_EDGES = f"""{FILTER}  AND {HAPPENED}
MATCH (agent)-[:AGENT_OF]->(act)-[:TARGETS]->(target)
WITH agent.uri AS agent, target.uri AS target, act.stance AS stance, count(act) AS count,
  min(act.sortDate) AS first, max(act.sortDate) AS last, collect(DISTINCT act.type) AS types
RETURN count(*) AS n, collect(CASE WHEN agent IN $known AND target IN $known THEN
  {{agent: agent, target: target, stance: stance, count: count, first: first, last: last, types: types}} END) AS shown
"""

_NODES = f"""
UNWIND $known AS iri MATCH (n:Resource:Participant {{uri: iri}})
RETURN {shown("n")} AS found
"""


@dataclass(frozen=True, slots=True)
class Edge:
    """What the agent of an IRI did towards the target of another in one stance; `first` and `last` are days."""

    agent: str
    target: str
    stance: str
    count: int
    first: date
    last: date
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """`nodes_cut` and `edges_cut` count what the budget kept out next to what is shown; `left_out` acts by realis."""

    nodes: tuple[Entity, ...]
    edges: tuple[Edge, ...]
    nodes_cut: int
    edges_cut: int
    left_out: Mapping[str, int]


def network(
    store: Store, actor: str | None, depth: int = 1, budget: int = 100, filters: Filters = Filters()
) -> Network:
    """At most `budget` participants, the actor of that IRI first, and the acts that lead from it to them.

    Edges are those of acts by or towards the actor and, for a `depth` of two, its neighbours that are shown. Raises
    `QueryError` for a depth or a budget out of bounds, and `UnknownResource`.
    """
    if not (1 <= depth <= DEEPEST and 1 <= budget <= LARGEST):
        raise QueryError(f"depth is 1 to {DEEPEST} and budget 1 to {LARGEST}")
    given, ask = filters.parameters(), partial(store.recall, store.state())
    if actor is None:
        others, cut = _others(ask, _EVERY, given, [], [], budget)
        return _network(ask, _EVERY, given, filters, [], others, cut)
    known, around, cut = [actor], [actor], 0
    for further in range(depth):
        others, cut = _others(ask, _AROUND, given, around, known, budget - len(known))
        known = [*known, *others]
        if further + 1 < depth:
            around = known
    return _network(ask, _AROUND, given, filters, around, known, cut)


def _others(
    ask: Ask, begin: str, given: Mapping[str, Any], around: Sequence[str], known: Sequence[str], room: int
) -> tuple[list[str], int]:
    """The IRIs of those who are not known yet, as far as there is room, and how many there was no room for."""
    (row,) = ask(begin + _OTHERS, **given, around=around, known=known, room=room)
    return row["chosen"], row["n"] - len(row["chosen"])


def _network(
    ask: Ask,
    begin: str,
    given: Mapping[str, Any],
    filters: Filters,
    around: Sequence[str],
    known: Sequence[str],
    cut: int,
) -> Network:
    bound = {**given, "around": around, "known": known}
    counts = {r["realis"]: r["n"] for r in ask(begin + _REALIS, **bound)}
    (every,) = ask(begin + _EDGES, **bound)
    edges = sorted((_edge(e) for e in every["shown"]), key=lambda e: (e.agent, e.target, e.stance))
    nodes = {e.iri: e for r in ask(_NODES, known=known) if (e := entity(r["found"]))}
    asked = filters.realis or tuple(counts)
    if unknown := [iri for iri in known if iri not in nodes]:
        raise UnknownResource(f"no actor, place, policy or programme {unknown[0]}")
    return Network(
        nodes=tuple(nodes[iri] for iri in known),
        edges=tuple(edges),
        nodes_cut=cut,
        edges_cut=every["n"] - len(edges),
        left_out={realis: n for realis, n in sorted(counts.items()) if realis not in asked},
    )


def _edge(row: Mapping[str, Any]) -> Edge:
    return Edge(**{**row, "types": tuple(sorted(row["types"]))})
