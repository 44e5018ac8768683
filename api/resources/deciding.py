"""Decisions that are made over HTTP: carried out, told to the audit log, answered with their address."""

from fastapi import Response

from api import represent as addresses
from api.access.require import writer
from api.access.visit import Visit
from api.resources import represent
from api.resources.given import MatchGiven, MergeGiven, RemovalGiven, iri_given
from api.resources.models import Decision
from graph import decisions
from graph.queries.decided import Decision as Made
from graph.queries.names import identifier
from graph.store import Store

Wanted = MergeGiven | RemovalGiven | MatchGiven


def decide(store: Store, writing: Visit, wanted: Wanted, response: Response) -> Decision:
    """Raises what `graph.decisions` does; the audit log then tells what was refused."""
    writing.about = _told(wanted)
    made = _make(store, wanted, writer(writing))
    response.headers["Location"] = addresses.path(made.iri)
    writing.about = f"{made.iri}: {_told(wanted)}"
    return represent.decision(made)


def undo(store: Store, writing: Visit, iri: str) -> Decision:
    """Raises `UnknownResource`, and `DecisionRefused` for what was undone before."""
    writing.about = f"{iri}: Undo"
    return represent.decision(decisions.undo(store, iri, by=writer(writing)))


def _make(store: Store, wanted: Wanted, who: str) -> Made:
    entity = iri_given(wanted.entity)
    match wanted:
        case MergeGiven():
            return decisions.merge(store, entity, iri_given(wanted.survivor), by=who, reason=wanted.reason)
        case RemovalGiven():
            return decisions.remove(store, entity, by=who, reason=wanted.reason)
        case MatchGiven():
            query, accepted = wanted.query, wanted.accepted
            return decisions.match(store, query, entity, accepted=accepted, by=who, reason=wanted.reason)


def _told(wanted: Wanted) -> str:
    """In a line for the audit log; the reason is in the decision."""
    entity = identifier(wanted.entity)
    match wanted:
        case MergeGiven():
            return f"Merge of {entity} into {identifier(wanted.survivor)}"
        case RemovalGiven():
            return f"Removal of {entity}"
        case MatchGiven():
            means = "means" if wanted.accepted else "does not mean"
            return f"Match: {wanted.query!r} {means} {entity}"
