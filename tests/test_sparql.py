"""SPARQL over HTTP: each case of the SPARQL 1.1 Protocol, each form of an answer, and what a hostile query gets."""

import http.client
import json
import re
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from urllib.parse import urlsplit
from xml.etree import ElementTree

import httpx
import psutil
import pyoxigraph as ox
import pytest
from filelock import FileLock

from api.app import create_app
from graph.errors import FederationRefused, QueryError
from graph.mirror.lexis import Dataset, examine
from graph.mirror.pool import WAITING
from graph.mirror.state import Place
from graph.projection import project
from graph.triples import graph_iri, to_graph
from tests.conftest import clean, everything
from tests.samples import NOTHING, reading
from tests.serving import serving, wait_for

PATH = "/v1/sparql"
DIRECT, FORM = "application/sparql-query", "application/x-www-form-urlencoded"
PREFIX = "PREFIX ww: <https://w3id.org/whowhom/ontology#> "
ACTS = PREFIX + "SELECT ?act WHERE { ?act a ww:Act }"
ASK = PREFIX + "ASK { ?act a ww:Act }"
CONSTRUCT = PREFIX + "CONSTRUCT { ?act ww:agent ?who } WHERE { ?act ww:agent ?who }"
FIRST, SECOND = (graph_iri(reading(document).iri) for document in ("first", "second"))


@pytest.fixture(scope="module")
def limited(settings, connection, registry, tmp_path_factory):
    """The address of a service with two articles and narrow limits."""
    clean(connection, registry)
    for document in ("first", "second"):
        r = reading(document)
        connection.write(graph_iri(r.iri), project(to_graph(r)))
    narrow = {"sparql_seconds": 4, "sparql_rows": 500, "sparql_bytes": 200_000, "sparql_at_once": 1}
    home = {"home": tmp_path_factory.mktemp("sparql")}
    with serving(create_app(settings.model_copy(update={**narrow, **home}), connection)) as address:
        wait_until_copied(address)
        yield address


def wait_until_copied(address: str) -> None:
    """On a busy machine making the copy takes longer than a question waits."""
    wait_for(lambda: httpx.get(f"{address}{PATH}", timeout=60).status_code == httpx.codes.OK, 100)


@pytest.fixture
def sparql(limited):
    with httpx.Client(base_url=limited, timeout=60) as client:
        yield client


def rows(response: httpx.Response) -> list[dict[str, str]]:
    assert response.status_code == httpx.codes.OK, response.text
    return [{k: v["value"] for k, v in b.items()} for b in response.json()["results"]["bindings"]]


def refused(response: httpx.Response) -> tuple[int, str]:
    """Status and name of the problem."""
    assert response.headers["content-type"] == "application/problem+json", response.text
    told = response.json()
    assert told["status"] == response.status_code
    return response.status_code, told["type"].rpartition("/")[2]


# the protocol: how a query is sent (section 2.1)


def test_a_query_in_the_address(sparql):
    assert len(rows(sparql.get(PATH, params={"query": ACTS}))) == 6


def test_a_query_in_a_form(sparql):
    assert len(rows(sparql.post(PATH, data={"query": ACTS}))) == 6


def test_a_query_as_the_body(sparql):
    assert len(rows(sparql.post(PATH, content=ACTS, headers={"Content-Type": DIRECT}))) == 6


@pytest.mark.parametrize("media_type", [f"{DIRECT}; charset=utf-8", f'{DIRECT}; charset="UTF-8"', DIRECT.upper()])
def test_a_media_type_is_read_whatever_its_case_and_parameters(sparql, media_type):
    assert len(rows(sparql.post(PATH, content=ACTS, headers={"Content-Type": media_type}))) == 6


def test_a_query_in_another_encoding_than_utf_8_is_refused(sparql):
    latin = {"Content-Type": f"{DIRECT}; charset=iso-8859-1"}
    assert refused(sparql.post(PATH, content=ACTS, headers=latin)) == (415, "unsupported-body")


