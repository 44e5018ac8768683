"""Actors and whatever else can act or be acted upon: found by name, listed, and what they did and suffered."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api import forms, represent
from api.asked import ActorsAsked, Timeline
from api.dependencies import ActorIri, AnActor, TheStore
from api.formats.listing import listing
from api.models import Actor, Acts, Participants
from api.moved import MOVED
from api.negotiation import RESOURCE
from graph.queries import actors, described, names
from graph.queries import acts as asks

router = APIRouter(prefix="/v1/actors", tags=["actors"])


@listing(router, "")
def list_actors(asked: Annotated[ActorsAsked, Query()], store: TheStore) -> Participants:
    """Actors, places, policies and programmes by the words of a name, or all of a class."""
    if asked.name is not None:
        return represent.matches(names.matches(store, asked.name, names.kinds_of(asked.kind), asked.page()))
    listed, total = actors.known(store, asked.kind, asked.limit + 1, asked.after())
    return represent.participants(listed, total, asked.limit)


@listing(router, "/{id:path}/acts", responses=MOVED)
def list_acts_of_actor(of: ActorIri, asked: Annotated[Timeline, Query()], store: TheStore) -> Acts:
    """What the actor did and what was done to it, directly, in the order of time."""
    iri = actors.actor(store, of).entity.iri
    filters, page = asked.filters(store, asked.stance), asked.page()
    if asked.role == "both":
        return represent.acts(asks.timeline(store, iri, filters, page))
    return represent.acts(asks.acts(store, filters, page, through=("direct",), **{asked.role: iri}))


@router.get("/{id:path}", response_model=Actor, responses=forms.documented(RESOURCE) | MOVED)
def get_actor(wanted: AnActor, store: TheStore) -> Response:
    """Names, posts, policies and the number of acts."""
    known = represent.actor(actors.actor(store, wanted.iri))
    return forms.resource(known, lambda: described.participant(store, wanted.iri), wanted)
