"""Which methods a path has, for `Allow` (RFC 9110, section 10.2.1)."""

from fastapi import Request
from starlette.routing import Match, Mount

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def allowed(request: Request) -> str:
    """Those of all its routes. Files, which are mounted, can only be read."""
    routes = [route for route in request.app.routes if not isinstance(route, Mount)]
    found = [m for m in _METHODS if any(r.matches({**request.scope, "method": m})[0] is Match.FULL for r in routes)]
    return ", ".join(found or ["GET"]).replace("GET", "GET, HEAD")
