"""`whowhom load`: what becomes of each input, how it is told, and with which exit code the command ends."""

import json
import re

import pytest
from rdflib import RDF, Graph

from graph.cli import load
from graph.queries.contents import contents
from graph.shapes import check
from graph.triples import described
from ontology.vocabulary import WW
from tests.commands import process, terminal, whowhom
from tests.conftest import everything

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty:DeprecationWarning")

TEXT = "Mayor Rahm Emanuel of Chicago sued the Justice Department on Monday. The city opposed the new conditions.\n"
NO_NEO4J = {"NEO4J_URI": "bolt://127.0.0.1:1"}


@pytest.fixture
def run(settings, store, tmp_path, monkeypatch):
    """Runs a command in this process, in a folder with the article `suit.txt`."""
    (tmp_path / "suit.txt").write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    return lambda *arguments, **more: whowhom(settings, *arguments, **more)


def statuses(result):
    return [json.loads(line)["status"] for line in result.stdout.splitlines()]


def test_an_article_is_loaded_and_its_acts_are_found_by_the_next_question(run):
    result = run(
        "load", "suit.txt", "--date", "2017-08-07", "--title", "A suit", "--publisher", "Sample Press", "--table"
    )
    assert result.exit_code == 0, result.stderr
    assert re.fullmatch(r"loaded +suit  \d+ acts?  article/suit-\w+\n", result.stdout)
    answer = run("against", "Justice Department", "--table").stdout
    assert "Rahm Emanuel" in answer
    assert "A suit, Sample Press, 2017-08-07" in answer


def test_what_is_there_already_is_left_alone_and_what_changed_replaced(run, store, tmp_path):
    def load_it():
        return statuses(run("load", "suit.txt", "--date", "2017-08-07", "--url", "https://example.org/suit"))

    assert load_it() == ["loaded"]
    before = everything(store)
    assert load_it() == ["unchanged"]
    assert everything(store) == before
    (tmp_path / "suit.txt").write_text(TEXT + "Nothing more was said.\n")
    assert load_it() == ["replaced"]


def test_the_same_text_under_another_name_is_a_duplicate(run, tmp_path):
    (tmp_path / "again.txt").write_text(TEXT)
    result = run("load", "suit.txt", "again.txt", "--date", "2017-08-07", "--table")
    assert result.exit_code == 0
    assert re.search(r"duplicate  again  same text as article/suit-", result.stdout)


def test_an_input_that_cannot_be_read_says_why_and_how_to_help(run, store):
    before = everything(store)
    result = run("load", "suit.txt", "--table")
    assert result.exit_code == 3
    assert result.stdout.startswith("refused    suit.txt  The article has no publication date: ")
    assert "--date 2017-08-03" in result.stderr
    assert everything(store) == before


def test_what_is_refused_does_not_stop_the_rest(run):
    result = run("load", "none.txt", "suit.txt", "--date", "2017-08-07")
    assert result.exit_code == 9
    assert statuses(result) == ["refused", "loaded"]
    error = json.loads(result.stdout.splitlines()[0])["error"]
    assert (error["type"], error["title"]) == ("missing-file", "There is no such file")


def test_a_folder_and_a_table_are_loaded_whole(run, tmp_path):
    (tmp_path / "table.csv").write_text(f'text,date,id\n"{TEXT} One.",2017-08-07,one\n"{TEXT} Two.",,two\n')
    (tmp_path / "suit.meta.json").write_text('{"published": "2017-08-07"}')
    result = run("load", str(tmp_path))
    assert result.exit_code == 9
    assert sorted(statuses(result)) == ["loaded", "loaded", "refused"]


def test_standard_input_is_an_article(run):
    result = run("load", "-", "--date", "2017-08-07", "--document", "piped", stdin=TEXT)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["source"] == "piped"


def test_an_address_that_must_not_be_fetched_is_refused(run):
    result = run("load", "http://127.0.0.1:9/story")
    assert result.exit_code == 3
    assert statuses(result) == ["refused"]


def test_only_addresses_of_the_web_are_fetched(run):
    result = run("load", "ftp://example.org/story", "--table")
    assert result.exit_code == 3
    assert "only http and https addresses are fetched" in result.stdout


def test_the_articles_that_come_along_are_loaded_when_asked_for(run, tmp_path, monkeypatch):
    monkeypatch.setattr(load, "ARTICLES", tmp_path)
    assert statuses(run("load", "--seeds", "--date", "2017-08-07")) == ["loaded"]


def test_a_rehearsal_prints_checked_turtle_and_needs_no_neo4j(run, registry):
    result = run("load", "suit.txt", "none.txt", "--date", "2017-08-07", "--dry-run", **NO_NEO4J)
    assert result.exit_code == 9
    told = Graph().parse(data=result.stdout, format="turtle")
    assert list(told.subjects(RDF.type, WW.Act))
    check(told, described(registry.entities()))
    assert "loaded     suit" in result.stderr
    assert "refused    none.txt" in result.stderr


def test_a_rehearsal_writes_nothing(run, store):
    before = everything(store)
    assert run("load", "suit.txt", "--date", "2017-08-07", "--dry-run").exit_code == 0
    assert everything(store) == before


@pytest.mark.parametrize("arguments", [[], ["suit.txt", "--date", "2017"], ["suit.txt", "--date", "soon"]])
def test_a_command_that_cannot_be_understood_loads_nothing(run, store, arguments):
    assert run("load", *arguments).exit_code == 2
    assert contents(store).articles == 0


def test_a_neo4j_that_does_not_answer_ends_the_command(run):
    result = run("load", "suit.txt", "--date", "2017-08-07", **NO_NEO4J)
    assert result.exit_code == 7
    assert result.stdout == ""


def test_a_process_loads_and_a_pipe_gets_a_json_line_for_each_article(run, settings, tmp_path):
    loading = process(settings, "load", "suit.txt", "--date", "2017-08-07", cwd=tmp_path)
    out, err = loading.communicate(timeout=120)
    assert loading.returncode == 0, err
    assert json.loads(out)["status"] == "loaded"
    assert err == ""


def test_a_terminal_sees_how_far_it_is(run, settings, tmp_path):
    seen = terminal(settings, "load", str(tmp_path), "--date", "2017-08-07")
    seen.expect("Loading")
    seen.expect(r"loaded +suit")
    seen.wait()
    seen.close()
    assert seen.exitstatus == 0
