"""What the layers around the endpoints share: each is plain ASGI, and sees HTTP requests only."""

from abc import ABC, abstractmethod
from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import answer
from graph.errors import WhowhomError

ROUTE_UNKNOWN = "unknown"


class Layer(ABC):
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self.http(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    @abstractmethod
    async def http(self, scope: Scope, receive: Receive, send: Send) -> None: ...


def at_start(send: Send, edit: Callable[[int, MutableHeaders], None]) -> Send:
    """A `send` that lets `edit` see the status and change the headers before they go."""

    async def edited(message: Message) -> None:
        if message["type"] == "http.response.start":
            edit(message["status"], MutableHeaders(raw=message.setdefault("headers", [])))
        await send(message)

    return edited


async def refuse(error: WhowhomError, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the error's problem, outside of the endpoints."""
    await answer(Request(scope), error)(scope, receive, send)


def route_of(scope: Scope) -> str:
    """The template of the route that took the request; one word for whatever no route took, so that they are few."""
    route = scope.get("route")
    if route is not None:
        return str(route.path_format)
    if "endpoint" not in scope:
        return ROUTE_UNKNOWN
    return str(scope["root_path"] or scope["path"])  # a mount leaves its prefix, a plain route has no parameters


def media_type(headers: MutableHeaders) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()
