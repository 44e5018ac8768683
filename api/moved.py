"""Where a request for a merged participant is sent: the same question about its survivor (RFC 9110, 15.4.9)."""

from typing import Any

from fastapi import Request

from api.represent import path, quoted
from graph.errors import Merged
from graph.queries.names import identifier

MOVED: dict[int | str, dict[str, Any]] = {
    308: {
        "description": "It was merged: the same question about what has taken its place.",
        "headers": {"Location": {"schema": {"type": "string"}}},
    }
}
"""How the API's description tells of it."""


def location(request: Request, merged: Merged) -> str:
    """The address asked for with the survivor's id in it; that of the survivor where the id was spelt otherwise."""
    asked: str = request.scope["raw_path"].decode("latin-1")
    old, new = quoted(identifier(merged.entity)), quoted(identifier(merged.survivor))
    if old not in asked:
        return path(merged.survivor)
    query = request.url.query
    return asked.replace(old, new, 1) + (f"?{query}" if query else "")
