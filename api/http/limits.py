"""How long an address and how large the headers may be, and that a body has one length.

The bound of a body is kept where bodies are read.
"""

from starlette.types import Receive, Scope, Send

from api.http.layer import Layer, refuse
from api.problems import RequestError

LONGEST_TARGET = 8192
"""Bytes of path and query."""
MOST_PARAMETERS = 200
LARGEST_HEADERS = 32768
"""Bytes of all names and values."""


class AddressTooLong(RequestError):
    slug, title, status = "address-too-long", "The address is too long", 414
    leaves_body = True


class HeadersTooLarge(RequestError):
    slug, title, status = "headers-too-large", "The headers are too large", 431
    leaves_body = True


class TooManyParameters(RequestError):
    slug, title = "too-many-parameters", "The query has too many parameters"
    leaves_body = True


class AmbiguousLength(RequestError):
    """A proxy that believes the other one sees another request begin in the body (RFC 9112, section 11.2)."""

    slug, title = "ambiguous-length", "The request has two lengths"
    leaves_body = True


class Limited(Layer):
    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        error = _beyond(scope)
        await (refuse(error, scope, receive, send) if error else self.app(scope, receive, send))


def _beyond(scope: Scope) -> RequestError | None:
    query: bytes = scope["query_string"]
    if {b"content-length", b"transfer-encoding"} <= {name for name, _ in scope["headers"]}:
        return AmbiguousLength("Content-Length and Transfer-Encoding exclude each other")
    if len(scope.get("raw_path") or scope["path"]) + len(query) > LONGEST_TARGET:
        return AddressTooLong(f"path and query have at most {LONGEST_TARGET:,} bytes")
    if query.count(b"&") >= MOST_PARAMETERS:
        return TooManyParameters(f"a query has at most {MOST_PARAMETERS} parameters")
    if sum(len(name) + len(value) for name, value in scope["headers"]) > LARGEST_HEADERS:
        return HeadersTooLarge(f"all headers have at most {LARGEST_HEADERS:,} bytes")
    return None
