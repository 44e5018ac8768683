"""Entity tags and the requests that depend on them (RFC 9110, sections 8.8.3 and 13).

The tag is a digest of the answer before compression. Streamed answers have none.
"""

import hashlib
import re

from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from api.http.layer import refuse
from api.http.whole import Answer, WholeAnswers
from api.problems import RequestError

_TAG = re.compile(r'(?:W/)?"[^"]*"')
_OF_THE_BODY = ("Content-Length", "Content-Type")


class PreconditionFailed(RequestError):
    slug, title, status = "precondition-failed", "The resource is not the one that If-Match names", 412


class Conditional(WholeAnswers):
    def wants(self, scope: Scope, answer: Answer) -> bool:
        stored = "no-store" not in answer.headers.get("cache-control", "")
        return scope["method"] == "GET" and answer.status == 200 and stored

    async def changed(self, scope: Scope, answer: Answer, receive: Receive, send: Send) -> bool:
        tag = answer.headers.setdefault("ETag", f'"{hashlib.sha256(answer.body).hexdigest()[:32]}"')
        given = Headers(scope=scope)
        if not _matches(given.get("if-match"), tag, weakly=False, unless_given=True):
            await refuse(PreconditionFailed(f"its ETag is {tag} now"), scope, receive, send)
            return False
        if _matches(given.get("if-none-match"), tag, weakly=True, unless_given=False):
            answer.status, answer.body = 304, b""
            for name in _OF_THE_BODY:
                del answer.headers[name]
        return True


def _matches(header: str | None, tag: str, *, weakly: bool, unless_given: bool) -> bool:
    if header is None:
        return unless_given
    if header.strip() == "*":
        return True
    tags = _TAG.findall(header)
    return tag.removeprefix("W/") in [t.removeprefix("W/") for t in tags] if weakly else tag in tags
