"""What a scanner would try on the service: headers, leaks, reflected input, smuggled requests, slow and odd clients."""

import getpass
import json
import re
import socket
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
import pytest

from api.app import create_app
from api.problems import PROBLEMS
from graph.acts import Entity
from graph.projection import project
from graph.triples import Reading, graph_iri, to_graph
from tests.conftest import clean
from tests.samples import JUDGE, NOTHING, RUN, TEXT, act, article, reading
from tests.serving import serving

SCRIPT = "<script>alert(1)</script>"
EVIL = "evil.example"
CRLF = "%0d%0aSet-Cookie:%20a=b%0d%0a%0d%0a<html>"
LISTS = "acts actors policies articles against claims posts tenures sources decisions".split()
READ_BY_ID = "posts tenures sentences sources decisions".split()


@pytest.fixture(scope="module", autouse=True)
def graph(connection, registry):
    clean(connection, registry)
    connection.write(graph_iri(reading().iri), project(to_graph(reading())))
    yield
    clean(connection, registry)


@pytest.fixture(scope="module")
def client(service):
    with httpx.Client(base_url=service, timeout=120) as client:
        yield client


@pytest.fixture(scope="module")
def hasty(settings, connection):
    """The address of a service whose clients have a second, and which fails at /fails."""
    app = create_app(settings.model_copy(update={"client_seconds": 1}), connection)

    @app.get("/fails")
    def fails():
        raise RuntimeError(f"bolt://neo4j:secret@127.0.0.1:7687 at {Path.home()}")

    with serving(app) as address:
        yield address


def connect(address):
    parts = urlsplit(address)
    return socket.create_connection((parts.hostname, parts.port), timeout=30)


def exchange(address, *pieces):
    """What comes back until the service closes the connection."""
    with connect(address) as connection:
        answer = b""
        with suppress(ConnectionError):
            for piece in pieces:
                connection.sendall(piece)
            while received := connection.recv(65536):
                answer += received
    return answer


def head(line, *headers, host=b"localhost"):
    return b"\r\n".join([line + b" HTTP/1.1", b"Host: " + host, *headers, b"", b""])


