"""The graph as a whole: what leaves the store comes in again as it was, and nothing that is wrong comes in."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

import pytest
from rdflib import RDF, BNode, Dataset, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from graph import managed
from graph.acts import ActDate, Entity
from graph.dump.rdf import serialized
from graph.errors import RefusedGraph
from graph.projection import Node, PropertyGraph, project, unproject
from graph.queries import actors, acts, articles
from graph.queries.asked import Filters
from graph.queries.tables import PARTED, arguments, tables
from graph.settings import Settings
from graph.store import Store, open_store
from graph.triples import Reading, Version, graph_iri, to_graph
from ontology.vocabulary import WW
from seeds import GRAPHS
from tests.admin import import_tables
from tests.commands import whowhom
from tests.conftest import everything
from tests.samples import BAN, ICE, JUDGE, MAYOR, NOTHING, RUN, act, article, reading

# What rdflib says of itself when it reads several graphs.
pytestmark = pytest.mark.filterwarnings("ignore:.*Dataset.*:DeprecationWarning")

ODD = Entity("https://w3id.org/whowhom/id/group/odd", '=1+1, "odd"; \\ 🏛', "Group")
ODD_TEXT = f'  First line,\r\nsecond "line";\n\n  Ada Mayor praised {ODD.name} today.\n\\ end  '


def odd() -> Reading:
    """An article whose text and names hold whatever CSV and RDF have to quote, and that replaced another."""
    a = article(ODD_TEXT, "odd", url="https://example.org/?a=1&b=%22")
    praise = act(a, MAYOR, "SUPPORT", ODD, "praised", stance="for", confidence=0.123456789012345)
    old = Version(a.sha256, "Before", date(2017, 1, 1), a.text, RUN.at)
    return Reading(a, RUN, (replace(praise, date=ActDate(date(2017, 1, 1), "year")),), (old,))


def write(store: Store, *readings: Reading) -> None:
    for r in readings:
        store.write(graph_iri(r.iri), project(to_graph(r)))


def named_graphs(trig: str) -> dict[str, Graph]:
    dataset = Dataset()
    dataset.parse(data=trig, format="trig")
    return {str(g.identifier): g for g in dataset.graphs() if len(g)}


def same(one: dict[str, Graph], other: dict[str, Graph]) -> bool:
    """Whether they are isomorphic graph by graph: without blank nodes that is to hold the same statements."""
    return {name: set(graph) for name, graph in one.items()} == {name: set(graph) for name, graph in other.items()}


@pytest.fixture
def run(settings):
    return lambda *arguments: whowhom(settings, *arguments)


@pytest.fixture
def given(tmp_path, store, run):
    """Imports graphs out of a file of TriG."""

    def give(*graphs: Graph, text: str = ""):
        file = tmp_path / "given.trig"
        file.write_text("".join(serialized(graphs, "trig")) + text)
        return run("import", str(file), "--json")

    return give


def graph_of(r: Reading) -> Graph:
    return to_graph(r)


# out and in again


def test_what_is_exported_and_imported_into_an_empty_store_compares_equal(store, client, run, tmp_path):
    write(store, reading(), odd())
    before = named_graphs(client.get("/v1/dump.trig").text)
    assert set(before) == set(store.graphs())
    assert isomorphic(before[graph_iri(odd().iri)], to_graph(odd()))
    file = tmp_path / "all.trig"
    assert run("export", "--all", "--output", str(file)).exit_code == 0
    assert same(named_graphs(file.read_text()), before)
    for r in (reading(), odd()):
        store.write(graph_iri(r.iri), NOTHING)
    assert len(store.graphs()) < len(before)
    result = run("import", str(file), "--table")
    assert (result.exit_code, result.stdout) == (0, f"2 loaded, 0 replaced, {len(before) - 2} unchanged\n")
    assert same(named_graphs(client.get("/v1/dump.trig").text), before)


def test_importing_twice_changes_nothing(store, given):
    write(store, reading())
    before = everything(store)
    assert given(graph_of(reading())).exit_code == 0
    assert everything(store) == before


def test_an_import_takes_the_place_of_what_the_article_said(store, given):
    whole = reading()
    write(store, replace(whole, acts=whole.acts[:1]))
    assert '"replaced": 1' in given(graph_of(whole)).stdout
    assert isomorphic(unproject(store.read(graph_iri(whole.iri))), to_graph(whole))


def test_who_is_who_of_a_file_is_stored_too_and_its_articles_may_refer_to_it(store, given):
    name = GRAPHS + "sample"
    try:
        assert '"loaded": 2' in given(who_is_who(name), to_graph(reading(), lambda iri: iri == ICE.iri)).stdout
        assert set(unproject(store.read(name))) == set(who_is_who(name))
        store.write(graph_iri(reading().iri), NOTHING)
    finally:
        store.write(name, NOTHING)


def who_is_who(name: str) -> Graph:
    graph = Graph(identifier=URIRef(name))
    graph.add((URIRef(ICE.iri), RDF.type, WW.Agency))
    graph.add((URIRef(ICE.iri), WW["name"], Literal(ICE.name)))
    return graph


def renamed(graph: Graph, name: str) -> Graph:
    found = Graph(identifier=URIRef(name))
    found += graph
    return found


# nothing that is wrong comes in


def wrong(name: str) -> Graph:
    """The sample article's graph with one thing wrong."""
    graph = to_graph(reading())
    first, article_ = URIRef(reading().acts[0].iri), URIRef(reading().iri)
    if name == "a sentence that the article does not have":
        sentence = graph.value(first, WW.evidence)
        graph.set((sentence, WW.text, Literal("It never said so.")))
    elif name == "offsets beyond the text":
        graph.set((graph.value(first, WW.evidence), WW.end, Literal(10_000)))
    elif name == "an act without an agent":
        graph.remove((first, WW.agent, None))
    elif name == "a property of nobody's":
        graph.add((first, URIRef("https://example.org/p"), Literal("x")))
    elif name == "an agent whom nobody describes":
        graph.set((first, WW.agent, URIRef("https://w3id.org/whowhom/id/person/nobody-at-all")))
    elif name == "a name with a language":
        graph.set((URIRef(ICE.iri), WW["name"], Literal("Agency", lang="en")))
    elif name == "an article of another name":
        graph = renamed(graph, "https://w3id.org/whowhom/id/article/another/graph")
    elif name == "a graph of no name that is known":
        graph = renamed(graph, "https://example.org/graph")
    elif name == "articles under the name of who is who":
        graph = renamed(graph, GRAPHS + "agencies")
    elif name == "somebody of who is who by another name":
        graph.add((URIRef("https://w3id.org/whowhom/id/person/jeff-sessions"), WW["name"], Literal("Nobody")))
        kind = URIRef(str(WW) + "Official")
        graph.add((URIRef("https://w3id.org/whowhom/id/person/jeff-sessions"), RDF.type, kind))
    elif name == "a person whose address is an article's":
        graph.add((URIRef(f"{article_}/x"), RDF.type, WW.Person))
        graph.add((URIRef(f"{article_}/x"), WW["name"], Literal("X")))
    elif name == "something without an address":
        graph.add((BNode(), RDF.type, WW.Person))
    return graph


