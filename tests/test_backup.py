"""A backup brings back what was destroyed; what is no whole backup changes nothing.

The graph is small, so that each test can destroy it: one agency as who is who, and two articles.
"""

import hashlib
import json
import shutil
import signal
import sqlite3
import stat
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import neo4j
import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from graph import managed
from graph.access.database import path as keys_file
from graph.access.keys import Keys
from graph.access.scopes import Scope
from graph.decisions import merge
from graph.projection import project, unproject
from graph.queries.acts import acts
from graph.queries.asked import Filters, Page
from graph.settings import Settings
from graph.store import Store, open_store
from graph.store.schema import ACTORS_GRAPHS, VERSION
from graph.triples import graph_iri, literal, new_graph, to_graph
from ontology.vocabulary import VOCABULARY, WW
from tests.commands import at_home, environment, process, whowhom
from tests.conftest import everything
from tests.samples import ICE, JUDGE, MAYOR, reading

GRAPHS, MANIFEST, KEYS, AUDIT = "graphs.trig", "manifest.json", "access.sqlite3", "audit.jsonl"
Parts = dict[str, bytes]


def who_is_who() -> Graph:
    graph = new_graph(f"{ACTORS_GRAPHS}sample")
    agency = URIRef(ICE.iri)
    graph.add((agency, RDF.type, WW.Agency))
    graph.add((agency, WW["name"], Literal(ICE.name)))
    source = VOCABULARY.literals["source"]
    graph.add((agency, source.iri, literal(source, "https://example.org/agency")))
    return graph


def fill(store: Store, *documents: str) -> None:
    """A store with these articles and nothing else."""
    store.empty("")
    actors = who_is_who()
    store.write(str(actors.identifier), project(actors))
    for document in documents:
        r = reading(document)
        store.write(graph_iri(r.iri), project(to_graph(r, ICE.iri.__eq__)))
    store.filled("the sample's")


@pytest.fixture(scope="module")
def emptied(connection, registry) -> Iterator[Store]:
    """The store, which has its registry again after the tests of this file."""
    yield connection
    connection.empty("")
    connection.unused()
    connection.prepare(registry)


@pytest.fixture
def graph(emptied) -> Store:
    fill(emptied, "first", "second")
    return emptied


@pytest.fixture
def home(settings, tmp_path) -> Settings:
    """The settings with a home of their own."""
    return at_home(settings, tmp_path / "home")


@pytest.fixture
def file(graph, home, tmp_path) -> Path:
    """A backup of the graph."""
    path = tmp_path / "backup.zip"
    assert whowhom(home, "backup", str(path)).exit_code == 0
    return path


@contextmanager
def held(settings: Settings) -> Iterator[None]:
    """Meanwhile nobody else can delete a named graph."""
    given = environment(settings)
    login = given["NEO4J_USERNAME"], given["NEO4J_PASSWORD"]
    with (
        neo4j.GraphDatabase.driver(given["NEO4J_URI"], auth=login) as driver,
        driver.session(database=given["NEO4J_DATABASE"]) as session,
        session.begin_transaction() as tx,
    ):
        tx.run("MATCH (g:NamedGraph)-[:DESCRIBES]->(n) SET g.held = true, n.held = true").consume()
        yield
        tx.rollback()


def told(store: Store) -> dict[str, Graph]:
    return {iri: unproject(found) for iri in store.graphs() if (found := store.read(iri))}


def versions(store: Store) -> object:
    return store.recorded().get("schemaVersion"), store.recorded().get("registryVersion")


def answer(store: Store) -> object:
    return acts(store, Filters(), Page(50), target=ICE.iri, through=("direct", "policy"))


def same(some: dict[str, Graph], other: dict[str, Graph]) -> bool:
    return some.keys() == other.keys() and all(isomorphic(some[iri], other[iri]) for iri in some)


def make_keys(settings: Settings, *names: str) -> Path:
    for name in names:
        Keys(settings).create(name, [Scope.WRITE], None)
    return keys_file(settings)


def keys(settings: Settings) -> list[str]:
    return [key.name for key in Keys(settings).all()]


# there and back


def test_what_was_deleted_comes_back_graph_by_graph_with_the_same_answers(graph, home, file):
    before, answered, record = told(graph), answer(graph), versions(graph)
    assert len(before) == 3
    graph.empty("")
    graph.unused()
    assert graph.graphs() == ()
    result = whowhom(home, "restore", str(file))
    assert result.exit_code == 0, result.stderr
    assert same(told(graph), before)
    assert answer(graph) == answered
    assert versions(graph) == record


