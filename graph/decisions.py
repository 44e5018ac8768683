"""Decisions about identity are rows, each a named graph of its own: merge, remove, match, undo.

What the graph shows is computed from them (`graph.store.deciding`), so a decision that is undone leaves nothing behind
but its record.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from graph.acts import Entity
from graph.errors import DecisionRefused, UnknownResource
from graph.projection import project
from graph.queries.articles import described
from graph.queries.decided import Decision, current, decision, graph_of
from graph.queries.verdicts import spaced
from graph.shapes import check
from graph.store import Store
from graph.triples import new_graph, put
from ontology.vocabulary import VOCABULARY


def merge(store: Store, merged: str, survivor: str, *, by: str, reason: str) -> Decision:
    """Let the participant of the IRI `survivor` take the place of the one of the IRI `merged`.

    Raises `UnknownResource`, `Gone`, and `DecisionRefused` for what was merged before, for a circle, and for two of
    classes that nothing can belong to at once.
    """
    with store.alone():  # what is looked at here is so until the decision is written
        entities = _known(store, merged, survivor)
        if merged == survivor:
            raise DecisionRefused(f"{merged} cannot be merged into itself")
        if before := current(store, merged):
            raise DecisionRefused(f"{merged} is merged into {before} already; undo that first")
        if current(store, survivor) == merged:
            raise DecisionRefused(f"{survivor} is merged into {merged}: each would take the other's place")
        one, other = entities[merged], entities[survivor]
        if VOCABULARY.disjoint(one.kind, other.kind):
            told = f"{one.name} is of the class {one.kind}, {other.name} of {other.kind}"
            raise DecisionRefused(f"{told}: they are not one")
        return _record(store, "Merge", merged, by, reason=reason, survivor=survivor)


def remove(store: Store, entity: str, *, by: str, reason: str) -> Decision:
    """Take the participant of that IRI out, with its acts. Raises `UnknownResource`, `Gone` and `DecisionRefused`."""
    with store.alone():
        _known(store, entity)
        if survivor := current(store, entity):
            raise DecisionRefused(f"{entity} is merged into {survivor}; undo that first")
        return _record(store, "Removal", entity, by, reason=reason)


def match(store: Store, query: str, entity: str, *, accepted: bool, by: str, reason: str | None = None) -> Decision:
    """Keep that the name `query` means the participant of that IRI, or does not. Raises `UnknownResource`, `Gone`."""
    _known(store, entity)
    current(store, entity)
    return _record(store, "Match", entity, by, reason=reason, query=spaced(query), accepted=accepted)


def undo(store: Store, iri: str, *, by: str) -> Decision:
    """Let the decision of that IRI hold no longer. Raises `UnknownResource`, and `DecisionRefused` the second time."""
    with store.alone():
        made = decision(store, iri)
        if made.undone_at:
            raise DecisionRefused(f"{iri} was undone by {made.undone_by} already")
        return _write(store, replace(made, undone_by=by, undone_at=_now()))


def _now() -> datetime:
    """To the microsecond: of two decisions within a second, too, it shows which was the later one."""
    return datetime.now(UTC)


def _known(store: Store, *iris: str) -> Mapping[str, Entity]:
    found = described(store, list(iris))
    for iri in iris:
        if iri not in found:
            raise UnknownResource(f"no actor, place, policy or programme {iri}")
    return found


def _record(
    store: Store,
    kind: str,
    entity: str,
    by: str,
    *,
    reason: str | None = None,
    survivor: str | None = None,
    query: str | None = None,
    accepted: bool | None = None,
) -> Decision:
    """The IRI begins with the time, so that decisions stand in the order in which they were made."""
    at = _now()
    told = "\n".join(map(str, (at, kind, entity, survivor, query, accepted, by, reason)))
    name = f"{at:%Y%m%dT%H%M%SZ}-{hashlib.sha256(told.encode()).hexdigest()[:8]}"
    iri = VOCABULARY.resource(VOCABULARY.segment("Decision"), name)
    return _write(store, Decision(iri, kind, entity, by, at, reason, survivor, query, accepted))


def _write(store: Store, d: Decision) -> Decision:
    graph = new_graph(graph_of(d.iri))
    put(
        graph,
        d.iri,
        d.kind,
        entity=d.entity,
        survivor=d.survivor,
        reason=d.reason,
        decidedBy=d.decided_by,
        decidedAt=d.decided_at,
        query=d.query,
        accepted=d.accepted,
        undoneBy=d.undone_by,
        undoneAt=d.undone_at,
    )
    check(graph)
    store.write(graph_of(d.iri), project(graph))
    return d