def test_a_body_of_another_kind_is_refused(sparql):
    for media_type in ("text/plain", "application/json", ""):
        response = sparql.post(PATH, content=ACTS, headers={"Content-Type": media_type})
        assert refused(response) == (415, "unsupported-body")


def test_another_method_is_refused(sparql):
    assert refused(sparql.put(PATH, params={"query": ACTS})) == (405, "no-such-method")
    assert refused(sparql.delete(PATH)) == (405, "no-such-method")


def test_two_queries_are_refused(sparql):
    assert refused(sparql.get(PATH, params={"query": [ASK, ACTS]})) == (400, "bad-request")
    assert refused(sparql.post(PATH, data={"query": [ASK, ACTS]})) == (400, "bad-request")


def test_a_form_without_a_query_is_refused(sparql):
    assert refused(sparql.post(PATH, data={"default-graph-uri": FIRST})) == (400, "bad-request")
    assert refused(sparql.post(PATH, content="", headers={"Content-Type": FORM})) == (400, "bad-request")


def test_a_dataset_without_a_query_is_refused(sparql):
    assert refused(sparql.get(PATH, params={"default-graph-uri": FIRST})) == (400, "bad-request")


@pytest.mark.parametrize("name", ["", "x", "sentence/1", "http://a b"])
def test_a_graph_that_is_named_by_no_iri_is_refused(sparql, name):
    for parameter in ("default-graph-uri", "named-graph-uri"):
        assert refused(sparql.get(PATH, params={"query": ASK, parameter: name})) == (400, "bad-query")


def test_a_parameter_that_the_protocol_does_not_have_is_refused(sparql):
    assert refused(sparql.get(PATH, params={"query": ASK, "timeout": "900"})) == (400, "bad-request")


def test_a_form_and_a_query_in_the_address_are_refused(sparql):
    assert refused(sparql.post(PATH, params={"query": ASK}, data={"query": ASK})) == (400, "bad-request")
    both = sparql.post(PATH, params={"query": ASK}, content=ASK, headers={"Content-Type": DIRECT})
    assert refused(both) == (400, "bad-request")


def test_updates_are_refused_and_change_nothing(sparql, connection):
    update = "DELETE WHERE { ?s ?p ?o }"
    before = everything(connection)
    media_type = {"Content-Type": "application/sparql-update"}
    assert refused(sparql.post(PATH, content=update, headers=media_type)) == (403, "write-refused")
    assert refused(sparql.post(PATH, data={"update": update})) == (403, "write-refused")
    assert refused(sparql.get(PATH, params={"update": update})) == (403, "write-refused")
    for text in (
        update,
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "DROP ALL",
        "LOAD <http://127.0.0.1/>",
        "CLEAR ALL",
    ):
        assert refused(sparql.get(PATH, params={"query": text})) == (400, "bad-query")
    assert everything(connection) == before
    assert len(rows(sparql.get(PATH, params={"query": ACTS}))) == 6


def test_a_malformed_query_says_where(sparql):
    response = sparql.get(PATH, params={"query": "SELECT * WHERE { ?s ?p "})
    assert refused(response) == (400, "bad-query")
    assert "1:" in response.json()["detail"]


@pytest.mark.parametrize("text", ["", " ", "# only a comment", "\x00", "SELECT", "ww:Act", "🏛"])
def test_what_is_no_query_is_malformed(sparql, text):
    assert refused(sparql.get(PATH, params={"query": text})) == (400, "bad-query")
    assert refused(sparql.post(PATH, content=text, headers={"Content-Type": DIRECT})) == (400, "bad-query")


