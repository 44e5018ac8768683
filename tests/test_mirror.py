"""The copy that answers SPARQL is the store as it is: after each change, from each process, after each crash."""

import json
import subprocess
import sys
from contextlib import suppress

import pyoxigraph as ox
import pytest

from graph.errors import MirrorNotReady
from graph.mirror.lexis import Dataset
from graph.mirror.mirror import Mirror
from graph.mirror.primary import STATE_GRAPH, Primary
from graph.mirror.state import Place, State
from graph.mirror.stop import Stop
from graph.mirror.terms import triples
from graph.projection import PropertyGraph, project
from graph.queries.changes import head
from graph.store import open_store
from graph.store.schema import ACTORS_GRAPHS
from graph.triples import graph_iri, to_graph
from tests.commands import at_home, environment, process
from tests.conftest import clean
from tests.samples import ICE, MAYOR, NOTHING, reading

ACTS = "PREFIX ww: <https://w3id.org/whowhom/ontology#> SELECT (COUNT(?a) AS ?n) { ?a a ww:Act }"
KILLED = -9
EVERY_GRAPH = Dataset()


@pytest.fixture(scope="module")
def home(settings, tmp_path_factory):
    """Settings whose mirror is this module's."""
    return at_home(settings, tmp_path_factory.mktemp("mirror"))


@pytest.fixture(scope="module")
def emptied(connection, registry):
    clean(connection, registry)
    return connection


@pytest.fixture
def store(emptied):
    """The store without articles, which are taken back by way of the journal: the copy need not be made anew."""
    for iri in emptied.graphs():
        if not iri.startswith(ACTORS_GRAPHS):
            emptied.write(iri, NOTHING)
    return emptied


@pytest.fixture
def mirror(home, store):
    with Mirror(home, store) as mirror:
        yield mirror


def write(store, r) -> str:
    iri = graph_iri(r.iri)
    store.write(iri, project(to_graph(r)))
    return iri


def number(mirror, query=ACTS, dataset=EVERY_GRAPH) -> int:
    """The one number that the query gives."""
    fresh(mirror)
    answered = mirror.ask(query, dataset, "csv", None, Stop())
    return int(answered.body.split()[1])


def fresh(mirror):
    """The snapshot and how fresh it is; on a busy machine the first one takes longer than a question waits."""
    for _ in range(5):
        with suppress(MirrorNotReady):
            return mirror.fresh()
    return mirror.fresh()


def canonical(said):
    """The triples with dates and numbers spelt as pyoxigraph spells them: `Z` for `+00:00`."""
    spelt = ox.Store()
    spelt.extend(ox.Quad(t.subject, t.predicate, t.object) for t in said)
    return {q.triple for q in spelt}


def holds_what_the_store_holds(mirror, store) -> bool:
    """Every named graph and no other, and their merge as the default graph."""
    fresh(mirror)
    primary = Primary(mirror.place.primary)._store
    expected = {iri: canonical(triples(store.read(iri))) for iri in store.graphs()}
    found = {g.value: set() for g in primary.named_graphs() if g != STATE_GRAPH}
    merge = set()
    for quad in primary:
        name = getattr(quad.graph_name, "value", None)
        if name is None:
            merge.add(quad.triple)
        elif quad.graph_name != STATE_GRAPH:
            found[name].add(quad.triple)
    assert {iri for iri, said in found.items() if said} == set(expected)
    return all(found[iri] == said for iri, said in expected.items()) and merge == set().union(*expected.values())


def test_it_follows_a_load_a_reload_and_a_removal(mirror, store):
    assert number(mirror) == 0
    iri = write(store, reading())
    assert number(mirror) == 3
    r = reading()
    store.write(iri, project(to_graph(type(r)(r.article, r.extraction, r.acts[:1]))))
    assert number(mirror) == 1
    assert holds_what_the_store_holds(mirror, store)
    store.write(iri, NOTHING)
    assert number(mirror) == 0
    assert holds_what_the_store_holds(mirror, store)


