"""Decisions about identity: made, undone and read."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response

from api import forms
from api.access.require import require
from api.access.visit import Visit
from api.bodies import json_body, json_of
from api.dependencies import ADecision, TheStore, iri_of
from api.formats.listing import listing
from api.negotiation import RESOURCE
from api.resources import deciding, represent
from api.resources.asked import DecisionsAsked
from api.resources.given import DecisionGiven
from api.resources.models import Decision, Decisions
from graph.queries import decided

router = APIRouter(prefix="/v1/decisions", tags=["decisions"])

_EXAMPLE = {
    "kind": "Merge",
    "entity": "agency/justice-dept",
    "survivor": "agency/us-department-of-justice",
    "reason": "A short form of its name.",
}
BODY = json_body(DecisionGiven, _EXAMPLE)
Writing = Annotated[Visit, Depends(require("review"))]
AnId = Annotated[str, Path(max_length=200, description="The id.", examples=["20261130T081500Z-1f2e3d4c"])]


@listing(router, "")
def list_decisions(asked: Annotated[DecisionsAsked, Query()], store: TheStore) -> Decisions:
    """Merges, removals and matches, the undone ones too, in the order of time."""
    narrowed = {"kind": asked.kind, "entity": asked.about(), "query": asked.query}
    found, total = decided.decisions(store, asked.limit + 1, asked.after("decision/"), **narrowed)
    return represent.decision_page(found, total, asked.limit)


@router.post("", status_code=201, openapi_extra=BODY)
def make_decision(
    writing: Writing,  # first, so that no body is taken from just anybody
    given: Annotated[DecisionGiven, Depends(json_of(DecisionGiven))],
    store: TheStore,
    response: Response,
) -> Decision:
    """Merge two participants that are one, remove one that is none, or keep what a name means."""
    return deciding.decide(store, writing, given.root, response)


@router.post("/{id}/undo")
def undo_decision(writing: Writing, id: AnId, store: TheStore) -> Decision:
    """Let a decision hold no longer; the record stays, with who undid it and when."""
    return deciding.undo(store, writing, iri_of("decision/", id))


@router.get("/{id}", response_model=Decision, responses=forms.documented(RESOURCE))
def get_decision(wanted: ADecision, store: TheStore) -> Response:
    """One decision."""
    found = represent.decision(decided.decision(store, wanted.iri))
    return forms.resource(found, lambda: decided.described(store, wanted.iri), wanted, decided.graph_of(wanted.iri))
