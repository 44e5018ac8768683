"""Decisions about identity, to read; they are made by the command line."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api import forms
from api.dependencies import ADecision, TheStore
from api.negotiation import RESOURCE
from api.resources import represent
from api.resources.asked import DecisionsAsked
from api.resources.models import Decision, Decisions
from graph.queries import decided

router = APIRouter(prefix="/v1/decisions", tags=["decisions"])


@router.get("")
def list_decisions(asked: Annotated[DecisionsAsked, Query()], store: TheStore) -> Decisions:
    """Merges, removals and matches, the undone ones too, in the order of time."""
    narrowed = {"kind": asked.kind, "entity": asked.about(), "query": asked.query}
    found, total = decided.decisions(store, asked.limit + 1, asked.after("decision/"), **narrowed)
    return represent.decision_page(found, total, asked.limit)


@router.get("/{id:path}", response_model=Decision, responses=forms.documented(RESOURCE))
def get_decision(wanted: ADecision, store: TheStore) -> Response:
    """One decision."""
    found = represent.decision(decided.decision(store, wanted.iri))
    return forms.resource(found, lambda: decided.described(store, wanted.iri), wanted)
