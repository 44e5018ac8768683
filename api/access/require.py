"""What an endpoint asks of those who change something: `dependencies=[Depends(require("write"))]`."""

from collections.abc import Callable
from functools import cache, partial
from typing import Annotated, Literal
from urllib.parse import urlsplit

import anyio.to_thread
from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.access.clients import is_loopback
from api.access.visit import Visit
from api.dependencies import TheSettings
from api.problems import WritesForbidden
from graph.access.audit import Attempt
from graph.access.scopes import Scope
from graph.settings import Settings

BEARER = HTTPBearer(
    scheme_name="bearer",
    description="An API key (`whowhom keys create`), or a token of the issuer that the service trusts.",
    auto_error=False,
)
THIS_MACHINE = "this machine"


@cache
def require(scope: Literal["write", "review"]) -> Callable[..., object]:
    """A dependency that lets through whoever may do that, having put it into the audit log; it gives the `Visit`.

    Who comes without a credential may do it from this machine, to a service that only this machine can reach. Raises
    `Unauthenticated`, `InsufficientScope`, `WritesForbidden` for what another site sends by a browser,
    `TooManyRequests`, and `DiskFailed` when the log cannot be written: nothing is done that it does not tell of.
    """

    async def required(
        request: Request,
        settings: TheSettings,
        given: Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)],  # tells OpenAPI; the guard reads it
    ) -> Visit:
        visit: Visit = request.state.visit
        if not _from_this_machine(request, visit, settings):
            visit.demand(Scope(scope), _WHY)
        visit.count(visit.writes)
        visit.entry = await anyio.to_thread.run_sync(partial(visit.audit.begin, _attempt(request, visit)))
        return visit

    return required


_WHY = "only programs on the machine of a service that listens on its loopback alone write without a key or a token"


def writer(visit: Visit) -> str:
    """Who writes in a visit that was let through, as the audit log names it."""
    return visit.caller.who if visit.caller else THIS_MACHINE


def _attempt(request: Request, visit: Visit) -> Attempt:
    id_ = getattr(request.state, "request_id", None)
    return Attempt(writer(visit), f"{request.method} {request.url.path}", visit.client.address, id_)


def _from_this_machine(request: Request, visit: Visit, settings: Settings) -> bool:
    """Whether no credential is needed. Raises `WritesForbidden` for what another site sends by a browser."""
    if visit.caller or settings.trusted_proxies or not (visit.client.near and is_loopback(settings.host)):
        return False
    host, origin = request.headers.get("host", ""), request.headers.get("origin")
    if not is_loopback(_hostname(f"//{host}")) or (origin is not None and origin.partition("//")[2] != host):
        raise WritesForbidden("without a key only what this machine's own pages and programs send is taken")
    return True


def _hostname(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
