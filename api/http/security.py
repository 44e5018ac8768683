"""Headers that keep a browser from taking an answer for something else, and nothing in it from calling elsewhere."""

import base64
import hashlib
import re

from starlette.datastructures import MutableHeaders
from starlette.types import Receive, Scope, Send

from api.http.layer import Layer, at_start, media_type
from api.http.whole import Answer, WholeAnswers

POLICY = "Content-Security-Policy"
_DATA = "default-src 'none'; frame-ancestors 'none'"
_PAGE = (
    "default-src 'none'; script-src 'self'{scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_DOCS = frozenset(("/docs", "/docs/oauth2-redirect"))
_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


class Secured(Layer):
    """An endpoint that sets a policy of its own keeps it."""

    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, at_start(send, secure))


def secure(_: int, headers: MutableHeaders) -> None:
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "no-referrer")
    headers.setdefault(POLICY, _PAGE.format(scripts="") if media_type(headers) == "text/html" else _DATA)


class DocsAllowed(WholeAnswers):
    """The pages of the interactive documentation begin with a script in their text, which is allowed by its hash.

    Nothing of a request gets into these pages, so what they hold is what was written for them.
    """

    def wants(self, scope: Scope, answer: Answer) -> bool:
        return scope["path"] in _DOCS and media_type(answer.headers) == "text/html"

    async def changed(self, scope: Scope, answer: Answer, receive: Receive, send: Send) -> bool:
        scripts = "".join(f" 'sha256-{_digest(script)}'" for script in _SCRIPT.findall(answer.body))
        answer.headers[POLICY] = _PAGE.format(scripts=scripts)
        return True


def _digest(script: bytes) -> str:
    return base64.b64encode(hashlib.sha256(script).digest()).decode()
