"""Who may see the figures for Prometheus, which tell how much is asked: whoever `WHOWHOM_METRICS` says."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials

from api.access.require import BEARER
from api.access.visit import Visit
from api.dependencies import TheSettings
from graph.access.scopes import Scope


async def may_see_figures(
    request: Request,
    settings: TheSettings,
    given: Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)],  # tells OpenAPI; the guard reads it
) -> None:
    """A credential of any scope is enough. Raises `Unauthenticated` and `InsufficientScope`."""
    visit: Visit = request.state.visit
    if settings.metrics == "public" or (settings.metrics == "loopback" and visit.client.near):
        return
    visit.demand(Scope.READ, "figures are for this machine and whoever has a key (WHOWHOM_METRICS)")