def test_text_that_is_not_utf_8_is_refused(sparql):
    assert refused(sparql.get(f"{PATH}?query=ASK%20%7B%20%3Fs%20%3Fp%20%22%FF%22%7D")) == (400, "bad-request")
    assert refused(sparql.post(PATH, content=b"query=%C3%28", headers={"Content-Type": FORM})) == (400, "bad-request")
    assert refused(sparql.post(PATH, content=b"query=\xff", headers={"Content-Type": FORM})) == (400, "bad-request")
    assert refused(sparql.post(PATH, content=b"ASK {\xff}", headers={"Content-Type": DIRECT})) == (400, "bad-request")


# the dataset (section 2.1.4)

EVERY = PREFIX + "SELECT ?act WHERE { GRAPH ?g { ?act a ww:Act } }"
ICE_NAMES = PREFIX + "SELECT ?name WHERE { ?x a ww:Agency ; ww:name ?name . FILTER(?name = 'Sample Agency') }"


def test_without_a_dataset_the_default_graph_is_the_merge_of_all(sparql):
    assert (
        len(rows(sparql.get(PATH, params={"query": ACTS}))) == len(rows(sparql.get(PATH, params={"query": EVERY}))) == 6
    )
    assert len(rows(sparql.get(PATH, params={"query": ICE_NAMES}))) == 1


@pytest.mark.parametrize("way", ["get", "form", "direct"])
@pytest.mark.parametrize(
    ("dataset", "in_default", "in_named"),
    [
        ({"default-graph-uri": [FIRST]}, 3, 0),
        ({"default-graph-uri": [FIRST, SECOND]}, 6, 0),
        ({"named-graph-uri": [FIRST]}, 0, 3),
        ({"default-graph-uri": [FIRST], "named-graph-uri": [FIRST, SECOND]}, 3, 6),
        ({"default-graph-uri": [FIRST, SECOND], "named-graph-uri": [SECOND]}, 6, 3),
        ({"default-graph-uri": ["http://127.0.0.1:9/not-fetched"]}, 0, 0),
    ],
)
def test_a_dataset_of_the_request(sparql, way, dataset, in_default, in_named):
    for query, expected in ((ACTS, in_default), (EVERY, in_named)):
        if way == "get":
            response = sparql.get(PATH, params={"query": query, **dataset})
        elif way == "form":
            response = sparql.post(PATH, data={"query": query, **dataset})
        else:
            response = sparql.post(PATH, params=dataset, content=query, headers={"Content-Type": DIRECT})
        assert len(rows(response)) == expected


@pytest.mark.parametrize(
    ("dataset", "in_default", "in_named"),
    [
        (f"FROM <{FIRST}>", 3, 0),
        (f"FROM <{FIRST}> FROM <{SECOND}>", 6, 0),
        (f"FROM NAMED <{FIRST}>", 0, 3),
        (f"from <{FIRST}>from named<{SECOND}>", 3, 3),
    ],
)
def test_a_dataset_of_the_query(sparql, dataset, in_default, in_named):
    for query, expected in ((ACTS, in_default), (EVERY, in_named)):
        assert len(rows(sparql.get(PATH, params={"query": query.replace("WHERE", f"{dataset} WHERE")}))) == expected


def test_a_triple_of_two_chosen_graphs_is_there_once(sparql):
    chosen = {"default-graph-uri": [FIRST, SECOND]}
    assert len(rows(sparql.get(PATH, params={"query": ICE_NAMES, **chosen}))) == 1
    both = ICE_NAMES.replace("WHERE", f"FROM <{FIRST}> FROM <{SECOND}> WHERE")
    assert len(rows(sparql.get(PATH, params={"query": both}))) == 1


def test_the_dataset_of_the_request_counts_instead_of_that_of_the_query(sparql):
    query = ACTS.replace("WHERE", f"FROM <{FIRST}> FROM <{SECOND}> WHERE")
    assert len(rows(sparql.get(PATH, params={"query": query, "default-graph-uri": FIRST}))) == 3


