"""What was served to whom is counted, timed and told in one line of the log, from outside of all that shapes it."""

import time
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http import access
from api.http.layer import Layer, route_of
from api.http.metrics import Metrics
from graph.store.watching import WATCHERS

WENT_AWAY = 499
"""Stands in logs and metrics for a request whose client did not wait for the answer."""


@dataclass(slots=True)
class Served:
    """An answer: `size` are the bytes of its body as they were sent."""

    method: str
    route: str = ""
    status: int = WENT_AWAY
    size: int = 0
    seconds: float = 0.0


class Measured(Layer):
    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        super().__init__(app)
        self._metrics = metrics

    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        served, begun = Served(scope["method"]), time.perf_counter()

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                served.status = int(message["status"])  # some send an enumeration's member
            await send(message)
            if message["type"] == "http.response.body":
                served.size += len(message.get("body", b""))

        watching = WATCHERS.set((*WATCHERS.get(), self._metrics.question))
        try:
            with self._metrics.in_flight.track_inprogress():
                await self.app(scope, receive, counted)
        finally:
            WATCHERS.reset(watching)
            served.route, served.seconds = route_of(scope), time.perf_counter() - begun
            self._metrics.count(served.method, served.route, served.status, served.seconds)
            access.tell(
                scope["state"]["target"], served.method, served.route, served.status, served.seconds, served.size
            )
