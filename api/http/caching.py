"""How long an answer may be kept (RFC 9111): what comes of the graph is asked for again each time, by its ETag."""

from starlette.datastructures import MutableHeaders
from starlette.types import Receive, Scope, Send

from api.http.layer import Layer, at_start
from ontology.documentation import FILES

NEVER = frozenset(("/healthz", "/readyz", "/metrics", "/v1/health"))
_VOCABULARY = frozenset(f"/{name}" for name in FILES)
_STATIC = "/static-offline-docs/"


class Cached(Layer):
    """An endpoint that says for itself how long it may be kept is left alone."""

    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        path, reads = scope["path"], scope["method"] == "GET"

        def say(status: int, headers: MutableHeaders) -> None:
            headers.setdefault("Cache-Control", _policy(path) if reads and status < 400 else "no-store")

        await self.app(scope, receive, at_start(send, say))


def _policy(path: str) -> str:
    if path in NEVER:
        return "no-store"
    if path in _VOCABULARY:
        return "public, max-age=3600"
    return "public, max-age=86400" if path.startswith(_STATIC) else "no-cache"
