"""What holds for every request: fields, HEAD, entity tags, links, compression, CORS, security, limits, ids."""

import base64
import gzip
import hashlib
import http.client
import re
import socket
from contextlib import suppress
from urllib.parse import urlsplit

import httpx
import pytest
from fastapi.responses import StreamingResponse
from pydantic import ValidationError

from api.app import create_app
from api.http.access import LONGEST, shown
from api.http.compression import accepted
from api.http.limits import LARGEST_HEADERS, LONGEST_TARGET, MOST_PARAMETERS
from api.http.pages import _next
from api.http.shape import shape_of
from api.models import Acts, Opponents
from api.negotiation import JSON_LD, TURTLE
from api.problems import PROBLEMS
from graph.projection import project
from graph.settings import Settings
from graph.triples import graph_iri, to_graph
from ontology.documentation import FILES
from tests import accessing
from tests.conftest import clean
from tests.samples import NOTHING, reading
from tests.serving import serving

ACTOR = "/v1/actors/agency/sample-agency"
JUDGE = {"name": "Bo Judge"}
ALWAYS_READ = {"cache-control", "content-length", "content-type"}
"""Headers that a page of another site may read without being told so (WHATWG Fetch, CORS-safelisted)."""
FOR_THE_BROWSER = {
    "access-control-allow-origin", "access-control-expose-headers", "content-security-policy", "connection", "date",
    "referrer-policy", "vary", "x-content-type-options",
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def graph(connection, registry):
    """The sample article's acts, written once: these tests read."""
    clean(connection, registry)
    connection.write(graph_iri(reading().iri), project(to_graph(reading())))
    return connection


@pytest.fixture(scope="module")
def client(service):
    with httpx.Client(base_url=service, timeout=120) as client:
        yield client


def slug(answer):
    assert answer.headers["Content-Type"] == "application/problem+json", answer.text
    return answer.json()["type"].removeprefix(PROBLEMS)


# Fields


@pytest.mark.parametrize(
    ("path", "fields", "found"),
    [
        ("/v1/acts?type=BLOCK", "total", {"total": 1}),
        ("/v1/acts?type=BLOCK", "total,items.agent.name", {"total": 1, "items": [{"agent": JUDGE}]}),
        ("/v1/acts?type=BLOCK", "items.agent.name,items.type", {"items": [{"type": "BLOCK", "agent": JUDGE}]}),
        ("/v1/acts?type=DEMAND", "items.about.name", {"items": [{"about": None}]}),
        ("/v1/acts", "leftOut.negated", {"leftOut": {"negated": 1}}),
        ("/v1/acts", "leftOut.nothing", {"leftOut": {}}),
        (ACTOR, "name, kind", {"name": "Sample Agency", "kind": "Agency"}),
        (f"{ACTOR}.json", "measures.name,measures.owner.name", {"measures": [{"name": "entry ban", "owner": None}]}),
        ("/v1/health", "status", {"status": "ok"}),
        ("/healthz", "status", {"status": "ok"}),
    ],
)
def test_an_answer_has_only_the_fields_that_are_asked_for(client, path, fields, found):
    assert client.get(path, params={**dict(httpx.QueryParams(urlsplit(path).query)), "fields": fields}).json() == found


def test_a_whole_counts_more_than_a_part_of_it_whichever_comes_first(client):
    whole = client.get("/v1/acts?fields=items").json()
    assert client.get("/v1/acts?fields=items.id,items").json() == whole
    assert client.get("/v1/acts?fields=items&fields=items.id").json() == whole
    assert whole["items"] == client.get("/v1/acts").json()["items"]


@pytest.mark.parametrize(
    ("fields", "known"),
    [
        ("totl", {"items", "total", "next", "leftOut"}),
        ("", {"items", "total", "next", "leftOut"}),
        ("total,", {"items", "total", "next", "leftOut"}),
        ("items..id", {"id", "agent", "target"}),
        ("items.agent.nmae", {"id", "iri", "name", "kind", "owner"}),
        ("items.agent.owner.owner.x", {"name", "owner"}),
        ("total.x", set()),
        ("__class__", {"items"}),
        ("'; MATCH (n) DETACH DELETE n //", {"items"}),
        ("<script>alert(1)</script>", {"items"}),
        ("🏛" * 100, {"items"}),
        (".".join(["items.agent", *["owner"] * 900, "x"]), {"owner"}),
        ("\x00", {"items"}),
    ],
)
def test_an_unknown_field_is_refused_with_those_that_are_known(client, fields, known):
    answer = client.get("/v1/acts", params={"fields": fields})
    assert (answer.status_code, slug(answer)) == (422, "unknown-field")
    assert known <= set(answer.json().get("known", ()))


def test_fields_of_what_has_none_are_refused_and_rdf_has_them_all(client):
    assert slug(client.get("/metrics?fields=x")) == "unknown-field"
    answer = client.get(f"{ACTOR}?fields=name", headers={"Accept": TURTLE})
    assert answer.text == client.get(f"{ACTOR}.ttl").text


def test_problems_keep_all_their_members(client):
    answer = client.get("/v1/against?target=Zaphod&fields=total")
    assert {"type", "title", "status", "detail", "requestId"} <= set(answer.json())


def test_a_slip_in_another_parameter_is_still_named(client):
    answer = client.get("/v1/acts?fields=total&field=x")
    assert (slug(answer), answer.json()["errors"][0]["name"]) == ("invalid-parameter", "field")


def test_the_known_fields_are_those_of_the_answers_model():
    assert shape_of(Acts).names() == ("items", "total", "next", "leftOut")
    assert shape_of(Opponents).below("items").names()[:3] == ("agent", "acts", "severity")


# HEAD


@pytest.mark.parametrize(
    "path", ["/", "/v1/acts", ACTOR, f"{ACTOR}.ttl", "/ontology", "/openapi.json", "/docs", "/healthz", "/v1/nothing"]
)
def test_head_gives_the_headers_of_get_and_no_body(client, path):
    got, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (got.status_code, b"")
    apart = ("date", "x-request-id")
    if got.headers["content-type"] == "application/problem+json":
        apart += ("content-length",)  # the id of the request is in it
    assert [h for h in head.headers.multi_items() if h[0] not in apart] == [
        h for h in got.headers.multi_items() if h[0] not in apart
    ]


def test_head_is_refused_where_get_is(client):
    assert client.head("/v1/acts?limit=0").status_code == 422


def test_an_endless_stream_goes_by_in_pieces_and_ends_at_once_for_head(settings, connection):
    app = create_app(settings, connection)

    @app.get("/stream")
    def stream():
        return StreamingResponse((b'{"n":1}\n' * 1000 for _ in iter(int, 1)), media_type="application/x-ndjson")

    with serving(app) as address:
        with httpx.stream("GET", f"{address}/stream") as answer:
            assert answer.headers["Content-Encoding"] == "gzip"
            assert "ETag" not in answer.headers
            assert next(answer.iter_lines()) == '{"n":1}'
        head = httpx.head(f"{address}/stream")
        assert (head.status_code, head.headers["Content-Type"]) == (200, "application/x-ndjson")


# Entity tags


@pytest.mark.parametrize(
    "path", ["/v1/acts", ACTOR, f"{ACTOR}.ttl", f"{ACTOR}.jsonld", "/ontology", "/", "/openapi.json"]
)
@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_what_the_client_has_is_not_sent_again(client, path, coding):
    headers = {"Accept-Encoding": coding, "Accept": "*/*"}
    got = client.get(path, headers=headers)
    again = client.get(path, headers={**headers, "If-None-Match": f'"other", {got.headers["ETag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert "Content-Length" not in again.headers
    for name in ("Cache-Control", "Vary", "X-Content-Type-Options"):
        assert again.headers[name] == got.headers[name]
    assert client.get(path, headers={**headers, "If-None-Match": "*"}).status_code == 304
    assert client.get(path, headers={**headers, "If-None-Match": '"other"'}).status_code == 200


def test_the_tag_changes_with_the_graph_the_form_and_the_fields(client, graph):
    def tag(path):
        return client.get(path, headers={"Accept-Encoding": "identity"}).headers["ETag"]

    before = tag("/v1/acts")
    assert tag("/v1/acts") == before
    assert len({before, tag("/v1/acts?fields=total"), tag("/v1/acts?realis=any"), tag(ACTOR), tag(f"{ACTOR}.ttl")}) == 5
    r = reading("other", reading().article.text.replace("Monday", "Tuesday"))
    graph.write(graph_iri(r.iri), project(to_graph(r)))
    assert tag("/v1/acts") != before
    graph.write(graph_iri(r.iri), NOTHING)
    assert tag("/v1/acts") == before


def test_the_tag_of_a_compressed_answer_is_weak_and_of_the_same_state(client):
    plain = client.get("/v1/acts", headers={"Accept-Encoding": "identity"}).headers["ETag"]
    assert client.get("/v1/acts", headers={"Accept-Encoding": "gzip"}).headers["ETag"] == f"W/{plain}"


def test_if_match_asks_for_the_state_that_the_client_knows(client):
    tag = client.get("/v1/acts", headers={"Accept-Encoding": "identity"}).headers["ETag"]
    assert client.get("/v1/acts", headers={"If-Match": tag}).status_code == 200
    assert client.get("/v1/acts", headers={"If-Match": "*"}).status_code == 200
    for other in ('"other"', f"W/{tag}", "", "nonsense"):
        answer = client.get("/v1/acts", headers={"If-Match": other})
        assert (answer.status_code, slug(answer)) == (412, "precondition-failed")


@pytest.mark.parametrize("header", ["", '"', "W/", '"' * 5000, "\x01", "é"])
def test_a_malformed_tag_matches_nothing(client, header):
    answer = client.get("/v1/acts", headers={"If-None-Match": header.encode("latin-1")})
    assert answer.status_code in (200, 400)  # a control character is refused by HTTP itself


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        ("/v1/acts", "no-cache"),
        (f"{ACTOR}.ttl", "no-cache"),
        *((f"/{name}", "public, max-age=3600") for name in FILES),
        ("/static-offline-docs/swagger-ui.css", "public, max-age=86400"),
        ("/healthz", "no-store"),
        ("/metrics", "no-store"),
        ("/v1/nothing", "no-store"),
        ("/v1/acts?limit=0", "no-store"),
    ],
)
def test_caches_are_told_how_long_an_answer_holds(client, path, policy):
    assert client.get(path).headers["Cache-Control"] == policy


# Links


def test_a_page_links_to_itself_and_to_the_next_one_until_the_last(client):
    path, seen = "/v1/acts?realis=any&limit=1&fields=items.iri", []
    while path:
        answer = client.get(path)
        seen += [item["iri"] for item in answer.json()["items"]]
        assert f'<{path}>; rel="self"' in answer.headers["Link"]
        path = answer.links.get("next", {}).get("url")
    assert sorted(seen) == sorted(a.iri for a in reading().acts)


def test_the_link_keeps_the_question_and_replaces_the_cursor(client):
    first = client.get("/v1/actors?kind=City&limit=1&name=new")
    link = first.links["next"]["url"]
    assert httpx.QueryParams(urlsplit(link).query)["cursor"] == first.json()["next"]
    second = client.get(link).links["next"]["url"]
    assert second.startswith("/v1/actors?kind=City&limit=1&name=new&cursor=")
    assert second.count("cursor=") == 1


def test_nothing_but_a_page_has_a_field_that_is_taken_for_its_next(client):
    schemas = client.get("/openapi.json").json()["components"]["schemas"].values()
    with_next = [list(schema["properties"]) for schema in schemas if "next" in schema.get("properties", ())]
    assert with_next
    for names in with_next:
        assert names[0] == "items"


def test_words_that_look_like_a_cursor_are_none():
    assert _next(b'{"items":[{"text":"a,\\"next\\":\\"b\\""}],"total":1,"next":null}') is None
    assert _next(b'{"items":[],"total":1,"next":"a\\"b","leftOut":{}}') == 'a"b'


def test_a_single_resource_links_nowhere(client):
    assert "Link" not in client.get(ACTOR).headers


def test_an_address_cannot_smuggle_a_link(service, client):
    answer, _ = raw(service, 'GET /v1/acts?article=%3E;x">;rel="next",<evil')
    assert "evil>" not in answer.headers.get("Link", "")
    answer, _ = raw(service, 'GET /v1/policies?cursor=a/b&limit=1&fields=total,">;rel="next",<//evil.example')
    assert 'rel="next",<' not in answer.headers.get("Link", "")


def raw(service, line, headers=()):
    """A request that no client has tidied."""
    parts = urlsplit(service)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
    method, target = line.split(" ", 1)
    connection._validate_path = lambda _: None
    connection.putrequest(method, target, skip_accept_encoding=True)
    for name, value in headers:
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


# Compression


def test_an_answer_is_compressed_for_whom_accepts_it(service, client):
    plain, text = raw(service, "GET /v1/acts")
    packed, body = raw(service, "GET /v1/acts", [("Accept-Encoding", "gzip")])
    assert (plain.headers["Content-Encoding"], packed.headers["Content-Encoding"]) == (None, "gzip")
    assert gzip.decompress(body) == text
    assert int(packed.headers["Content-Length"]) == len(body) < len(text)
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept, Accept-Encoding"


def test_a_small_answer_is_not_compressed(client):
    answer = client.get("/healthz", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize(
    ("header", "takes"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("*", True),
        ("*;q=0", False),
        ("gzip;q=0", False),
        ("gzip;q=0, *", False),
        ("gzip;q=nonsense", False),
        ("notgzip", False),
        ("", False),
        ("identity", False),
    ],
)
def test_compression_is_as_the_client_says(header, takes):
    assert accepted(header) == takes


# CORS


ORIGIN = "https://news.example.org"


@pytest.fixture(scope="module")
def shared(settings, connection):
    with (
        serving(create_app(settings.model_copy(update={"cors_origins": ORIGIN}), connection)) as address,
        httpx.Client(base_url=address) as client,
    ):
        yield client


def test_no_other_site_may_read_answers_unless_the_settings_say_so(client):
    assert not [h for h in client.get("/v1/acts", headers={"Origin": ORIGIN}).headers if h.startswith("access-control")]
    assert client.options("/v1/acts", headers={"Origin": ORIGIN}).status_code == 405


def test_a_site_of_the_settings_may_and_sees_the_headers_that_it_needs(shared):
    for path in ("/v1/acts", "/v1/acts?limit=0"):
        answer = shared.get(path, headers={"Origin": ORIGIN})
        assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
        assert "Origin" in answer.headers["Vary"]
        assert "X-Request-Id" in answer.headers["Access-Control-Expose-Headers"].split(", ")
    asked = {
        "Origin": ORIGIN,
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "if-none-match",
    }
    assert shared.options("/v1/acts", headers=asked).status_code == 200


def test_its_pages_may_read_whatever_header_tells_something(settings, connection, tmp_path):
    strict = {"cors_origins": ORIGIN, "rate_limit": "2/minute", "rate_limit_loopback": True}
    with accessing.service(settings, connection, tmp_path, **strict) as client:
        answers = [
            client.get("/v1/sparql", headers={"Origin": ORIGIN}),
            client.get("/v1/acts", headers={"Origin": ORIGIN, "Authorization": "Bearer whowhom_no"}),
            client.get("/v1/acts?limit=1", headers={"Origin": ORIGIN}),
        ]
    assert [answer.status_code for answer in answers] == [200, 401, 429]
    exposed = {name.lower() for name in answers[0].headers["Access-Control-Expose-Headers"].split(", ")}
    assert {name for answer in answers for name in answer.headers} - exposed == ALWAYS_READ | FOR_THE_BROWSER
    assert {"etag", "link", "location", "ratelimit", "ratelimit-policy", "retry-after", "x-request-id"} <= exposed


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "https://news.example.org.evil.example", "http://["]
)
def test_another_site_may_not(shared, origin):
    assert "Access-Control-Allow-Origin" not in shared.get("/v1/acts", headers={"Origin": origin}).headers


