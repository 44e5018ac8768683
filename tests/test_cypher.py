"""`POST /v1/cypher`: the form of Neo4j's Query API v2, limits that are told, and an asker who may go away."""

import http.client
import json
from urllib.parse import urlsplit

import httpx
import jsonschema
import pytest

from api.app import create_app
from api.cypher.body import JSON, TYPED
from graph.projection import project
from graph.triples import graph_iri, to_graph
from tests.samples import reading
from tests.serving import serving, wait_for
from tests.test_api_problems import problem

FOR_EVER = "MATCH (a), (b), (c), (d) WHERE a.name > b.name RETURN count(*)"


@pytest.fixture
def graph(store):
    store.write(graph_iri(reading().iri), project(to_graph(reading())))
    return store


@pytest.fixture
def ask(client, graph):
    def run(statement, accept=JSON, sent=JSON, **more):
        headers = {"Accept": accept, "Content-Type": sent}
        return client.post("/v1/cypher", json={"statement": statement, **more}, headers=headers)

    return run


@pytest.fixture
def limited(settings, graph):
    """A service with other limits."""
    opened = []

    def serve(**limits):
        changed = settings.model_copy(update={f"cypher_{name}": value for name, value in limits.items()})
        opened.append(serving(create_app(changed, graph)))
        return opened[-1].__enter__()

    yield serve
    for one in opened:
        one.__exit__(None, None, None)


def values(answer):
    assert answer.status_code == 202, answer.text
    return answer.json()["data"]["values"]


# what is asked and answered


def test_an_answer_has_fields_and_values(ask):
    answer = ask(
        "MATCH (a:Act {type: $type})<-[:AGENT_OF]-(who) RETURN who.name, a.date AS day", parameters={"type": "BLOCK"}
    )
    assert answer.status_code == 202
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json() == {
        "data": {"fields": ["who.name", "day"], "values": [["Bo Judge", "2017-07-01"]]},
        "truncated": False,
    }


def test_counters_are_told_when_asked_for(ask):
    counters = ask("RETURN 1", includeCounters=True).json()["counters"]
    assert counters["containsUpdates"] is False
    assert not any(counters.values())
    assert len(counters) == 14


def test_what_neo4j_notices_about_a_statement_is_passed_on(ask):
    notifications = ask("MATCH (a:Nope) RETURN a").json()["notifications"]
    assert [n["code"] for n in notifications] == ["Neo.ClientNotification.Statement.UnknownLabelWarning"]


VALUES = [
    ("1", 1, ("Integer", "1")),
    ("9223372036854775807", 9223372036854775807, ("Integer", "9223372036854775807")),
    ("1.5", 1.5, ("Float", "1.5")),
    ("1.0", 1.0, ("Float", "1.0")),
    ("1e300 * 1e300", "Infinity", ("Float", "Infinity")),
    ("-1e300 * 1e300", "-Infinity", ("Float", "-Infinity")),
    ("0.0 / 0.0", "NaN", ("Float", "NaN")),
    ("true", True, ("Boolean", True)),
    ("null", None, ("Null", None)),
    ("'a\"é🏛'", 'a"é🏛', ("String", 'a"é🏛')),
    ("[1]", [1], ("List", [{"$type": "Integer", "_value": "1"}])),
    ("{a: null}", {"a": None}, ("Map", {"a": {"$type": "Null", "_value": None}})),
    ("date('2017-08-03')", "2017-08-03", ("Date", "2017-08-03")),
    ("time('12:00:01.5+01:00')", "12:00:01.5+01:00", ("Time", "12:00:01.5+01:00")),
    ("localtime('12:00')", "12:00:00", ("LocalTime", "12:00:00")),
    ("datetime('2017-08-03T12:00:00Z')", "2017-08-03T12:00:00Z", ("OffsetDateTime", "2017-08-03T12:00:00Z")),
    (
        "datetime('2017-08-03T12:00:00.123456789[America/New_York]')",
        "2017-08-03T12:00:00.123456789-04:00",
        ("ZonedDateTime", "2017-08-03T12:00:00.123456789-04:00[America/New_York]"),
    ),
    ("localdatetime('2017-08-03T12:00:00')", "2017-08-03T12:00:00", ("LocalDateTime", "2017-08-03T12:00:00")),
    ("duration('P1Y2M3DT4H5.5S')", "P1Y2M3DT4H5.5S", ("Duration", "P1Y2M3DT4H5.5S")),
    ("duration('PT0S')", "PT0S", ("Duration", "PT0S")),
    ("point({x: 1, y: 2})", "SRID=7203;POINT (1.0 2.0)", ("Point", "SRID=7203;POINT (1.0 2.0)")),
    (
        "point({latitude: 1.5, longitude: 2.5, height: 3})",
        "SRID=4979;POINT Z (2.5 1.5 3.0)",
        ("Point", "SRID=4979;POINT Z (2.5 1.5 3.0)"),
    ),
]
"""Expressions with what Neo4j 5.26's own Query API answers for them, plain and typed."""