# Headers


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/v1/stats", {}, 200),
        ("HEAD", "/v1/stats", {}, 200),
        ("GET", "/v1/stats", {"If-None-Match": "*"}, 304),
        ("GET", "/id/person/ada-mayor", {}, 303),
        ("GET", "/ontology/", {}, 308),
        ("POST", "/v1/sparql", {"Content-Length": "abc"}, 400),
        ("POST", "/v1/articles", {"Origin": f"https://{EVIL}"}, 403),
        ("GET", "/nothing", {}, 404),
        ("DELETE", "/v1/acts", {}, 405),
        ("OPTIONS", "/v1/acts", {}, 405),
        ("POST", "/static-offline-docs/swagger-ui.css", {}, 405),
        ("GET", "/v1/acts", {"Accept": "image/png"}, 406),
        ("GET", "/v1/stats", {"If-Match": '"x"'}, 412),
        ("POST", "/v1/cypher", {"Content-Length": "99999999", "Content-Type": "application/json"}, 413),
        ("GET", f"/v1/acts?agent={'x' * 9000}", {}, 414),
        ("POST", "/v1/cypher", {}, 415),
        ("GET", "/v1/acts?limit=0", {}, 422),
        ("GET", "/v1/stats", {"X-Large": "x" * 40000}, 431),
        ("GET", "/fails", {}, 500),
        ("GET", "/v1/acts.csv", {}, 200),
        ("GET", "/v1/reconcile/preview?id=person/ada-mayor", {}, 200),
        ("GET", "/static-offline-docs/swagger-ui.css", {}, 200),
    ],
)
def test_answers_of_every_kind_have_the_headers_and_name_no_server(hasty, method, path, headers, status):
    parts = [f"{name}: {value}".encode() for name, value in {"Connection": "close", **headers}.items()]
    answer = exchange(hasty, head(f"{method} {path}".encode(), *parts))
    start, _, body = answer.partition(b"\r\n\r\n")
    told = {line.partition(": ")[0].lower(): line.partition(": ")[2] for line in start.decode().split("\r\n")[1:]}
    assert start.startswith(b"HTTP/1.1 %d " % status)
    assert told["x-content-type-options"] == "nosniff"
    assert told["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in told["content-security-policy"]
    assert told["x-request-id"]
    if status >= 400:
        assert told["content-type"] == "application/problem+json"
        assert method == "HEAD" or json.loads(body)["requestId"] == told["x-request-id"]
    assert not {"server", "x-powered-by", "set-cookie", "access-control-allow-origin"} & set(told)
    if status == 405:
        assert "GET" in told["allow"]


@pytest.mark.parametrize(
    ("path", "methods"),
    [("/v1/articles", "GET, HEAD, POST"), ("/v1/cypher", "POST"), ("/v1/acts/x", "GET, HEAD"), ("/", "GET, HEAD")],
)
def test_a_refused_method_is_told_all_that_the_path_has(client, path, methods):
    assert client.request("DELETE", path).headers["Allow"] == methods


# Leaks

LEAKS = re.compile(
    r"Traceback|\.py\b|File \"|site-packages|uvicorn|starlette|fastapi|pydantic|bolt://|secret|/usr/|/tmp/"
)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/fails", None),
        ("GET", "/v1/acts?limit=x&cursor=%00&since=x", None),
        ("GET", "/v1/acts?cursor=eyJhIjoxfQ", None),
        ("GET", "/v1/actors/person/%00", None),
        ("GET", "/v1/reconcile?queries=%7B", None),
        ("POST", "/v1/cypher", {"statement": "RETURN $p", "parameters": {}}),
        ("POST", "/v1/cypher", {"statement": "LOAD CSV FROM 'file:///etc/passwd' AS x RETURN x"}),
        ("POST", "/v1/cypher", {"statement": "RETURN toInteger({a: 1})"}),
        ("POST", "/v1/reconcile/match", {"queries": [{"conditions": []}]}),
        ("GET", "/v1/sparql?query=SELECT%20%2A%20%7B", None),
        ("GET", "/v1/sparql?query=ASK%7B%7D&named-graph-uri=x", None),
        ("GET", "/v1/sparql?query=SELECT*%7BSERVICE%3Cfile:///etc/passwd%3E%7B?s?p?o%7D%7D", None),
    ],
)
def test_an_error_tells_nothing_of_the_machine_or_the_program(hasty, method, path, body):
    answer = httpx.request(method, hasty + path, json=body, timeout=60)
    assert answer.status_code >= 400
    assert not LEAKS.search(answer.text), answer.text
    assert str(Path.home()) not in answer.text
    assert not re.search(rf"\b{re.escape(getpass.getuser())}\b", answer.text)


# Reflected input


@pytest.mark.parametrize(
    "path",
    [
        f"/v1/reconcile/preview?id={SCRIPT}",
        f"/{SCRIPT}",
        f"/docs?x={SCRIPT}",
        f"/docs/oauth2-redirect?state={SCRIPT}",
        f"/ontology?x={SCRIPT}",
        f"/ontology/{SCRIPT}",
        f"/id/{SCRIPT}/x",
        f"/v1/acts?agent={SCRIPT}",
        f"/v1/acts?{SCRIPT}=1",
        f"/v1/acts?fields={SCRIPT}",
        f"/v1/acts.{SCRIPT}",
        f"/v1/sparql?query={SCRIPT}",
        f"/v1/reconcile/suggest/entity?prefix={SCRIPT}&callback={SCRIPT}",
    ],
)
def test_what_was_asked_never_comes_back_as_a_page(client, path):
    answer = client.get(path, headers={"Accept": "text/html,*/*;q=0.8", "Referer": SCRIPT})
    if answer.headers["Content-Type"].startswith("text/html"):
        assert SCRIPT not in answer.text
    else:
        assert answer.headers["Content-Type"].split(";")[0] in (
            "application/json", "application/problem+json", "text/turtle",
        )  # fmt: skip


def test_a_page_shows_markup_of_the_graph_as_text(client, connection):
    name = f"Eve {SCRIPT} \"' onload=x"
    entity = Entity("https://w3id.org/whowhom/id/person/eve", name, "Official")
    said = article(f"{name} sued Bo Judge on Monday. {TEXT}", "marked-up")
    sued = act(said, entity, "SUE", JUDGE, "sued")
    marked = Reading(said, RUN, (sued,))
    connection.write(graph_iri(marked.iri), project(to_graph(marked)))
    page = client.get("/v1/reconcile/preview", params={"id": "person/eve"})
    assert page.status_code == 200
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text
    assert "<script" not in page.text
    assert "script-src" not in page.headers["Content-Security-Policy"]
    connection.write(graph_iri(marked.iri), NOTHING)


