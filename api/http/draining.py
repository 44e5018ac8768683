"""While the service ends, what was begun is finished and nothing new is taken."""

from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.layer import Layer, refuse
from api.problems import RequestError

STILL_ANSWERED = frozenset(("/healthz", "/readyz", "/metrics"))


class ShuttingDown(RequestError):
    slug, title, status, exit_code = "shutting-down", "The service is shutting down", 503, 7
    leaves_body = True


class Gate:
    """Open until the service is told to end."""

    def __init__(self) -> None:
        self.closed = False
        self.in_flight = 0


class Draining(Layer):
    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        super().__init__(app)
        self._gate = gate

    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._gate.closed and scope["path"] not in STILL_ANSWERED:
            await refuse(ShuttingDown(), scope, receive, send)
            return
        self._gate.in_flight += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._gate.in_flight -= 1
