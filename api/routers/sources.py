"""Who published the articles."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.dependencies import TheStore
from api.formats.listing import listing
from api.resources import represent
from api.resources.asked import SourcesAsked
from api.resources.models import Source, Sources
from graph.queries import sources

router = APIRouter(prefix="/v1/sources", tags=["sources"])


@listing(router, "")
def list_sources(asked: Annotated[SourcesAsked, Query()], store: TheStore) -> Sources:
    """Publishers with the number of their articles and acts; articles that name none are counted apart."""
    found, total = sources.sources(store, asked.limit + 1, asked.after())
    return represent.source_page(found, total, asked.limit, sources.without_publisher(store))


@router.get("/{id:path}")
def get_source(id: Annotated[str, Path(description="The publisher's name.")], store: TheStore) -> Source:
    """One publisher."""
    return represent.source(sources.source(store, id))