WRONG = {
    "a sentence that the article does not have": "evidence-mismatch",
    "offsets beyond the text": "evidence-mismatch",
    "an act without an agent": "agent",
    "a property of nobody's": "example.org/p",
    "an agent whom nobody describes": "class ww:Participant",
    "a name with a language": "",
    "an article of another name": "not its own",
    "a graph of no name that is known": "example.org/graph",
    "articles under the name of who is who": "speaks of",
    "somebody of who is who by another name": "jeff-sessions, which is not its own",
    "a person whose address is an article's": "begins with",
    "something without an address": "",
}


@pytest.mark.parametrize("name", WRONG)
def test_a_file_with_one_wrong_graph_is_refused_and_nothing_of_it_stored(name, store, given):
    before = everything(store)
    result = given(graph_of(odd()), wrong(name))
    assert result.exit_code == 4, result.stderr
    assert WRONG[name] in result.stderr or WRONG[name] == "evidence-mismatch"
    if WRONG[name] == "evidence-mismatch":
        assert "The quoted words are not in the article" in result.stderr
    assert everything(store) == before


def test_two_articles_of_a_file_that_describe_somebody_differently_are_refused(store, given):
    other = to_graph(reading("other"))
    other.set((URIRef(ICE.iri), WW["name"], Literal("Another Agency")))
    result = given(graph_of(reading()), other)
    assert (result.exit_code, store.read(graph_iri(reading().iri))) == (4, None)