def test_there_are_no_callbacks(client):
    answer = client.get("/v1/reconcile", params={"callback": "alert(1)//"})
    assert answer.headers["Content-Type"] == "application/json"
    json.loads(answer.text)


# Headers that are made of input


@pytest.mark.parametrize("path", [f"/id/person/{CRLF}", f"/v1/actors/{CRLF}", f"/v1/acts?cursor={CRLF}", f"/{CRLF}"])
def test_an_address_cannot_end_a_header(service, path):
    answer = exchange(service, head(f"GET {path}".encode(), b"Connection: close", b"X-Request-Id: a%0d%0ab: c"))
    start = answer.partition(b"\r\n\r\n")[0].lower()
    assert b"\r\nset-cookie" not in start
    assert b"\r\nb:" not in start


@pytest.mark.parametrize(
    "path",
    [
        f"/id/person//{EVIL}",
        f"/id/person/..%2f..%2f..%2f..%2f%2f{EVIL}",
        f"/id/person/%5c%5c{EVIL}",
        f"/id/person/x?next=//{EVIL}",
        f"/id/article/http:%2f%2f{EVIL}",
        f"/ontology/?next=//{EVIL}",
        f"//{EVIL}/ontology/",
        f"//{EVIL}/id/person/x",
        f"/docs/oauth2-redirect?redirect_uri=//{EVIL}",
    ],
)
@pytest.mark.parametrize("host", [b"localhost", EVIL.encode()])
def test_a_redirect_stays_inside_whatever_the_address_and_the_host_say(service, path, host):
    answer = exchange(service, head(f"GET {path}".encode(), b"Connection: close", b"X-Forwarded-Host: evil", host=host))
    location = re.search(rb"\r\nlocation: ([^\r]+)", answer, re.IGNORECASE)
    if location:
        assert location[1].startswith(b"/v1/") or location[1] == b"/ontology"
        assert urlsplit(urljoin("http://localhost/x", location[1].decode())).netloc == "localhost"


@pytest.mark.parametrize("host", [b'a"><script>', b"a b", b"[::1", b"a:99999999", b"\xff", b"localhost@evil.example"])
@pytest.mark.parametrize("path", [b"/v1/reconcile", b"/v1/sparql", b"/v1/acts.jsonld?limit=1", b"/v1/stats"])
def test_a_host_that_is_none_harms_nothing(service, path, host):
    answer = exchange(service, head(b"GET " + path, b"Connection: close", host=host))
    assert re.match(rb"HTTP/1\.1 (200|400) ", answer), answer[:200]
    assert b'"><script>' not in answer


# Ids, extensions, numbers, repeated parameters


@pytest.mark.parametrize(
    "way",
    ["../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%252e%252e%252fetc%252fpasswd", "..%5c..%5cwin.ini", "%00",
     "x%00.ttl", "%ff%fe", "%c0%ae%c0%ae/etc/passwd", "x" * 3000, "%2F%2F", "a%2f%2f..%2fb.ttl", "x.ttl.jsonld",
     ";id=1", "{id}"],
)  # fmt: skip
def test_an_odd_id_names_nothing(service, way):
    for collection in READ_BY_ID:
        answer = exchange(service, head(f"GET /v1/{collection}/{way}".encode(), b"Connection: close"))
        assert answer.startswith(b"HTTP/1.1 404 "), (collection, answer[:300])
        assert b"root:" not in answer


@pytest.mark.parametrize("extension", ["exe", "ttl%00", "..%2f..%2fetc%2fpasswd", "json/../../x", "", "%0d%0a", "JSON"])
def test_an_odd_extension_is_refused(service, extension):
    for name in ("acts", "articles", "against", "actors/person/ada-mayor/acts"):
        answer = exchange(service, head(f"GET /v1/{name}.{extension}".encode(), b"Connection: close"))
        assert re.match(rb"HTTP/1\.1 (404|422) ", answer), (name, answer[:300])