def test_reading_may_be_shared_writing_may_not(shared, graph):
    answer = shared.post("/v1/articles", json={"text": "x"}, headers={"Origin": ORIGIN})
    assert (answer.status_code, slug(answer)) == (403, "writes-forbidden")


@pytest.mark.parametrize(
    "origins", ["news.example.org", "https://a.example/path", "*,https://a.example", "ftp://a", "https://*"]
)
def test_a_setting_that_is_no_origin_is_refused(origins):
    with pytest.raises(ValidationError):
        Settings(_env_file=None, WHOWHOM_CORS_ORIGINS=origins)


# Security


@pytest.mark.parametrize(
    "path", ["/v1/acts", f"{ACTOR}.ttl", "/docs", "/ontology", "/v1/nothing", "/metrics", "/openapi.json"]
)
def test_every_answer_tells_a_browser_what_it_must_not_do(client, path):
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert not re.search(r"script-src[^;]*unsafe-inline", policy)
    assert "Server" not in headers


def test_the_scripts_of_the_documentation_are_allowed_one_by_one(client):
    answer = client.get("/docs")
    (script,) = re.findall(r"<script>(.*?)</script>", answer.text, flags=re.S)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in answer.headers["Content-Security-Policy"]
    for source in re.findall(r'(?:src|href)="([^"]+)"', answer.text):
        assert source.startswith("/"), source
        assert client.get(source).status_code == 200


