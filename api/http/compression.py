"""gzip for those who accept it, and what that means to caches: `Vary`, and an ETag that is weak.

The entity tag names the bytes before compression, so for the compressed ones it holds weakly (RFC 9110, section 8.8.1).
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipResponder, IdentityResponder
from starlette.types import Receive, Scope, Send

from api.http.layer import Layer, at_start

SMALLEST = 1000
"""Bytes of body from which it is worth it; below, an answer fits into one packet either way."""
_LEVEL = 5


class Compressed(Layer):
    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        if accepted(Headers(scope=scope).get("accept-encoding", "")):
            await GZipResponder(self.app, SMALLEST, _LEVEL)(scope, receive, at_start(send, _told))
        else:
            await IdentityResponder(self.app, SMALLEST)(scope, receive, at_start(send, _told))


def accepted(header: str) -> bool:
    """Whether gzip is named, or whatever there is, and with a quality above zero (RFC 9110, section 12.5.3)."""
    qualities = dict(_quality(part) for part in header.lower().split(","))
    return qualities.get("gzip", qualities.get("*", 0.0)) > 0


def _quality(part: str) -> tuple[str, float]:
    coding, _, parameter = part.partition(";")
    name, _, value = parameter.partition("=")
    try:
        return coding.strip(), float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return coding.strip(), 0.0


def _told(_: int, headers: MutableHeaders) -> None:
    if "accept-encoding" not in headers.get("vary", "").lower():
        headers.add_vary_header("Accept-Encoding")
    tag = headers.get("etag", "")
    if headers.get("content-encoding") == "gzip" and tag and not tag.startswith("W/"):
        headers["ETag"] = f"W/{tag}"
