"""Whether the service and its store answer, and where to begin."""

from functools import partial

import anyio
from fastapi import APIRouter

from api.dependencies import TheStore
from api.models import Health, Index
from graph import __version__
from graph.errors import StoreUnreachable
from graph.queries import articles
from graph.store import Store

router = APIRouter(tags=["service"])

PATIENCE = 4.0
"""Seconds after which a store that does not answer counts as dead; other questions wait longer for it."""


@router.get("/v1/health")
async def get_health(store: TheStore) -> Health:
    """Asks the store, so it fails when that does, within seconds."""
    try:
        with anyio.fail_after(PATIENCE):
            return await anyio.to_thread.run_sync(partial(_health, store), abandon_on_cancel=True)
    except TimeoutError as error:
        raise StoreUnreachable(f"no answer within {PATIENCE:g} seconds") from error


def _health(store: Store) -> Health:
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
