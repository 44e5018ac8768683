"""The access line: one a request, with the address cut short and what may be a secret in it left out."""

import logging
import re
from urllib.parse import unquote_plus

LONGEST = 200
"""Characters of an address that are logged."""
_SECRET = re.compile(r"key|token|secret|passw|auth|signature|session|^code$", re.IGNORECASE)
_log = logging.getLogger("whowhom.access")


def tell(target: str, method: str, route: str, status: int, seconds: float, size: int) -> None:
    _log.info(
        "request",
        extra={
            "method": method[:LONGEST],
            "route": route,
            "status": status,
            "milliseconds": round(seconds * 1000, 1),
            "bytes": size,
            "target": shown(target),
        },
    )


def shown(target: str) -> str:
    """The address without the values of parameters whose name speaks of a secret, and no longer than the bound."""
    path, mark, query = target.partition("?")
    whole = path + mark + "&".join(map(_without_secret, query[: 10 * LONGEST].split("&")))
    return whole if len(whole) <= LONGEST else whole[:LONGEST] + "…"


def _without_secret(parameter: str) -> str:
    name, equals, _ = parameter.partition("=")
    return f"{name}{equals}***" if equals and _SECRET.search(unquote_plus(name)) else parameter
