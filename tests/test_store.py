"""A named graph goes into a real Neo4j and comes out the same; what fails leaves no trace."""

from dataclasses import replace

import pytest
from rdflib.compare import isomorphic

from graph.acts import Entity
from graph.errors import (
    QueryError,
    RefusedGraph,
    StoreError,
    StoreLogin,
    StoreUnreachable,
    TookTooLong,
    WriteRefused,
)
from graph.projection import Node, PropertyGraph, Relationship, project, unproject
from graph.settings import Settings
from graph.store import Store, open_store
from graph.triples import graph_iri, to_graph
from ontology.vocabulary import VOCABULARY
from tests.conftest import everything
from tests.samples import BAN, ICE, MAYOR, NOTHING, TEXT, act, article, reading


def write(store: Store, r) -> str:
    iri = graph_iri(r.iri)
    store.write(iri, project(to_graph(r)))
    return iri


def test_a_named_graph_comes_out_as_it_went_in(store):
    r = reading()
    iri = write(store, r)
    assert isomorphic(unproject(store.read(iri)), to_graph(r))


def test_two_articles_that_share_their_actors_come_out_apart(store):
    first, second = reading("first"), reading("second")
    for r in (first, second):
        write(store, r)
    for r in (first, second):
        assert isomorphic(unproject(store.read(graph_iri(r.iri))), to_graph(r))


def test_writing_the_same_graph_again_leaves_the_same_statements(store):
    iri = write(store, reading())
    before = store.read(iri), store.ask("MATCH ()-[r]->() RETURN count(r) AS n")
    write(store, reading())
    assert (store.read(iri), store.ask("MATCH ()-[r]->() RETURN count(r) AS n")) == before


def test_removing_a_graph_leaves_the_store_as_it_was(store):
    before = everything(store)
    write(store, reading())
    store.write(graph_iri(reading().iri), NOTHING)
    assert everything(store) == before


def test_an_actor_of_two_articles_outlives_one_of_them(store):
    write(store, reading("first"))
    iri = write(store, reading("second"))
    store.write(iri, NOTHING)
    assert store.ask("MATCH (n:Agency {uri: $uri}) RETURN n.name AS name", uri=ICE.iri) == [{"name": ICE.name}]
    assert store.ask("MATCH (:Act)-[:TARGETS]->({uri: $uri}) RETURN count(*) AS n", uri=ICE.iri) == [{"n": 2}]


def test_a_new_reading_takes_the_place_of_the_old_one(store):
    write(store, reading())
    r = reading()
    a = article(TEXT.replace("blocked", "struck down"))
    changed = type(r)(a, r.extraction, (act(a, MAYOR, "DEMAND", ICE, "called on"),))
    iri = write(store, changed)
    assert isomorphic(unproject(store.read(iri)), to_graph(changed))
    assert store.ask("MATCH (n {uri: $uri}) RETURN n", uri=BAN.iri) == []
    assert store.ask("MATCH ()-[r:ACTED_AGAINST]->() RETURN count(r) AS n") == [{"n": 1}]


def test_what_an_article_said_of_an_actor_goes_when_another_graph_alone_describes_it(store):
    """An actor that an article named first is then described by the registry, and the article only refers to it."""
    iri = write(store, reading())
    labels = VOCABULARY.labels("Person")
    better = Node(MAYOR.iri, labels, {"name": "Ada Mayor", "description": "A mayor."})
    store.write("https://example.org/actors", PropertyGraph((better,), ()))
    assert [n.labels for n in store.read("https://example.org/actors").nodes] == [labels]
    store.write(iri, project(to_graph(reading(), lambda other: other == MAYOR.iri)))
    (row,) = store.ask("MATCH (n {uri: $uri}) RETURN labels(n) AS labels, properties(n) AS has", uri=MAYOR.iri)
    assert set(row["labels"]) == set(labels)
    assert row["has"] == {"uri": MAYOR.iri, "name": "Ada Mayor", "description": "A mayor."}


def test_what_a_graph_no_longer_says_of_a_shared_actor_goes(store):
    write(store, reading())
    (minted,) = (n for n in project(to_graph(reading())).nodes if n.uri == MAYOR.iri)
    for properties in ({"name": "Ada Mayor", "description": "A mayor."}, {"name": "Ada Mayor"}):
        store.write("https://example.org/actors", PropertyGraph((replace(minted, properties=properties),), ()))
    (row,) = store.ask("MATCH (n {uri: $uri}) RETURN properties(n) AS has", uri=MAYOR.iri)
    assert row["has"] == {"uri": MAYOR.iri, "name": "Ada Mayor"}


def test_a_link_to_something_unknown_is_refused_and_leaves_no_trace(store):
    before = everything(store)
    pg = project(to_graph(reading()))
    dangling = Relationship("OWNED_BY", BAN.iri, "https://w3id.org/whowhom/id/person/nobody")
    with pytest.raises(RefusedGraph, match="nobody"):
        store.write("https://example.org/g", PropertyGraph(pg.nodes, (*pg.relationships, dangling)))
    assert everything(store) == before