def test_the_whole_data_folder_of_the_managed_neo4j_may_be_lost(tmp_path):
    settings = Settings.model_validate(
        {"WHOWHOM_HOME": tmp_path / "home", "NEO4J_URI": "", "WHOWHOM_NEO4J_HEAP_MB": 512}
    )
    path = str(tmp_path / "backup.zip")
    try:
        with open_store(settings) as store:
            fill(store, "first", "second")
            before, answered = told(store), answer(store)
        assert whowhom(settings, "backup", path).exit_code == 0
        managed.stop(settings)
        shutil.rmtree(tmp_path / "home")
        env = {"NEO4J_URI": "", "NEO4J_PASSWORD": "", "WHOWHOM_NEO4J_HEAP_MB": "512"}
        managed.ensure_running(settings)
        result = whowhom(settings, "restore", path, **env)
        assert result.exit_code == 0, result.stderr
        with open_store(settings) as store:
            assert same(told(store), before)
            assert answer(store) == answered
    finally:
        managed.stop(settings)


def test_decisions_about_identity_come_back_and_hold(graph, home, tmp_path):
    merge(graph, JUDGE.iri, MAYOR.iri, by="a test", reason="one and the same")
    before, journal = told(graph), graph.recorded()["journal"]
    decided = {iri: unproject(graph.read_decided(iri)) for iri in before}
    path = str(tmp_path / "backup.zip")
    whowhom(home, "backup", path)
    assert whowhom(home, "restore", path, "--replace").exit_code == 0
    assert len(before) == 4
    assert same(told(graph), before)
    assert same({iri: unproject(graph.read_decided(iri)) for iri in before}, decided)
    assert graph.recorded()["journal"] != journal  # whoever mirrors the store begins anew


def test_a_store_with_who_is_who_alone_counts_as_empty(graph, home, file):
    before = told(graph)
    fill(graph)
    assert whowhom(home, "restore", str(file)).exit_code == 0
    assert same(told(graph), before)


def test_the_backup_says_what_it_holds(graph, file):
    with zipfile.ZipFile(file) as archive:
        manifest = json.loads(archive.read(MANIFEST))
        lines = archive.read(GRAPHS)
    assert manifest["schema_version"] == VERSION
    assert manifest["registry"] == "the sample's"
    statements = sum(map(len, told(graph).values()))
    assert manifest["held"] == {"graphs": 3, "statements": statements, "articles": 2, "acts": 6}
    assert manifest["parts"] == {GRAPHS: {"bytes": len(lines), "sha256": hashlib.sha256(lines).hexdigest()}}


def test_the_backup_is_for_its_owner_alone(file):
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_neo4js_password_is_not_in_the_backup(home, file):
    make_keys(home, "one")
    path = file.with_name("other.zip")
    whowhom(home, "backup", str(path))
    made = parts(path)
    assert KEYS in made
    assert environment(home)["NEO4J_PASSWORD"].encode() not in b"".join(made.values())


def test_a_backup_that_fails_leaves_the_old_file(graph, home, file):
    before = file.read_bytes()
    home.home.mkdir()
    keys_file(home).write_bytes(b"no database" * 1000)
    result = whowhom(home, "backup", str(file))
    assert result.exit_code == 7
    assert "access.sqlite3" in result.stderr
    assert file.read_bytes() == before
    assert sorted(p.name for p in file.parent.iterdir()) == ["backup.zip", "home"]


# what is there already


def test_a_store_with_articles_is_refused(graph, home, file):
    before = everything(graph)
    result = whowhom(home, "restore", str(file))
    assert result.exit_code == 7
    assert "the store holds 2 graphs" in result.stderr
    assert "--replace" in result.stderr
    assert everything(graph) == before


def test_replacing_puts_the_backup_in_the_place_of_everything_and_keeps_that(graph, home, file):
    before = told(graph)
    fill(graph, "third")
    third = told(graph)
    result = whowhom(home, "restore", str(file), "--replace")
    assert result.exit_code == 0, result.stderr
    assert same(told(graph), before)
    (kept,) = home.home.glob("before-restore-*.zip")
    assert str(kept) in result.stderr
    assert whowhom(home, "restore", str(kept), "--replace").exit_code == 0
    assert same(told(graph), third)


def test_what_others_keep_in_a_given_database_stays(graph, home, file):
    graph.console("CREATE (:Recipe {name: 'soup'})", write=True)
    try:
        assert whowhom(home, "restore", str(file), "--replace").exit_code == 0
        assert graph.ask("MATCH (n:Recipe) RETURN n.name AS name") == [{"name": "soup"}]
    finally:
        graph.console("MATCH (n:Recipe) DELETE n", write=True)


