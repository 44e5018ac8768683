"""Bytes that are no HTTP reach no layer and no endpoint: their problem, and what the layers would add, is made here."""

from uuid import uuid4

import h11
from fastapi import Request
from structlog.contextvars import bound_contextvars
from uvicorn.protocols.http.h11_impl import H11Protocol

from api.http import access
from api.http.identified import HEADER
from api.http.layer import ROUTE_UNKNOWN
from api.http.security import secure
from api.problems import RequestError, answer


class Explaining(H11Protocol):
    def send_400_response(self, msg: str) -> None:
        """The connection ends, since nobody knows where in these bytes the next request would begin."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            self._explain()
        self.transport.close()

    def _explain(self) -> None:
        id_ = uuid4().hex
        scope = {"type": "http", "path": "", "headers": [], "state": {"request_id": id_}}
        told = answer(Request(scope), RequestError("what came is no HTTP/1.1 (RFC 9112)"))
        told.headers.update({"Connection": "close", "Cache-Control": "no-store", HEADER: id_})
        secure(told.status_code, told.headers)
        headers = [*self.server_state.default_headers, *told.raw_headers]
        head = h11.Response(status_code=told.status_code, headers=headers, reason=b"Bad Request")
        for event in (head, h11.Data(data=bytes(told.body)), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        with bound_contextvars(request_id=id_):
            access.tell("", "", ROUTE_UNKNOWN, told.status_code, 0.0, len(told.body))
