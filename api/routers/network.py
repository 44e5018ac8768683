"""Nodes and edges for a picture."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.aggregates import represent
from api.aggregates.asked import Drawn
from api.aggregates.models import Network
from api.dependencies import TheStore
from api.formats.networks import drawing
from graph.queries.names import resolve
from graph.queries.network import network

router = APIRouter(prefix="/v1/network", tags=["network"])


@drawing(router, "")
def get_network(asked: Annotated[Drawn, Query()], store: TheStore) -> Network:
    """Who acts towards whom around an actor, or among the busiest, as far as the budget of nodes goes."""
    actor, filters = resolve(store, asked.actor).iri if asked.actor else None, asked.filters(store, asked.stance)
    return represent.network(network(store, actor, asked.depth, asked.budget, filters))