@pytest.mark.parametrize(
    "number", ["-1", "0", "9" * 400, "1e9", "1.5", "0x10", "NaN", "Infinity", "-0", " 1 1", "2147483648"]
)
def test_a_number_beyond_measure_is_refused(client, number):
    for name in LISTS:
        assert client.get(f"/v1/{name}", params={"limit": number}).status_code == 422
    for path, parameter in (("network", "budget"), ("network", "depth"), ("acts", "min_confidence")):
        answer = client.get(f"/v1/{path}", params={parameter: number})
        assert answer.status_code == 422 or 0 <= float(number) <= 1


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "cursor", ["9" * 3000, "-1", "W10=", "bnVsbA==", "eyJhIjogW119", "[" * 3000, "%", "\x00", "💥"]
)
def test_a_forged_cursor_is_refused_or_ends_the_list(client, name, cursor):
    answer = client.get(f"/v1/{name}", params={"cursor": cursor})
    assert answer.status_code in (200, 400, 414, 422), answer.text


def test_of_a_parameter_that_is_given_twice_the_last_counts(client):
    asked = client.get("/v1/acts?limit=1&limit=2").json()
    assert asked == client.get("/v1/acts?limit=2").json()
    assert client.get("/v1/acts?limit=1&limit=0").status_code == 422


# Methods


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "_method"])
def test_no_header_changes_the_method(client, header):
    assert client.get("/v1/stats", headers={header: "DELETE"}).status_code == 200
    assert client.post("/v1/stats?_method=GET", headers={header: "GET"}).status_code == 405


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "OPTIONS", "PUT", "DELETE", "PATCH", "PROPFIND", "DEBUG", "get"])
def test_another_method_is_refused_and_echoes_nothing(service, method):
    answer = exchange(service, head(f"{method} /v1/stats".encode(), b"Connection: close", b"Cookie: token=abc"))
    assert answer.startswith(b"HTTP/1.1 405 ")
    assert b"token=abc" not in answer


def test_the_service_is_no_proxy(service):
    for line in (f"CONNECT {EVIL}:443", f"GET http://{EVIL}/v1/stats"):
        assert exchange(service, head(line.encode(), b"Connection: close")).startswith(b"HTTP/1.1 404 ")


# Requests within requests

SMUGGLED = head(b"GET /v1/smuggled")
JSON = b"Content-Type: application/json"
CHUNKED = b"Transfer-Encoding: chunked"


@pytest.mark.parametrize(
    "request_",
    [
        head(b"POST /v1/cypher", JSON, b"Content-Length: 5", CHUNKED) + b"0\r\n\r\n" + SMUGGLED,
        head(b"POST /v1/cypher", JSON, CHUNKED, b"Content-Length: 5") + b"0\r\n\r\n" + SMUGGLED,
        head(b"POST /v1/cypher", JSON, b"Content-Length: 5", b"Content-Length: 6") + b"abcde" + SMUGGLED,
        head(b"POST /v1/cypher", JSON, b"Content-Length: +5") + b"abcde" + SMUGGLED,
        head(b"POST /v1/cypher", JSON, b"Content-Length: -5") + SMUGGLED,
        head(b"POST /v1/cypher", JSON, b"Transfer-Encoding: xchunked") + b"0\r\n\r\n" + SMUGGLED,
        head(b"POST /v1/cypher", JSON, b"Transfer-Encoding: chunked, identity") + b"0\r\n\r\n" + SMUGGLED,
        head(b"POST /v1/cypher", JSON, b"Transfer-Encoding : chunked") + b"0\r\n\r\n" + SMUGGLED,
        head(b"POST /v1/cypher", JSON, CHUNKED, CHUNKED) + b"0\r\n\r\n" + SMUGGLED,
        head(b"POST /v1/cypher", JSON, CHUNKED) + b"zz\r\nabc\r\n0\r\n\r\n" + SMUGGLED,
        head(b"POST /v1/cypher", JSON, CHUNKED) + b"-1\r\nabc\r\n0\r\n\r\n" + SMUGGLED,
        head(b"POST /v1/cypher", JSON, CHUNKED) + b"0x3\r\nabc\r\n0\r\n\r\n" + SMUGGLED,
        head(b"POST /v1/cypher", JSON, CHUNKED) + b"FFFFFFFFFFFFFFFFFFFFFF\r\nabc\r\n0\r\n\r\n" + SMUGGLED,
        head(b"POST /v1/cypher", JSON, CHUNKED) + b"3\r\nabcdef\r\n0\r\n\r\n" + SMUGGLED,
        head(b"GET /v1/stats", b"Host: other") + SMUGGLED,
        head(b"GET /v1/stats", b"X-A: b\x00c") + SMUGGLED,
        b"GET /v1/stats HTTP/1.1\r\n\r\n" + SMUGGLED,
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n" + SMUGGLED,
    ],
)
def test_a_request_that_can_be_read_in_two_ways_ends_the_connection(service, request_):
    answer = exchange(service, request_)
    assert re.match(rb"HTTP/1\.1 (400|501) ", answer), answer[:300]
    assert b"smuggled" not in answer


