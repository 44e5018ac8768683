"""Bearer tokens: JWTs signed by the issuer of the settings, checked by RFC 7519, RFC 8725 and RFC 9068 section 4.

The algorithms are those of public keys. Headers that say where a key is to be found (`jku`, `x5u`) or bring one along
(`jwk`, `x5c`) are of no account.
"""

from collections.abc import Iterator
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jws import JWSRegistry, extract_compact
from joserfc.jwt import JWTClaimsRegistry

from api.access.issuer import Issuer
from graph.access.scopes import Caller, Scope
from graph.settings import Settings

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519", "EdDSA")
LEEWAY = 60
"""Seconds by which the clocks of issuer and service may differ."""
_TYPES = (None, "jwt", "at+jwt", "application/at+jwt")
_LONGEST = 255
"""Characters of a key's id and of a subject (OpenID Connect Core, section 2)."""


class _Registry(JWSRegistry):
    max_header_length = 4096


class Tokens:
    def __init__(self, settings: Settings) -> None:
        assert settings.oidc_issuer
        assert settings.oidc_audience
        self._issuer, self._scopes = Issuer(settings.oidc_issuer), settings.oidc_scopes
        self._registry = _Registry(algorithms=ALGORITHMS, strict_check_header=False)
        self._rules = JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": settings.oidc_issuer},
            aud={"essential": True, "value": settings.oidc_audience},
            exp={"essential": True},
            sub={"essential": True},
        )

    def caller(self, token: str) -> Caller | None:
        """Who comes with the token; None when it is not to be trusted. Raises `IssuerUnreachable`."""
        try:
            claims = self._verified(token)
        except (JoseError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
            return None
        if claims is None:
            return None
        return Caller(f"token:{claims['iss']}#{claims['sub']}", frozenset(self._granted(claims)))

    def _verified(self, token: str) -> dict[str, Any] | None:
        """The claims of a token with a good signature. Raises what the libraries raise for what is none."""
        header = extract_compact(token.encode("ascii"), registry=self._registry).headers()
        kid, kind = header.get("kid"), header.get("typ")
        if header.get("alg") not in ALGORITHMS or not (kid is None or (isinstance(kid, str) and len(kid) <= _LONGEST)):
            return None
        if (kind.lower() if isinstance(kind, str) else kind) not in _TYPES:  # such as a logout token
            return None
        key = self._issuer.key(kid)
        if key is None:
            return None
        claims = jwt.decode(token, key, registry=self._registry).claims
        self._rules.validate(claims)
        return claims if 0 < len(claims["sub"]) <= _LONGEST and claims["sub"].isprintable() else None

    def _granted(self, claims: dict[str, Any]) -> Iterator[Scope]:
        for claim, values in self._scopes.items():
            for value in _values(claims, claim):
                yield from map(Scope, values.get(value, ()))


def _values(claims: dict[str, Any], name: str) -> list[str]:
    """The values of a claim, or of one in objects that its name leads through: `realm_access.roles`."""
    found: Any = claims.get(name)
    if found is None:
        found = claims
        for part in name.split("."):
            found = found.get(part) if isinstance(found, dict) else None
    if isinstance(found, str):
        return found.split()
    return [value for value in found if isinstance(value, str)] if isinstance(found, list) else []
