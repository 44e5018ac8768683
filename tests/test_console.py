"""`whowhom cypher`: scripts, single statements and the console on a real terminal."""

import csv
import io
import json
import re

import pexpect
import pytest

from graph.cli.console import parted
from graph.cli.running import parameter
from graph.cli.statements import complete, split
from graph.errors import QueryError
from graph.projection import project
from graph.triples import graph_iri, to_graph
from tests.commands import terminal, whowhom
from tests.conftest import everything
from tests.samples import reading

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty:DeprecationWarning")


@pytest.fixture
def graph(store):
    store.write(graph_iri(reading().iri), project(to_graph(reading())))
    return store


@pytest.fixture
def run(settings, graph):
    return lambda *arguments, **more: whowhom(settings, "cypher", *arguments, **more)


@pytest.fixture
def console(settings, graph):
    """A console that has said hello."""
    seen = terminal(settings, "cypher")
    seen.expect("reading only")
    seen.expect("whowhom>")
    yield seen
    seen.close(force=True)


# scripts


@pytest.mark.parametrize(
    ("script", "statements"),
    [
        ("RETURN 1", ["RETURN 1"]),
        ("RETURN 1; RETURN 2;", ["RETURN 1", "RETURN 2"]),
        ("RETURN ';' AS a; RETURN 2", ["RETURN ';' AS a", "RETURN 2"]),
        ('RETURN ";\\";" AS a; RETURN 2', ['RETURN ";\\";" AS a', "RETURN 2"]),
        ("RETURN 'it\\'s;' AS a; RETURN 2", ["RETURN 'it\\'s;' AS a", "RETURN 2"]),
        ("RETURN 1 AS `a;``b`; RETURN 2", ["RETURN 1 AS `a;``b`", "RETURN 2"]),
        ("RETURN 1 // not; here\n; RETURN 2", ["RETURN 1 // not; here", "RETURN 2"]),
        ("RETURN 1 /* nor; \n here */; RETURN 4 / 2", ["RETURN 1 /* nor; \n here */", "RETURN 4 / 2"]),
        ("// a comment; alone\n;; /* ; */ ;", []),
        ("// first\nRETURN 1", ["RETURN 1"]),
        ("RETURN 'open; RETURN 2", ["RETURN 'open; RETURN 2"]),
        ("", []),
    ],
)
def test_a_script_is_split_at_semicolons_that_are_none_of_a_text_or_comment(script, statements):
    assert [s.text for s in split(script)] == statements


def test_a_statement_knows_its_line():
    assert [s.line for s in split("RETURN 1;\n\n// why\nRETURN\n2;\nRETURN 3")] == [1, 4, 6]


@pytest.mark.parametrize(
    ("text", "is_complete"), [("", True), ("RETURN 1;", True), ("RETURN 1", False), ("RETURN ';", False)]
)
def test_a_statement_goes_on_until_its_semicolon(text, is_complete):
    assert complete(text) is is_complete


def test_a_script_from_standard_input_stops_at_the_first_error(run):
    result = run(stdin="RETURN 1 AS one;\nRETURN oops;\nRETURN 3 AS three;")
    assert result.exit_code == 2
    assert result.stdout == '{"one": 1}\n'
    assert "oops" in result.stderr
    assert "line 2" in result.stderr


# one statement


def test_rows_are_json_lines_where_no_terminal_reads(run):
    told = json.loads(
        run("MATCH (a:Person {name: 'Ada Mayor'}) RETURN a, [1, 2.5, null] AS l, date('2017-08-03') AS d").stdout
    )
    assert told["a"]["properties"]["name"] == "Ada Mayor"
    assert "Official" in told["a"]["labels"]
    assert (told["l"], told["d"]) == ([1, 2.5, None], "2017-08-03")


def test_nodes_relationships_and_paths_are_readable_in_a_table(run):
    shown = run("MATCH p = (:Person {name: 'Bo Judge'})-[r:AGENT_OF]->() RETURN r, p", "--format", "table").stdout
    assert "[:AGENT_OF]" in shown
    assert "(:Official {name: 'Bo Judge'})-[:AGENT_OF]->(:Act {type: 'BLOCK'})" in shown
    back = run("MATCH p = (:Act {type: 'BLOCK'})<-[:AGENT_OF]-() RETURN p", "--format", "table").stdout
    assert "(:Act {type: 'BLOCK'})<-[:AGENT_OF]-(:Official" in back


def test_rows_are_csv_when_asked_for(run):
    shown = run("UNWIND [1, 2] AS i RETURN i, {a: [i]} AS m", "--format", "csv").stdout
    assert list(csv.reader(io.StringIO(shown))) == [["i", "m"], ["1", '{"a": [1]}'], ["2", '{"a": [2]}']]


def test_parameters_are_json_or_text(run):
    assert json.loads(run("RETURN $n AS n, $m AS m", "--param", "n=ICE", "--param", 'm={"a": [1]}').stdout) == {
        "n": "ICE",
        "m": {"a": [1]},
    }


@pytest.mark.parametrize("text", ["", "n", "=1", "1=2", "n=[1", 'n="a'])
def test_a_parameter_that_is_none_is_named(text):
    with pytest.raises(QueryError):
        parameter(text)


def test_no_more_rows_are_shown_than_asked_for(run):
    result = run("UNWIND range(1, 9) AS i RETURN i", "--limit", "2")
    assert len(result.stdout.splitlines()) == 2
    assert "Only the first 2 rows" in result.stderr


def test_rows_are_a_table_when_asked_for(run):
    assert run("RETURN 1 AS one, 2 AS two", "--table").stdout.split() == ["one", "two", "1", "2"]
    assert run("RETURN 1", "--table", "--json").exit_code == 2
    assert run("RETURN 1", "--table", "--format", "csv").exit_code == 2


