"""A page of a list links to itself and to the next one in its header too (RFC 8288)."""

import re
from urllib.parse import quote

from pydantic_core import from_json
from starlette.types import Receive, Scope, Send

from api.http.whole import Answer, WholeAnswers

_NEXT = b',"next":'
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"')


class Linked(WholeAnswers):
    """`Items` begins with its items, by which a page is known, and nothing but a page has a field `next`.

    So the last one is the page's own, and the whole need not be parsed; in a text, its quotation marks were escaped.
    """

    def wants(self, scope: Scope, answer: Answer) -> bool:
        return answer.status == 200 and answer.headers.get("content-type") == "application/json"

    async def changed(self, scope: Scope, answer: Answer, receive: Receive, send: Send) -> bool:
        if answer.body.startswith(b'{"items":') and scope["method"] == "GET":
            answer.headers.setdefault("Link", links(scope["state"]["target"], _next(answer.body)))
        return True


def _next(body: bytes) -> str | None:
    found = _STRING.match(body, body.rfind(_NEXT) + len(_NEXT))
    return from_json(found[0]) if found else None


def links(target: str, cursor: str | None) -> str:
    """References are relative, so they hold behind any proxy."""
    own = f'<{target}>; rel="self"'
    return own if cursor is None else f'{own}, <{_with_cursor(target, cursor)}>; rel="next"'


def _with_cursor(target: str, cursor: str) -> str:
    path, _, query = target.partition("?")
    others = [part for part in query.split("&") if part and part.partition("=")[0] != "cursor"]
    return f"{path}?{'&'.join([*others, 'cursor=' + quote(cursor, safe='')])}"
