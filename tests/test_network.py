"""The network around an actor, what its budget leaves out, and how much the graph holds."""

from datetime import date

import pytest

from graph.acts import ActDate, Entity
from graph.errors import QueryError, UnknownResource
from graph.projection import project
from graph.queries.asked import Filters
from graph.queries.network import network
from graph.queries.stats import stats
from graph.triples import Reading, graph_iri, to_graph
from tests.samples import BAN, ICE, JUDGE, MAYOR, act, article, reading

UNION = Entity("https://w3id.org/whowhom/id/organization/sample-union", "Sample Union", "Organization")
TEXT = (
    "Ada Mayor sued the Sample Agency. Ada Mayor accused the Sample Agency. Ada Mayor praised the Sample Agency. "
    "Ada Mayor warned Bo Judge. Sample Union blamed Bo Judge. Bo Judge blocked the entry ban."
)


@pytest.fixture
def graph(store):
    """Ada Mayor is tied most to the agency, less to Bo Judge, who leads on to a union and to a policy."""
    a = article(TEXT)
    found = (
        act(a, MAYOR, "SUE", ICE, "sued", date=ActDate(date(2017, 8, 3))),
        act(a, MAYOR, "ACCUSE", ICE, "accused", date=ActDate(date(2017, 8, 1))),
        act(a, MAYOR, "SUPPORT", ICE, "praised", stance="for"),
        act(a, MAYOR, "THREATEN", JUDGE, "warned"),
        act(a, UNION, "ACCUSE", JUDGE, "blamed", realis="possible"),
        act(a, JUDGE, "BLOCK", BAN, "blocked"),
    )
    r = Reading(a, reading().extraction, found)
    store.write(graph_iri(r.iri), project(to_graph(r)))
    return store


def names(found):
    return [e.name for e in found.nodes]


def test_a_network_is_drawn_around_an_actor_the_strongest_first(graph):
    found = network(graph, MAYOR.iri)
    assert names(found) == ["Ada Mayor", "Sample Agency", "Bo Judge"]
    assert [(e.target, e.stance, e.count, e.types) for e in found.edges] == [
        (ICE.iri, "against", 2, ("ACCUSE", "SUE")),
        (ICE.iri, "for", 1, ("SUPPORT",)),
        (JUDGE.iri, "against", 1, ("THREATEN",)),
    ]
    assert {e.agent for e in found.edges} == {MAYOR.iri}
    assert (found.edges[0].first, found.edges[0].last) == (date(2017, 8, 1), date(2017, 8, 3))
    assert (found.nodes_cut, found.edges_cut, found.left_out) == (0, 0, {})


def test_two_acts_away_are_the_neighbours_of_neighbours(graph):
    assert names(network(graph, MAYOR.iri, 2)) == ["Ada Mayor", "Sample Agency", "Bo Judge", "entry ban"]
    assert network(graph, MAYOR.iri, 2).left_out == {"possible": 1}
    every = network(graph, MAYOR.iri, 2, filters=Filters(realis=()))
    assert names(every)[3:] == ["Sample Union", "entry ban"]
    assert (len(every.edges), every.left_out) == (5, {})


def test_the_budget_keeps_the_nearest_and_strongest_and_tells_what_it_cut(graph):
    found = network(graph, MAYOR.iri, 1, 2)
    assert names(found) == ["Ada Mayor", "Sample Agency"]
    assert (len(found.edges), found.nodes_cut, found.edges_cut) == (2, 1, 1)
    deeper = network(graph, MAYOR.iri, 2, 3)
    assert names(deeper) == ["Ada Mayor", "Sample Agency", "Bo Judge"]
    assert (deeper.nodes_cut, deeper.edges_cut) == (1, 1)
    alone = network(graph, MAYOR.iri, 2, 1)
    assert (names(alone), alone.edges, alone.nodes_cut, alone.edges_cut) == (["Ada Mayor"], (), 2, 3)


def test_without_an_actor_the_busiest_are_drawn(graph):
    found = network(graph, None, budget=2)
    assert names(found) == ["Ada Mayor", "Sample Agency"]
    assert (len(found.edges), found.nodes_cut, found.edges_cut, found.left_out) == (2, 2, 2, {"possible": 1})
    assert len(network(graph, None).nodes) == 4


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(stances=("for",)), ["Ada Mayor", "Sample Agency"]),
        (Filters(types=("THREATEN",)), ["Ada Mayor", "Bo Judge"]),
        (Filters(until=date(2017, 8, 2)), ["Ada Mayor", "Sample Agency"]),
        (Filters(min_confidence=0.95), ["Ada Mayor"]),
    ],
)
def test_only_acts_that_pass_the_filters_are_drawn(graph, filters, found):
    assert names(network(graph, MAYOR.iri, filters=filters)) == found


def test_a_network_out_of_bounds_is_refused_and_nobody_has_none(graph):
    for wrong in ({"depth": 3}, {"depth": 0}, {"budget": 0}, {"budget": 1001}):
        with pytest.raises(QueryError):
            network(graph, MAYOR.iri, **wrong)
    with pytest.raises(UnknownResource):
        network(graph, MAYOR.iri + "-nobody")


def test_the_service_draws_with_ids_that_lead_to_nodes(graph, client):
    answer = client.get("/v1/network", params={"actor": "Ada Mayor", "depth": 2, "budget": 3}).json()
    ids = [n["id"] for n in answer["nodes"]]
    assert ids[0] == "person/ada-mayor"
    assert {e[side] for e in answer["edges"] for side in ("agent", "target")} <= set(ids)
    assert (answer["cut"], answer["leftOut"]) == ({"nodes": 1, "edges": 1}, {"possible": 1})


@pytest.mark.parametrize(
    ("query", "status"),
    [("depth=3", 422), ("depth=x", 422), ("budget=1001", 422), ("actor=Zaphod", 404), ("actor=%7B%7D%29%20//", 404)],
)
def test_what_cannot_be_drawn_is_a_problem(client, query, status):
    assert client.get(f"/v1/network?{query}").status_code == status


def test_statistics_count_what_there_is(graph, client):
    found = client.get("/v1/stats").json()
    assert (found["articles"], found["acts"]) == (1, 6)
    assert found["byType"] == {"ACCUSE": 2, "BLOCK": 1, "SUE": 1, "SUPPORT": 1, "THREATEN": 1}
    assert found["byStance"] == {"against": 5, "for": 1}
    assert found["byRealis"] == {"actual": 5, "possible": 1}
    assert found["publishers"] == [{"publisher": "Sample Press", "count": 1}]
    assert (found["first"], found["last"]) == ("2017-08-01", "2017-08-03")
    assert found["lastLoad"]["program"] == "whowhom test"
    assert found["lastLoad"]["article"]["document"] == "sample"
    assert found["policies"] == client.get("/v1/policies").json()["total"]


def test_actors_are_counted_each_by_its_own_class(graph, store):
    kinds = stats(store).kinds
    assert kinds["Organization"] >= 1
    assert "Participant" not in kinds
    assert sum(kinds.values()) == store.ask("MATCH (p:Participant) RETURN count(p) AS n")[0]["n"]


def test_an_empty_graph_has_statistics_too(store, registry):
    found = stats(store)
    assert (found.contents.acts, found.first, found.last, found.last_load, found.types) == (0, None, None, None, {})
    assert found.contents.registry_version == registry.version