# the forms of an answer (section 2.1.6)


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/xml", "application/xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/csv;q=0.5, application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/turtle, text/csv;q=0.1", "text/csv; charset=utf-8"),
    ],
)
def test_solutions_come_in_the_form_that_is_asked_for(sparql, accept, given):
    for query in (ACTS, ASK):
        response = sparql.get(PATH, params={"query": query}, headers={"Accept": accept})
        assert (response.status_code, response.headers["content-type"]) == (200, given)
        assert "Accept" in response.headers["vary"]


def test_each_form_of_solutions_holds_the_same(sparql):
    def body(accept: str) -> str:
        return sparql.get(PATH, params={"query": ACTS}, headers={"Accept": accept}).text

    found = {r["act"] for r in rows(sparql.get(PATH, params={"query": ACTS}))}
    xml = ElementTree.fromstring(body("application/sparql-results+xml"))
    assert {e.text for e in xml.iter("{http://www.w3.org/2005/sparql-results#}uri")} == found
    assert set(body("text/csv").split()) == {"act", *found}
    assert set(body("text/tab-separated-values").split()) == {"?act", *(f"<{iri}>" for iri in found)}


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("*/*", "text/turtle; charset=utf-8"),
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
    ],
)
@pytest.mark.parametrize("query", [CONSTRUCT, PREFIX + "DESCRIBE ?act WHERE { ?act a ww:Act }"])
def test_graphs_come_in_the_form_that_is_asked_for(sparql, query, accept, given):
    response = sparql.get(PATH, params={"query": query}, headers={"Accept": accept})
    assert (response.status_code, response.headers["content-type"]) == (200, given)
    found, whole = (
        {q.triple for q in ox.parse(r.content, format=ox.RdfFormat.from_media_type(r.headers["content-type"]))}
        for r in (response, sparql.get(PATH, params={"query": query}))
    )
    assert found == whole
    assert len(whole) >= 6


@pytest.mark.parametrize(
    ("query", "accept"), [(ACTS, "image/png"), (ACTS, "text/turtle"), (CONSTRUCT, "text/csv"), (ASK, "text/turtle")]
)
def test_a_form_that_the_answer_does_not_have_is_refused(sparql, query, accept):
    assert refused(sparql.get(PATH, params={"query": query}, headers={"Accept": accept})) == (406, "not-acceptable")


def test_without_a_query_the_service_describes_itself(sparql):
    for accept in ("text/turtle", "application/ld+json"):
        response = sparql.get(PATH, headers={"Accept": accept})
        told = ox.Store()
        told.load(response.content, format=ox.RdfFormat.from_media_type(accept))
        ((endpoint, read),) = told.query(
            """PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
            PREFIX dcterms: <http://purl.org/dc/terms/>
            SELECT ?endpoint ?read {
              ?service a sd:Service ; sd:endpoint ?endpoint ; sd:supportedLanguage sd:SPARQL11Query ;
                sd:resultFormat <http://www.w3.org/ns/formats/Turtle> ; sd:defaultDataset/dcterms:modified ?read }"""
        )
        assert endpoint.value == str(response.request.url)
        assert read.value.rstrip("Z") in response.headers["x-whowhom-freshness"]


def test_an_answer_says_how_fresh_it_is_and_knows_what_was_stored_before(sparql, connection):
    told = r"change=(\d+), behind=0, read=\"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00\""
    before = re.fullmatch(told, sparql.get(PATH, params={"query": ASK}).headers["x-whowhom-freshness"])
    r = reading("third")
    connection.write(graph_iri(r.iri), project(to_graph(r)))
    try:
        response = sparql.get(PATH, params={"query": ACTS})
        after = re.fullmatch(told, response.headers["x-whowhom-freshness"])
        assert int(after[1]) == int(before[1]) + 1
        assert len(rows(response)) == 9
    finally:
        connection.write(graph_iri(r.iri), NOTHING)
    assert len(rows(sparql.get(PATH, params={"query": ACTS}))) == 6


# other endpoints