def test_a_name_that_is_cypher_is_only_a_name(store):
    name = "x'}) DETACH DELETE n //`} \u202e 🏛 \"; MATCH (n) DELETE n"
    hostile = Entity("https://w3id.org/whowhom/id/group/hostile", name, "Group")
    a = article(f"Ada Mayor praised {name} today.")
    r = reading()
    write(store, type(r)(a, r.extraction, (act(a, MAYOR, "SUPPORT", hostile, "praised", stance="for"),)))
    assert store.ask("MATCH (n:Group {uri: $uri}) RETURN n.name AS name", uri=hostile.iri) == [{"name": name}]


def test_a_direct_edge_shows_what_kind_of_act_it_was(store):
    write(store, reading())
    rows = store.ask(
        "MATCH (a:Official {name: 'Ada Mayor'})-[r:ACTED_AGAINST]->(b) RETURN r.type AS type, r.realis AS realis, "
        "b.name AS target ORDER BY type"
    )
    assert rows == [
        {"type": "DEMAND", "realis": "actual", "target": "Sample Agency"},
        {"type": "SUE", "realis": "negated", "target": "Sample Agency"},
    ]


def test_preparing_a_prepared_store_changes_nothing(store, registry):
    before = everything(store)
    store.prepare(registry)
    assert everything(store) == before


def test_the_schema_has_the_constraint_that_other_tools_look_for(store):
    names = {r["name"] for r in store.ask("SHOW CONSTRAINTS YIELD name RETURN name")}
    assert "n10s_unique_uri" in names


def test_every_graph_of_the_registry_comes_out_as_it_went_in(store, registry):
    for iri, graph in registry.graphs.items():
        assert isomorphic(unproject(store.read(iri)), graph), iri


def test_the_console_reads_but_does_not_write(store):
    before = everything(store)
    with pytest.raises(WriteRefused):
        store.console("CREATE (:Actor {name: 'x'})")
    assert everything(store) == before


def test_the_console_says_when_rows_are_left_out(store):
    answer = store.console("UNWIND range(1, 50) AS n RETURN n", limit=10)
    assert (answer.columns, len(answer.rows), answer.more) == (("n",), 10, True)


def test_a_statement_with_a_mistake_is_named(store):
    with pytest.raises(QueryError, match="Invalid input"):
        store.console("MATCHH (n) RETURN n")


def test_a_neo4j_that_does_not_answer_is_named():
    with pytest.raises(StoreUnreachable):
        open_store(Settings(_env_file=None, NEO4J_URI="bolt://127.0.0.1:9", NEO4J_PASSWORD="x"))


@pytest.mark.parametrize("address", ["gopher://x", "http://127.0.0.1:7474", "127.0.0.1:7687"])
def test_an_address_that_is_none_of_bolt_is_named(address):
    with pytest.raises(ValueError, match="bolt://"):
        Settings(_env_file=None, NEO4J_URI=address)


def test_an_address_without_a_host_is_named():
    with pytest.raises(StoreUnreachable):
        open_store(Settings(_env_file=None, NEO4J_URI="bolt://:x", NEO4J_PASSWORD="x"))


def test_a_wrong_password_is_named(connection):
    with pytest.raises(StoreLogin):
        open_store(Settings(_env_file=None, NEO4J_URI=connection.where, NEO4J_PASSWORD="wrong password"))


def test_a_user_whose_password_has_to_be_changed_first_is_named(connection):
    connection.console("CREATE USER newcomer SET PASSWORD 'as delivered' CHANGE REQUIRED", write=True)
    try:
        with pytest.raises(StoreLogin, match="NEO4J_PASSWORD"):
            open_store(
                Settings(
                    _env_file=None,
                    NEO4J_URI=connection.where,
                    NEO4J_USERNAME="newcomer",
                    NEO4J_PASSWORD="as delivered",
                )
            )
    finally:
        connection.console("DROP USER newcomer", write=True)


def test_a_database_that_is_not_there_is_named_at_once(settings, connection):
    with pytest.raises(StoreUnreachable, match=r"NEO4J_DATABASE.*elsewhere"):
        open_store(settings.model_copy(update={"neo4j_database": "elsewhere"}))


def test_a_statement_that_takes_too_long_is_ended_and_named(store):
    with pytest.raises(TookTooLong):
        store.console("UNWIND range(1, 1000000000) AS n RETURN sum(n % 7)", timeout=0.2)


def test_a_graph_of_a_newer_schema_is_left_alone(store, registry):
    store.console("MATCH (s:StoreRecord) SET s.schemaVersion = s.schemaVersion + 1", write=True)
    before = everything(store)
    try:
        with pytest.raises(StoreError, match="newer whowhom"):
            store.prepare(registry)
        assert everything(store) == before
    finally:
        store.console("MATCH (s:StoreRecord) SET s.schemaVersion = s.schemaVersion - 1", write=True)


def test_a_database_that_a_typed_statement_names_is_a_mistake_of_the_statement(store):
    with pytest.raises(QueryError, match="elsewhere"):
        store.console("USE elsewhere MATCH (n) RETURN n")
