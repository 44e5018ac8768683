"""How two actors are tied."""

from typing import Annotated

from fastapi import APIRouter, Query

from api import represent
from api.asked import Chains
from api.dependencies import TheStore
from api.formats.listing import listing
from api.models import Paths
from graph.queries.names import resolve
from graph.queries.paths import paths

router = APIRouter(prefix="/v1/paths", tags=["paths"])


@listing(router, "")
def list_paths(asked: Annotated[Chains, Query()], store: TheStore) -> Paths:
    """The shortest chains of acts, ownership and membership between two actors, then longer ones, up to four acts."""
    one, other = resolve(store, asked.from_).iri, resolve(store, asked.to).iri
    return represent.paths(paths(store, one, other, asked.filters(store, asked.stance), asked.page()))