ELSEWHERE = (
    "SELECT * { SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <%s> { ?s ?p ?o } }",
    "select*{service<%s>{?s ?p ?o}}",
    "SELECT * { SERVICESILENT<%s>{?s ?p ?o} }",
    "PREFIX a: <%s> SELECT * { SERVICE a: { ?s ?p ?o } }",
    "PREFIX a: <%s> SELECT * { SERVICEa:{ ?s ?p ?o } }",
    "PREFIX SERVICEa: <urn:x> PREFIX a: <%s> SELECT * { SERVICEa: { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE<%s>{?s ?p ?o} }",
    "SELECT * { ?s ?p trueSERVICE<%s>{?s ?p ?o} }",
    "SELECT * { #\rSERVICE <%s> { ?s ?p ?o }\n}",
    "SELECT * { VALUES ?e { <%s> } SERVICE ?e { ?s ?p ?o } }",
    "SELECT * { FILTER EXISTS { SERVICE <%s> { ?s ?p ?o } } }",
    "SELECT * { { SELECT * { OPTIONAL { SERVICE <%s> { ?s ?p ?o } } } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <%s> { ?s ?p ?o } }",
    "ASK { ?s ?p '''it's \\''' here''' . SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { FILTER(1<2) SERVICE <%s> { ?s ?p ?o } FILTER(3>2) }",
)


@pytest.mark.parametrize("query", ELSEWHERE)
def test_no_other_endpoint_is_ever_called(sparql, query):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.05)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        assert refused(sparql.get(PATH, params={"query": query % address})) == (403, "federation-refused")
        escaped = query.replace("SERVICE", "\\u0053ERVICE").replace("service", "\\u0073ervice") % address
        assert sparql.get(PATH, params={"query": escaped}).status_code in (200, 400, 403)
        remote = f"SELECT * FROM <{address}> FROM NAMED <{address}> {{ ?s ?p ?o }}"
        assert rows(sparql.get(PATH, params={"query": remote})) == []
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o } LIMIT 5 # SERVICE <http://example.org/> {}",
        'SELECT * { ?s ?p \'SERVICE\' , "SERVICE <http://x/> {}" , \'\'\'\nSERVICE\n\'\'\' , """a "SERVICE" b""" }',
        "SELECT * { ?service ?SERVICE $Service } LIMIT 5",
        "SELECT * { ?s <http://example.org/SERVICE> <http://example.org/#SERVICE> }",
        "PREFIX ex: <http://example.org/> SELECT * { ?s ex:SERVICE ex:a.SERVICE , _:SERVICE , 'x'@service }",
    ],
)
def test_the_word_is_no_call_where_it_is_no_keyword(sparql, query):
    assert examine(query) == Dataset()
    assert sparql.get(PATH, params={"query": query}).status_code == httpx.codes.OK


@pytest.mark.parametrize(
    "query", ["SELECT * FROMNAMED<urn:a>{}", "SELECT * FROM a:b {}", "PREFIXa:<urn:>SELECT*FROMa:b{}"]
)
def test_a_dataset_that_could_be_misread_is_refused(query):
    with pytest.raises(QueryError):
        examine(query)


def test_the_graphs_of_a_query_are_read_as_they_are_written():
    query = """BASE <http://a.example/b/> PREFIX g: <http://g.example/>
        SELECT * FROM <c> FROM g:one # FROM <no>
        FROM NAMED g:two\\-x FROM NAMED <http://n.example/> { ?from ?p 'FROM <no>' }"""
    named = ("http://g.example/two-x", "http://n.example/")
    assert examine(query) == Dataset(("http://a.example/b/c", "http://g.example/one"), named)
    with pytest.raises(FederationRefused):
        examine(query.replace("?from", "SERVICE"))


# what costs too much

