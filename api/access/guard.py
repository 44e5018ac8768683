"""The layer around the app that knows who comes, keeps the limits and, where reading is not public, the door."""

from functools import partial

import anyio
import anyio.to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Send
from starlette.types import Scope as Asked

from api.access.clients import Clients
from api.access.credentials import Credentials, credential_in
from api.access.errors import InvalidToken
from api.access.limits import Limit
from api.access.public import is_open
from api.access.visit import REALM, Visit
from api.problems import RequestError
from graph.access.audit import AuditLog
from graph.access.scopes import Scope
from graph.errors import WhowhomError
from graph.settings import Settings


class Guard:
    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings
        self._clients, self._credentials = Clients(settings), Credentials(settings)
        self._audit = AuditLog(settings)
        self._limit = Limit("requests", settings.rate_limit) if settings.rate_limit else None
        self._writes = Limit("writes", settings.rate_limit_writes) if settings.rate_limit_writes else None

    async def __call__(self, asked: Asked, receive: Receive, send: Send) -> None:
        if asked["type"] != "http":
            await self._app(asked, receive, send)
            return
        client = self._clients.of(asked)
        visit = Visit(client, self._settings.rate_limit_loopback or not client.near, self._audit, self._writes)
        asked.setdefault("state", {})["visit"] = visit
        try:
            await self._answer(visit, asked, receive, partial(_told, visit, send))
        finally:
            await _ended(visit, None, None)

    async def _answer(self, visit: Visit, asked: Asked, receive: Receive, send: Send) -> None:
        try:
            await self._admit(visit, asked)
        except WhowhomError as error:
            request = Request(asked, receive)
            answer = request.app.exception_handlers[WhowhomError](request, error)
            await answer(asked, receive, send)
            return
        await self._app(asked, receive, send)

    async def _admit(self, visit: Visit, asked: Asked) -> None:
        try:
            credential = credential_in(Headers(scope=asked))
            if credential is not None:
                visit.caller = await self._credentials.caller(credential)
        except RequestError as error:
            code = "invalid_token" if isinstance(error, InvalidToken) else "invalid_request"
            visit.challenge = f'{REALM}, error="{code}"'
            visit.count(self._limit)
            raise
        visit.count(self._limit)
        if not (self._settings.public_reading or is_open(asked["path"])):
            visit.demand(Scope.READ, "reading is not public here")


async def _told(visit: Visit, send: Send, message: Message) -> None:
    if message["type"] == "http.response.start":
        headers = MutableHeaders(raw=message.setdefault("headers", []))
        visit.head(headers)
        await _ended(visit, message["status"], headers.get("location"))
    await send(message)


async def _ended(visit: Visit, status: int | None, location: str | None) -> None:
    if visit.entry is not None:
        with anyio.CancelScope(shield=True):  # a client that goes away does not take the entry's end with it
            await anyio.to_thread.run_sync(visit.end, status, location)
