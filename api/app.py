"""The service: `create_app` gives an ASGI application that uvicorn, a test or another application can run."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, ExitStack, asynccontextmanager

from fastapi import Depends, FastAPI
from fastapi_offline import FastAPIOffline

from api import access, http, problems
from api.cypher import router as cypher
from api.description import PROBLEMS, describe, operation_id
from api.http import probes
from api.http.fields import choose_fields
from api.loading import Loading
from api.reconcile import routes as reconcile
from api.routers import (
    actors,
    acts,
    against,
    articles,
    claims,
    decisions,
    formats,
    health,
    network,
    ontology,
    paths,
    policies,
    posts,
    sentences,
    sources,
    stats,
)
from api.sparql import endpoint as sparql
from graph import __version__
from graph.load import ArticleReader
from graph.mirror.mirror import Mirror
from graph.registry import Registry
from graph.settings import Settings
from graph.store import Store, open_store

ROUTERS = (
    against,
    acts,
    actors,
    policies,
    articles,
    paths,
    health,
    ontology,
    probes,
    formats,
    sparql,
    claims,
    network,
    stats,
    posts,
    sentences,
    sources,
    decisions,
    reconcile,
    cypher,
)

ABOUT = "Who acted against whom in US immigration policy, each act with the sentence of the article that states it."


def create_app(settings: Settings, store: Store | None = None, reader: ArticleReader | None = None) -> FastAPI:
    """The service over the store, or over the one that the settings lead to, opened at start and closed at the end.

    `reader` reads the articles that are loaded, in the place of the language model of the settings.
    """

    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        with ExitStack() as stack:
            app.state.store = store or stack.enter_context(_prepared(settings))
            app.state.mirror = stack.enter_context(Mirror(settings, app.state.store))
            app.state.loading = Loading(settings, app.state.store, reader)
            stack.enter_context(http.running(app, settings))
            yield

    return _routed(settings, running)


def _routed(settings: Settings, running: Callable[[FastAPI], AbstractAsyncContextManager[None]]) -> FastAPI:
    app: FastAPI = FastAPIOffline(  # /docs without a word to a content network
        title="whowhom",
        version=__version__,
        description=ABOUT,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=running,
        responses=PROBLEMS,
        dependencies=[Depends(choose_fields)],
        generate_unique_id_function=operation_id,
    )
    app.state.settings = settings
    access.install(app, settings)
    problems.install(app)
    http.install(app, settings)
    for module in ROUTERS:
        app.include_router(module.router)
    app.openapi = lambda: describe(app)  # type: ignore[method-assign]
    return app


def _prepared(settings: Settings) -> Store:
    store = open_store(settings)
    try:
        store.prepare(Registry.read())
    except BaseException:
        store.close()
        raise
    return store