def test_values_have_the_forms_of_neo4js_own_query_api(ask):
    statement = "RETURN " + ", ".join(f"{expression} AS v{i}" for i, (expression, _, _) in enumerate(VALUES))
    assert values(ask(statement)) == [[plain for _, plain, _ in VALUES]]
    answer = ask(statement, accept=TYPED)
    assert answer.headers["Content-Type"] == TYPED
    assert [(v["$type"], v["_value"]) for v in values(answer)[0]] == [typed for _, _, typed in VALUES]


def test_a_parameter_with_its_type_comes_back_as_it_was_given(ask):
    given = {f"v{i}": {"$type": name, "_value": value} for i, (_, _, (name, value)) in enumerate(VALUES)}
    given["bytes"] = {"$type": "Base64", "_value": "A2+/"}
    answer = ask("RETURN " + ", ".join(f"${name}" for name in given), accept=TYPED, sent=TYPED, parameters=given)
    assert values(answer) == [list(given.values())]


def test_a_date_that_is_given_as_one_is_compared_as_one(ask):
    statement = "MATCH (a:Act {type: 'BLOCK'}) WHERE a.date = $day RETURN a.type"
    typed = ask(statement, sent=TYPED, parameters={"day": {"$type": "Date", "_value": "2017-07-01"}})
    assert values(typed) == [["BLOCK"]]
    assert values(ask(statement, parameters={"day": "2017-07-01"})) == []


@pytest.mark.parametrize(
    "value",
    [
        "2017-08-03", 1, None, [], {}, {"$type": "Date"}, {"_value": "x"}, {"$type": "Date", "_value": "x", "more": 1},
        *({"$type": name, "_value": value} for name, value in [
            ("Node", {}), ("Path", []), ("date", "2017-08-03"), (["Date"], "2017-08-03"), ("Unsupported", "x"),
            ("Null", 0), ("Boolean", "true"), ("Integer", 1), ("Integer", "1.0"), ("Integer", " 1"), ("Integer", "١"),
            ("Integer", "9223372036854775808"), ("Float", 1.5), ("Float", "inf"), ("Float", "1_0"), ("String", 1),
            ("Base64", "A2+"), ("Base64", "é"), ("Date", "2017-02-30"), ("Date", "0000-00-00"),
            ("Date", "2017-08-03\n"), ("Date", "10000-01-01"), ("Time", "12:00"), ("Time", "25:00Z"),
            ("LocalTime", "12:00Z"), ("LocalDateTime", "2017-08-03T12:00Z"), ("OffsetDateTime", "2017-08-03T12:00"),
            ("OffsetDateTime", "2017-08-03 12:00Z"), ("OffsetDateTime", "2017-08-03T12:00Z[Europe/Rome]"),
            ("ZonedDateTime", "2017-08-03T12:00Z"), ("ZonedDateTime", "2017-08-03T12:00Z[../../etc/passwd]"),
            ("ZonedDateTime", "9999-12-31T23:59Z[Asia/Tokyo]"), ("Duration", "1 day"),
            ("Duration", "P" + "9" * 20 + "Y"),
            ("Point", "POINT (1 2)"), ("Point", "SRID=9999;POINT (1 2)"), ("Point", "SRID=7203;POINT (1 2 3)"),
            ("Point", "SRID=4979;POINT (1 2 3)"), ("List", [1]), ("List", {}), ("Map", {"a": 1}), ("Map", []),
        ]),
    ],
)  # fmt: skip
def test_a_parameter_that_is_not_of_its_type_is_refused_and_named(ask, value):
    answer = ask("RETURN $given", sent=TYPED, parameters={"given": value})
    assert problem(answer, 422, "invalid-body")["detail"].startswith("parameters.given: ")