@pytest.mark.parametrize("form", ["table", "jsonl", "csv"])
def test_no_rows_are_told_whoever_reads(run, form):
    assert "0 rows" in run("MATCH (n:Person {name: 'nobody'}) RETURN n", "--format", form).stderr
    assert "row" not in run("UNWIND [] AS i CREATE (:Resource)", "--write").stderr


def test_a_statement_that_takes_too_long_is_ended(run):
    result = run("UNWIND range(1, 1000000000) AS i RETURN count(i)", "--timeout", "0.2")
    assert result.exit_code == 7
    assert "timeout" in result.stderr


@pytest.mark.parametrize("statement", ["CREATE (:X)", "MATCH (n) DETACH DELETE n", "CREATE INDEX x FOR (n:X) ON (n.a)"])
def test_a_statement_that_would_write_is_refused(run, graph, statement):
    before = everything(graph)
    result = run(statement)
    assert result.exit_code == 2
    assert "--write" in result.stderr
    assert everything(graph) == before


def test_a_statement_may_write_when_told_so(run, graph):
    result = run("CREATE (:Resource {uri: 'https://example.org/x'})", "--write")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "was changed" in result.stderr
    assert graph.ask("MATCH (n {uri: 'https://example.org/x'}) RETURN count(n) AS n") == [{"n": 1}]


def test_what_stands_in_the_graph_cannot_command_the_terminal(run):
    for form in ("table", "jsonl", "csv"):
        shown = run("RETURN 'a\\u001b[2Jb\\u202ec' AS x", "--format", form).stdout
        assert not re.search("[\x1b\u202e]", shown)


# the console


def test_a_statement_runs_over_several_lines(console):
    console.sendline("MATCH (a:Act)")
    console.expect(r"\.\.\.")
    console.sendline("RETURN count(a) AS acts;")
    console.expect("acts")
    console.expect("3")
    console.expect("1 row")


def test_an_error_is_told_and_the_console_goes_on(console):
    console.sendline("RETURN oops;")
    console.expect("not defined")
    console.sendline("RETURN 40 + 2 AS n;")
    console.expect("42")


def test_the_console_refuses_to_write(console, graph):
    before = everything(graph)
    console.sendline("CREATE (:X);")
    console.expect("would write")
    console.expect("--write")
    assert everything(graph) == before


@pytest.mark.parametrize(
    ("text", "command", "statement"),
    [
        (":help", ":help", ""),
        (":dance", ":dance", ""),
        ("quit", "quit", ""),
        ("exit;", "exit;", ""),
        ("MATCH (n)\n:set limit 3", ":set limit 3", "MATCH (n)"),
        ("MATCH (n\n:Person) RETURN n;", "", "MATCH (n\n:Person) RETURN n;"),
        ("MATCH (quit) RETURN quit;", "", "MATCH (quit) RETURN quit;"),
    ],
)
def test_a_command_is_told_from_a_statement(text, command, statement):
    assert parted(text) == (command, statement)


def test_a_command_within_a_statement_leaves_the_statement_open(console):
    console.sendline("RETURN 6 * 7")
    console.expect(r"\.\.\.")
    console.sendline(":params")
    console.expect("There are none")
    console.sendline("AS n;")
    console.expect("42")


@pytest.mark.parametrize("word", [":quit", "quit", "exit", "exit;"])
def test_quit_leaves_in_order(console, word):
    console.sendline(word)
    console.expect(pexpect.EOF)
    console.close()
    assert console.exitstatus == 0


def test_ctrl_d_leaves_and_ctrl_c_only_empties_the_line(console):
    console.send("RETURN 1")
    console.sendintr()
    console.expect("whowhom>")
    console.sendline("RETURN 6 * 7 AS n;")
    console.expect("42")
    console.expect("whowhom>")
    console.sendeof()
    console.expect(pexpect.EOF)
    console.close()
    assert console.exitstatus == 0


def test_ctrl_c_leaves_a_running_statement(console):
    console.sendline("UNWIND range(1, 1000000000) AS i RETURN count(i);")
    console.expect("count")
    console.expect(r"\n")
    pexpect.run("sleep 1")
    console.sendintr()
    console.expect("whowhom>")
    console.sendline("RETURN 6 * 7 AS n;")
    console.expect("42")


def test_what_was_typed_comes_back_in_the_next_console(console, settings):
    console.sendline("RETURN 'remember me' AS x;")
    console.expect("1 row")
    console.sendline(":quit")
    console.expect(pexpect.EOF)
    again = terminal(settings, "cypher")
    again.expect("whowhom>")
    again.send("\x1b[A\x1b[A")  # up, over :quit
    again.expect("remember me")
    again.close(force=True)


def test_commands_set_parameters_limit_and_form(console):
    console.sendline(':param name="Bo Judge"')
    console.expect("whowhom>")
    console.sendline(":params")
    console.expect(r"\$name = 'Bo Judge'")
    console.sendline(":set limit 1")
    console.expect("whowhom>")
    console.sendline("MATCH (n {name: $name}), (x) RETURN n.name AS n;")
    console.expect("Only the first 1 rows")
    console.sendline(":set format csv")
    console.expect("whowhom>")
    console.sendline("RETURN 'a,b' AS c;")
    console.expect('"a,b"')
    console.sendline(":set")
    console.expect("format csv")


@pytest.mark.parametrize("command", [":dance", ":set limit many", ":set limit 0", ":set colour red", ":param x"])
def test_a_command_that_cannot_be_understood_is_named(console, command):
    console.sendline(command)
    console.expect("cannot be read")


def test_help_lists_the_commands(console):
    console.sendline(":help")
    for name in (":quit", ":param ", ":params", ":set"):
        console.expect(name)
