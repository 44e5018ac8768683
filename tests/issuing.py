"""An issuer of tokens on this machine: real keys, real HTTP, and every way of signing a token wrongly."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

AUDIENCE = "https://whowhom.example"
SIGNING = RSAKey.generate_key(2048, {"kid": "first", "use": "sig", "alg": "RS256"}, private=True)
OTHER = RSAKey.generate_key(2048, {"kid": "other"}, private=True)
CURVE = ECKey.generate_key("P-256", {"kid": "curve"}, private=True)


class Issuer:
    """What it answers can be changed while it runs; `asked` are the paths that were fetched."""

    def __init__(self, address: str) -> None:
        self.address, self.asked = address, list[str]()
        self.keys: list[dict[str, Any]] = [SIGNING.as_dict(private=False), CURVE.as_dict(private=False)]
        self.discovery: Any = {"issuer": address, "jwks_uri": f"{address}/jwks"}
        self.status = 200

    def claims(self, **changes: Any) -> dict[str, Any]:
        now = int(time.time())
        told = {"iss": self.address, "aud": AUDIENCE, "sub": "editor", "iat": now, "exp": now + 300}
        return {n: v for n, v in {**told, "scope": "openid whowhom:write", **changes}.items() if v is not None}

    def token(self, key: Any = SIGNING, header: dict[str, Any] | None = None, **changes: Any) -> str:
        """A good token, but for what is changed; a claim that is None is left out."""
        told = {"alg": "RS256" if isinstance(key, RSAKey) else "ES256", "kid": key.kid, **(header or {})}
        algorithms = [str(told["alg"])]
        return jwt.encode(told, self.claims(**changes), key, registry=_Lax(algorithms=algorithms))

    def answer(self, path: str) -> Any:
        self.asked.append(path)
        return {"/.well-known/openid-configuration": self.discovery, "/jwks": {"keys": self.keys}}.get(path)


class _Lax(jwt.JWSRegistry):
    """Signs with any header: what is checked here is who reads it."""

    max_header_length = 100_000
    max_payload_length = 10_000_000

    def check_header(self, header: Any) -> None:
        pass


@contextmanager
def issuing() -> Iterator[Issuer]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told = issuer.answer(self.path)
            body = told if isinstance(told, bytes) else json.dumps(told).encode()
            self.send_response(404 if told is None else issuer.status)
            self.send_header("Location", f"{issuer.address}/jwks")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    issuer = Issuer(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield issuer
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
