"""Whether the service and its store answer, and where to begin."""

from fastapi import APIRouter

from api.dependencies import TheStore
from api.models import Health, Index
from graph import __version__
from graph.queries import articles

router = APIRouter(tags=["service"])


@router.get("/v1/health")
def get_health(store: TheStore) -> Health:
    """Asks the store, so it fails when that does."""
    _, count = articles.articles(store, limit=1)
    return Health(status="ok", version=__version__, store=store.version, articles=count)


@router.get("/")
def get_index() -> Index:
    """Where to go from here."""
    return Index(
        name="whowhom",
        version=__version__,
        docs="/docs",
        openapi="/openapi.json",
        ontology="/ontology",
        against="/v1/against",
        health="/v1/health",
    )
