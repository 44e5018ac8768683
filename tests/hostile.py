"""Statements that mean harm or make no sense: made of clauses that read and write, and of broken pieces of both."""

from collections.abc import Callable

from hypothesis import strategies as st

from tests.test_cypher_refused import ALLOWED, REFUSED, WRITES

_LONGEST = 600
SEEDS = [s for s in [*ALLOWED, *WRITES, *(s for each in REFUSED.values() for s in each)] if len(s) <= _LONGEST]

_NAMES = ["n", "m", "x", "`x`", "`a``b`", "ünï", "$p", "$list", "n.name", "m.uri", "call", "load", "İ", "ſet"]
_LABELS = ["Act", "Resource", "Official|Agency", "!Act", "`A B`", "%", "$($p)", "X"]
_VALUES = [
    "1", "-1", "9223372036854775807", "1e308", "0x1F", "'a'", '"b"', "'\\''", "null", "true", "[]", "[1, [2, {a: 3}]]",
    "{a: 1}", "date()", "point({x: 1, y: 2})", "duration('P1D')", "rand()", "range(1, 10)", "range(1, 10000)",
    "range(1, 1000000000)", "size(keys(n))", "[x IN range(1, 100) | x]", "[x IN labels(n) WHERE x = 'Act' | x]",
    "any(x IN [1, 2] WHERE x > 1)", "reduce(a = 0, x IN [1] | a + x)", "apoc.util.sleep(1)", "n {.*}",
    "COUNT { (n)--() }",
    "EXISTS { MATCH (n)--(m:Act) }", "COLLECT { MATCH (q:Act) RETURN q.uri }", "CASE WHEN true THEN 1 ELSE 'a' END",
    "n.name =~ '.*a.*'", "n.name =~ '(a+)+'", "split('a,b', ',')", "replace('aa', 'a', 'bb')", "toInteger('x')",
    "1 / 0",
    "[(n)-->(y) | y.uri]", "(((((1)))))", "elementId(n)", "labels(n)", "properties(n)", "'LOAD CSV FROM \"x\"'",
]  # fmt: skip
_CLAUSES = [
    "MATCH (n:{label})", "MATCH (n)-[r]->(m)", "OPTIONAL MATCH (n)--(m:{label})", "MATCH p = (n)-[*1..3]-(m)",
    "MATCH (n), (m), (q), (w)", "MATCH p = shortestPath((n)-[*]-(m))", "MATCH (n)-[:AGENT_OF|TARGETS*]-(m)",
    "MATCH ((n)-->(m)){{1,4}}", "MATCH p = (n)-[*]-(m)", "MATCH (n {{name: {value}}})", "WHERE {value} = {value}",
    "WHERE {name} IN {value}", "WHERE NOT {name} IS NULL AND {value} XOR {value}", "WITH {value} AS {name}", "WITH *",
    "WITH n, collect({value}) AS m", "WITH DISTINCT {name}, {value} AS x ORDER BY x SKIP 1 LIMIT 3",
    "UNWIND {value} AS x", "UNWIND range(1, 10000) AS x", "CALL {{ {clause} RETURN 1 AS y }}",
    "CALL (n) {{ {clause} RETURN {value} AS z }}", "CALL db.labels() YIELD label", "CALL dbms.components() YIELD name",
    "CALL db.index.fulltext.queryNodes('participant_names', {value}) YIELD node AS n", "CALL apoc.load.json({value})",
    "CALL apoc.periodic.iterate('MATCH (n) RETURN n', 'DELETE n', {{}})", "LOAD CSV FROM {value} AS line",
    "LOAD CSV WITH HEADERS FROM 'file:///etc/hostname' AS line", "CREATE (:{label} {{a: {value}}})",
    "CREATE (n)-[:R]->(m)",
    "MERGE (x:{label} {{uri: {value}}}) ON CREATE SET x.a = 1", "SET n.name = {value}", "SET n += {{a: {value}}}",
    "SET n:{label}", "REMOVE n.name", "DELETE n", "DETACH DELETE n, m", "FOREACH (y IN {value} | SET n.a = y)",
    "CALL {{ MATCH (k) DETACH DELETE k }} IN TRANSACTIONS OF 1 ROW", "USE system", "UNION",
    "UNION ALL RETURN {value} AS x",
    "RETURN {value}", "SHOW TRANSACTIONS YIELD *", "TERMINATE TRANSACTION 'x'", "DROP INDEX act_date",
    "CREATE INDEX z FOR (n:Act) ON (n.z)", "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'", ";",
]  # fmt: skip
_ENDS = [
    "RETURN n",
    "RETURN *",
    "RETURN count(*) AS c",
    "RETURN {value} AS v",
    "RETURN {name}, {value}",
    "FINISH",
    "",
    ";",
]
_STARTS = [
    "",
    "",
    "",
    "",
    "EXPLAIN ",
    "PROFILE ",
    "CYPHER runtime=slotted ",
    "// x\r",
    "/* x */",
    "\ufeff",
    "USE neo4j ",
]
_PIECES = [
    " ", "(", ")", "[", "}", "'", '"', "`", ";", "/*", "*/", "//", "\n", "\r", "\\u0027", "\\", "\x00", "\u2028", "--",
    "->", "$", "|", "..", " DETACH DELETE n ", " SET n.a = 1 ", " CREATE (:X) ", " LOAD CSV FROM 'x' AS l ", " CALL ",
    "apoc.load.json('x')", " UNION ", " RETURN 1 ", " WITH * ", " USE system ", " IN TRANSACTIONS ", "🏛", "é", "0", ".",
]  # fmt: skip


