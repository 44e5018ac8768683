"""Acts, whatever their stance."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Query, Response

from api import forms, represent
from api.asked import Acts as ActsAsked
from api.dependencies import AnAct, TheStore
from api.formats.listing import listing
from api.models import Act, Acts, FoundAct
from api.negotiation import RESOURCE
from graph.queries import acts, described
from graph.store import Store

router = APIRouter(prefix="/v1/acts", tags=["acts"])


def _every(asked: ActsAsked, store: Store) -> Iterator[FoundAct]:
    filters = asked.filters(store, asked.stance)
    return map(represent.found_act, acts.every(store, filters, asked.sort, **asked.sides(store)))


@listing(router, "", _every)
def list_acts(asked: Annotated[ActsAsked, Query()], store: TheStore) -> Acts:
    """Who did what to whom: each act with its sentence, date, source, and whether it happened."""
    filters = asked.filters(store, asked.stance)
    return represent.acts(acts.acts(store, filters, asked.page(), **asked.sides(store)))


@router.get("/{id:path}", response_model=Act, responses=forms.documented(RESOURCE))
def get_act(wanted: AnAct, store: TheStore) -> Response:
    """One act."""
    found = represent.act(acts.act(store, wanted.iri))
    return forms.resource(found, lambda: described.act(store, wanted.iri), wanted)
