"""HTTP/1.1 for clients that may mean harm: who does not finish a request's head in time loses the connection."""

from asyncio import Transport
from collections.abc import Callable
from functools import partial

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from api.http.malformed import Explaining


class Impatient(Explaining):
    """The time runs from the connection on, and for each further request from its first byte.

    In between the connection may be idle for as long as uvicorn lets it.
    """

    def __init__(self, *given: object, seconds: float, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        self._seconds = seconds

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._late = self.loop.call_later(self._seconds, transport.close)

    def data_received(self, data: bytes) -> None:
        if self.conn.their_state is h11.IDLE and self._late.cancelled():
            self._late = self.loop.call_later(self._seconds, self.transport.close)
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._late.cancel()

    def connection_lost(self, exc: Exception | None) -> None:
        self._late.cancel()
        super().connection_lost(exc)


def impatient(seconds: float) -> Callable[..., H11Protocol]:
    """The protocol with that time for a head, as uvicorn is given it."""
    return partial(Impatient, seconds=seconds)