def test_it_only_takes_over_what_changed(mirror, store):
    fresh(mirror)
    before = fresh(mirror)[1].state
    write(store, reading())
    _, known = fresh(mirror)
    assert (known.state.journal, known.state.number, known.behind) == (before.journal, before.number + 1, 0)


def test_it_is_left_alone_while_nothing_changes(mirror):
    assert fresh(mirror) == fresh(mirror)


def test_it_follows_a_change_of_who_is_who(mirror, store, registry):
    iri = min(registry.graphs, key=lambda i: len(registry.graphs[i]))
    assert iri.startswith(ACTORS_GRAPHS)
    whole = project(registry.graphs[iri])
    count = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}"
    assert number(mirror, count) == len(registry.graphs[iri])
    store.write(iri, PropertyGraph(whole.nodes[:1], ()))
    try:
        assert 0 < number(mirror, count) < len(registry.graphs[iri])
    finally:
        store.write(iri, whole)
    assert number(mirror, count) == len(registry.graphs[iri])


def test_a_triple_of_two_graphs_is_there_once_and_until_the_last_of_them_goes(mirror, store):
    named = f"SELECT (COUNT(?n) AS ?names) {{ <{ICE.iri}> <https://w3id.org/whowhom/ontology#name> ?n }}"
    iris = [write(store, reading(document)) for document in ("first", "second")]
    assert number(mirror, named) == 1
    assert number(mirror, named, Dataset(default=tuple(iris))) == 1
    for iri, left in zip(iris, (1, 0), strict=True):
        store.write(iri, NOTHING)
        assert number(mirror, named) == left


def test_a_graph_that_took_the_place_of_another_is_there_instead_of_it(mirror, store):
    old = write(store, reading())
    assert number(mirror) == 3
    other = reading("elsewhere")
    store.write(graph_iri(other.iri), project(to_graph(other)), instead_of=old)
    assert number(mirror) == 3
    assert number(mirror, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{old}> {{ ?s ?p ?o }} }}") == 0


def test_two_processes_share_one_copy(mirror, store, home):
    write(store, reading())
    told, _ = process(home, "sparql", "status", "--json").communicate(timeout=120)
    newest = mirror.place.newest()
    assert newest.state.number == json.loads(told)["change"] == head(store).number
    assert fresh(mirror)[0] == newest
    with open_store(home) as other_store, Mirror(home, other_store) as other:
        write(other_store, reading("second"))
        assert number(mirror) == number(other) == 6


def test_what_a_typed_statement_wrote_is_known(mirror, store):
    write(store, reading())
    assert number(mirror) == 3
    store.console("MATCH (p {uri: $uri}) SET p.name = 'Another Name'", {"uri": MAYOR.iri}, write=True)
    renamed = "SELECT (COUNT(*) AS ?n) { ?p <https://w3id.org/whowhom/ontology#name> 'Another Name' }"
    assert number(mirror, renamed) == 1


def test_what_somebody_removed_past_the_journal_is_noticed(mirror, store):
    write(store, reading())
    assert number(mirror) == 3
    store._statement("MATCH (a:Act) WITH a LIMIT 1 DETACH DELETE a")
    assert number(mirror) == 2
    write(store, reading("second"))
    store._statement("MATCH (a:Act) WITH a LIMIT 1 DETACH DELETE a")
    assert number(mirror) == 4


def test_a_store_that_was_put_back_is_noticed(mirror, store):
    iri = write(store, reading())
    assert number(mirror) == 3
    store._statement("MATCH (s:StoreRecord) SET s.changes = s.changes - 1")
    store._statement(f"MATCH (g:NamedGraph {{uri: '{iri}'}}) SET g.changed = g.changed - 1")
    store._statement("MATCH (a:Act) WITH a LIMIT 1 SET a.confidence = 0.125")
    unsure = "SELECT (COUNT(*) AS ?n) { ?a <https://w3id.org/whowhom/ontology#confidence> 0.125e0 }"
    assert number(mirror, unsure) == 1


