"""Every request has an id: the client's own where it is a sane one, else a new one; problems and logs tell it."""

import re
import uuid

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from api.http.layer import Layer, at_start

HEADER = "X-Request-Id"
_SANE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


class Identified(Layer):
    """Also keeps the address as it was asked for, which the layers below may shorten."""

    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        given = Headers(scope=scope).get(HEADER, "")
        id_ = given if _SANE.fullmatch(given) else uuid.uuid4().hex
        state = scope.setdefault("state", {})
        state["request_id"], state["target"] = id_, _target(scope)

        def echo(_: int, headers: MutableHeaders) -> None:
            headers[HEADER] = id_

        with bound_contextvars(request_id=id_):
            await self.app(scope, receive, at_start(send, echo))


def _target(scope: Scope) -> str:
    """Path and query as they came, in the characters of an address only."""
    path = scope.get("raw_path") or scope["path"].encode()
    query = scope["query_string"]
    whole = path + b"?" + query if query else path
    return "".join(chr(b) if 0x21 <= b < 0x7F and chr(b) not in '<>"\\^`{|}' else f"%{b:02X}" for b in whole)