def test_a_parameter_that_is_nested_without_end_is_refused(ask):
    deep = {"$type": "Null", "_value": None}
    for _ in range(300):
        deep = {"$type": "List", "_value": [deep]}
    assert ask("RETURN 1", sent=TYPED, parameters={"given": deep}).status_code in (202, 400, 422)


def test_nodes_relationships_and_paths_have_the_forms_of_neo4js_own_query_api(ask):
    statement = "MATCH p = (n:Act {type: 'BLOCK'})<-[r:AGENT_OF]-(m) RETURN n, r, p, m"
    node, link, path, other = values(ask(statement))[0]
    assert set(node) == {"elementId", "labels", "properties"}
    assert node["labels"] == ["Act", "Resource"]
    assert node["properties"]["date"] == "2017-07-01"
    assert set(link) == {"elementId", "startNodeElementId", "endNodeElementId", "type", "properties"}
    assert (link["startNodeElementId"], link["endNodeElementId"]) == (other["elementId"], node["elementId"])
    assert path == [node, link, other]
    typed_node, typed_link, typed_path, typed_other = (v["_value"] for v in values(ask(statement, accept=TYPED))[0])
    assert set(typed_node) == {"_element_id", "_labels", "_properties"}
    assert typed_node["_properties"]["date"] == {"$type": "Date", "_value": "2017-07-01"}
    assert set(typed_link) == {
        "_element_id",
        "_start_node_element_id",
        "_end_node_element_id",
        "_type",
        "_properties",
    }
    assert [s["_value"] for s in typed_path] == [typed_node, typed_link, typed_other]


def test_the_answer_and_the_examples_fit_the_description(ask, service):
    described = httpx.get(f"{service}/openapi.json").json()["paths"]["/v1/cypher"]["post"]
    for media_type in (TYPED, JSON):
        body = described["requestBody"]["content"][media_type]
        jsonschema.Draft202012Validator(body["schema"]).validate(body["example"])
        values(ask(sent=media_type, **body["example"]))
    content = described["responses"]["202"]["content"]["application/json"]
    validator = jsonschema.Draft202012Validator(content["schema"])
    validator.validate(content["example"])
    validator.validate(ask(**body["example"], includeCounters=True).json())
    validator.validate(ask("MATCH (a:Nope) RETURN a").json())


# errors


NEO4J_ERRORS = [
    ("RETURN x", "Neo.ClientError.Statement.SyntaxError", "Variable `x` not defined (line 1, column 8)"),
    ("RETURN 1\nAS a, x", "Neo.ClientError.Statement.SyntaxError", "(line 2, column 7)"),
    ("RETURN $missing", "Neo.ClientError.Statement.ParameterMissing", "missing"),
    ("RETURN 1 / 0", "Neo.ClientError.Statement.ArithmeticError", "/ by zero"),
    ("RETURN date('yesterday')", "Neo.ClientError.Statement.SyntaxError", "Date"),
    ("RETURN 1 AS a UNION RETURN 2 AS b", "Neo.ClientError.Statement.SyntaxError", "UNION"),
    (
        "CALL db.index.fulltext.queryNodes('no such', 'x')",
        "Neo.ClientError.Procedure.ProcedureCallFailed",
        "no such",
    ),
]


