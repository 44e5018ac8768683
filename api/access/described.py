"""How the API's description tells of credentials (OpenAPI security requirements)."""

from typing import Any

from api.access.clients import is_loopback
from api.access.public import is_open
from api.access.require import BEARER
from graph.settings import Settings

_NONE: dict[str, list[str]] = {}


def describe_access(made: dict[str, Any], settings: Settings) -> None:
    """Adds to the description: what needs a credential, and what only does so from elsewhere."""
    bearer: dict[str, list[str]] = {BEARER.scheme_name: []}
    near = is_loopback(settings.host) and not settings.trusted_proxies and settings.public_reading
    for path, operations in made["paths"].items():
        for operation in operations.values():
            if path == "/metrics":
                operation["security"] = {"public": [], "loopback": [bearer, _NONE], "key": [bearer]}[settings.metrics]
            elif "security" in operation and near:
                operation["security"] = [bearer, _NONE]
            elif is_open(path) and not settings.public_reading:
                operation["security"] = []
    if not settings.public_reading:
        made["security"] = [bearer]