SLOW = "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(CONTAINS(CONCAT(STR(?a), STR(?f), STR(?i)), 'nowhere at all')) }"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        SLOW,
    ],
)
def test_a_query_that_takes_too_long_is_ended(sparql, query):
    response = sparql.get(PATH, params={"query": query})
    assert refused(response) == (422, "too-costly")
    assert "4 seconds" in response.json()["detail"]
    assert len(rows(sparql.get(PATH, params={"query": ACTS}))) == 6


@pytest.mark.parametrize("accept", ["application/json", "application/xml", "text/csv", "text/tab-separated-values"])
def test_an_answer_with_too_many_rows_is_refused_and_not_cut_off(sparql, accept):
    def status(limit: int) -> int:
        query = f"SELECT ?p {{ ?s ?p ?o }} LIMIT {limit}"
        return sparql.get(PATH, params={"query": query}, headers={"Accept": accept}).status_code

    assert (status(500), status(501)) == (200, 422)


def test_a_graph_with_too_many_triples_is_refused(sparql):
    query = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }} LIMIT {}"
    assert sparql.get(PATH, params={"query": query.format(500)}).status_code == 200
    assert refused(sparql.get(PATH, params={"query": query.format(501)})) == (422, "too-costly")


def test_an_answer_with_too_many_bytes_is_refused(sparql):
    long = "x" * 1000
    query = f"SELECT ('{long}' AS ?long) {{ ?s ?p ?o }} LIMIT 400"
    response = sparql.post(PATH, data={"query": query})
    assert refused(response) == (422, "too-costly")
    assert "200,000 bytes" in response.json()["detail"]


def test_a_text_that_is_blown_up_is_refused(sparql):
    steps = [f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(40)]
    query = f"SELECT (STRLEN(?x40) AS ?n) {{ BIND('x' AS ?x0) {' '.join(steps)} }}"
    assert refused(sparql.post(PATH, data={"query": query})) == (422, "too-costly")
    assert len(rows(sparql.get(PATH, params={"query": ACTS}))) == 6


@pytest.mark.parametrize(
    ("before", "open_", "close"), [("", "{", "}"), ("FILTER(", "(", ")"), ("", "OPTIONAL {", "}"), ("FILTER(", "!", "")]
)
def test_a_deeply_nested_query_brings_nothing_down(sparql, before, open_, close):
    deep = f"SELECT * {{ {before}{open_ * 9000}{'1' if before else ''}{close * 9000}{')' if before else ''} }}"
    response = sparql.post(PATH, content=deep, headers={"Content-Type": DIRECT})
    assert response.status_code in (200, 400, 422)
    assert len(rows(sparql.get(PATH, params={"query": ACTS}))) == 6


def test_a_regular_expression_that_backtracks_elsewhere_does_not_here(sparql):
    query = f"SELECT (REGEX('{'a' * 5000}!', '^(a+)+$') AS ?fits) {{}}"
    assert rows(sparql.post(PATH, data={"query": query})) == [{"fits": "false"}]


def test_a_huge_regular_expression_is_ended(sparql):
    query = "SELECT (REGEX('a', '((a{1000}){1000}){1000}') AS ?fits) {}"
    assert sparql.post(PATH, data={"query": query}).status_code in (200, 400, 422)
    assert len(rows(sparql.get(PATH, params={"query": ACTS}))) == 6


def test_a_query_that_is_too_long_is_refused(sparql):
    response = sparql.post(PATH, data={"query": f"{ASK} #{'x' * 100_000}"})
    assert refused(response) == (413, "body-too-large")


def test_a_long_text_within_a_query_is_taken(sparql):
    text = "é🏛 " * 20_000
    assert rows(sparql.post(PATH, data={"query": f"SELECT (STRLEN('{text}') AS ?n) {{}}"})) == [{"n": "60000"}]


def test_more_queries_at_once_than_there_is_room_for_are_turned_away(sparql):
    def ask(_: int) -> httpx.Response:
        return sparql.get(PATH, params={"query": SLOW})

    with ThreadPoolExecutor(12) as threads:
        responses = list(threads.map(ask, range(12)))
    assert {refused(response) for response in responses} == {(503, "too-busy"), (422, "too-costly")}
    assert {response.headers.get("Retry-After") for response in responses} == {"5", None}
    assert len(rows(sparql.get(PATH, params={"query": ACTS}))) == 6


