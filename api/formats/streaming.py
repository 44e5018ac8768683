"""Answers that are sent while they are made: never held whole, and given up when the client goes away."""

from collections.abc import Iterator
from itertools import chain

from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

from api.models import Model
from api.negotiation import VARY

PIECE = 64 * 1024
"""Bytes or characters from which on a piece is sent."""


class Streamed(StreamingResponse):
    """The pieces, each sent once made. What goes wrong before the first is still a problem with its status."""

    def __init__(self, pieces: Iterator[str] | Iterator[bytes], media_type: str) -> None:
        self._pieces = pieces
        first = [piece for piece in [next(pieces, None)] if piece is not None]
        super().__init__(chain(first, pieces), media_type=media_type, headers=VARY)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            if close := getattr(self._pieces, "close", None):
                await run_in_threadpool(close)


def gathered(lines: Iterator[str]) -> Iterator[str]:
    """The same text in pieces worth sending."""
    held: list[str] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= PIECE:
            yield "".join(held)
            held, size = [], 0
    if held:
        yield "".join(held)


def line(item: Model) -> str:
    """The item as a line of JSON (NDJSON)."""
    return item.model_dump_json(by_alias=True) + "\n"
