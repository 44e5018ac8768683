"""Answers that come in one piece, to be looked at or changed before they go; those that are streamed go by."""

from abc import abstractmethod

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Receive, Scope, Send

from api.http.layer import Layer


class Answer:
    """Status, headers and body, to change in place."""

    def __init__(self, start: Message, body: bytes) -> None:
        self.status: int = start["status"]
        self.headers = MutableHeaders(raw=start.setdefault("headers", []))
        self.body = body
        self._start = start

    async def go(self, send: Send) -> None:
        if self.status != 304:
            self.headers["Content-Length"] = str(len(self.body))
        await send({**self._start, "status": self.status})
        await send({"type": "http.response.body", "body": self.body})


class WholeAnswers(Layer):
    """Hands on what `changed` makes of an answer whose start it `wants`."""

    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        start: Message | None = None

        async def held(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
            elif start is None or message["type"] != "http.response.body":
                await send(message)
            elif message.get("more_body", False) or not self.wants(scope, Answer(start, b"")):
                first, start = start, None
                await send(first)
                await send(message)
            else:
                whole, start = Answer(start, message.get("body", b"")), None
                if await self.changed(scope, whole, receive, send):
                    await whole.go(send)

        await self.app(scope, receive, held)

    @abstractmethod
    def wants(self, scope: Scope, answer: Answer) -> bool:
        """Judges by status and headers; the body is not there yet."""

    @abstractmethod
    async def changed(self, scope: Scope, answer: Answer, receive: Receive, send: Send) -> bool:
        """Changes the answer in place; False when it has sent another one instead."""