@pytest.fixture
def patient(settings, connection, limited, tmp_path):
    """The address of a service that runs one query at a time, for a minute if need be."""
    long = {"sparql_seconds": 60, "sparql_at_once": 1, "home": tmp_path}
    with serving(create_app(settings.model_copy(update=long), connection)) as address:
        wait_until_copied(address)
        yield address


def test_a_query_ends_when_its_client_goes_away(patient):
    before = workers()
    leaving = asking(patient, SLOW)
    wait_for(lambda: workers() - before)
    leaving.close()
    wait_for(lambda: not workers() - before)


def test_those_who_have_gone_hold_no_turn_and_no_place_in_the_queue(patient):
    def told() -> int | None:
        """The status of a quick query; None where it waits for its turn, and its client goes away."""
        try:
            return httpx.get(f"{patient}{PATH}", params={"query": ACTS}, timeout=1).status_code
        except httpx.ReadTimeout:
            return None

    running, *waiting = (asking(patient, SLOW) for _ in range(1 + WAITING))
    wait_for(lambda: told() == 503)
    for each in waiting:
        each.close()
    wait_for(lambda: told() is None)
    running.close()
    wait_for(lambda: told() == 200)


def test_while_the_copy_is_not_ready_it_is_told_when_to_come_again(settings, connection, tmp_path, monkeypatch):
    monkeypatch.setattr("graph.mirror.mirror.PATIENCE", 0.5)
    place = Place(tmp_path / "mirror")
    place.make()
    mine = settings.model_copy(update={"home": tmp_path})
    with FileLock(place.lock), serving(create_app(mine, connection)) as address:
        for query in ({}, {"query": ACTS}):
            response = httpx.get(f"{address}{PATH}", params=query, timeout=60)
            assert refused(response) == (503, "mirror-not-ready")
            assert response.headers["Retry-After"] == "30"


def asking(address: str, query: str) -> http.client.HTTPConnection:
    """A connection that has sent the query and not waited for the answer."""
    at = urlsplit(address)
    connection = http.client.HTTPConnection(at.hostname, at.port)
    connection.request("POST", PATH, query, {"Content-Type": DIRECT})
    return connection


def workers() -> set[int]:
    """Processes that run queries, or wait for one."""
    found = set()
    for process in psutil.Process().children():
        with suppress(psutil.NoSuchProcess):  # one that has just ended
            if "graph.mirror.worker" in process.cmdline():
                found.add(process.pid)
    return found


def test_many_quick_queries_at_once_are_all_answered(sparql):
    found, lock = [], threading.Lock()

    def ask() -> None:
        response = sparql.get(PATH, params={"query": ACTS})
        with lock:
            found.append(len(rows(response)))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [6, 6, 6, 6]


def test_the_description_of_the_api_has_both_methods(limited):
    told = httpx.get(f"{limited}/openapi.json").json()["paths"]["/v1/sparql"]
    assert {p["name"] for p in told["get"]["parameters"]} == {"query", "default-graph-uri", "named-graph-uri"}
    assert set(told["post"]["requestBody"]["content"]) == {FORM, DIRECT}
    assert "application/sparql-results+json" in told["get"]["responses"]["200"]["content"]


def test_pyoxigraph_reads_a_keyword_only_where_it_is_spelt_out():
    """The search for SERVICE relies on it: an escape is no letter of a keyword."""
    with pytest.raises(SyntaxError):
        ox.Store().query("\\u0053ELECT * {}")


def test_the_answer_is_whole_json(sparql):
    json.loads(sparql.get(PATH, params={"query": 'SELECT ("\\"\\\\\\n\\u0001" AS ?x) {}'}).text)
