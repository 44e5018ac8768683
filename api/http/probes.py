"""What an operator's machines ask: whether the process lives, whether it can serve, and its figures.

Liveness never asks the store: a dead store is no reason to start the service again.
"""

from functools import partial

import anyio
from fastapi import APIRouter, Depends, Request, Response
from prometheus_client.exposition import choose_encoder

from api.access.figures import may_see_figures
from api.dependencies import TheStore
from api.http.draining import Gate, ShuttingDown
from api.http.metrics import Metrics
from graph.errors import StoreError, StoreUnreachable
from graph.queries.contents import contents
from graph.store import Store
from graph.store.schema import VERSION

router = APIRouter(tags=["service"])

PATIENCE = 4.0
"""Seconds after which a store that does not answer counts as dead."""


class WrongSchema(StoreError):
    slug, title = "wrong-schema", "The graph is stored by another version's schema"


@router.get("/healthz")
async def get_liveness() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz")
async def get_readiness(request: Request, store: TheStore) -> dict[str, str]:
    """The store answers with this version's schema, and the service is not about to end."""
    gate: Gate = request.app.state.gate
    if gate.closed:
        raise ShuttingDown
    try:
        with anyio.fail_after(PATIENCE):
            await anyio.to_thread.run_sync(partial(_check, store), abandon_on_cancel=True)
    except TimeoutError as error:
        raise StoreUnreachable(f"no answer within {PATIENCE:g} seconds") from error
    return {"status": "ok"}


def _check(store: Store) -> None:
    found = contents(store).schema_version
    if found != VERSION:
        raise WrongSchema(f"schema {found}, this version's is {VERSION}")


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"content": {"text/plain": {}}}},
    dependencies=[Depends(may_see_figures)],
)
async def get_metrics(request: Request) -> Response:
    """Figures for Prometheus, as text or as OpenMetrics."""
    metrics: Metrics = request.app.state.metrics
    encode, media_type = choose_encoder(request.headers.get("accept", ""))
    return Response(encode(metrics.registry), headers={"Content-Type": media_type, "Vary": "Accept"})
