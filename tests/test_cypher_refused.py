"""Attacks on `POST /v1/cypher` by name: each is refused as what it is, and the graph stays as it was."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from graph.errors import StatementRefused, WriteRefused
from graph.projection import project
from graph.queries.submitted import check_plan, vet
from graph.triples import graph_iri, to_graph
from tests.conftest import everything
from tests.samples import reading
from tests.test_api_problems import problem

SECRET = "the words of a file that nobody may read"

WRITES = [
    "CREATE (:X)",
    "create (:X)",
    "/* harmless */ CREATE (:X)",
    "MERGE (n:X {a: 1}) RETURN n",
    "MATCH (n) SET n.a = 1",
    "MATCH (n) REMOVE n.name RETURN n",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) CALL (n) { SET n.a = 1 } RETURN n",
    "MATCH (n) CALL { WITH n DELETE n } RETURN 1",
    "FOREACH (x IN [1] | CREATE (:X))",
    "WITH [1] AS l FOREACH (x IN l | CREATE (:X))",
    "RETURN 1 AS a UNION CREATE (n:X) RETURN 1 AS a",
    "CREATE INDEX x FOR (n:X) ON (n.a)",
    "DROP CONSTRAINT n10s_unique_uri",
    "ALTER USER neo4j SET PASSWORD 'x'",
    "GRANT ROLE admin TO neo4j",
    "`CREATE` (n)",
]

REFUSED = {
    "reaching out": [
        "LOAD CSV FROM '{url}' AS line RETURN line",
        "MATCH (n) LOAD CSV FROM '{url}' AS line RETURN line",
        "WITH 1 AS x LOAD /* a comment */ CSV FROM '{url}' AS line RETURN line",
        "WITH 1 AS x LOAD\r\nCSV WITH HEADERS FROM '{url}' AS line RETURN line",
        "WITH 1 AS x LOAD//\rCSV FROM '{url}' AS line RETURN line",
        "RETURN COUNT { LOAD CSV FROM '{url}' AS line RETURN line } AS n",
        "RETURN EXISTS { LOAD CSV FROM '{url}' AS line RETURN line } AS n",
        "RETURN COLLECT { LOAD CSV FROM '{url}' AS line RETURN line } AS n",
        "CALL { LOAD CSV FROM '{url}' AS line RETURN line } RETURN line",
        "RETURN 1 AS line UNION LOAD CSV FROM '{url}' AS line RETURN line",
        r"WITH 1 AS x \u004cOAD CSV FROM '{url}' AS line RETURN line",
        r"WITH 1 AS x // \u000aLOAD CSV FROM '{url}' AS line RETURN line",
        r"WITH '\u0027 AS x LOAD CSV FROM \u0027{url}' AS line RETURN line",
        "LOAD CSV FROM 'file:///{file}' AS line RETURN line",
        "WITH 'file:///{file}' AS f LOAD CSV FROM f AS line RETURN line",
        "LOAD CSV FROM $url AS line RETURN line",
        "RETURN file() AS f",
        "RETURN linenumber() AS f",
    ],
    "procedures": [
        "CALL apoc.load.json('{url}')",
        "CALL apoc.load.json('{url}') YIELD value RETURN value",
        "CALL `apoc`.`load`.`json`('{url}')",
        "CALL `apoc.load.json`('{url}')",
        "CALL apoc . load . json ('{url}')",
        "CALL/**/apoc/**/.load.json('{url}')",
        "MATCH (n) CALL apoc.cypher.runWrite('CREATE (:X)', {}) YIELD value RETURN value",
        "OPTIONAL CALL apoc.load.json('{url}') YIELD value RETURN value",
        "RETURN COLLECT { CALL dbms.components() YIELD name RETURN name } AS n",
        "RETURN EXISTS { CALL dbms.listConfig() YIELD name RETURN name } AS n",
        "CALL dbms.listConfig",
        "CALL dbms.listConfig() YIELD name, value RETURN name, value",
        "CALL dbms.listConnections()",
        "CALL dbms.killConnection('bolt-1')",
        "CALL dbms.queryJmx('java.lang:*')",
        "CALL dbms.components()",
        "CALL db.clearQueryCaches()",
        "CALL db.createLabel('X')",
        "CALL db.info()",
        "CALL db.stats.retrieve('GRAPH COUNTS')",
        "CALL tx.setMetaData({a: 1})",
        "CALL genai.vector.encodeBatch(['x'], 'OpenAI', {token: 'x'})",
        "CALL DB.LABELS()",
        "CALL db.labels() YIELD label CALL dbms.components() YIELD name RETURN name",
    ],
    "functions": [
        "RETURN apoc.text.join(['a'], '')",
        "RETURN `apoc`.`text`.`join`(['a'], '')",
        "RETURN {a: apoc.util.md5(['a'])} AS m",
        "RETURN [1, 2, 3][1..apoc.convert.toInteger('2')] AS l",
        "MATCH (n) WHERE apoc.util.sleep(1) IS NULL RETURN n",
        "RETURN genai.vector.encode('x', 'OpenAI', {token: 'x'})",
        "RETURN graph.byElementId('x')",
        "RETURN db.nameFromElementId('4:x:1')",
    ],
    "other databases, users and the server": [
        "USE system SHOW USERS",
        "USE neo4j RETURN 1",
        "CALL { USE system RETURN 1 AS x } RETURN x",
        "USE graph.byName('system') RETURN 1",
        "USE `system` RETURN 1",
        "SHOW USERS",
        "SHOW TRANSACTIONS",
        "SHOW PROCEDURES YIELD name RETURN name",
        "SHOW SETTINGS",
        "SHOW DATABASES",
        "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
        "START DATABASE neo4j",
        "STOP DATABASE neo4j",
        "ENABLE SERVER 'x'",
    ],
    "ways around the limits": [
        "EXPLAIN RETURN 1",
        "PROFILE MATCH (n) RETURN n",
        "CYPHER runtime=interpreted RETURN 1",
        "CYPHER 5 RETURN 1",
        "explain/**/profile RETURN 1",
        "UNWIND [1] AS x CALL (x) { RETURN x AS y } IN TRANSACTIONS RETURN y",
        "UNWIND [1] AS x CALL (x) { RETURN x AS y } IN 2 CONCURRENT TRANSACTIONS OF 1 ROW RETURN y",
        "RETURN 1; CREATE (:X)",
        "RETURN 1;; RETURN 2;",
        ";",
        "// only a comment",
        "",
        " \n\t",
    ],
    "what cannot be stopped": [
        "RETURN reduce(a = 0, i IN range(1, 100000000000) | a + 1)",
        "RETURN `reduce`(a = 0, i IN [1] | a + 1)",
        "RETURN size([i IN range(1, 100000000000) WHERE i % 2 = 0])",
        "RETURN all(i IN range(1, $n) WHERE i > 0)",
        "WITH 1000000000 AS n RETURN 1 IN range(2, n)",
        "RETURN range(1, 10000 * 10000)",
        "RETURN range(1, 1e9)",
        "RETURN range(0, 9999, toInteger('1'))",
        "UNWIND range(1, 10000) AS i WITH collect(i) AS l RETURN all(a IN l WHERE all(b IN l WHERE a + b > 0))",
        "UNWIND range(1, 10000) AS i WITH collect(i) AS l RETURN size([a IN l WHERE a IN l])",
        "WITH {l: range(1, 10000)} AS m RETURN all(a IN m.l WHERE all(b IN m.l WHERE all(c IN m.l WHERE true)))",
        "MATCH (n) RETURN [a IN labels(n) | [b IN labels(n) | [c IN labels(n) | 1]]]",
        "RETURN all(a IN [1] WHERE any(b IN [1] WHERE none(c IN [1] WHERE single(d IN [1] WHERE true))))",
        "RETURN [i IN range(1, 10000) | split($text, '')]",
        "RETURN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' =~ '(a+)+b'",
        "RETURN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' =~ '(a|a)*b'",
        "RETURN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' =~ 'a*a*a*a*a*a*b'",
        "RETURN 'aa' =~ ('(a+)' + '+b')",
        "RETURN 'aa' =~ '(a+)' + '+b'",
        "RETURN 'aa' =~ $pattern",
        "MATCH (n) RETURN n.name =~ n.uri",
    ],
    "what grows": [
        "WITH 'aaaaaaaaaa' AS s" + " WITH s + s AS s" * 25 + " RETURN size(s)",
        "WITH 'aaaaaaaaaa' AS s" + " WITH s + s + s + s + s + s + s + s AS s" * 9 + " RETURN size(s)",
        "WITH [1] AS l" + " WITH [l, l, l, l] AS l" * 20 + " RETURN DISTINCT l",
        "WITH [1] AS l" + " WITH {a: l, b: l} AS l" * 25 + " RETURN l = l",
        "MATCH (a:Article) RETURN " + " + ".join(["a.text"] * 600),
        "RETURN replace($text, 'a', $text)",
        "RETURN replace('a', 'a', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')",
        "MATCH (a:Article) RETURN [i IN range(1, 10000) | a.text]",
        "MATCH (a:Article) RETURN [i IN range(1, 10000) | a]",
        "WITH [1] AS l RETURN [i IN range(1, 10000) | l]",
    ],
    "what takes the parser or the planner for ever": [
        "RETURN " + "(" * 3000 + "1" + ")" * 3000,
        "RETURN " + "[" * 1500 + "1" + "]" * 1500,
        "RETURN " + "NOT " * 2000 + "true",
        "MATCH (a) WHERE " + " XOR ".join(f"a.x = {i}" for i in range(100)) + " RETURN a",
        "MATCH (a) WHERE " + "EXISTS { MATCH (a)--(b) WHERE " * 20 + "true" + "}" * 20 + " RETURN 1",
        "RETURN " + " + ".join(["1"] * 1500),
        " UNION ".join(["RETURN 1 AS x"] * 500),
        "WITH 1 AS x " * 500 + "RETURN x",
    ],
    "what two readers may read differently": [
        r"RETURN \u0031",
        r"RETURN '\u0031'",
        r"RETURN '\\u0031'",
        "RETURN\u00a01",
        "RETURN 1 \u2013 2",
        "RETURN 1\x0b",
        "RETURN 1\x00",
        "RETURN 'open",
        'RETURN "open',
        "RETURN `open",
        "RETURN 1 /* open",
        "RETURN (1",
        "RETURN 1)",
        "RETURN [1)",
        "RETURN 1 #",
    ],
}

PARAMETERS = {"n": 10**12, "url": "{url}", "text": "a" * 5000, "pattern": "(a+)+b"}

ALLOWED = [
    "MATCH (n) RETURN count(*);",
    "MATCH (n) WHERE n.name STARTS WITH 'A' OR n.name ENDS WITH 'y' WITH n LIMIT 3 RETURN n",
    "MATCH (n) WHERE n.name =~ '(?i).*mayor.*' RETURN n.name",
    "MATCH (n:Act) RETURN n.type, count(*) AS acts, sum(CASE n.realis WHEN 'actual' THEN 1 ELSE 0 END) AS happened",
    "MATCH p = (:Official)-[:AGENT_OF]->(:Act)-[:TARGETS]->() "
    "RETURN [x IN nodes(p) WHERE x.name IS NOT NULL | x.name], [r IN relationships(p) | type(r)], length(p)",
    "MATCH p = (a:Official {name: 'Ada Mayor'})-[*1..2]-(b) "
    "WHERE all(x IN nodes(p) WHERE any(l IN labels(x) WHERE l = 'Resource')) RETURN count(p)",
    "MATCH p = (a:Official {name: 'Ada Mayor'})-[*2..2]-(b) "
    "WHERE all(i IN range(0, size(nodes(p)) - 2) WHERE (nodes(p)[i]).uri <> 'x') "
    "RETURN count(p)",
    "MATCH p = shortestPath((a:Official {name: 'Ada Mayor'})-[*..6]-(b:Official {name: 'Bo Judge'})) RETURN p",
    "MATCH p = SHORTEST 1 (a:Official {name: 'Ada Mayor'})--+(b:Official {name: 'Bo Judge'}) RETURN length(p)",
    "MATCH (a:Official) RETURN a.name, COUNT { (a)-[:AGENT_OF]->() } AS n, EXISTS { (a)--(:Act) } AS e",
    "MATCH (a:Official) RETURN a {.name, acts: [(a)-[:AGENT_OF]->(x) | x.type]} AS a",
    "MATCH (a:Official) CALL (a) { MATCH (a)-[:AGENT_OF]->(x) RETURN count(x) AS n } RETURN a.name, n",
    "CALL db.labels() YIELD label RETURN label ORDER BY label",
    "CALL db.labels",
    "CALL db.index.fulltext.queryNodes('participant_names', 'mayor') YIELD node, score RETURN node.name, score",
    "CALL db.schema.visualization()",
    "RETURN point.distance(point({x: 1, y: 2}), point({x: 1, y: 1})), date.truncate('year', date()), rand()",
    "UNWIND range(2015, 2021) AS year RETURN year",
    "UNWIND $list AS x RETURN x ORDER BY x SKIP 1 LIMIT 1",
    "RETURN 'LOAD CSV; \\' CREATE (n) // no comment' AS text /* LOAD CSV */ // CREATE (n)",
    "RETURN {load: 1, use: 2, call: 3} AS `CALL apoc.x()`",
    "MATCH (n:Act) WHERE n.confidence >= 0.5 RETURN n.confidence * 2 + 1 - 1 AS c UNION ALL RETURN 1.5e3 AS c",
    "OPTIONAL MATCH (n:Nope)-[:`ACTED AGAINST`|TARGETS]->(m:Act|Actor) RETURN m",
    "MATCH (ünï) RETURN count(ünï) AS `größe`",
]


@pytest.fixture
def unchanged(store):
    """The graph is the same after the test as before it."""
    store.write(graph_iri(reading().iri), project(to_graph(reading())))
    before = everything(store)
    yield store
    assert everything(store) == before


@pytest.fixture
def listener():
    """The address of a server, and what it was asked."""
    called = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            called.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(SECRET.encode())

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/x", called
    server.shutdown()
    server.server_close()
    thread.join()


def test_what_would_write_is_refused_and_writes_nothing(client, unchanged):
    for statement in WRITES:
        answer = client.post("/v1/cypher", json={"statement": statement})
        assert answer.status_code in (400, 403), (statement, answer.text)
        if answer.status_code == 400:
            assert answer.json()["code"] == "Neo.ClientError.Statement.SyntaxError", statement


@pytest.mark.parametrize("attack", REFUSED)
def test_what_would_do_harm_is_refused_before_it_runs(client, unchanged, listener, tmp_path, attack):
    url, called = listener
    secret = tmp_path / "secret.csv"
    secret.write_text(SECRET)
    for template in REFUSED[attack]:
        statement = template.replace("{url}", url).replace("{file}", str(secret))
        answer = client.post("/v1/cypher", json={"statement": statement, "parameters": {**PARAMETERS, "url": url}})
        assert SECRET not in answer.text
        if statement:
            problem(answer, 403, "statement-refused")
        else:
            problem(answer, 422, "invalid-body")
    assert called == []


def test_what_harmless_statements_say_is_let_through(client, unchanged):
    for statement in ALLOWED:
        answer = client.post("/v1/cypher", json={"statement": statement, "parameters": {"list": [3, 1, 2]}})
        assert answer.status_code == 202, (statement, answer.text)


def test_parameters_are_values_and_nothing_else(client, unchanged):
    hostile = "x' RETURN 1 UNION MATCH (n) DETACH DELETE n //"
    asked = {"statement": "RETURN $a AS a, $`b c` AS b", "parameters": {"a": hostile, "b c": {"$type": "x"}}}
    assert client.post("/v1/cypher", json=asked).json()["data"]["values"] == [[hostile, {"$type": "x"}]]


def test_the_plan_alone_refuses_what_the_words_would_have_let_through():
    """Neo4j's plan is checked too, whatever the words were."""
    leaf = {"operatorType": "LoadCSV@neo4j", "args": {}}
    with pytest.raises(StatementRefused, match="LoadCSV"):
        check_plan("r", {"operatorType": "ProduceResults@neo4j", "children": [leaf]})
    call = {"operatorType": "ProcedureCall@neo4j", "args": {"Details": "apoc.load.json($x) :: (value :: MAP)"}}
    with pytest.raises(StatementRefused, match="procedure"):
        check_plan("r", {"operatorType": "ProduceResults@neo4j", "children": [call]})
    for kind in ("w", "rw"):
        with pytest.raises(WriteRefused):
            check_plan(kind, leaf)
    for kind in ("s", None):
        with pytest.raises(StatementRefused):
            check_plan(kind, leaf)
    with pytest.raises(StatementRefused):
        check_plan("r", None)


def test_a_statement_that_needs_too_much_memory_says_so(client, unchanged):
    (row,) = unchanged.console("SHOW SETTINGS 'db.memory.transaction.max' YIELD value RETURN value").rows
    if row[0] in ("0B", "0"):
        pytest.skip("this Neo4j has no limit on a transaction's memory")
    statement = "UNWIND range(1, 10000) AS a UNWIND range(1, 3000) AS b WITH collect([a, b]) AS l RETURN size(l)"
    answer = client.post("/v1/cypher", json={"statement": statement})
    body = problem(answer, 422, "too-much-memory")
    assert body["code"] == "Neo.TransientError.General.MemoryPoolOutOfMemoryError"


def test_a_long_statement_is_read_in_linear_time():
    vet("MATCH (n) RETURN " + ", ".join(f"n.a{i}" for i in range(400)), {})