@st.composite
def _grammatical(draw: st.DrawFn) -> str:
    """A chain of clauses, each likely to be right by itself."""

    def fill(template: str, deep: int = 0) -> str:
        parts = {"name": _NAMES, "label": _LABELS, "value": _VALUES}
        for key, among in parts.items():
            while f"{{{key}}}" in template:
                template = template.replace(f"{{{key}}}", draw(st.sampled_from(among)), 1)
        while "{clause}" in template:
            inner = fill(draw(st.sampled_from(_CLAUSES)), deep + 1) if deep < 3 else "MATCH (k)"
            template = template.replace("{clause}", inner, 1)
        return template.replace("{{", "{").replace("}}", "}")

    clauses = draw(st.lists(st.sampled_from(_CLAUSES), min_size=1, max_size=5))
    end = draw(st.sampled_from(_ENDS))
    return draw(st.sampled_from(_STARTS)) + " ".join(map(fill, [*clauses, end]))


@st.composite
def _mutated(draw: st.DrawFn) -> str:
    """A statement of the named cases or of the grammar, with pieces cut, doubled, put in or taken from another."""
    text = draw(st.one_of(st.sampled_from(SEEDS), _grammatical()))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        to = min(len(text), at + draw(st.integers(0, 20)))
        text = draw(st.sampled_from(_CHANGES))(text, at, to, draw(st.sampled_from([*_PIECES, *SEEDS])))
    return text[: 2 * _LONGEST]


_CHANGES: list[Callable[[str, int, int, str], str]] = [
    lambda text, at, to, piece: text[:at] + text[to:],
    lambda text, at, to, piece: text[:at] + piece + text[at:],
    lambda text, at, to, piece: text[:at] + piece + text[to:],
    lambda text, at, to, piece: text[:to] + text[at:],
    lambda text, at, to, piece: text[:at] + text[at:to].swapcase() + text[to:],
    lambda text, at, to, piece: text[:at] + text[at:to].replace(" ", "/* x */") + text[to:],
    lambda text, at, to, piece: text[:at] + "".join(f"\\u{ord(c) & 0xFFFF:04x}" for c in text[at:to]) + text[to:],
    lambda text, at, to, piece: f"CALL {{ {text} }} RETURN 1",
    lambda text, at, to, piece: f"RETURN EXISTS {{ {text} }}",
    lambda text, at, to, piece: f"{text} UNION {piece}",
    lambda text, at, to, piece: text.replace("RETURN", piece + " RETURN", 1),
]

_long = st.builds(
    lambda piece, times, end: (piece * times)[:9000] + end,
    st.sampled_from(
        [*_PIECES, "RETURN ", "(a)--", "NOT ", "[", "(", "1+", "WITH 1 AS x ", "MATCH (n) ", "{a:", "CALL {"]
    ),
    st.integers(10, 3000),
    st.sampled_from(["", "1", " RETURN 1"]),
)

statements = st.one_of(_grammatical(), _grammatical(), _mutated(), _mutated(), _mutated(), _long)