def test_an_article_that_renames_what_another_one_named_is_refused(store, given):
    write(store, reading("stored"))
    before = everything(store)
    graph = to_graph(reading())
    graph.set((URIRef(ICE.iri), WW["name"], Literal("Another Agency")))
    result = given(graph)
    assert (result.exit_code, "Another Agency" in result.stderr) == (4, True)
    assert everything(store) == before


def test_an_act_of_another_article_is_not_taken_over(store, given):
    write(store, reading("stored"))
    before = everything(store)
    graph = to_graph(reading())
    mine, theirs = URIRef(reading().acts[0].iri), URIRef(reading("stored").acts[0].iri)
    for _, predicate, value in list(graph.triples((mine, None, None))):
        graph.remove((mine, predicate, value))
        graph.add((theirs, predicate, value))
    assert given(graph).exit_code == 4
    assert everything(store) == before


@pytest.mark.parametrize(
    "text",
    [
        "this is no TriG",
        "<https://example.org/g> { <https://example.org/s> ",
        '<https://example.org/s> <https://example.org/p> "in no graph" .',
        "_:g { <https://example.org/s> a <https://example.org/C> . }",
        "<g> { <s> a <C> . }",
        "\x00\x01\x02",
        "[" * 100_000,
    ],
    ids=["words", "cut off", "no graph", "a graph without a name", "relative", "binary", "nested"],
)
def test_a_file_that_is_malformed_is_refused(text, store, given):
    before = everything(store)
    assert given(text=text).exit_code == 3
    assert everything(store) == before


def test_a_graph_in_several_pieces_is_refused(store, given):
    first = to_graph(reading())
    assert given(first, to_graph(odd()), first).exit_code == 3
    assert store.read(graph_iri(reading().iri)) is None


def test_a_text_that_is_too_large_is_refused_before_it_is_held(settings, store, tmp_path):
    file = tmp_path / "huge.trig"
    file.write_text('<https://example.org/g> { <https://example.org/s> <https://example.org/p> "' + "x" * 100_000)
    result = whowhom(settings, "import", str(file), WHOWHOM_MAX_BYTES="20000")
    assert (result.exit_code, "WHOWHOM_MAX_BYTES" in result.stderr) == (3, True)


def test_a_file_that_is_not_there_is_named(run, tmp_path, store):
    result = run("import", str(tmp_path / "none.trig"))
    assert (result.exit_code, "none.trig" in result.stderr) == (3, True)


# tables for neo4j-admin