def test_neo4js_error_comes_with_its_code_and_message_and_gives_nothing_away(ask, settings):
    for statement, code, words in NEO4J_ERRORS:
        body = problem(ask(statement), 400, "statement-failed")
        assert body["code"] == code
        assert words in body["detail"]
        assert "EXPLAIN" not in body["detail"]
        for secret in ("127.0.0.1", "bolt:", "/tmp", "neo4j.conf", f"user '{settings.neo4j_username}'"):
            assert secret not in body["detail"]


NO_BODIES = [
    (b"", 422, "invalid-body"),
    (b"nothing", 422, "invalid-body"),
    (b"[]", 422, "invalid-body"),
    (b"{}", 422, "invalid-body"),
    (b'{"statement": ""}', 422, "invalid-body"),
    (b'{"statement": 1}', 422, "invalid-body"),
    (b'{"statement": ["RETURN 1", "RETURN 2"]}', 422, "invalid-body"),
    (b'{"statement": "RETURN 1", "parameters": []}', 422, "invalid-body"),
    (b'{"statement": "RETURN 1", "accessMode": "WRITE"}', 422, "invalid-body"),
    (b'{"statement": "RETURN 1", "impersonatedUser": "neo4j"}', 422, "invalid-body"),
    (b'{"statement": "RETURN 1", "maxExecutionTime": -1}', 422, "invalid-body"),
    (b'{"statement": "RETURN 1", "maxExecutionTime": NaN}', 422, "invalid-body"),
    (b'{"statement": "RETURN $a", "parameters": {"a": 9223372036854775808}}', 422, "invalid-body"),
    (b'{"statement": "RETURN $a", "parameters": {"a": ["\\ud800"]}}', 422, "invalid-body"),
    (b'{"statement": "RETURN \\"\\ud800\\""}', 422, "invalid-body"),
    (b'{"statement": "\xff"}', 422, "invalid-body"),
    (
        b'{"statement": "RETURN $a", "parameters": {"a": ' + b"[" * 50_000 + b"]" * 50_000 + b"}}",
        422,
        "invalid-body",
    ),
    (b'{"statement": "RETURN 1", "parameters": {"a": "' + b"a" * 300_000 + b'"}}', 413, "body-too-large"),
    (b'{"statement": "RETURN 1 // ' + b"a" * 10_001 + b'"}', 413, "body-too-large"),
]


def test_a_body_that_is_none_is_refused(client):
    headers = {"Content-Type": "application/json"}
    for body, status, slug in NO_BODIES:
        problem(client.post("/v1/cypher", content=body, headers=headers), status, slug)


def test_only_json_is_read(client):
    answer = client.post("/v1/cypher", content="RETURN 1", headers={"Content-Type": "text/plain"})
    problem(answer, 415, "unsupported-body")
    answer = client.post("/v1/cypher", json={"statement": "RETURN 1"}, headers={"Accept": "text/csv"})
    problem(answer, 406, "not-acceptable")
    problem(client.get("/v1/cypher"), 405, "no-such-method")


def test_a_value_that_python_has_no_form_for_is_an_error_of_the_statement(ask):
    problem(ask("RETURN date('+12345-01-01') AS d"), 400, "statement-failed")


# limits


def test_rows_beyond_the_limit_are_left_out_and_it_is_told(limited):
    address = limited(rows=3)
    answer = httpx.post(f"{address}/v1/cypher", json={"statement": "UNWIND range(1, 10000) AS i RETURN i"}).json()
    assert answer["data"]["values"] == [[1], [2], [3]]
    assert answer["truncated"] is True
    assert "WHOWHOM_CYPHER_ROWS" in answer["notifications"][-1]["description"]
    just = httpx.post(f"{address}/v1/cypher", json={"statement": "UNWIND range(1, 3) AS i RETURN i"}).json()
    assert (len(just["data"]["values"]), just["truncated"]) == (3, False)


