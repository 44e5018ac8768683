"""How the settings of access are written: each function gives the value as it is used, or says what is wrong."""

import ipaddress
import json
import re
from typing import Literal
from urllib.parse import urlsplit

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

ClaimScopes = dict[str, dict[str, list[Literal["read", "write", "review"]]]]
"""By claim, then by value of the claim."""


def issuer(value: str | None) -> str | None:
    """An issuer as OpenID Connect names it: https, without query and fragment; http only on this machine."""
    if value is None:
        return None
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
        private = parts.scheme == "http" and (host == "localhost" or ipaddress.ip_address(host).is_loopback)
    except ValueError:
        private = False
    if not (private or value.startswith("https://")) or not re.fullmatch(r"[^\s?#@\"\\]+", value):
        raise PydanticCustomError("issuer", "an issuer is an https:// address without user, query and fragment")
    return value


def audience(value: str | None, info: ValidationInfo) -> str | None:
    """There when the issuer is, and only then."""
    # An issuer that was refused is missing from `data`, and the complaint about it is enough.
    if "oidc_issuer" in info.data and (value is None) != (info.data["oidc_issuer"] is None):
        raise PydanticCustomError("audience", "WHOWHOM_OIDC_ISSUER and WHOWHOM_OIDC_AUDIENCE are set together")
    return value


def parsed_json(value: object) -> object:
    """What a text says in JSON; whatever is no text is left as it is."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError) as error:
        raise PydanticCustomError("json", 'it is no JSON such as {"roles": {"editor": ["write"]}}') from error


def rate(value: str | None) -> str | None:
    """A number of requests in a second, minute, hour or day."""
    if value is not None and not re.fullmatch(r"[1-9][0-9]{0,6}/(second|minute|hour|day)", value):
        raise PydanticCustomError("rate", "a rate is a number of requests in a time, such as 600/minute")
    return value


def networks(value: str | None) -> str | None:
    """IPv4 and IPv6 networks with commas between them; an address is one, too."""
    if value is None:
        return None
    try:
        return ",".join(str(ipaddress.ip_network(part.strip())) for part in value.split(","))
    except ValueError as error:
        raise PydanticCustomError("networks", "networks are like 10.0.0.0/8, with commas between them") from error
