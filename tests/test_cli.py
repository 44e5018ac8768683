"""The command line: what each command answers, in which form, and with which exit code it ends."""

import csv
import io
import json
import re
import signal
import socket
import subprocess
import sys

import httpx
import pexpect
import pytest
from rdflib import RDF, Dataset, Graph
from rdflib.compare import isomorphic

from graph import __version__, errors
from graph.acts import Entity
from graph.cli import ask, options
from graph.cli.app import app
from graph.cli.exits import EXITS, worded
from graph.cli.output import safe, safe_data
from graph.projection import project, unproject
from graph.queries.asked import WAYS
from graph.queries.contents import contents
from graph.shapes import check
from graph.triples import Reading, article_iri, graph_iri, to_graph
from ontology.vocabulary import WW
from seeds import ACTORS
from tests.commands import ROOT, process, terminal, whowhom
from tests.conftest import everything
from tests.samples import ICE, MAYOR, RUN, act, article, reading

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty:DeprecationWarning")

COMMANDS = [c.name for c in app.registered_commands]


@pytest.fixture
def graph(store):
    """The sample article's acts."""
    write(store, reading())
    return store


@pytest.fixture
def run(settings, tmp_path, monkeypatch):
    """Runs a command in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments, **more: whowhom(settings, *arguments, **more)


def write(store, r):
    store.write(graph_iri(r.iri), project(to_graph(r)))


# answers


def test_against_tells_who_did_what_to_whom_when_by_which_way_and_in_which_sentence(graph, run):
    result = run("against", "Sample Agency", "--table")
    assert result.exit_code == 0
    assert re.search(r"2017-07-31 +Ada Mayor +DEMAND +Sample Agency +actual +direct\n", result.stdout)
    assert re.search(r"2017-07 +Bo Judge +BLOCK +entry ban +actual +owner of entry ban\n", result.stdout)
    assert "“Mayor Ada Mayor called on the Sample Agency to stop its raids on Monday.”" in result.stdout
    assert "A sample, Sample Press, 2017-08-03" in result.stdout


def test_what_realis_left_out_is_counted_and_how_to_see_it_told(graph, run):
    result = run("against", "Sample Agency", "--table")
    assert "Left out: 1 negated. To see only these: --realis negated" in result.stderr
    shown = run("against", "Sample Agency", "--table", "--realis", "negated")
    assert "according to Ada Mayor" in shown.stdout
    assert "SUE" in run("against", "Sample Agency", "--table", "--realis", "any").stdout


def test_an_act_of_unknown_date_shows_its_articles_in_brackets(graph, run):
    result = run("acts", "--type", "SUE", "--realis", "any", "--table")
    assert "(2017-08-03)" in result.stdout
    assert "A date in brackets is the article's" in result.stderr
    assert "brackets" not in run("acts", "--type", "BLOCK", "--table").stderr


def test_the_way_by_which_acts_reach_can_be_chosen(graph, run):
    result = run("against", "Sample Agency", "--through", "policy")
    assert [i["type"] for i in json.loads(result.stdout)["items"]] == ["BLOCK"]


def test_the_ways_are_those_of_the_queries():
    assert tuple(options.Way) == WAYS


def test_against_can_be_restricted_to_one_agent(graph, run):
    result = run("against", "Sample Agency", "--by", "Bo Judge")
    assert [i["agent"]["name"] for i in json.loads(result.stdout)["items"]] == ["Bo Judge"]


def test_by_tells_whom_an_actor_acted_against(graph, run):
    result = run("by", "person/bo-judge", "--table")
    assert "entry ban" in result.stdout
    assert "Sample Agency  " not in result.stdout


@pytest.mark.parametrize(
    ("arguments", "types"),
    [
        ([], {"DEMAND", "BLOCK"}),
        (["--realis", "any"], {"DEMAND", "BLOCK", "SUE"}),
        (["--realis", "negated", "--realis", "actual", "--type", "SUE"], {"SUE"}),
        (["--type", "DEMAND"], {"DEMAND"}),
        (["--since", "2017-07-02"], {"DEMAND"}),
        (["--until", "2017-07"], {"DEMAND", "BLOCK"}),
        (["--until", "2016"], set()),
        (["--since", "2017", "--until", "2017"], {"DEMAND", "BLOCK"}),
        (["--stance", "for"], set()),
        (["--stance", "any"], {"DEMAND", "BLOCK"}),
        (["--policy", "entry ban"], {"BLOCK"}),
        (["--article", "sample"], {"DEMAND", "BLOCK"}),
        (["--min-confidence", "0.95"], set()),
        (["--agent", "Ada Mayor"], {"DEMAND"}),
        (["--target", "Sample Agency", "--through", "direct"], {"DEMAND"}),
        (["--agent", "Bo Judge", "--target", "Sample Agency"], {"BLOCK"}),
    ],
)
def test_each_filter_keeps_what_fits(graph, run, arguments, types):
    result = run("acts", *arguments)
    assert result.exit_code == 0, result.stderr
    assert {i["type"] for i in json.loads(result.stdout)["items"]} == types


@pytest.mark.parametrize(
    ("arguments", "address"),
    [
        (["acts", "--realis", "negated"], "/v1/acts?realis=negated"),
        (["against", "Sample Agency"], "/v1/acts?stance=against&target=Sample%20Agency"),
        (["opponents", "Sample Agency"], "/v1/opponents?target=Sample%20Agency"),
        (["path", "Ada Mayor", "Bo Judge"], "/v1/paths?from=Ada%20Mayor&to=Bo%20Judge"),
        (["actor", "Sample Agency"], "/v1/actors/agency/sample-agency"),
        (["search", "jeff sessions"], "/v1/actors?name=jeff%20sessions"),
    ],
)
def test_json_is_what_the_service_answers(graph, run, client, arguments, address):
    assert json.loads(run(*arguments, "--json").stdout) == client.get(address).json()


def test_csv_has_a_line_for_each_act(graph, run):
    rows = list(csv.DictReader(io.StringIO(run("acts", "--format", "csv").stdout)))
    assert [(r["agent"], r["type"], r["target"], r["date"]) for r in rows] == [
        ("Ada Mayor", "DEMAND", "Sample Agency", "2017-07-31"),
        ("Bo Judge", "BLOCK", "entry ban", "2017-07"),
    ]


def test_json_lines_hold_acts_of_every_realis_as_scorers_read_them(graph, run):
    lines = [json.loads(line) for line in run("acts", "--format", "jsonl").stdout.splitlines()]
    assert [(line["type"], line["realis"]) for line in lines] == [
        ("DEMAND", "actual"),
        ("BLOCK", "actual"),
        ("SUE", "negated"),
    ]
    (suit,) = [line for line in lines if line["type"] == "SUE"]
    assert suit["doc"] == "sample"
    assert suit["agent"] == {"name": "Ada Mayor", "wikidata": None}
    assert reading().article.text[suit["start"] : suit["end"]].endswith("did not sue the Sample Agency.")
    actual = run("acts", "--format", "jsonl", "--realis", "actual").stdout
    assert len(actual.splitlines()) == 2


def test_turtle_holds_the_acts_asked_for_and_all_they_need_to_be_valid(graph, run):
    told = Graph().parse(data=run("acts", "--type", "BLOCK", "--format", "ttl").stdout, format="turtle")
    assert len(list(told.subjects(RDF.type, WW.Act))) == 1
    check(told)
    assert set(told) < set(to_graph(reading()))


def test_everything_is_written_where_a_table_shows_the_first_ones_only(store, run, monkeypatch):
    monkeypatch.setattr(ask, "_FIRST", 2)
    monkeypatch.setattr(ask, "LARGEST_PAGE", 2)
    for number in range(5):
        write(store, reading(f"sample-{number}", reading().article.text + " " * number))
    shown = run("acts", "--table")
    assert "10 acts, 2 of them shown." in shown.stderr
    assert len(run("acts", "--format", "csv").stdout.splitlines()) == 1 + 10
    assert len(json.loads(run("acts", "--limit", "5").stdout)["items"]) == 5


def test_an_answer_goes_on_where_the_last_one_ended(graph, run):
    first = json.loads(run("acts", "--limit", "1").stdout)
    second = json.loads(run("acts", "--limit", "1", "--cursor", first["next"]).stdout)
    assert [i["type"] for i in first["items"] + second["items"]] == ["DEMAND", "BLOCK"]
    assert second["next"] is None


def test_the_most_severe_come_first_when_asked_for(graph, run):
    assert json.loads(run("acts", "--sort", "-severity").stdout)["items"][0]["type"] == "BLOCK"


def test_a_timeline_runs_from_the_first_act_on(graph, run):
    items = json.loads(run("timeline", "Ada Mayor", "--realis", "any").stdout)["items"]
    assert [i["type"] for i in items] == ["DEMAND", "SUE"]


def test_the_strongest_opponents_come_first(graph, run):
    assert [o["agent"]["name"] for o in json.loads(run("opponents", "Sample Agency").stdout)["items"]] == [
        "Bo Judge",
        "Ada Mayor",
    ]
    assert re.search(r"Bo Judge +1 +\d+ ", run("opponents", "Sample Agency", "--table").stdout)


def test_opponents_tell_how_an_act_of_unknown_date_counts(graph, run):
    assert "by the day of its article" in run("opponents", "Sample Agency", "--table").stderr
    assert run("opponents", "Ada Mayor", "--table").stderr == ""


def test_opponents_of_any_realis(graph, run):
    items = json.loads(run("opponents", "Sample Agency", "--realis", "any").stdout)["items"]
    assert {o["agent"]["name"]: o["acts"] for o in items} == {"Bo Judge": 1, "Ada Mayor": 2}


def test_a_path_tells_each_hop_with_its_sentence(graph, run):
    shown = run("path", "Ada Mayor", "Bo Judge", "--table").stdout
    assert "Ada Mayor -DEMAND-> Sample Agency" in shown
    assert "entry ban -OWNED_BY-> Sample Agency" in shown
    assert "“Mayor Ada Mayor called on" in shown
    (told,) = json.loads(run("path", "Ada Mayor", "Bo Judge").stdout)["items"]
    assert [h["type"] for h in told["hops"]] == ["DEMAND", "OWNED_BY", "BLOCK"]


def test_no_path_is_told_and_no_mistake(graph, run):
    result = run("path", "Ada Mayor", "Hawaii", "--table")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Nothing ties Ada Mayor to Hawaii" in result.stderr


def test_an_actor_is_shown_with_posts_and_counts(graph, run):
    shown = run("actor", "Jeff Sessions", "--table").stdout
    assert "Attorney General of the United States" in shown
    told = json.loads(run("actor", "Sample Agency").stdout)
    assert (told["actsDone"], told["actsSuffered"]) == (0, 2)


def test_a_search_finds_by_the_beginning_of_a_word(graph, run):
    assert "person/jeff-sessions" in run("search", "sessi", "--table").stdout
    assert json.loads(run("search", "sessi", "--kind", "City").stdout)["items"] == []
    assert run("search", "sessi", "--kind", "Dog").exit_code == 2


def test_a_search_takes_several_words(graph, run):
    assert json.loads(run("search", "jeff", "sess").stdout) == json.loads(run("search", "jeff sess").stdout)
    assert "person/jeff-sessions" in run("search", "jeff", "sess", "--table").stdout


def test_an_article_is_found_by_document_address_and_identifier(store, run):
    a = article("Ada Mayor praised the Sample Agency.", url="https://example.org/story")
    r = Reading(a, RUN, (act(a, MAYOR, "SUPPORT", ICE, "praised", stance="for"),))
    write(store, r)
    iri = article_iri(a)
    for name in ("sample", "https://example.org/story", iri, iri.rpartition("/")[2]):
        assert json.loads(run("acts", "--article", name).stdout)["total"] == 1
    assert run("acts", "--article", "none").exit_code == 5


def test_a_document_name_of_two_articles_names_both(store, run):
    for url in ("https://example.org/1", "https://example.org/2"):
        a = article("Ada Mayor praised the Sample Agency.", url=url)
        write(store, Reading(a, RUN, (act(a, MAYOR, "SUPPORT", ICE, "praised", stance="for"),)))
    result = run("export", "sample")
    assert result.exit_code == 6
    assert result.stderr.count("article/sample-") == 2


def test_a_store_that_was_never_used_is_prepared_by_the_first_question(store, run):
    store.console("MATCH (s:StoreRecord) DETACH DELETE s", write=True)
    assert "person/jeff-sessions" in run("search", "sessions", "--table").stdout
    assert contents(store).schema_version is not None


# form


def test_a_terminal_gets_a_table_and_a_pipe_json(graph, settings):
    piped = process(settings, "actor", "Sample Agency")
    out, _ = piped.communicate(timeout=60)
    assert json.loads(out)["name"] == "Sample Agency"
    seen = terminal(settings, "actor", "Sample Agency")
    seen.expect(r"Kind .*Agency\r\n")
    seen.expect(pexpect.EOF)
    seen.close()
    assert seen.exitstatus == 0


def test_forms_exclude_each_other(run):
    assert run("acts", "--json", "--table").exit_code == 2
    assert run("acts", "--json", "--format", "csv").exit_code == 2


EVIL = "Ada \x1b[31m[red]Mayor[/red]\x1b]0;owned\x07 \u202eevil\x9b2J"


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "ttl"])
def test_a_name_cannot_command_the_terminal(store, run, form):
    villain = Entity("https://w3id.org/whowhom/id/person/villain", EVIL, "Person")
    a = article(f"{EVIL} praised the Sample Agency.")
    write(store, Reading(a, RUN, (act(a, villain, "SUPPORT", ICE, "praised", stance="for"),)))
    shown = run("acts", "--format", form).stdout
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown)
    assert "[red]Mayor[/red]" in shown.replace("\n", "").replace(" ", "") or form == "table"
    if form == "json":
        assert json.loads(shown)["items"][0]["agent"]["name"] == EVIL
    if form == "ttl":
        assert EVIL in {str(o) for o in Graph().parse(data=shown, format="turtle").objects()}


def test_a_name_does_not_become_a_formula(store, run):
    villain = Entity("https://w3id.org/whowhom/id/person/villain", "=1+1", "Person")
    a = article("=1+1 praised the Sample Agency.")
    write(store, Reading(a, RUN, (act(a, villain, "SUPPORT", ICE, "praised", stance="for"),)))
    (row,) = csv.DictReader(io.StringIO(run("acts", "--format", "csv").stdout))
    assert row["agent"] == "'=1+1"


def test_what_is_harmless_is_shown_as_it_is():
    assert safe("Peña 🏛 “quoted” 👩‍⚖️") == "Peña 🏛 “quoted” 👩‍⚖️"
    assert safe("two\nlines") == "two lines"
    assert json.loads(safe_data(json.dumps("\x85\u2028é", ensure_ascii=False))) == "\x85\u2028é"


# exits


def subclasses(kind):
    return {kind}.union(*(subclasses(k) for k in kind.__subclasses__()))


@pytest.mark.parametrize("kind", sorted(subclasses(errors.WhowhomError), key=lambda k: k.__name__))
def test_every_error_ends_with_a_code_that_is_documented(kind):
    assert EXITS[kind.exit_code]


def test_exit_codes_are_listed(run):
    assert json.loads(run("exit-codes").stdout) == {str(code): meaning for code, meaning in EXITS.items()}
    assert "Nothing of that name" in " ".join(run("--help").stdout.split())


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["against", "Zaphod Beeblebrox"], 5, "whowhom search"),
        (["acts", "--type", "HUG"], 2, "'HUG' is none of"),
        (["acts", "--since", "yesterday"], 2, "no day"),
        (["acts", "--since", "2018", "--until", "2017"], 2, "is after"),
        (["acts", "--cursor", "x"], 2, "cursor"),
        (["acts", "--limit", "0"], 2, "--limit"),
        (["path", "Ada Mayor", "Ada Mayor"], 2, "two different"),
        (["actor"], 2, "NAME"),
        (["hug"], 2, "hug"),
        (["export"], 2, "--all"),
        (["export", "none"], 5, "none"),
    ],
)
def test_a_question_that_makes_no_sense_is_named_on_standard_error(graph, run, arguments, code, told):
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert told in result.stderr


def test_a_name_that_fits_several_names_them(store, run):
    twins = [Entity(f"https://w3id.org/whowhom/id/group/twins-{i}", "the twins", "Group") for i in (1, 2)]
    a = article("Ada Mayor praised the twins.")
    write(store, Reading(a, RUN, tuple(act(a, MAYOR, "SUPPORT", t, "praised", stance="for") for t in twins)))
    result = run("against", "the twins")
    assert result.exit_code == 6
    assert "group/twins-1" in result.stderr


def test_a_setting_that_cannot_be_read_is_named(run):
    result = run("acts", WHOWHOM_PORT="eighty")
    assert result.exit_code == 8
    assert "WHOWHOM_PORT" in result.stderr
    assert "'eighty'" in result.stderr


def test_a_neo4j_that_does_not_answer_is_named(run):
    result = run("acts", NEO4J_URI="bolt://127.0.0.1:1")
    assert result.exit_code == 7
    assert "Neo4j does not answer" in result.stderr
    assert "whowhom status" in result.stderr


def test_a_wrong_password_is_named_and_not_shown(run):
    result = run("acts", NEO4J_PASSWORD="hunter2hunter2")
    assert result.exit_code == 7
    assert "NEO4J_PASSWORD" in result.stderr
    assert "hunter2" not in result.stderr


def test_a_mistake_of_our_own_is_short_unless_debugged(run, monkeypatch):
    def fail(*_):
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(ask, "resolve", fail)
    plain, debugged = run("by", "x"), run("--debug", "by", "x")
    assert plain.exit_code == debugged.exit_code == 1
    assert "Unexpected ZeroDivisionError: oops" in plain.stderr
    assert "Traceback" not in plain.stderr
    assert "Traceback" in debugged.stderr


def test_a_reader_that_goes_away_ends_the_command_quietly(graph, settings):
    gone = process(settings, "acts", "--format", "csv")
    gone.stdout.close()
    assert gone.stderr.read() == ""
    assert gone.wait(60) == 141
    gone.stderr.close()


def test_ctrl_c_ends_a_command_with_its_own_code(settings):
    slow = process(
        settings, "cypher", "RETURN 1; UNWIND range(1, 100000000) AS i RETURN count(i * i)", "--timeout", "120"
    )
    with slow:
        assert slow.stdout.readline() == '{"1": 1}\n'
        slow.send_signal(signal.SIGINT)
        assert slow.wait(60) == 130
        assert "Traceback" not in slow.stderr.read()


def test_the_log_of_the_driver_is_not_for_the_terminal():
    script = "import logging; from graph.cli import app; app.app = lambda **_: logging.getLogger('neo4j.io').error('!')"
    done = subprocess.run([sys.executable, "-c", f"{script}; app.main()"], capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (errors.MissingFile("x.txt"), "There is no such file: x.txt"),
        (errors.MissingFile("there is no such file or folder"), "There is no such file or folder"),
        (errors.MissingFile(), "There is no such file"),
    ],
)
def test_an_error_is_not_told_twice(error, told):
    assert worded(error) == told


def test_the_version_is_told(run):
    assert run("--version").stdout == f"whowhom {__version__}\n"


@pytest.mark.parametrize("command", [c for c in COMMANDS if c != "exit-codes"])
def test_the_help_of_each_command_has_an_example(run, command):
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"Example: whowhom {command}" in " ".join(result.stdout.split())


def test_the_commands_of_neo4j_are_there(run):
    assert "given by NEO4J_URI" in run("neo4j", "status").stdout
    refused = run("neo4j", "start")
    assert refused.exit_code == 8
    assert "NEO4J_URI is set" in refused.stderr


def test_asking_the_shell_for_help_is_no_mistake(settings, store):
    shell = process(settings, "neo4j", "shell", "--help")
    out, err = shell.communicate(timeout=60)
    assert shell.returncode == 0, err
    assert "usage: cypher-shell" in out


# status, export, validate, evaluate, serve


def test_status_tells_what_is_set_by_whom_and_hides_secrets(graph, run, tmp_path, settings):
    (tmp_path / ".env").write_text("WHOWHOM_PORT=8123\n")
    result = run("status")
    told = json.loads(result.stdout)
    by_name = {s["name"]: (s["value"], s["from"]) for s in told["settings"]}
    assert by_name["WHOWHOM_PORT"] == ("8123", ".env")
    assert by_name["NEO4J_PASSWORD"] == ("(hidden)", "environment")
    assert by_name["WHOWHOM_MAX_BYTES"][1] == "default"
    assert (told["graph"]["articles"], told["graph"]["acts"]) == (1, 3)
    assert told["graph"]["schema_version"] == told["graph"]["schema_here"]
    assert told["graph"]["registry_version"] == told["graph"]["registry_here"]
    assert re.search(r"WHOWHOM_PORT +8123 +\.env", run("status", "--table").stdout)


def test_status_starts_nothing(run, tmp_path):
    result = run("status", NEO4J_URI="", WHOWHOM_HOME=str(tmp_path / "home"))
    assert result.exit_code == 0
    assert json.loads(result.stdout)["graph"]["state"].startswith("stopped")
    assert not (tmp_path / "home").exists()


def test_status_tells_the_settings_even_where_neo4j_does_not_answer(run):
    result = run("status", NEO4J_URI="bolt://127.0.0.1:1")
    assert result.exit_code == 7
    assert json.loads(result.stdout)["graph"]["state"] == "not usable"


@pytest.mark.parametrize(("form", "parser"), [("ttl", "turtle"), ("nt", "nt")])
def test_an_article_is_exported_as_it_was_stored(graph, run, form, parser):
    told = Graph().parse(data=run("export", "sample", "--format", form).stdout, format=parser)
    assert isomorphic(told, to_graph(reading()))


@pytest.mark.filterwarnings(
    "ignore:(Dataset|ConjunctiveGraph):DeprecationWarning"
)  # rdflib's parsers use what rdflib deprecates
@pytest.mark.parametrize(("form", "parser"), [("trig", "trig"), ("jsonld", "json-ld")])
def test_everything_is_exported_graph_by_graph(graph, run, tmp_path, form, parser):
    output = tmp_path / "all"
    output.write_text("old")
    result = run("export", "--all", "--format", form, "--output", str(output))
    assert (result.exit_code, result.stdout) == (0, "")
    told = Dataset()
    told.parse(data=output.read_text(), format=parser)
    names = {str(g.identifier) for g in told.graphs() if len(g)}
    assert names == set(graph.graphs())
    for name in names:
        assert isomorphic(told.graph(name), unproject(graph.read(name), name))
    assert [p.name for p in tmp_path.iterdir()] == ["all"]


def test_a_file_that_cannot_be_written_is_named(graph, run, tmp_path):
    result = run("export", "sample", "--output", str(tmp_path / "none" / "x.ttl"))
    assert result.exit_code == 7
    assert "x.ttl" in result.stderr


def test_validating_tells_right_from_wrong_and_why(run, tmp_path):
    right, wrong, text = tmp_path / "right.ttl", tmp_path / "wrong.ttl", tmp_path / "text.ttl"
    whole = to_graph(reading()).serialize(format="turtle")
    right.write_text(whole)
    wrong.write_text(whole.replace('ww:trigger "blocked"', 'ww:trigger "lifted"'))
    text.write_text("Ada Mayor called.")
    assert run("validate", str(right), "--table").stdout == f"{right}: valid\n"
    result = run("validate", str(right), str(wrong))
    assert result.exit_code == 4
    assert [(t["valid"], t.get("type")) for t in json.loads(result.stdout)] == [
        (True, None),
        (False, "evidence-mismatch"),
    ]
    assert run("validate", str(text)).exit_code == 3
    assert run("validate", str(tmp_path / "none.ttl")).exit_code == 3


def test_what_the_registry_describes_may_be_referred_to(run, tmp_path, registry):
    (sessions,) = registry.named("Jeff Sessions")
    a = article("Ada Mayor accused Jeff Sessions of neglect.")
    r = Reading(a, RUN, (act(a, MAYOR, "ACCUSE", sessions, "accused"),))
    file = tmp_path / "r.ttl"
    file.write_text(to_graph(r, lambda iri: iri == sessions.iri).serialize(format="turtle"))
    assert run("validate", str(file)).exit_code == 0


def test_the_files_of_who_is_who_are_valid(run):
    assert run("validate", str(ACTORS / "cities.ttl")).exit_code == 0


def gold(folder):
    """One annotated article in which one act is stated."""
    text = "Mayor Rahm Emanuel of Chicago sued the Justice Department on Monday."
    (folder / "suit.txt").write_text(text)
    entities = [
        {"id": "e1", "name": "Rahm Emanuel", "aliases": [], "type": "Person", "wikidata": None},
        {"id": "e2", "name": "U.S. Department of Justice", "aliases": ["Justice Department"], "type": "Agency"},
    ]
    a = {"agent": "e1", "target": "e2", "type": "SUE", "stance": "against", "realis": "actual", "trigger": "sued"}
    told = {"title": "A suit", "published": "2017-08-07", "entities": entities}
    (folder / "suit.json").write_text(json.dumps(told | {"acts": [a | {"start": 0, "end": len(text)}]}))


def test_evaluating_needs_no_neo4j_and_tells_the_figures(run, tmp_path):
    gold(tmp_path)
    result = run("evaluate", str(tmp_path), "--errors", NEO4J_URI="bolt://127.0.0.1:1")
    assert result.exit_code == 0, result.stderr
    figures = json.loads(result.stdout)
    assert figures["against"]["core"] == 1
    assert figures["against"]["f1"] == 1.0
    assert "1 articles" in result.stderr
    assert re.search(r"against +1\.000", run("evaluate", str(tmp_path), "--table").stdout)


def test_a_folder_without_annotations_is_named(run, tmp_path):
    assert run("evaluate", str(tmp_path)).exit_code == 3


def test_the_service_answers_at_the_address_it_tells_and_ends_with_ctrl_c(graph, settings):
    service = process(settings, "serve", "--port", "0", stdout=subprocess.DEVNULL)
    with service:
        line = service.stderr.readline()
        found = re.search(r" at (http://127\.0\.0\.1:\d+) .*/docs", line)
        assert found, line
        assert httpx.get(f"{found[1]}/openapi.json", timeout=30).json()["info"]["title"] == "whowhom"
        service.send_signal(signal.SIGINT)
        assert "has ended" in service.stderr.read()
        assert service.wait(30) == 0


def test_a_service_that_others_can_reach_takes_no_articles(graph, settings):
    before = everything(graph)
    service = process(settings, "serve", "--host", "0.0.0.0", "--port", "0", stdout=subprocess.DEVNULL)
    with service:
        found = re.search(r" at http://0\.0\.0\.0:(\d+) ", service.stderr.readline())
        article = {"text": "Mayor Jane Roe sued Chicago.", "published": "2018-01-09"}
        answer = httpx.post(f"http://127.0.0.1:{found[1]}/v1/articles", json=article, timeout=30)
        service.send_signal(signal.SIGINT)
        assert service.wait(30) == 0
    assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]) == (401, "unauthenticated")
    assert everything(graph) == before


def test_a_port_that_is_taken_is_named(run):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        result = run("serve", "--port", port)
    assert result.exit_code == 8
    assert port in result.stderr