@pytest.fixture(scope="module")
def second(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a managed Neo4j that never ran."""
    home = tmp_path_factory.mktemp("second")
    return Settings(_env_file=None, WHOWHOM_HOME=home, NEO4J_URI=None, WHOWHOM_NEO4J_HEAP_MB=512)


@pytest.fixture
def imported(store: Store, run, second: Settings, tmp_path: Path) -> Iterator[Store]:
    """A Neo4j made by `neo4j-admin` from the tables of the store."""
    write(store, reading(), odd())
    assert run("export", "--all", "--format", "neo4j-csv", "--output", str(tmp_path / "tables")).exit_code == 0
    import_tables(tmp_path / "tables", second)
    managed.ensure_running(second)
    with open_store(second) as other:
        yield other
    managed.stop(second)


BY_LABELS = """
MATCH (n:Resource) WHERE NOT n:StoreRecord
UNWIND labels(n) AS label RETURN label, count(*) AS n, sum(size(keys(n))) AS properties ORDER BY label
"""
BY_TYPE = "MATCH ()-[r]->() RETURN type(r) AS type, count(*) AS n, sum(size(keys(r))) AS properties ORDER BY type"


def test_neo4j_admin_makes_the_same_graph_from_the_tables(store, imported, registry):
    assert imported.graphs() == store.graphs()
    for statement in (BY_LABELS, BY_TYPE):
        assert imported.ask(statement) == store.ask(statement)
    for name in (GRAPHS + "agencies", graph_iri(reading().iri), graph_iri(odd().iri)):
        assert set(unproject(imported.read(name))) == set(unproject(store.read(name))), name
    every = Filters(realis=())
    assert acts.acts(imported, every) == acts.acts(store, every)
    assert acts.acts(imported, every, target=ICE.iri) == acts.acts(store, every, target=ICE.iri)
    assert articles.article(imported, odd().iri).has == articles.article(store, odd().iri).has
    for iri in (ODD.iri, BAN.iri, JUDGE.iri, registry.named("Jeff Sessions")[0].iri):
        assert actors.actor(imported, iri) == actors.actor(store, iri)
    derived = "MATCH (a)-[r:ACTED_AGAINST|ACTED_FOR]->(b) RETURN a.uri AS a, b.uri AS b, r.act AS act, r.date AS day "
    assert imported.ask(derived + "ORDER BY act") == store.ask(derived + "ORDER BY act")


def test_the_archive_holds_the_tables_of_the_folder(store, client, run, tmp_path):
    write(store, odd())
    assert run("export", "--all", "--format", "neo4j-csv", "--output", str(tmp_path / "tables")).exit_code == 0
    answer = client.get("/v1/dump.zip")
    assert answer.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        held = {name: archive.read(name) for name in archive.namelist()}
    assert held == {file.name: file.read_bytes() for file in (tmp_path / "tables").iterdir()}
    assert client.get("/v1/dump.zip").content == answer.content


def test_a_table_quotes_whatever_a_text_holds(store):
    write(store, odd())
    (table,) = (t for t in tables(store) if t.file == "nodes-Article.csv")
    header, row = csv.reader(io.StringIO("".join(table.lines(store)), newline=""))
    found = dict(zip(header, row, strict=True))
    assert found["text:string"] == odd().article.text
    assert found["published:date"] == "2017-08-03"
    assert found[":LABEL"].split(PARTED) == ["Resource", "Article"]


def test_every_table_is_named_to_neo4j_admin(store):
    told = arguments([t.file for t in tables(store)])
    assert "--nodes=nodes-Official.csv\n" in told
    assert "--relationships=relationships-AGENT_OF.csv\n" in told


def test_what_the_store_keeps_of_itself_stays_there(store):
    assert not any("StoreRecord" in t.file for t in tables(store))


def test_an_array_whose_item_holds_the_delimiter_is_refused(store):
    node = Node(ODD.iri, ("Resource", "Participant", "Group"), {"name": "x", "names": ["a\x1fb"]})
    store.write("https://example.org/g", PropertyGraph((node,), ()))
    with pytest.raises(RefusedGraph, match=r"U\+001F"):
        list(chain.from_iterable(t.lines(store) for t in tables(store) if t.file == "nodes-Group.csv"))


@pytest.mark.parametrize("arguments_", [("--all",), ("sample", "--output", "x")])
def test_tables_are_of_everything_and_go_to_a_folder(arguments_, run, store):
    assert run("export", "--format", "neo4j-csv", *arguments_).exit_code == 2


def test_a_folder_that_holds_something_is_left_alone(store, run, tmp_path):
    (tmp_path / "mine").write_text("mine")
    assert run("export", "--all", "--format", "neo4j-csv", "--output", str(tmp_path)).exit_code == 7
    assert (tmp_path / "mine").read_text() == "mine"
