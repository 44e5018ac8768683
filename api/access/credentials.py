"""From the `Authorization` header to who it is: an API key, or a token of the issuer that the settings name."""

import anyio
import anyio.to_thread
from starlette.datastructures import Headers

from api.access.errors import InvalidToken
from api.access.tokens import Tokens
from api.problems import RequestError
from graph.access import secret
from graph.access.keys import Keys
from graph.access.scopes import Caller
from graph.settings import Settings

_LONGEST = 16_384
"""Bytes of a credential that are looked at."""
_WAITING = 8


class Credentials:
    def __init__(self, settings: Settings) -> None:
        self._keys = Keys(settings)
        self._tokens = Tokens(settings) if settings.oidc_issuer else None

        # Those who wait for the issuer leave the threads to everybody else.
        self._waiting = anyio.CapacityLimiter(_WAITING)

    async def caller(self, credential: str) -> Caller:
        """Reads files and may ask the issuer. Raises `InvalidToken`, `IssuerUnreachable` and `DiskFailed`."""
        found = None
        if credential.startswith(secret.PREFIX):
            found = await anyio.to_thread.run_sync(self._keys.find, credential)
        elif self._tokens and len(credential) <= _LONGEST:
            found = await anyio.to_thread.run_sync(self._tokens.caller, credential, limiter=self._waiting)
        if found is None:
            raise InvalidToken("it is unknown, expired or revoked, or was not made for this service")
        return found


def credential_in(headers: Headers) -> str | None:
    """The bearer credential of a request; None without one, and where another scheme is used.

    Raises `RequestError` for several headers, and for one without a credential (RFC 6750, section 2.1).
    """
    given = headers.getlist("authorization")
    if len(given) > 1:
        raise RequestError("there are several Authorization headers")
    scheme, _, credential = (given[0] if given else "").strip().partition(" ")
    if scheme.lower() != "bearer":
        return None
    credential = credential.strip()
    if not credential or not credential.isascii() or " " in credential:
        raise RequestError("the Authorization header is none of the form: Bearer KEY")
    return credential
