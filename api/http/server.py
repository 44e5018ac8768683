"""uvicorn as the service needs it: no banner, no access log of its own, and an end in order."""

import asyncio
import socket

import uvicorn
from fastapi import FastAPI

from api.http.connection import impatient
from api.http.limits import LARGEST_HEADERS, LONGEST_TARGET
from graph.settings import Settings

_TICK = 0.05


class Server(uvicorn.Server):
    """Once told to end, it still listens, so that new requests hear of it, until those in flight are answered."""

    def __init__(self, app: FastAPI, settings: Settings) -> None:
        # What is too large is answered with a problem, up to twice of what is allowed; more than that is not taken in.
        head = 2 * (LARGEST_HEADERS + LONGEST_TARGET)
        super().__init__(
            uvicorn.Config(
                app,
                port=0,
                http=impatient(settings.client_seconds),  # type: ignore[arg-type]  # it is called, and no more
                ws="none",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,  # whom to believe them from is told by WHOWHOM_TRUSTED_PROXIES
                h11_max_incomplete_event_size=head,
            )
        )
        self._state, self._patience = app.state, settings.shutdown_seconds

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Within the patience of the settings; whatever is in flight after it is broken off."""
        clock, gate = asyncio.get_running_loop().time, self._state.gate
        gate.closed, end = True, clock() + self._patience
        while gate.in_flight and clock() < end and not self.force_exit:
            await asyncio.sleep(_TICK)
        if gate.in_flight:
            self._state.store.close()  # a question to it would hold its thread, and with it the process
        self.config.timeout_graceful_shutdown = 1  # for connections only: every answer that is awaited is there
        await super().shutdown(sockets)