def test_another_database_is_another_copy(mirror, store):
    write(store, reading())
    assert number(mirror) == 3
    store._statement("MATCH (s:StoreRecord) SET s.journal = 'another'")
    _, known = fresh(mirror)
    assert known.state.journal == "another"


def run_and_die(home, code: str, *, anew: bool = False) -> int:
    """The exit code of a process that catches up the mirror and is killed at a point that the code names."""
    lines = (
        "import os",
        "from graph.mirror import following, primary",
        "from graph.mirror.state import Place",
        "from graph.settings import Settings",
        "from graph.store import open_store",
        "def die(*given): os.kill(os.getpid(), 9)",
        code,
        "settings = Settings(_env_file=None)",
        f"following.catch_up(Place(settings.home / 'mirror'), open_store(settings), anew={anew})",
    )
    return subprocess.run([sys.executable, "-c", "\n".join(lines)], env=environment(home), timeout=120).returncode


def test_killed_before_the_transaction_the_copy_is_the_one_of_before(mirror, store, home):
    before = fresh(mirror)[1].state
    write(store, reading())
    assert run_and_die(home, "primary.Primary.replace = die") == KILLED
    assert Primary(mirror.place.primary).state() == before
    assert number(mirror) == 3


def test_killed_after_the_transaction_the_copy_is_whole(mirror, store, home):
    fresh(mirror)
    write(store, reading())
    assert run_and_die(home, "primary.Primary.snapshot = die") == KILLED
    assert Primary(mirror.place.primary).state().number == head(store).number
    assert number(mirror) == 3
    assert holds_what_the_store_holds(mirror, store)


def test_killed_while_it_was_made_anew_the_copy_does_not_count(mirror, store, home):
    write(store, reading())
    fresh(mirror)
    assert run_and_die(home, "primary._stated = die", anew=True) == KILLED  # the last step of making it
    assert Primary(mirror.place.primary).state() is None
    write(store, reading("second"))
    assert number(mirror) == 6
    assert holds_what_the_store_holds(mirror, store)


def test_a_copy_that_is_damaged_is_made_anew(mirror, store):
    write(store, reading())
    assert number(mirror) == 3
    for file in mirror.place.primary.iterdir():
        file.write_bytes(b"no database")
    write(store, reading("second"))
    assert number(mirror) == 6


def test_what_only_altered_a_property_past_the_journal_is_known_when_it_is_made_anew(mirror, store):
    write(store, reading())
    fresh(mirror)
    store._statement(f"MATCH (a {{uri: '{ICE.iri}'}}) SET a.name = 'Past The Journal'")
    mirror.rebuild()
    assert number(mirror, "SELECT (COUNT(*) AS ?n) { ?a ?p 'Past The Journal' }") == 1


def test_a_text_with_everything_in_it_comes_through_a_change(tmp_path):
    """What is written as SPARQL Update is read back as it was."""
    texts = ('quote " and \\', "line\nbreak\r\ttab", "\\u0041 is no A", "🏛 é \u202e", "} ; DROP ALL #", "\x01")
    p = ox.NamedNode("https://example.org/p")
    said = frozenset(ox.Triple(ox.NamedNode("https://example.org/s"), p, ox.Literal(t)) for t in texts)
    primary = Primary.build(tmp_path / "primary", [], State("j", 1, 0, "then"))
    primary.replace({"https://example.org/g": said}, State("j", 2, 1, "now"))
    assert primary._triples("https://example.org/g") == said
    assert primary.state() == State("j", 2, 1, "now")
    primary.replace({"https://example.org/g": frozenset()}, State("j", 3, 0, "later"))
    assert [q for q in primary._store if q.graph_name != STATE_GRAPH] == []


def test_a_record_that_cannot_be_read_is_no_snapshot(tmp_path):
    place = Place(tmp_path)
    place.make()
    for text in ("", "{", "[]", '{"state": {}, "folder": "x"}'):
        (tmp_path / "newest.json").write_text(text)
        assert place.newest() is None