@pytest.mark.parametrize("nonsense", [b"\x16\x03\x01\x02\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/1.1\r\nX" * 9000])
def test_what_is_no_http_is_told_so_by_a_problem_with_an_id_of_the_log(service, nonsense, caplog):
    caplog.set_level("INFO", "whowhom.access")
    start, _, body = exchange(service, nonsense).partition(b"\r\n\r\n")
    problem = json.loads(body)
    assert start.startswith(b"HTTP/1.1 400 Bad Request\r\n")
    assert (problem["type"], problem["status"]) == (f"{PROBLEMS}bad-request", 400)
    assert f"x-request-id: {problem['requestId']}".encode() in start.lower()
    assert [record.status for record in caplog.records if record.name == "whowhom.access"] == [400]


def test_what_goes_wrong_after_the_answer_ends_the_connection_and_no_more(service, caplog):
    with connect(service) as connection:
        connection.sendall(head(b"POST /nothing", CHUNKED))
        answer = connection.recv(65536)
        connection.sendall(b"zz\r\n")
        with suppress(ConnectionError):
            while received := connection.recv(65536):
                answer += received
    assert answer.startswith(b"HTTP/1.1 404 ")
    assert answer.count(b"HTTP/1.1") == 1
    assert not [record for record in caplog.records if record.name == "asyncio"]


def test_a_body_that_is_not_asked_for_is_no_request(service):
    answer = exchange(
        service, head(b"GET /healthz", b"Content-Length: %d" % len(SMUGGLED), b"Connection: close") + SMUGGLED
    )
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b"smuggled" not in answer


def test_no_connection_is_upgraded(service):
    key = b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", b"Sec-WebSocket-Version: 13"
    for protocol, more in ((b"websocket", key), (b"h2c", (b"HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA",))):
        upgrade = b"Upgrade: " + protocol, b"Connection: Upgrade, close", *more
        answer = exchange(service, head(b"GET /healthz", *upgrade))
        assert answer.startswith(b"HTTP/1.1 200 "), answer[:200]


# Slow clients


@pytest.mark.parametrize("begun", [b"", b"G", b"GET /healthz HTTP/1.1\r\nX-A: b\r\n"])
def test_a_client_that_does_not_finish_its_head_loses_the_connection(hasty, begun):
    with connect(hasty) as connection:
        connection.sendall(begun)
        assert connection.recv(100) == b""


def test_a_head_that_drips_is_given_no_more_time(hasty):
    drops = iter([b"GET /healthz HTTP/1.1\r\n"] + 50 * [b"X-A: b\r\n"])
    with connect(hasty) as connection, suppress(ConnectionError):
        for drop in drops:
            connection.sendall(drop)
            time.sleep(0.1)
    assert next(drops, None)


def test_each_request_of_a_connection_has_the_time_anew(hasty):
    with connect(hasty) as connection:
        for _ in range(2):
            connection.sendall(head(b"GET /healthz"))
            answer = b""
            while b'{"status":"ok"}' not in answer:
                answer += connection.recv(65536)
            time.sleep(1.2)
        connection.sendall(b"GET /healthz HTTP/1.1\r\n")
        assert connection.recv(100) == b""


def test_a_body_that_does_not_come_is_not_waited_for(hasty):
    for path in (b"/v1/cypher", b"/v1/articles", b"/v1/sparql", b"/v1/reconcile"):
        answer = exchange(hasty, head(b"POST " + path, JSON, b"Content-Length: 9") + b"{")
        assert answer.startswith(b"HTTP/1.1 408 "), answer[:200]
        assert b"problems/body-too-slow" in answer
