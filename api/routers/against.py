"""The question that whowhom is made for: who acted against whom."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Query

from api import represent
from api.asked import Against, Strongest
from api.dependencies import TheStore
from api.formats.listing import listing
from api.models import Acts, FoundAct, Opponents
from graph.queries import acts
from graph.queries.names import resolve
from graph.queries.opponents import opponents
from graph.store import Store

router = APIRouter(prefix="/v1", tags=["against"])

AGAINST = ("against",)


def _every(asked: Against, store: Store) -> Iterator[FoundAct]:
    found = acts.every(store, asked.filters(store, AGAINST), asked.sort, **asked.sides(store))
    return map(represent.found_act, found)


@listing(router, "/against", _every)
def list_acts_against(asked: Annotated[Against, Query()], store: TheStore) -> Acts:
    """Acts against the target: on itself, on its policies, and on its parts and members; each says which."""
    return represent.acts(acts.acts(store, asked.filters(store, AGAINST), asked.page(), **asked.sides(store)))


@listing(router, "/opponents")
def list_opponents(asked: Annotated[Strongest, Query()], store: TheStore) -> Opponents:
    """Who acted against the target most severely."""
    target, filters = resolve(store, asked.target).iri, asked.filters(store, asked.stance)
    return represent.opponents(opponents(store, target, filters, asked.page(), through=asked.ways()))