# beside Neo4j


def test_keys_and_the_audit_log_come_back_private(graph, home, tmp_path):
    file, log = make_keys(home, "one", "two"), home.home / AUDIT
    log.write_text('{"who": "one"}\n')
    path = str(tmp_path / "backup.zip")
    whowhom(home, "backup", path)
    shutil.rmtree(home.home)
    graph.empty("")
    graph.unused()
    assert whowhom(home, "restore", path).exit_code == 0
    assert keys(home) == ["one", "two"]
    assert log.read_text() == '{"who": "one"}\n'
    assert {stat.S_IMODE(p.stat().st_mode) for p in (file, log)} == {0o600}


def test_keys_that_are_there_are_not_replaced_unasked_and_the_audit_log_never(graph, home, tmp_path):
    make_keys(home, "one")
    log = home.home / AUDIT
    log.write_text('{"who": "one"}\n')
    path = str(tmp_path / "backup.zip")
    whowhom(home, "backup", path)
    make_keys(home, "later")
    log.write_text('{"who": "one"}\n{"who": "later"}\n')
    fill(graph)
    refused = whowhom(home, "restore", path)
    assert refused.exit_code == 7
    assert "API keys" in refused.stderr
    assert keys(home) == ["one", "later"]
    assert whowhom(home, "restore", path, "--replace").exit_code == 0
    assert keys(home) == ["one"]
    assert log.read_text() == '{"who": "one"}\n{"who": "later"}\n'


# failing on the way


def test_a_restore_that_fails_halfway_is_undone(graph, home, tmp_path):
    """The keys have no place to go, which shows when the graphs are in already."""
    make_keys(home, "one")
    path = str(tmp_path / "backup.zip")
    whowhom(home, "backup", path)
    shutil.rmtree(home.home)
    (home.home / KEYS).mkdir(parents=True)
    fill(graph, "third")
    before, record = told(graph), versions(graph)
    result = whowhom(home, "restore", path, "--replace")
    assert result.exit_code == 7
    assert "access.sqlite3" in result.stderr
    assert same(told(graph), before)
    assert versions(graph) == record


def test_a_restore_that_is_killed_leaves_a_store_that_nobody_takes_for_whole(graph, home, file):
    before = told(graph)
    fill(graph, "third")
    third = told(graph)
    with held(home):  # it waits at the first graph that it would delete
        running = process(home, "restore", str(file), "--replace")
        while "before" not in graph.recorded() and running.poll() is None:
            time.sleep(0.01)
        running.send_signal(signal.SIGKILL)
        running.communicate()
    assert "before" in graph.recorded()
    for command in (["acts"], ["migrate", "--dry-run"], ["backup", f"{file}.other"], ["restore", str(file)]):
        result = whowhom(home, *command)
        assert result.exit_code == 7, command
        assert "restore did not end" in result.stderr
        assert "before-restore-" in result.stderr
    (kept,) = home.home.glob("before-restore-*.zip")
    assert whowhom(home, "restore", str(file), "--replace").exit_code == 0
    assert same(told(graph), before)
    assert whowhom(home, "restore", str(kept), "--replace").exit_code == 0
    assert same(told(graph), third)


# what is no backup


def parts(path: Path) -> Parts:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def summed(made: Parts, **changes: object) -> Parts:
    """With the manifest's sums as they should be, and these fields of it changed."""
    manifest = json.loads(made[MANIFEST])
    manifest["parts"] = {
        name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in made.items()
        if name != MANIFEST
    }
    return {**made, MANIFEST: json.dumps(manifest | changes).encode()}


def put_in(path: Path, made: Parts) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in made.items():
            archive.writestr(name, data)


def put_more(path: Path, entry: zipfile.ZipInfo | str, data: bytes) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(entry, data)


def link(path: Path) -> None:
    made = parts(path)
    entry = zipfile.ZipInfo(GRAPHS)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    put_in(path, {MANIFEST: made[MANIFEST]})
    put_more(path, entry, b"/etc/passwd")


def database(*statements: str) -> bytes:
    with closing(sqlite3.connect(":memory:")) as made:
        for statement in statements:
            made.execute(statement)
        return made.serialize()


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[200] ^= 0xFF
    path.write_bytes(data)


def changed(change: Callable[[Parts], Parts]) -> Callable[[Path], None]:
    return lambda path: put_in(path, change(parts(path)))


