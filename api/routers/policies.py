"""Policies and programmes, which are owned by actors and acted against by others."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api import forms, represent
from api.asked import PoliciesAsked
from api.dependencies import AnActor, TheStore
from api.formats.listing import listing
from api.models import Actor, Participants
from api.moved import MOVED
from api.negotiation import RESOURCE
from api.routers.actors import get_actor
from graph.errors import UnknownResource
from graph.queries import actors
from graph.queries.names import resolve
from ontology.vocabulary import VOCABULARY

router = APIRouter(prefix="/v1/policies", tags=["policies"])


@listing(router, "")
def list_policies(asked: Annotated[PoliciesAsked, Query()], store: TheStore) -> Participants:
    """Policies and programmes, all or those of an owner."""
    owner = resolve(store, asked.owner).iri if asked.owner else None
    listed, total = actors.known(store, asked.kind, asked.limit + 1, asked.after(), owner)
    return represent.participants(listed, total, asked.limit)


@router.get("/{id:path}", response_model=Actor, responses=forms.documented(RESOURCE) | MOVED)
def get_policy(wanted: AnActor, store: TheStore) -> Response:
    """One policy or programme."""
    if not VOCABULARY.is_a(actors.actor(store, wanted.iri).entity.kind, "Measure"):
        raise UnknownResource(f"{wanted.iri} is no policy or programme")
    return get_actor(wanted, store)
