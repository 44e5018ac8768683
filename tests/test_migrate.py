"""The store goes from one version of the schema to the next by steps, each of which is recorded when it is done."""

import json

import pytest

from graph.errors import MigrationFailed, StoreError
from graph.store.migrations import STEPS, VERSION, Step
from tests.commands import whowhom
from tests.conftest import everything

TITLE = "CREATE INDEX article_title IF NOT EXISTS FOR (a:Article) ON (a.title)"
INDEX = Step(VERSION, VERSION + 1, "an index of titles", (TITLE,))
MARK = Step(
    VERSION + 1,
    VERSION + 2,
    "a mark on the record",
    work=lambda tx: tx.run("MATCH (s:StoreRecord) SET s.marked = coalesce(s.marked, 0) + 1").consume(),
)
BROKEN = Step(VERSION + 1, VERSION + 2, "a step with a mistake", ("CREATE INDEXX",))
HALF = Step(
    VERSION + 1,
    VERSION + 2,
    "a step that fails after it wrote",
    work=lambda tx: tx.run("MATCH (s:StoreRecord) SET s.marked = 1 WITH s RETURN 1 / 0").consume(),
)


@pytest.fixture
def old(store):
    """A store at this version, which is the older one for the steps of the tests."""
    yield store
    store.console(
        "MATCH (s:StoreRecord) SET s.schemaVersion = $version REMOVE s.marked", {"version": VERSION}, write=True
    )
    store.console("DROP INDEX article_title IF EXISTS", write=True)


def version(store) -> int:
    return store.recorded()["schemaVersion"]


def indexes(store) -> set[str]:
    return {r["name"] for r in store.ask("SHOW INDEXES YIELD name RETURN name")}


def test_the_steps_lead_from_nothing_to_this_version_one_by_one():
    assert [s.start for s in STEPS] == list(range(VERSION))
    assert [s.end for s in STEPS] == list(range(1, VERSION + 1))
    assert all(s.does and "\n" not in s.does for s in STEPS)


def test_a_store_of_this_version_needs_no_step(old):
    assert old.pending() == ()


def test_the_steps_that_are_missing_are_taken_in_order_and_recorded(old):
    steps = (*STEPS, INDEX, MARK)
    assert old.pending(steps) == (INDEX, MARK)
    old.migrate(steps)
    assert old.pending(steps) == ()
    assert (version(old), old.recorded()["marked"]) == (VERSION + 2, 1)
    assert "article_title" in indexes(old)


def test_asking_what_is_missing_changes_nothing(old):
    before = everything(old), indexes(old)
    old.pending((*STEPS, INDEX, MARK))
    assert (everything(old), indexes(old)) == before


def test_a_step_that_is_done_is_not_taken_again(old):
    for _ in range(2):
        old.migrate((*STEPS, INDEX, MARK))
    assert old.recorded()["marked"] == 1


@pytest.mark.parametrize("step", [BROKEN, HALF], ids=["statement", "work"])
def test_a_step_that_fails_is_named_and_leaves_the_version_where_it_was(old, step):
    with pytest.raises(MigrationFailed, match=rf"(?s){step.does}.*stays at schema {VERSION + 1}"):
        old.migrate((*STEPS, INDEX, step))
    assert version(old) == VERSION + 1
    assert "marked" not in old.recorded()
    old.migrate((*STEPS, INDEX, MARK))
    assert version(old) == VERSION + 2


@pytest.fixture
def first(old):
    """A store as the first schema wrote it: its version, none of the later indexes, no journal."""
    for name in ("named_graph_changed", "removed_graph_changed", "decision_entity", "merge_survivor"):
        old.console(f"DROP INDEX {name} IF EXISTS", write=True)
    old.console("MATCH (g:NamedGraph) REMOVE g.changed", write=True)
    old.console("MATCH (s:StoreRecord) SET s.schemaVersion = 1 REMOVE s.journal, s.changes", write=True)
    return old


def test_a_store_of_the_first_schema_gets_what_it_lacks_and_says_the_same(first, registry):
    def graph():
        return [[row | {"has": row["has"] | {"changed": None}} for row in part] for part in everything(first)]

    nodes, links = (sorted(map(str, part)) for part in graph())
    assert first.pending() == STEPS[1:]
    first.prepare(registry)
    assert first.pending() == ()
    assert {"decision_entity", "named_graph_changed", "removed_graph_changed"} <= indexes(first)
    assert first.recorded()["journal"]
    after = [sorted(str(row) for row in part if "StoreRecord" not in str(row)) for part in graph()]
    assert after == [[row for row in part if "StoreRecord" not in row] for part in (nodes, links)]


def test_a_store_of_a_newer_version_is_refused(old):
    old.console("MATCH (s:StoreRecord) SET s.schemaVersion = $v", {"v": VERSION + 1}, write=True)
    before = everything(old)
    for refused in (old.pending, old.migrate):
        with pytest.raises(StoreError, match="newer whowhom"):
            refused()
    assert everything(old) == before


def test_the_command_tells_what_it_would_do_and_then_does_it(old, settings):
    old.console("MATCH (s:StoreRecord) SET s.schemaVersion = 0", write=True)
    told = json.loads(whowhom(settings, "migrate", "--dry-run").stdout)
    assert told["dryRun"]
    assert [s["pending"] for s in told["steps"]] == [True] * VERSION
    assert not told["whoIsWho"]["pending"]
    assert version(old) == 0
    shown = whowhom(settings, "migrate", "--dry-run", "--table")
    assert "schema 0 to 1" in shown.stdout
    assert "to do" in shown.stdout
    assert "Nothing was changed" in shown.stderr
    assert "done now" in whowhom(settings, "migrate", "--table").stdout
    assert version(old) == VERSION
    assert "done now" not in whowhom(settings, "migrate", "--table").stdout


def test_the_command_refuses_a_store_of_a_newer_version(old, settings):
    old.console("MATCH (s:StoreRecord) SET s.schemaVersion = $v", {"v": VERSION + 1}, write=True)
    for arguments in (["migrate"], ["migrate", "--dry-run"]):
        result = whowhom(settings, *arguments)
        assert result.exit_code == 7
        assert "newer whowhom" in result.stderr