def test_an_unexpected_error_passes_the_same_layers(settings, connection):
    app = create_app(settings.model_copy(update={"cors_origins": "*"}), connection)

    @app.get("/fails")
    def fails():
        raise RuntimeError

    with serving(app) as address:
        answer = httpx.get(f"{address}/fails", headers={"Origin": ORIGIN, "X-Request-Id": "mine"})
        figures = httpx.get(f"{address}/metrics").text
    assert (answer.status_code, slug(answer), answer.json()["requestId"]) == (500, "unexpected", "mine")
    assert (answer.headers["X-Request-Id"], answer.headers["Access-Control-Allow-Origin"]) == ("mine", "*")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert 'route="/fails",status="500"' in figures


# Limits


def test_an_address_that_is_too_long_is_refused(service, client):
    answer, body = raw(service, f"GET /v1/acts?agent={'x' * LONGEST_TARGET}")
    assert (answer.status, answer.headers["Connection"]) == (414, "close")
    assert b"problems/address-too-long" in body


def test_headers_that_are_too_large_are_refused(service, client):
    answer, body = raw(service, "GET /v1/acts", [(f"X-{i}", "y" * 1000) for i in range(LARGEST_HEADERS // 1000 + 1)])
    assert answer.status == 431
    assert b"problems/headers-too-large" in body


def test_headers_beyond_all_measure_are_not_taken_in(service, client):
    parts = urlsplit(service)
    with socket.create_connection((parts.hostname, parts.port), timeout=60) as connection:
        with suppress(ConnectionError):  # the connection ends where the measure does
            for _ in range(1000):
                connection.sendall(b"GET /" + b"y" * 65536)
        with suppress(ConnectionError):
            assert connection.recv(100).startswith(b"HTTP/1.1 400")
    assert client.get("/healthz").status_code == 200


def test_too_many_parameters_are_refused(client):
    answer = client.get("/v1/acts?" + "&".join(["type=SUE"] * (MOST_PARAMETERS + 1)))
    assert (answer.status_code, slug(answer)) == (400, "too-many-parameters")


# Ids


@pytest.mark.parametrize("given", ["abc", "0f-9._A", "a" * 64])
def test_the_id_of_the_client_is_kept(client, given):
    answer = client.get("/v1/nothing", headers={"X-Request-Id": given})
    assert (answer.headers["X-Request-Id"], answer.json()["requestId"]) == (given, given)


@pytest.mark.parametrize("given", ["", "a" * 65, "a b", "-a", "{{7*7}}", '"', "<script>", "é"])
def test_another_one_is_replaced(client, given):
    answer = client.get("/v1/nothing", headers={"X-Request-Id": given.encode()})
    assert re.fullmatch(r"[0-9a-f]{32}", answer.headers["X-Request-Id"])
    assert answer.json()["requestId"] == answer.headers["X-Request-Id"]


def test_every_problem_has_the_id(client):
    for path in ("/v1/acts?limit=0", "/v1/acts?fields=x", "/v1/against?target=Zaphod", f"/v1/acts?agent={'x' * 9000}"):
        answer = client.get(path, headers={"X-Request-Id": "mine"})
        assert answer.json()["requestId"] == "mine"


# What is logged of an address


def test_a_secret_in_an_address_is_not_logged_and_a_long_one_is_cut():
    assert shown("/v1/acts?api_key=hunter2&type=SUE&ToKeN=x") == "/v1/acts?api_key=***&type=SUE&ToKeN=***"
    assert shown("/v1/acts?%61pi%5Fkey=hunter2") == "/v1/acts?%61pi%5Fkey=***"
    assert len(shown("/v1/acts?agent=" + "x" * 9000)) == LONGEST + 1


# Its description


def test_every_operation_documents_what_every_answer_has(client):
    for path, operations in client.get("/openapi.json").json()["paths"].items():
        assert "head" not in operations
        for method, operation in operations.items():
            answers = operation["responses"]
            whole = next(answers[status] for status in ("200", "201", "202", "303") if status in answers)
            assert "X-Request-Id" in whole["headers"], path
            schema = whole.get("content", {}).get("application/json", {}).get("schema", {})
            has_fields = bool({"$ref", "additionalProperties"} & set(schema))
            assert has_fields == ("fields" in {p["name"] for p in operation.get("parameters", ())}), path
            assert ("304" in operation["responses"]) == (method == "get" and "200" in operation["responses"]), path
    acts = client.get("/openapi.json").json()["paths"]["/v1/acts"]["get"]["responses"]["200"]
    assert set(acts["headers"]) == {"X-Request-Id", "ETag", "Link"}


def test_what_the_description_offers_by_accept_is_tagged_too(client):
    for form in (TURTLE, JSON_LD):
        assert client.get(ACTOR, headers={"Accept": form}).headers["ETag"]