def test_bytes_beyond_the_limit_are_left_out_and_it_is_told(limited):
    address = limited(bytes=10_000)
    statement = "UNWIND range(1, 100) AS i RETURN $text AS t"
    asked = {"statement": statement, "parameters": {"text": "é" * 1000}}
    answer = httpx.post(f"{address}/v1/cypher", json=asked)
    assert len(answer.content) < 12_000
    assert len(answer.json()["data"]["values"]) == 4
    assert answer.json()["truncated"] is True
    assert "WHOWHOM_CYPHER_BYTES" in answer.json()["notifications"][-1]["description"]


def test_a_single_row_that_is_too_large_is_left_out_too(limited):
    asked = {"statement": "RETURN $text AS t", "parameters": {"text": "a" * 20_000}}
    answer = httpx.post(f"{limited(bytes=10_000)}/v1/cypher", json=asked).json()
    assert answer["data"] == {"fields": ["t"], "values": []}
    assert answer["truncated"] is True


def test_neo4j_ends_a_statement_after_its_time(limited):
    address = limited(seconds=0.5)
    body = problem(httpx.post(f"{address}/v1/cypher", json={"statement": FOR_EVER}, timeout=30), 504, "took-too-long")
    assert "0.5 s" in body["detail"]


def test_a_statement_may_ask_for_less_time_and_not_for_more(ask, limited):
    assert "0.3 s" in problem(ask(FOR_EVER, maxExecutionTime=0.3), 504, "took-too-long")["detail"]
    asked = {"statement": FOR_EVER, "maxExecutionTime": 600}
    body = problem(httpx.post(f"{limited(seconds=0.4)}/v1/cypher", json=asked, timeout=30), 504, "took-too-long")
    assert "0.4 s" in body["detail"]


def test_more_statements_than_may_run_at_once_are_asked_to_come_again(limited, graph):
    address = limited(at_once=1, seconds=20)
    leaving = connection_that_asks(address, FOR_EVER)
    wait_for(lambda: running(graph) == 1)
    answer = httpx.post(f"{address}/v1/cypher", json={"statement": "RETURN 1"})
    problem(answer, 429, "too-many-statements")
    assert int(answer.headers["Retry-After"]) > 0
    leaving.close()
    wait_for(lambda: httpx.post(f"{address}/v1/cypher", json={"statement": "RETURN 1"}).status_code == 202)


def test_a_statement_ends_when_its_asker_goes_away(limited, graph):
    address = limited(seconds=60)
    leaving = connection_that_asks(address, FOR_EVER)
    wait_for(lambda: running(graph) == 1)
    leaving.close()
    wait_for(lambda: running(graph) == 0)


def test_an_asker_who_goes_away_between_rows_ends_the_statement_too(limited, graph):
    address = limited(seconds=60, rows=100_000, bytes=10**9)
    leaving = connection_that_asks(address, "MATCH (a), (b), (c) WHERE a.name > b.name RETURN a.name")
    wait_for(lambda: running(graph) == 1)
    leaving.close()
    wait_for(lambda: running(graph) == 0)


def connection_that_asks(address, statement):
    """A connection that has sent the statement and not waited for the answer."""
    at = urlsplit(address)
    connection = http.client.HTTPConnection(at.hostname, at.port)
    connection.request("POST", "/v1/cypher", json.dumps({"statement": statement}), {"Content-Type": "application/json"})
    return connection


def running(store):
    """How many transactions beside this one the server has, by an administrator's eyes."""
    shown = store.console("SHOW TRANSACTIONS YIELD currentQuery, database RETURN currentQuery")
    return sum("(a), (b), (c)" in (row[0] or "") for row in shown.rows)
