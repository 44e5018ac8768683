"""What goes wrong is answered with a problem (RFC 9457) that says what, gives nothing away, and changes nothing."""

import base64
import gzip
import http.client
import json
import logging
import socket
import threading
import time
from urllib.parse import urlsplit

import httpx
import pytest
from fastapi import Request

import graph.queries.articles
from api.app import create_app
from api.bodies import bounded
from api.problems import PROBLEMS, BodyTooLarge, RequestError
from api.routers import health
from graph.acts import Entity
from graph.errors import Merged, StoreUnreachable, WhowhomError
from graph.projection import project
from graph.triples import Reading, graph_iri, to_graph
from tests.conftest import everything
from tests.samples import MAYOR, act, article, reading
from tests.serving import serving

TOLD = {"title": "T", "published": "2017-08-07", "document": "d"}
FIELDS = {"type", "title", "status", "detail", "instance"}


def problem(answer, status, slug):
    """Checks that the answer is that problem, and gives it."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert set(body) >= FIELDS
    assert (body["type"], body["status"]) == (PROBLEMS + slug, status)
    assert body["detail"]
    return body


@pytest.fixture
def unchanged(store):
    """The graph is the same after the test as before it."""
    store.write(graph_iri(reading().iri), project(to_graph(reading())))
    before = everything(store)
    yield store
    assert everything(store) == before


# The tree of errors


def tree(error=WhowhomError):
    yield error
    for child in error.__subclasses__():
        yield from tree(child)


def test_every_error_has_its_status_title_and_a_slug_of_its_own():
    errors = [e for e in tree() if e.__module__.startswith(("graph.", "api."))]
    assert RequestError in errors
    for e in errors:
        assert 400 <= e.status < 600 or e is Merged, e
        assert e.title, e
        assert e.slug == e.slug.lower(), e
        assert " " not in e.slug, e
    slugs = [e.slug for e in errors]
    assert sorted(set(slugs)) == sorted(slugs)


def test_every_error_becomes_its_problem(settings, store):
    app = create_app(settings, store)
    errors = {e.slug: e for e in tree() if e.__module__.startswith(("graph.", "api."))}

    @app.get("/fails/{slug}")
    def fails(slug: str):
        raise errors[slug]("for a reason")

    with serving(app) as address:
        for slug, error in errors.items():
            body = problem(httpx.get(f"{address}/fails/{slug}"), error.status, slug)
            assert (body["title"], body["instance"]) == (error.title, f"/fails/{slug}")
            assert (body["detail"] == "for a reason") == (error.status != 503)


# What is asked


def cursor(*parts):
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()


def test_an_ambiguous_name_lists_the_candidates(store, client):
    twins = [Entity(f"https://w3id.org/whowhom/id/group/twins-{i}", "the twins", "Group") for i in (1, 2)]
    a = article("Ada Mayor praised the twins.")
    both = tuple(act(a, MAYOR, "SUPPORT", t, "praised", stance="for") for t in twins)
    store.write("https://example.org/g", project(to_graph(Reading(a, reading().extraction, both))))
    body = problem(client.get("/v1/against", params={"target": "the twins"}), 409, "ambiguous-name")
    assert body["candidates"] == [{"name": "the twins", "id": f"group/twins-{i}"} for i in (1, 2)]


@pytest.mark.parametrize(
    "path",
    [
        "/v1/against?target=Zaphod%20Beeblebrox",
        "/v1/acts?policy=No%20such%20policy",
        "/v1/acts?article=none",
        "/v1/opponents?target=Zaphod",
        "/v1/actors/person/nobody",
        "/v1/actors/person/nobody/acts",
        "/v1/actors/",
        "/v1/acts/none",
        "/v1/articles/none",
        "/v1/policies/person/jeff-sessions",
        "/v1/paths?from=Zaphod&to=Chicago",
    ],
)
def test_what_is_unknown_is_said_to_be(client, path):
    problem(client.get(path), 404, "unknown")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/v1/acts?type=HUG", "type"),
        ("/v1/acts?stance=angry", "stance"),
        ("/v1/acts?realis=perhaps", "realis"),
        ("/v1/acts?since=yesterday", "since"),
        ("/v1/acts?since=2017", "since"),
        ("/v1/tenures?on=1502000000", "on"),
        ("/v1/acts?until=2017-13-40", "until"),
        ("/v1/acts?limit=0", "limit"),
        ("/v1/acts?limit=100000", "limit"),
        ("/v1/acts?sort=name;DROP", "sort"),
        ("/v1/acts?min_confidence=2", "min_confidence"),
        ("/v1/acts?min_confidence=nan", "min_confidence"),
        ("/v1/against?through=witchcraft", "through"),
        ("/v1/against?stance=for", "stance"),
        ("/v1/against?targt=Chicago", "targt"),
        ("/v1/against?target=", "target"),
        (f"/v1/against?target={'x' * 301}", "target"),
        ("/v1/opponents", "target"),
        ("/v1/paths?from=Chicago", "to"),
        ("/v1/actors?kind=Article", "kind"),
        ("/v1/policies?kind=City", "kind"),
        ("/v1/actors/city/chicago/acts?role=witness", "role"),
    ],
)
def test_a_parameter_that_cannot_be_read_is_named(client, path, name):
    body = problem(client.get(path), 422, "invalid-parameter")
    assert {e["name"].split(".")[0] for e in body["errors"]} == {name}


@pytest.mark.parametrize(
    "path",
    [
        "/v1/acts?cursor=MATCH%20(n)%20DETACH%20DELETE%20n",
        "/v1/acts?cursor=e30=",
        "/v1/acts?cursor=%00",
        "/v1/acts?cursor=WyItZGF0ZSIsICJcdWQ4MDAiLCAiYSJd",  # a lone surrogate
        f"/v1/acts?cursor={cursor('-date', '2017-08-03', chr(0xD800))}",
        f"/v1/acts?cursor={cursor('-date', '2017-08-03', chr(0))}",
        f"/v1/opponents?target=Chicago&cursor={cursor('-severity', chr(0xD800), 'a')}",
        f"/v1/actors?name=court&cursor={cursor('-date', chr(0xD800), 'a')}",
        f"/v1/actors?name=court&cursor={cursor('-date', '-1', '')}",
        "/v1/actors?name=court&cursor=person/jeff-sessions",
        "/v1/actors?cursor=nonsense",
        "/v1/actors?cursor=a/%00",
        "/v1/acts?since=2020-01-02&until=2020-01-01",
        "/v1/paths?from=Chicago&to=Chicago",
    ],
)
def test_a_question_that_makes_no_sense_is_named(client, path):
    problem(client.get(path), 400, "bad-query")


def test_an_unknown_path_and_method_are_problems(client):
    problem(client.get("/v2/anything"), 404, "no-such-path")
    answer = client.delete("/v1/acts")
    problem(answer, 405, "no-such-method")
    assert "GET" in answer.headers["Allow"]


# What nobody foresaw


def test_an_unexpected_error_gives_nothing_away_and_is_in_the_log(settings, store, caplog):
    app = create_app(settings, store)

    @app.get("/fails")
    def fails():
        raise RuntimeError("the password is hunter2")

    with serving(app) as address, caplog.at_level(logging.ERROR, "whowhom.api"):
        answer = httpx.get(f"{address}/fails")
    body = problem(answer, 500, "unexpected")
    assert "hunter2" not in answer.text
    assert "RuntimeError" not in answer.text
    reference = body["detail"].split()[-1].rstrip(".")
    assert any(reference in r.getMessage() and r.exc_info for r in caplog.records)


def test_a_store_that_is_gone_is_a_problem_that_names_no_address(client, monkeypatch):
    def gone(*_, **__):
        raise StoreUnreachable("bolt://neo4j:secret@10.1.2.3:7687 refused")

    monkeypatch.setattr(graph.queries.articles, "articles", gone)
    answer = client.get("/v1/health")
    problem(answer, 503, "store-unreachable")
    assert "10.1.2.3" not in answer.text


def test_health_tells_within_seconds_that_the_store_is_dead(client, monkeypatch):
    answered = threading.Event()
    monkeypatch.setattr(graph.queries.articles, "articles", lambda *_, **__: answered.wait(60))
    assert health.PATIENCE <= 5
    monkeypatch.setattr(health, "PATIENCE", 0.2)
    before = time.monotonic()
    try:
        problem(client.get("/v1/health"), 503, "store-unreachable")
        assert time.monotonic() - before < 5
    finally:
        answered.set()


# Hostile input

HOSTILE = [
    "'; MATCH (n) DETACH DELETE n //",
    '" OR 1=1 RETURN n //',
    "`}) CALL apoc.load.json('file:///etc/passwd') //",
    "} INSERT DATA { <http://e> <http://e> <http://e> } #",
    "Jeff Sessions> ; DROP ALL ; <",
    "../../../etc/passwd",
    "name:* AND *:*",
    "(((((",
    "\x00\x01\x1b[31m",
    "\u202eoiD ed oivatcO",
    "مجلس النواب",
    "🏛" * 50,
    "e" + "\u0301" * 250,
    "{{7*7}}${7*7}",
    "<script>alert(1)</script>",
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_a_name_that_is_code_control_characters_or_another_script_only_finds_nothing(client, unchanged, words):
    assert client.get("/v1/actors", params={"name": words}).json()["items"] == []
    for parameters in ({"target": words}, {"agent": words}, {"policy": words}):
        problem(client.get("/v1/against", params=parameters), 404, "unknown")


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_a_cursor_or_code_of_that_kind_is_refused(client, words):
    assert client.get("/v1/acts", params={"cursor": words}).status_code == 400
    assert client.get("/v1/acts", params={"type": words}).status_code == 422


def raw(service, target):
    """A request whose path no client has tidied."""
    parts = urlsplit(service)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
    connection.putrequest("GET", target, skip_accept_encoding=True)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


@pytest.mark.parametrize(
    "way",
    [
        "../../etc/passwd",
        "..%2f..%2fetc%2fpasswd",
        "%2e%2e/%2e%2e/etc/passwd",
        "..%252f..%252fetc%252fpasswd",
        "....//....//etc/passwd",
        "..%5c..%5cwindows%5cwin.ini",
        "%00",
        "person/jeff-sessions%00.ttl",
        "%ff%fe",
        "%0d%0aSet-Cookie:%20a=b",
        "person/jeff-sessions%27%20OR%201=1",
        "%E2%80%AE",
        "%F0%9F%8F%9B",
        "x" * 3000,
    ],
)
def test_an_id_that_leads_out_of_the_collection_leads_nowhere(service, unchanged, way):
    for collection in ("actors", "acts", "articles", "policies"):
        answer, body = raw(service, f"/v1/{collection}/{way}")
        assert answer.status == 404
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.headers["Set-Cookie"] is None
        assert set(json.loads(body)) >= FIELDS
        assert b"root:" not in body


@pytest.mark.parametrize(
    "target", ["/ontology/../../../etc/passwd", "/ontology%2f..%2f..%2fetc%2fpasswd", "//etc/passwd"]
)
def test_a_path_outside_the_service_is_none_of_it(service, client, unchanged, target):
    answer, body = raw(service, target)
    assert answer.status == 404
    assert b"root:" not in body


def test_a_body_of_fifty_megabytes_is_refused_before_it_is_sent(service, client, unchanged):
    parts = urlsplit(service)
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
        connection.sendall(
            b"POST /v1/articles HTTP/1.1\r\nHost: %b\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n"
            % (parts.netloc.encode(), 50_000_000)
        )
        answer = connection.recv(4096)
    assert answer.startswith(b"HTTP/1.1 413")
    assert b"application/problem+json" in answer


def test_a_body_of_unknown_length_is_taken_up_to_the_limit_only(settings, store):
    sent = 0

    def endless():
        nonlocal sent
        while sent < 50_000_000:
            sent += 65536
            yield b"x" * 65536

    small = settings.model_copy(update={"max_bytes": 1_000_000})
    with serving(create_app(small, store)) as address:
        before = everything(store)
        answer = httpx.post(f"{address}/v1/articles", content=endless(), headers={"Content-Type": "text/plain"})
    problem(answer, 413, "body-too-large")
    assert sent < 20_000_000
    assert everything(store) == before


@pytest.mark.parametrize(
    ("length", "error"),
    [(b"abc", RequestError), (b"-1", RequestError), (b"\xb2", RequestError), (b"9" * 5000, BodyTooLarge)],
)
def test_a_length_that_is_no_number_or_beyond_all_measure_is_refused(settings, length, error):
    request = Request({"type": "http", "headers": [(b"content-length", length)]})
    with pytest.raises(error):
        bounded(request, settings).send(None)  # before a byte of the body is awaited


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "identity, gzip", "GZIP"])
def test_a_compressed_body_is_not_unpacked(client, unchanged, encoding):
    bomb = gzip.compress(b"0" * 50_000_000)
    headers = {"Content-Type": "text/plain", "Content-Encoding": encoding}
    problem(client.post("/v1/articles", content=bomb, headers=headers), 415, "unsupported-body")


def test_an_archive_that_says_it_is_text_is_refused(client, unchanged):
    bomb = gzip.compress(b"0" * 50_000_000)
    answer = client.post("/v1/articles", content=bomb, params=TOLD, headers={"Content-Type": "text/plain"})
    problem(answer, 422, "unsafe-input")


XXE = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>&x;</channel></rss>'


@pytest.mark.parametrize(
    "media_type", ["application/xml", "text/xml", "application/rss+xml", "", "multipart/form-data"]
)
def test_a_body_of_another_kind_is_not_read(client, unchanged, media_type):
    answer = client.post("/v1/articles", content=XXE, params=TOLD, headers={"Content-Type": media_type})
    problem(answer, 415, "unsupported-body")


@pytest.mark.parametrize("media_type", ["text/plain", "text/html"])
def test_an_external_entity_is_never_opened(client, unchanged, media_type):
    for body in (XXE, XXE.replace("rss>", "html>").replace("<!DOCTYPE r", "<!DOCTYPE html")):
        answer = client.post("/v1/articles", content=body, params=TOLD, headers={"Content-Type": media_type})
        problem(answer, 422, "unsafe-input")
        assert "root:" not in answer.text


@pytest.mark.parametrize(
    ("body", "status", "slug"),
    [
        (b"", 422, "invalid-body"),
        (b"{", 422, "invalid-body"),
        (b"[]", 422, "invalid-body"),
        (b"null", 422, "invalid-body"),
        (b"\xff\xfe", 422, "invalid-body"),
        (b"[" * 100_000, 422, "invalid-body"),
        (b'{"text": 1}', 422, "invalid-body"),
        (b'{"text": "\\ud800 lone"}', 422, "invalid-body"),
        (b'{"text": "x", "published": "yesterday"}', 422, "invalid-body"),
        (b'{"text": "x", "password": "y"}', 422, "invalid-body"),
        (b'{"text": "", "published": "2017-08-07"}', 422, "empty-text"),
        (b'{"text": "Chicago sued the Department of Justice."}', 422, "no-date"),
        (b'{"text": "a\\u0000b", "published": "2017-08-07"}', 415, "not-text"),
        (b'{"text": "Chicago sued.", "published": "2017-08-07", "url": "javascript:alert(1)"}', 422, "unsafe-input"),
        (b'{"text": "Chicago sued.", "published": "2017-08-07", "url": "file:///etc/passwd"}', 422, "unsafe-input"),
        (json.dumps({"text": "word " * 50_000, "published": "2017-08-07"}).encode(), 413, "too-large"),
    ],
)
def test_a_body_that_holds_no_article_is_refused(client, unchanged, body, status, slug):
    answer = client.post("/v1/articles", content=body, headers={"Content-Type": "application/json"})
    problem(answer, status, slug)


def test_control_characters_right_to_left_marks_and_emoji_come_through_loading_unharmed(settings, store):
    class Nobody:
        model = "by hand"

        def read(self, article, iri):
            return ()

    text = (
        "Chicago \u202esued\u202c the government 🏛 on Monday, and a spokesman for the mayor of the city said that it "
        "would go on to do so until the conditions (مجلس) were dropped.\x1b\n"
    )
    with serving(create_app(settings, store, Nobody())) as address:
        answer = httpx.post(f"{address}/v1/articles", json={"text": text, **TOLD, "document": "a/../b\n🏛"})
        assert answer.status_code == 201, answer.text
        found = httpx.get(f"{address}{answer.headers['Location']}").json()
        assert found["text"] == text.replace("\x1b", " ")
        assert httpx.get(f"{address}{answer.headers['Location']}.ttl").status_code == 200