def in_graphs(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    return changed(lambda made: summed({**made, GRAPHS: change(made[GRAPHS])}))


def in_manifest(**changes: object) -> Callable[[Path], None]:
    return changed(lambda made: summed(made, **changes))


HELD = {"graphs": 3, "statements": 1, "articles": 2, "acts": 6}
TRIGGER = ("CREATE TABLE key (name TEXT)", "CREATE TRIGGER t AFTER INSERT ON key BEGIN DELETE FROM key; END")

HOSTILE: dict[str, tuple[Callable[[Path], object], int, str]] = {
    "no file": (lambda p: p.unlink(), 3, "no such file"),
    "an empty file": (lambda p: p.write_bytes(b""), 3, "no whole ZIP"),
    "no archive": (lambda p: p.write_bytes(b"PK\x03\x04 hello " * 99), 3, "no whole ZIP"),
    "a truncated file": (lambda p: p.write_bytes(p.read_bytes()[:-300]), 3, "no whole ZIP"),
    "a file whose middle is missing": (lambda p: p.write_bytes(p.read_bytes()[500:]), 3, "no whole ZIP"),
    "a flipped bit": (flipped, 3, "no whole ZIP"),
    "a path out of the folder": (lambda p: put_more(p, "../../evil", b"x"), 3, "'../../evil' is no part"),
    "an absolute path": (lambda p: put_more(p, "/tmp/evil", b"x"), 3, "'/tmp/evil' is no part"),
    "a file of Neo4j's": (lambda p: put_more(p, "neo4j/password", b"x"), 3, "is no part"),
    "a symbolic link": (link, 3, "is a link"),
    "a part too few": (changed(lambda m: {MANIFEST: m[MANIFEST]}), 3, "the archive holds"),
    "a part that the manifest does not name": (lambda p: put_more(p, AUDIT, b"x"), 3, "the archive holds"),
    "a bomb": (changed(lambda m: summed({**m, AUDIT: bytes(50_000_000)})), 3, "grow over"),
    "a size that is none": (changed(lambda m: {**m, GRAPHS: m[GRAPHS] + b"\n"}), 3, "another size"),
    "a wrong sum": (changed(lambda m: {**m, GRAPHS: m[GRAPHS][::-1]}), 3, "not what was backed up"),
    "no manifest": (changed(lambda m: {GRAPHS: m[GRAPHS]}), 3, "no manifest"),
    "a manifest that is no JSON": (changed(lambda m: {**m, MANIFEST: b"{"}), 3, "JSON"),
    "a manifest without an end": (changed(lambda m: {**m, MANIFEST: b" " * 70_000 + m[MANIFEST]}), 3, "too long"),
    "a manifest of another format": (in_manifest(format=2), 3, "format"),
    "a manifest with more": (in_manifest(run="rm"), 3, "run"),
    "wrong counts": (in_manifest(held=HELD), 3, "the manifest says 3 graphs, 1 statements"),
    "a newer schema": (in_manifest(schema_version=VERSION + 1), 3, "newer"),
    "graphs that are no RDF": (in_graphs(lambda g: g + b"MATCH (n) DETACH DELETE n\n"), 3, "no TriG"),
    "half a statement": (in_graphs(lambda g: g[:-40]), 3, "no TriG"),
    "a statement in no graph": (in_graphs(lambda g: g + b"<urn:a> <urn:b> <urn:c> .\n"), 3, "in no graph"),
    "a blank node": (in_graphs(lambda g: g + b"<urn:g> { _:b <urn:b> <urn:c> . }"), 4, "no property"),
    "a graph in pieces": (in_graphs(lambda g: g + g), 3, "several pieces"),
    "a misquoted sentence": (in_graphs(lambda g: g.replace(b'"blocked"', b'"praised"')), 4, "not in the article"),
    "a class of another's": (in_graphs(lambda g: g.replace(b" ww:Act ", b" ww:Evil ")), 4, "Evil"),
    "keys that are no database": (changed(lambda m: summed({**m, KEYS: b"no database" * 100})), 3, "access.sqlite3"),
    "keys with a trigger": (changed(lambda m: summed({**m, KEYS: database(*TRIGGER)})), 3, "trigger"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_whole_backup_changes_nothing(what, graph, home, file):
    spoil, code, reason = HOSTILE[what]
    spoil(file)
    before, around = everything(graph), sorted(file.parent.rglob("*"))
    result = whowhom(home, "restore", str(file), "--replace")
    assert (result.exit_code, reason in result.stderr) == (code, True), result.stderr
    assert everything(graph) == before
    assert sorted(file.parent.rglob("*")) == around


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_a_part_that_is_there_twice_is_refused(graph, home, file):
    put_more(file, GRAPHS, b"")
    result = whowhom(home, "restore", str(file), "--replace")
    assert result.exit_code == 3
    assert "is there twice" in result.stderr
