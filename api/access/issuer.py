"""The public keys of the issuer of tokens: found by OpenID Connect Discovery, kept, and fetched anew with measure.

Nothing but the address in the settings leads to a fetch: no token names one. Redirects are not followed.
"""

import json
import logging
import time
from dataclasses import dataclass
from threading import Lock
from typing import Any

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, JWKRegistry, OKPKey, RSAKey

from api.access.errors import IssuerUnreachable

PublicKey = RSAKey | ECKey | OKPKey

FRESH, KEPT, PAUSE = 3600.0, 86400.0, 30.0
"""Seconds after which keys are fetched anew, after which they are given up where that fails, and between two fetches.

A token with an unknown key leads to a fetch too, but not within the pause: a flood of them does not reach the issuer.
"""
_TIMEOUT = 5.0
_LARGEST = 1_000_000
"""Bytes of an answer that are read."""
_MOST_KEYS = 100

_log = logging.getLogger("whowhom.api")


@dataclass(frozen=True, slots=True)
class _Fetched:
    keys: tuple[PublicKey, ...]
    at: float


class Issuer:
    def __init__(self, address: str) -> None:
        self._address = address
        self._lock = Lock()
        self._fetched: _Fetched | None = None
        self._tried = float("-inf")

    def key(self, kid: str | None) -> PublicKey | None:
        """The key of that id, or without an id the only one; None where there is none. Raises `IssuerUnreachable`."""
        found = self._find(kid)
        # Whoever has a key goes on with it while another fetches; the others wait, and find what was fetched.
        if (found is None or self._age() > FRESH) and self._lock.acquire(blocking=found is None):
            try:
                self._refresh_with_measure()
            finally:
                self._lock.release()
            found = self._find(kid)
        if self._fetched is None:
            raise IssuerUnreachable(f"{self._address} gave no keys; it is asked again after {PAUSE:g} seconds")
        return found

    def _age(self) -> float:
        fetched = self._fetched
        return time.monotonic() - fetched.at if fetched else float("inf")

    def _find(self, kid: str | None) -> PublicKey | None:
        fetched = self._fetched
        keys = fetched.keys if fetched else ()
        if kid is None:
            return keys[0] if len(keys) == 1 else None
        return next((key for key in keys if key.kid == kid), None)

    def _refresh_with_measure(self) -> None:
        """What cannot be fetched leaves the keys as they are, for a while."""
        if time.monotonic() - self._tried <= PAUSE:
            return
        self._tried = time.monotonic()
        try:
            self._fetched = _Fetched(self._fetch(), time.monotonic())
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, RecursionError) as error:
            _log.error("the keys of %s could not be fetched: %s", self._address, error)
            if self._age() > KEPT:
                self._fetched = None

    def _fetch(self) -> tuple[PublicKey, ...]:
        with httpx.Client(timeout=_TIMEOUT, trust_env=False) as client:
            told = _read(client, f"{self._address.rstrip('/')}/.well-known/openid-configuration")
            if told.get("issuer") != self._address:
                raise ValueError(f"it says that it is {told.get('issuer')!r}")
            address = told.get("jwks_uri")
            if not isinstance(address, str) or not address.startswith(("https://", self._address.rstrip("/") + "/")):
                raise ValueError("its keys are not at an https:// address")
            keys = _read(client, address).get("keys")
        found = map(_imported, keys[:_MOST_KEYS]) if isinstance(keys, list) else ()
        return tuple(key for key in found if key)


def _read(client: httpx.Client, address: str) -> dict[str, Any]:
    """The JSON object at that address. Raises `httpx.HTTPError` and `ValueError`."""
    body, end = bytearray(), time.monotonic() + _TIMEOUT
    with client.stream("GET", address, headers={"Accept": "application/json"}) as answer:
        if answer.status_code != httpx.codes.OK:
            raise ValueError(f"{address} answers with {answer.status_code}")
        for piece in answer.iter_bytes():
            body += piece
            if len(body) > _LARGEST or time.monotonic() > end:
                raise ValueError(f"{address} sends too much, or too slowly")
    told = json.loads(body)
    if not isinstance(told, dict):
        raise ValueError(f"{address} is no JSON object")
    return told


def _imported(told: Any) -> PublicKey | None:
    """A key for signatures, without what may be private in it; None for any other: a shared secret is no public key."""
    if not isinstance(told, dict) or told.get("kty") not in ("RSA", "EC", "OKP") or told.get("use", "sig") != "sig":
        return None
    try:
        key = JWKRegistry.import_key(told)
    except (JoseError, ValueError, TypeError, KeyError):
        return None
    return key if isinstance(key, RSAKey | ECKey | OKPKey) else None
