"""Bearer tokens of an OpenID Connect issuer: a good one lets in, and no way of forging one does."""

import base64
import hmac
import json
import re
import socket
import subprocess
import sys
import time

import httpx
import pytest
from joserfc import jws
from joserfc.jwk import OctKey, RSAKey
from pydantic import ValidationError

from api.access import issuer as issuers
from api.access.errors import IssuerUnreachable
from api.access.tokens import LEEWAY, Tokens
from graph.access.scopes import Caller, Scope
from graph.settings import Settings
from tests.accessing import ARTICLE, bearer, service, slug
from tests.issuing import AUDIENCE, CURVE, OTHER, SIGNING, issuing

EDITOR = frozenset({Scope.WRITE})


@pytest.fixture
def issuer():
    with issuing() as issuer:
        yield issuer


def reading(issuer, **more) -> Tokens:
    told = {"WHOWHOM_OIDC_ISSUER": issuer.address, "WHOWHOM_OIDC_AUDIENCE": AUDIENCE, **more}
    return Tokens(Settings(_env_file=None, **told))


@pytest.fixture
def tokens(issuer) -> Tokens:
    return reading(issuer)


def encoded(told) -> str:
    return base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")


# What lets in


@pytest.mark.parametrize("key", [SIGNING, CURVE], ids=["RS256", "ES256"])
def test_a_token_of_the_issuer_lets_in_with_the_scopes_that_it_has(issuer, tokens, key):
    assert tokens.caller(issuer.token(key)) == Caller(f"token:{issuer.address}#editor", EDITOR)


@pytest.mark.parametrize("audience", [AUDIENCE, ["https://other.example", AUDIENCE]], ids=["one", "several"])
def test_the_audience_may_be_one_of_several(issuer, tokens, audience):
    assert tokens.caller(issuer.token(aud=audience))


@pytest.mark.parametrize("changes", [{"exp": -LEEWAY + 10}, {"nbf": LEEWAY - 10}, {"iat": LEEWAY - 10}], ids=str)
def test_clocks_may_differ_a_little(issuer, tokens, changes):
    assert tokens.caller(issuer.token(**{name: now(seconds) for name, seconds in changes.items()}))


@pytest.mark.parametrize("kind", ["JWT", "at+jwt", "AT+JWT", "application/at+jwt", None])
def test_an_access_token_may_say_that_it_is_one(issuer, tokens, kind):
    assert tokens.caller(issuer.token(header={"typ": kind} if kind else {}))


@pytest.mark.parametrize(
    ("mapping", "claims", "found"),
    [
        ({"roles": {"editor": ["write", "review"]}}, {"roles": ["reader", "editor"]}, {"write", "review"}),
        ({"realm_access.roles": {"editor": ["write"]}}, {"realm_access": {"roles": ["editor"]}}, {"write"}),
        ({"https://x.example/r": {"editor": ["write"]}}, {"https://x.example/r": ["editor"]}, {"write"}),
        ({"scope": {"a": ["read"]}, "roles": {"b": ["write"]}}, {"scope": "a", "roles": "b"}, {"read", "write"}),
        ({"roles": {"editor": ["write"]}}, {"roles": "editors"}, set()),
        ({"roles": {"editor": ["write"]}}, {"roles": {"editor": True}}, set()),
        ({"roles": {"editor": ["write"]}}, {"roles": [["editor"], 1, None]}, set()),
        ({"a.b.c": {"editor": ["write"]}}, {"a": {"b": "editor"}}, set()),
        ({}, {"scope": "read write review admin"}, set()),
    ],
    ids=range(9),
)
def test_the_settings_say_which_claims_give_which_scopes(issuer, mapping, claims, found):
    tokens = reading(issuer, WHOWHOM_OIDC_SCOPES=mapping)
    assert tokens.caller(issuer.token(**claims)).scopes == found


# What does not


def none_signed(issuer):
    return f"{encoded({'alg': 'none'})}.{encoded(issuer.claims())}."


def signed_with_the_public_key(issuer, key):
    text = f"{encoded({'alg': 'HS256', 'kid': 'first'})}.{encoded(issuer.claims())}"
    signature = hmac.digest(key, text.encode(), "sha256")
    return f"{text}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"


def changed(token, part, how):
    parts = token.split(".")
    parts[part] = how(parts[part])
    return ".".join(parts)


def now(seconds):
    """That long after the test began: a run of all tests may take longer than a token lasts."""
    return int(time.time()) + seconds


