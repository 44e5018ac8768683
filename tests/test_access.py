"""Who may do what over HTTP: without a credential, with a key, with the wrong one."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from graph.access.keys import Keys
from graph.access.scopes import Scope
from graph.access.secret import id_of, make
from graph.queries.articles import articles
from tests.accessing import ARTICLE, ELSEWHERE, PROXY, bearer, new_key, service, slug
from tests.commands import at_home
from tests.conftest import everything

READING = ["/v1/acts", "/v1/articles", "/v1/against?target=Chicago", "/id/person/jeff-sessions", "/v1/no-such-path"]
OPEN = ["/", "/v1/health", "/healthz", "/docs", "/openapi.json", "/v1/context.jsonld", "/ontology", "/act-types"]
FROM_ELSEWHERE = {"X-Forwarded-For": ELSEWHERE}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def reachable(settings, connection, home):
    """A service that others can reach: nothing but a credential lets anybody write."""
    with service(settings, connection, home, host="0.0.0.0") as client:
        yield client


@pytest.fixture(scope="module")
def private(settings, connection, home):
    """A service where reading is not public."""
    with service(settings, connection, home, public_reading=False) as client:
        yield client


def load(client: httpx.Client, headers: dict[str, str] | None = None) -> httpx.Response:
    return client.post("/v1/articles", json=ARTICLE, headers=headers)


# Writing


def test_a_key_writes_where_without_one_nobody_does(reachable, settings, store, home):
    before = everything(store)
    refused = load(reachable)
    assert (refused.status_code, slug(refused)) == (401, "unauthenticated")
    assert refused.headers["WWW-Authenticate"] == 'Bearer realm="whowhom", scope="write"'
    assert everything(store) == before
    assert load(reachable, new_key(settings, home, "write")).status_code == 201
    assert articles(store)[1] == 1


def test_a_key_writes_from_another_site_too_since_no_browser_sends_it_by_itself(reachable, settings, store, home):
    key = new_key(settings, home, "write")
    assert load(reachable, {**key, "Origin": "https://newsroom.example", "Host": "graph.example"}).status_code == 201


@pytest.mark.parametrize("scopes", [("read",), ("review",), ("read", "review")])
def test_a_key_of_another_scope_does_not_write(reachable, settings, store, home, scopes):
    answer = load(reachable, new_key(settings, home, *scopes))
    assert (answer.status_code, slug(answer)) == (403, "insufficient-scope")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="whowhom", error="insufficient_scope", scope="write"'
    assert articles(store) == ((), 0)


def test_this_machine_writes_without_a_key_to_a_service_of_its_own(settings, store, tmp_path):
    with service(settings, store, tmp_path) as client:
        assert load(client).status_code == 201


@pytest.mark.parametrize(
    "headers",
    [
        FROM_ELSEWHERE,
        {"X-Forwarded-For": "127.0.0.1"},
        {"Forwarded": "for=127.0.0.1"},
        {"X-Real-IP": "127.0.0.1"},
        {"Via": "1.1 proxy"},
    ],
    ids=lambda headers: next(iter(headers)),
)
def test_what_a_proxy_on_this_machine_passes_on_does_not_come_from_it(settings, connection, tmp_path, headers):
    with service(settings, connection, tmp_path) as client:
        answer = load(client, headers)
        assert (answer.status_code, slug(answer)) == (401, "unauthenticated")


@pytest.mark.parametrize("headers", [{}, FROM_ELSEWHERE, {"X-Forwarded-For": "127.0.0.1, ::1"}], ids=range(3))
def test_behind_a_proxy_that_is_trusted_nobody_writes_without_a_key(settings, connection, tmp_path, headers):
    with service(settings, connection, tmp_path, trusted_proxies=PROXY) as client:
        assert load(client, headers).status_code == 401


# Credentials that are none


def test_unknown_revoked_and_expired_keys_get_one_and_the_same_answer(reachable, settings, home):

    keys = Keys(at_home(settings, home))
    revoked = keys.create("revoked", [Scope.WRITE], None)
    keys.revoke(id_of(revoked))
    expired = keys.create("expired", [Scope.WRITE], datetime.now(UTC) - timedelta(days=1))
    answers = [load(reachable, bearer(key)) for key in (make(), revoked, expired, "whowhom_x", "no.such.token")]
    assert {a.status_code for a in answers} == {401}
    assert {slug(a) for a in answers} == {"invalid-token"}
    assert {a.headers["WWW-Authenticate"] for a in answers} == {'Bearer realm="whowhom", error="invalid_token"'}
    assert len({a.json()["detail"] for a in answers}) == 1


def test_a_key_that_is_revoked_while_the_service_runs_is_refused_at_once(reachable, settings, home):
    key = new_key(settings, home, "read")
    assert reachable.get("/v1/acts", headers=key).status_code == 200
    Keys(at_home(settings, home)).revoke(id_of(key["Authorization"].split()[1]))
    assert reachable.get("/v1/acts", headers=key).status_code == 401


def test_a_wrong_key_is_told_to_be_wrong_even_where_none_is_needed(reachable):
    assert reachable.get("/v1/acts", headers=bearer(make())).status_code == 401


@pytest.mark.parametrize("value", ["Bearer", "Bearer a b", "bearer", "Bearer \xe9"], ids=range(4))
def test_a_header_that_is_no_credential_is_a_bad_request(reachable, value):
    answer = reachable.get("/v1/acts", headers=[(b"authorization", value.encode("latin-1"))])
    assert (answer.status_code, slug(answer)) == (400, "bad-request")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="whowhom", error="invalid_request"'


def test_two_credentials_are_a_bad_request(reachable, settings, home):
    key = new_key(settings, home, "write")["Authorization"]
    assert reachable.get("/v1/acts", headers=[("Authorization", key), ("Authorization", key)]).status_code == 400


def test_another_scheme_is_none_of_the_service_s(reachable):
    assert reachable.get("/v1/acts", auth=("reader", "password of the site")).status_code == 200


def test_a_key_in_the_address_is_not_looked_at(reachable, settings, home):
    key = new_key(settings, home, "write")["Authorization"].split()[1]
    answer = reachable.post("/v1/articles", json=ARTICLE, params={"access_token": key})
    assert answer.status_code == 401
    assert key not in answer.text


def test_keys_that_cannot_be_looked_up_let_nobody_in(settings, connection, tmp_path):
    key = new_key(settings, tmp_path, "write")
    for file in tmp_path.iterdir():
        file.write_bytes(b"something else" * 1000)
    with service(settings, connection, tmp_path) as client:
        answer = load(client, key)
        assert (answer.status_code, slug(answer)) == (503, "disk-failed")
        assert str(tmp_path) not in answer.text


# Reading


@pytest.mark.parametrize("path", READING)
def test_where_reading_is_not_public_it_needs_a_credential(private, settings, home, path):
    answer = private.get(path)
    assert (answer.status_code, slug(answer)) == (401, "unauthenticated")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="whowhom", scope="read"'
    for scope in ("read", "write", "review"):
        assert private.get(path, headers=new_key(settings, home, scope)).status_code in (200, 303, 404)


@pytest.mark.parametrize("path", OPEN)
def test_health_documentation_and_vocabulary_stay_open(private, path):
    assert private.get(path).status_code == 200


@pytest.mark.parametrize("path", ["//v1/acts", "/docs/../v1/acts", "/static-offline-docs/../v1/acts", "/V1/acts"])
def test_no_way_around_leads_to_what_is_not_public(private, path):
    answer = httpx.Client().get(str(private.base_url).rstrip("/") + path)
    assert answer.status_code in (401, 404)


def test_where_reading_is_not_public_this_machine_needs_a_key_too(private):
    assert load(private).status_code == 401


# Figures


@pytest.mark.parametrize(
    ("metrics", "near", "elsewhere"), [("loopback", 200, 401), ("public", 200, 200), ("key", 401, 401)]
)
@pytest.mark.parametrize("public_reading", [True, False])
def test_figures_are_for_whom_the_setting_says(
    settings, connection, tmp_path, metrics, near, elsewhere, public_reading
):
    with service(settings, connection, tmp_path, metrics=metrics, public_reading=public_reading) as client:
        assert client.get("/metrics").status_code == near
        assert client.get("/metrics", headers=FROM_ELSEWHERE).status_code == elsewhere
        for scope in Scope:
            assert client.get("/metrics", headers=new_key(settings, tmp_path, scope) | FROM_ELSEWHERE).is_success


def test_figures_are_not_shown_through_a_proxy_on_this_machine(settings, connection, tmp_path):
    with service(settings, connection, tmp_path, trusted_proxies=PROXY) as client:
        refused = client.get("/metrics", headers=FROM_ELSEWHERE)
        assert (refused.status_code, slug(refused)) == (401, "unauthenticated")
        assert refused.headers["WWW-Authenticate"] == 'Bearer realm="whowhom", scope="read"'


# The description


def test_the_description_tells_which_operations_need_a_credential(reachable, private, settings, connection, tmp_path):
    told = reachable.get("/openapi.json").json()
    assert told["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    assert told["paths"]["/v1/articles"]["post"]["security"] == [{"bearer": []}]
    assert "security" not in told["paths"]["/v1/articles"]["get"]
    assert told["paths"]["/metrics"]["get"]["security"] == [{"bearer": []}, {}]
    told = private.get("/openapi.json").json()
    assert told["security"] == [{"bearer": []}]
    assert told["paths"]["/v1/health"]["get"]["security"] == []
    with service(settings, connection, tmp_path) as client:
        told = client.get("/openapi.json").json()
        assert told["paths"]["/v1/articles"]["post"]["security"] == [{"bearer": []}, {}]