HOSTILE = {
    "alg none": none_signed,
    "alg None": lambda i: none_signed(i).replace(encoded({"alg": "none"}), encoded({"alg": "None"})),
    "alg none with a signature": lambda i: changed(i.token(), 0, lambda _: encoded({"alg": "none", "kid": "first"})),
    "no alg": lambda i: changed(i.token(), 0, lambda _: encoded({"kid": "first"})),
    "alg is a list": lambda i: changed(i.token(), 0, lambda _: encoded({"alg": ["RS256"], "kid": "first"})),
    "HS256 by the public key": lambda i: signed_with_the_public_key(i, SIGNING.as_pem(private=False)),
    "HS256 by its bytes": lambda i: signed_with_the_public_key(i, SIGNING.as_der(private=False)),
    "another algorithm than the key's": lambda i: i.token(
        RSAKey.import_key({**SIGNING.as_dict(private=True), "alg": "RS512"}), {"alg": "RS512"}
    ),
    "a key of another kind": lambda i: i.token(header={"kid": "curve"}),
    "another audience": lambda i: i.token(aud="https://other.example"),
    "an audience that begins like it": lambda i: i.token(aud=f"{AUDIENCE}.evil.example"),
    "no audience": lambda i: i.token(aud=None),
    "an empty audience": lambda i: i.token(aud=[]),
    "an object for audience": lambda i: i.token(aud={AUDIENCE: True}),
    "another issuer": lambda i: i.token(iss="https://evil.example"),
    "the issuer with a slash": lambda i: i.token(iss=f"{i.address}/"),
    "several issuers": lambda i: i.token(iss=[i.address]),
    "no issuer": lambda i: i.token(iss=None),
    "expired": lambda i: i.token(exp=now(-LEEWAY - 60)),
    "without an end": lambda i: i.token(exp=None),
    "an end that is no number": lambda i: i.token(exp="tomorrow"),
    "an end beyond numbers": lambda i: i.token(exp=float("nan")),
    "not valid yet": lambda i: i.token(nbf=now(LEEWAY + 600)),
    "issued in the future": lambda i: i.token(iat=now(LEEWAY + 600)),
    "no subject": lambda i: i.token(sub=None),
    "an empty subject": lambda i: i.token(sub=""),
    "a number for a subject": lambda i: i.token(sub=1),
    "an endless subject": lambda i: i.token(sub="x" * 300),
    "a subject with a line of its own": lambda i: i.token(sub='a\n{"event": "begun"}'),
    "another key": lambda i: i.token(OTHER),
    "another key under a good name": lambda i: i.token(OTHER, {"kid": "first"}),
    "a key that it brings along": lambda i: i.token(OTHER, {"jwk": OTHER.as_dict(private=False)}),
    "a good name and a key that it brings along": lambda i: i.token(
        OTHER, {"kid": "first", "jwk": OTHER.as_dict(private=False)}
    ),
    "a name that is a path": lambda i: i.token(OTHER, {"kid": "../../../../dev/null"}),
    "a name that is an address": lambda i: i.token(OTHER, {"kid": f"{i.address}/trap"}),
    "a name that is SQL": lambda i: i.token(OTHER, {"kid": "x' UNION SELECT 'key' --"}),
    "a name that is no text": lambda i: i.token(OTHER, {"kid": {"first": 1}}),
    "an endless name": lambda i: i.token(OTHER, {"kid": "x" * 3000}),
    "no name among several keys": lambda i: i.token(SIGNING, {"kid": None}),
    "an extension that must be known": lambda i: i.token(header={"crit": ["exp"], "exp": 1}),
    "a payload that is not encoded": lambda i: i.token(header={"crit": ["b64"], "b64": False}),
    "a logout token": lambda i: i.token(header={"typ": "logout+jwt"}),
    "a type that is no text": lambda i: i.token(header={"typ": ["JWT"]}),
    "a changed payload": lambda i: changed(i.token(), 1, lambda _: encoded(i.claims(sub="admin"))),
    "no signature": lambda i: changed(i.token(), 2, lambda _: ""),
    "half a signature": lambda i: changed(i.token(), 2, lambda s: s[: len(s) // 2]),
    "a signature of zeros": lambda i: changed(i.token(CURVE), 2, lambda s: "A" * len(s)),
    "a payload that is a list": lambda i: jws.serialize_compact({"alg": "RS256", "kid": "first"}, "[]", SIGNING),
    "a payload that is nested without end": lambda i: jws.serialize_compact(
        {"alg": "RS256", "kid": "first"}, "[" * 9000, SIGNING
    ),
    "an encrypted token": lambda i: f"{encoded({'alg': 'RSA-OAEP', 'enc': 'A256GCM'})}.a.b.c.d",
    "two parts": lambda i: i.token().rpartition(".")[0],
    "four parts": lambda i: i.token() + ".x",
    "nothing but dots": lambda i: "..",
    "a header that is no JSON": lambda i: changed(i.token(), 0, lambda _: "AAAA"),
    "a header that is nested without end": lambda i: changed(
        i.token(), 0, lambda _: base64.urlsafe_b64encode(b"[" * 3000).decode()
    ),
    "no base64": lambda i: "%%%.%%%.%%%",
}


@pytest.mark.parametrize("forge", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_token_does_not_let_in(issuer, tokens, forge):
    assert tokens.caller(forge(issuer)) is None
    assert set(issuer.asked) <= {"/.well-known/openid-configuration", "/jwks"}


@pytest.mark.parametrize("header", ["jku", "x5u"])
def test_an_address_in_a_token_is_never_fetched(issuer, tokens, header):
    with issuing() as trap:
        trap.keys = [OTHER.as_dict(private=False)]
        for key in (OTHER, SIGNING):
            tokens.caller(issuer.token(key, {header: f"{trap.address}/jwks"}))
        assert tokens.caller(issuer.token(OTHER, {header: f"{trap.address}/jwks"})) is None
        assert trap.asked == []


# The issuer's keys


def test_keys_are_fetched_once_for_many_tokens(issuer, tokens):
    for _ in range(5):
        assert tokens.caller(issuer.token())
    assert issuer.asked == ["/.well-known/openid-configuration", "/jwks"]


def test_a_new_key_is_fetched_when_a_token_has_it(issuer, tokens, monkeypatch):
    assert tokens.caller(issuer.token())
    issuer.keys = [OTHER.as_dict(private=False)]
    monkeypatch.setattr(issuers, "PAUSE", 0)
    assert tokens.caller(issuer.token(OTHER))
    assert tokens.caller(issuer.token()) is None  # its key is withdrawn


def test_a_flood_of_unknown_keys_does_not_reach_the_issuer(issuer, tokens):
    for number in range(50):
        assert tokens.caller(issuer.token(OTHER, {"kid": f"unknown {number}"})) is None
    assert issuer.asked.count("/jwks") == 1


def test_old_keys_serve_on_while_the_issuer_does_not_answer(issuer, tokens, monkeypatch):
    assert tokens.caller(issuer.token())
    issuer.status = 500
    monkeypatch.setattr(issuers, "PAUSE", 0)
    monkeypatch.setattr(issuers, "FRESH", 0)
    assert tokens.caller(issuer.token())
    monkeypatch.setattr(issuers, "KEPT", 0)
    with pytest.raises(IssuerUnreachable):
        tokens.caller(issuer.token())


@pytest.mark.parametrize(
    "discovery",
    [
        None,
        b"no JSON",
        b"[" * 100_000,
        b"x" * 2_000_000,
        [],
        {"jwks_uri": "/jwks"},
        {"issuer": "https://evil.example", "jwks_uri": "https://evil.example/jwks"},
        {"issuer": "SELF", "jwks_uri": "http://169.254.169.254/latest/meta-data"},
        {"issuer": "SELF", "jwks_uri": "file:///etc/passwd"},
        {"issuer": "SELF", "jwks_uri": "SELF.evil.example/jwks"},
        {"issuer": "SELF", "jwks_uri": 1},
        {"issuer": "SELF"},
    ],
    ids=range(12),
)
def test_an_issuer_that_does_not_describe_itself_is_not_believed(issuer, tokens, discovery):
    if isinstance(discovery, dict):
        discovery = json.loads(json.dumps(discovery).replace("SELF", issuer.address))
    issuer.discovery = discovery
    with pytest.raises(IssuerUnreachable):
        tokens.caller(issuer.token())
    assert "/jwks" not in issuer.asked


def test_redirects_are_not_followed(issuer, tokens):
    issuer.status = 302
    with pytest.raises(IssuerUnreachable):
        tokens.caller(issuer.token())
    assert issuer.asked == ["/.well-known/openid-configuration"]


def test_keys_that_cannot_be_read_or_are_secrets_are_passed_over(issuer, tokens):
    shared = OctKey.import_key(b"x" * 32, {"kid": "shared"})
    bad = [None, {}, {"kty": "RSA"}, {"kty": "RSA", "n": "!", "e": 1, "kid": "bad"}, {"kty": "EC", "crv": "P-1"}]
    issuer.keys = [
        *bad,
        shared.as_dict(private=True),
        {**SIGNING.as_dict(private=False), "use": "enc"},
        *issuer.keys[1:],
    ]
    assert tokens.caller(issuer.token(CURVE))
    header = {"alg": "HS256", "kid": "shared"}
    assert tokens.caller(jws.serialize_compact(header, json.dumps(issuer.claims()), shared)) is None
    assert tokens.caller(issuer.token()) is None  # its key is for encryption


# The settings


@pytest.mark.parametrize(
    "told",
    [
        {"WHOWHOM_OIDC_ISSUER": "http://login.example"},
        {"WHOWHOM_OIDC_ISSUER": "https://user:secret@login.example"},
        {"WHOWHOM_OIDC_ISSUER": "https://login.example?x=1"},
        {"WHOWHOM_OIDC_ISSUER": "file:///etc/passwd"},
        {"WHOWHOM_OIDC_ISSUER": "https://login.example", "WHOWHOM_OIDC_AUDIENCE": ""},
        {"WHOWHOM_OIDC_ISSUER": "", "WHOWHOM_OIDC_AUDIENCE": "whowhom"},
        {"WHOWHOM_OIDC_SCOPES": {"scope": {"x": ["everything"]}}},
        {"WHOWHOM_OIDC_SCOPES": ["write"]},
        {"WHOWHOM_OIDC_SCOPES": "{"},
        {"WHOWHOM_OIDC_SCOPES": "[" * 100_000},
    ],
    ids=range(10),
)
def test_settings_that_are_not_safe_or_make_no_sense_are_refused(told):
    with pytest.raises(ValidationError):
        Settings(_env_file=None, **{"WHOWHOM_OIDC_AUDIENCE": "whowhom", **told})


def test_the_scopes_of_claims_are_json_in_the_environment(monkeypatch):
    monkeypatch.setenv("WHOWHOM_OIDC_SCOPES", '{"roles": {"editor": ["write"]}}')
    assert Settings(_env_file=None).oidc_scopes == {"roles": {"editor": ["write"]}}


# Over HTTP


def test_over_http_a_token_writes_and_a_bad_one_is_refused(settings, store, issuer, tmp_path):
    oidc = {"oidc_issuer": issuer.address, "oidc_audience": AUDIENCE}
    with service(settings, store, tmp_path, host="0.0.0.0", **oidc) as client:

        def load(token):
            return client.post("/v1/articles", json=ARTICLE, headers=bearer(token))

        assert load(issuer.token()).status_code == 201
        huge = load(issuer.token(padding="x" * 20_000))
        assert (huge.status_code, slug(huge)) == (401, "invalid-token")
        assert huge.headers["WWW-Authenticate"] == 'Bearer realm="whowhom", error="invalid_token"'
        reader = load(issuer.token(scope="openid whowhom:read"))
        assert (reader.status_code, slug(reader)) == (403, "insufficient-scope")
    assert f'"token:{issuer.address}#editor"' in (tmp_path / "audit.jsonl").read_text()


def test_without_keys_of_the_issuer_its_tokens_cannot_be_judged(settings, connection, issuer, tmp_path):
    issuer.status = 500
    oidc = {"oidc_issuer": issuer.address, "oidc_audience": AUDIENCE}
    with service(settings, connection, tmp_path, **oidc) as client:
        answer = client.get("/ontology", headers=bearer(issuer.token()))
        assert (answer.status_code, slug(answer)) == (503, "issuer-unreachable")
        assert issuer.address not in answer.text
        assert client.get("/ontology").status_code == 200


@pytest.fixture(scope="module")
def provider():
    """The address of an OpenID Connect provider that is a process of its own."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    user = json.dumps({"sub": "jane", "desk": ["editor"]})
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--user-claims", user]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}"
        while True:
            assert process.poll() is None
            try:
                httpx.get(f"{address}/jwks")
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield address
        process.terminate()


def test_a_token_that_a_provider_gave_at_login_lets_in(provider):
    asked = {"client_id": "a-client", "redirect_uri": "http://127.0.0.1:1/back", "response_type": "code"}
    answer = httpx.post(f"{provider}/oauth2/authorize", params={**asked, "scope": "openid"}, data={"sub": "jane"})
    code = re.search(r"code=([^&]+)", answer.headers["Location"])[1]
    grant = {"grant_type": "authorization_code", "code": code, "redirect_uri": asked["redirect_uri"]}
    given = httpx.post(f"{provider}/oauth2/token", data=grant, auth=("a-client", "any")).json()
    told = {"WHOWHOM_OIDC_ISSUER": provider, "WHOWHOM_OIDC_AUDIENCE": "a-client"}
    tokens = Tokens(Settings(_env_file=None, **told, WHOWHOM_OIDC_SCOPES={"desk": {"editor": ["review"]}}))
    assert tokens.caller(given["id_token"]) == Caller(f"token:{provider}#jane", frozenset({Scope.REVIEW}))
    assert tokens.caller(given["access_token"]) is None  # it is no JWT: only the provider can read it
