"""Decisions about identity: who takes whose place, who is none, and that undoing them leaves nothing behind."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic

from graph import decisions
from graph.acts import Entity
from graph.errors import DecisionRefused, Gone, Merged, RefusedGraph, UnknownResource
from graph.load import Loader
from graph.projection import PropertyGraph, project, unproject
from graph.queries import acts as asks
from graph.queries import decided
from graph.queries.actors import actor, known
from graph.queries.asked import Filters, Page
from graph.queries.names import resolve
from graph.queries.opponents import opponents
from graph.queries.paths import paths
from graph.store import Store
from graph.store.schema import load_registry
from graph.triples import graph_iri, to_graph
from ontology.vocabulary import WW
from tests.commands import whowhom
from tests.samples import BAN, ICE, JUDGE, MAYOR, RUN, Reading, act, article, reading

TWIN = Entity("https://w3id.org/whowhom/id/agency/sample-agencys-twin", "Twin Bureau", "Agency")
TWIN_TEXT = "Ada Mayor sued the Twin Bureau. The Twin Bureau praised Bo Judge. The Twin Bureau fined the Sample Agency."
EVERY = Filters(realis=())
BY = {"by": "an editor", "reason": "one body under two names"}


def of_twin(document: str = "twin") -> Reading:
    """Three acts of and towards the twin; the last is one towards itself once the twin is the agency."""
    a = article(TWIN_TEXT, document)
    return Reading(
        a,
        RUN,
        (
            act(a, MAYOR, "SUE", TWIN, "sued"),
            act(a, TWIN, "SUPPORT", JUDGE, "praised", stance="for", attributed_to=MAYOR),
            act(a, TWIN, "SANCTION", ICE, "fined"),
        ),
    )


def write(store: Store, *readings: Reading) -> None:
    for r in readings:
        store.write(graph_iri(r.iri), project(to_graph(r)))


@pytest.fixture
def graph(store) -> Store:
    """Two articles, one about the agency and one about its twin."""
    write(store, reading(), of_twin())
    return store


def stated(store: Store) -> dict[str, PropertyGraph]:
    """Every named graph but those of the decisions, as it is exported."""
    return {iri: store.read(iri) for iri in store.graphs() if "/decision/" not in iri}


def shown(store: Store) -> tuple[list[object], list[object]]:
    """Every node and relationship but those of the decisions and of the journal, which counts changes."""
    nodes = store.ask(
        "MATCH (n:Resource) WHERE NOT n.uri CONTAINS '/decision/' AND NOT n:StoreRecord AND NOT n:RemovedGraph "
        "RETURN n.uri AS uri, labels(n) AS labels, n {.*, changed: null, added: null} AS has ORDER BY uri"
    )
    links = store.ask(
        "MATCH (a:Resource)-[r]->(b:Resource) WHERE NOT a.uri CONTAINS '/decision/' "
        "RETURN a.uri AS a, type(r) AS type, b.uri AS b, properties(r) AS has ORDER BY a, type, b, has.act, has.type"
    )
    for row in nodes:
        row["labels"].sort()
    for row in (*nodes, *links):
        row["has"] = {k: sorted(v) if isinstance(v, list) else v for k, v in row["has"].items() if v != []}
    return nodes, links


def told(store: Store, **asked: object) -> set[tuple[str, str, str]]:
    found = asks.acts(store, EVERY, **asked).items
    return {(f.act.agent.name, f.act.type, f.act.target.name) for f in found}


# Merging


def test_acts_of_the_merged_one_count_for_the_survivor_in_every_query(graph):
    decisions.merge(graph, TWIN.iri, ICE.iri, **BY)
    mine = {(MAYOR.name, "SUE", ICE.name), (ICE.name, "SUPPORT", JUDGE.name)}
    assert mine <= told(graph)
    assert (MAYOR.name, "SUE", ICE.name) in told(graph, target=ICE.iri)
    assert (ICE.name, "SUPPORT", JUDGE.name) in told(graph, agent=ICE.iri)
    assert asks.timeline(graph, ICE.iri, EVERY).total == 4
    assert {o.agent.name: o.acts for o in opponents(graph, ICE.iri).items} == {MAYOR.name: 2, JUDGE.name: 1}
    assert [h.type for h in paths(graph, ICE.iri, JUDGE.iri, EVERY, Page(10)).items[0]] == ["SUPPORT"]
    assert (actor(graph, ICE.iri).acts_done, actor(graph, ICE.iri).acts_suffered) == (1, 3)


def test_an_act_keeps_its_iri_and_its_place_in_a_list_when_a_participant_is_merged(graph):
    before = {f.act.iri for f in asks.acts(graph, EVERY).items}
    decisions.merge(graph, TWIN.iri, ICE.iri, **BY)
    after = [f.act.iri for f in asks.acts(graph, EVERY).items]
    assert set(after) < before
    assert [asks.act(graph, iri).act.iri for iri in after] == after
    paged, cursor = [], None
    for _ in after:
        page = asks.acts(graph, EVERY, Page(1, cursor))
        paged += [f.act.iri for f in page.items]
        cursor = page.next
    assert (paged, cursor) == (after, None)


def test_an_act_that_a_merge_turns_into_one_towards_oneself_is_withdrawn(graph):
    decisions.merge(graph, TWIN.iri, ICE.iri, **BY)
    assert "SANCTION" not in {kind for _, kind, _ in told(graph)}
    assert graph.ask("MATCH (a:Act {type: 'SANCTION'}) RETURN a.uri AS uri") == []


def test_the_merged_one_is_in_no_list_and_its_names_lead_to_the_survivor(graph):
    decisions.merge(graph, TWIN.iri, ICE.iri, **BY)
    assert TWIN.iri not in {e.iri for e in known(graph, "Agency", 500)[0]}
    for given in ("Twin Bureau", "twin bur", "agency/sample-agencys-twin", TWIN.iri):
        assert resolve(graph, given).iri == ICE.iri
    assert actor(graph, ICE.iri).names == ("Twin Bureau",)
    with pytest.raises(Merged) as moved:
        actor(graph, TWIN.iri)
    assert (moved.value.entity, moved.value.survivor) == (TWIN.iri, ICE.iri)


def test_a_survivor_keeps_its_own_names_before_those_of_the_merged_one(store):
    write(store, reading())
    sessions = "https://w3id.org/whowhom/id/person/jeff-sessions"
    own = actor(store, sessions).names
    decisions.merge(store, MAYOR.iri, sessions, **BY)
    assert actor(store, sessions).names == (*own, MAYOR.name)
    write(store, reading("another"))
    assert actor(store, sessions).names == (*own, MAYOR.name)


def test_each_article_is_exported_as_it_came_in_while_a_merge_holds(graph):
    before = stated(graph)
    decisions.merge(graph, TWIN.iri, ICE.iri, **BY)
    after = stated(graph)
    assert after.keys() == before.keys()
    for iri, was in before.items():
        assert isomorphic(unproject(after[iri]), unproject(was))


def test_a_graph_can_be_read_as_the_decisions_have_it(graph):
    iri = graph_iri(of_twin().iri)
    assert graph.read_decided(iri) == graph.read(iri)
    made = decisions.merge(graph, TWIN.iri, ICE.iri, **BY)
    rdf = unproject(graph.read_decided(iri))
    assert URIRef(TWIN.iri) not in set(rdf.all_nodes())
    assert set(rdf.subjects(WW.target, URIRef(ICE.iri))) == set(rdf.subjects(WW.agent, URIRef(MAYOR.iri)))
    agency = unproject(graph.read_decided(graph_iri(reading().iri)))
    assert [str(n) for n in agency.objects(URIRef(ICE.iri), WW.names)] == [TWIN.name]
    decisions.undo(graph, made.iri, by="an editor")
    assert graph.read_decided(iri) == graph.read(iri)


@pytest.mark.parametrize("into_the_registry", [False, True], ids=["minted", "registry"])
def test_undoing_a_merge_brings_back_what_was_before(graph, into_the_registry):
    chicago, oakland = (resolve(graph, f"place/{name}").iri for name in ("chicago-illinois", "oakland-california"))
    before = stated(graph), shown(graph)
    pair = (chicago, oakland) if into_the_registry else (TWIN.iri, ICE.iri)
    made = decisions.merge(graph, *pair, **BY)
    assert shown(graph) != before[1]
    decisions.undo(graph, made.iri, by="another editor")
    assert (stated(graph), shown(graph)) == before
    assert actor(graph, pair[0]).entity.iri == pair[0]


def test_an_article_that_comes_later_has_its_acts_on_the_survivor(graph):
    made = decisions.merge(graph, TWIN.iri, ICE.iri, **BY)
    write(graph, of_twin("later"))
    assert asks.acts(graph, EVERY, agent=MAYOR.iri, target=ICE.iri).total == 4
    assert isomorphic(unproject(graph.read(graph_iri(of_twin("later").iri))), to_graph(of_twin("later")))
    decisions.undo(graph, made.iri, by="an editor")
    assert asks.acts(graph, EVERY, target=TWIN.iri).total == 2


class ByHand:
    """A reader that finds an act of the mayor towards the named one."""

    model = "by hand"

    def __init__(self, target: Entity) -> None:
        self.target = target

    def read(self, article, iri):
        return (act(article, MAYOR, "SUE", self.target, "sued"),)


def test_a_loader_describes_the_merged_one_as_it_is_known(graph, registry):
    decisions.merge(graph, TWIN.iri, ICE.iri, **BY)
    renamed = Entity(TWIN.iri, "the bureau", "Actor")
    Loader(ByHand(renamed), registry, graph).load(article("Ada Mayor sued the bureau.", "later"))
    assert graph.ask("MATCH (n {uri: $uri}) RETURN n.name AS name, n.withdrawn AS kinds", uri=TWIN.iri) == [
        {"name": TWIN.name, "kinds": ["Participant", "Actor", "Agency"]}
    ]


def test_a_loader_states_the_owner_that_the_article_means(graph, registry):
    made = decisions.merge(graph, ICE.iri, TWIN.iri, **BY)
    Loader(ByHand(BAN), registry, graph).load(article("Ada Mayor sued the entry ban.", "later"))
    assert [m.iri for m in actor(graph, TWIN.iri).measures] == [BAN.iri]
    decisions.undo(graph, made.iri, by="an editor")
    assert ([m.iri for m in actor(graph, ICE.iri).measures], actor(graph, TWIN.iri).measures) == ([BAN.iri], ())


def test_a_chain_of_merges_leads_to_the_last_survivor(graph):
    county = resolve(graph, "agency/us-department-of-justice").iri
    first = decisions.merge(graph, TWIN.iri, ICE.iri, **BY)
    second = decisions.merge(graph, ICE.iri, county, **BY)
    assert resolve(graph, TWIN.iri).iri == county
    assert {"Twin Bureau", "Sample Agency"} <= set(actor(graph, county).names)
    assert asks.acts(graph, EVERY, agent=MAYOR.iri, target=county).total == 3
    decisions.undo(graph, first.iri, by="an editor")
    assert resolve(graph, TWIN.iri).iri == TWIN.iri
    assert "Twin Bureau" not in actor(graph, county).names
    decisions.undo(graph, second.iri, by="an editor")
    assert asks.acts(graph, EVERY, target=county, through=("direct",)).total == 0


def test_a_policy_of_the_merged_one_is_owned_by_the_survivor(graph):
    decisions.merge(graph, ICE.iri, TWIN.iri, **BY)
    assert [m.iri for m in actor(graph, TWIN.iri).measures] == [BAN.iri]
    assert (JUDGE.name, "BLOCK", BAN.name) in told(graph, target=TWIN.iri)


# What is refused


def test_a_person_is_not_merged_with_an_agency(graph):
    with pytest.raises(DecisionRefused, match="Official"):
        decisions.merge(graph, MAYOR.iri, ICE.iri, **BY)


def test_nothing_is_merged_into_itself_or_in_a_circle_or_twice(graph):
    with pytest.raises(DecisionRefused, match="itself"):
        decisions.merge(graph, ICE.iri, ICE.iri, **BY)
    decisions.merge(graph, TWIN.iri, ICE.iri, **BY)
    with pytest.raises(DecisionRefused, match="each would take"):
        decisions.merge(graph, ICE.iri, TWIN.iri, **BY)
    with pytest.raises(DecisionRefused, match="already"):
        decisions.merge(graph, TWIN.iri, ICE.iri, **BY)
    with pytest.raises(DecisionRefused, match="undo"):
        decisions.remove(graph, TWIN.iri, **BY)


def test_what_nobody_knows_is_not_decided_about(graph):
    nobody = ICE.iri + "-unknown"
    for attempt in (
        lambda: decisions.merge(graph, nobody, ICE.iri, **BY),
        lambda: decisions.merge(graph, ICE.iri, nobody, **BY),
        lambda: decisions.remove(graph, nobody, **BY),
        lambda: decisions.match(graph, "Nobody", nobody, accepted=True, by="an editor"),
        lambda: decisions.undo(graph, nobody, by="an editor"),
    ):
        with pytest.raises(UnknownResource):
            attempt()
    assert decided.decisions(graph) == ((), 0)


def test_a_decision_needs_a_reason_and_somebody_who_took_it(graph):
    for by, reason in (("", "a reason"), ("an editor", "")):
        with pytest.raises(RefusedGraph):
            decisions.merge(graph, TWIN.iri, ICE.iri, by=by, reason=reason)
    assert decided.decisions(graph) == ((), 0)


def test_a_decision_is_undone_once(graph):
    made = decisions.remove(graph, TWIN.iri, **BY)
    decisions.undo(graph, made.iri, by="an editor")
    with pytest.raises(DecisionRefused, match="an editor"):
        decisions.undo(graph, made.iri, by="another")


# Removing


def test_a_removed_one_is_gone_with_its_acts_until_that_is_undone(graph):
    before = stated(graph), shown(graph)
    made = decisions.remove(graph, TWIN.iri, **BY)
    assert told(graph) == {("Ada Mayor", "DEMAND", "Sample Agency"), ("Ada Mayor", "SUE", "Sample Agency")} | {
        ("Bo Judge", "BLOCK", "entry ban")
    }
    assert actor(graph, MAYOR.iri).acts_done == 2
    for gone in (lambda: actor(graph, TWIN.iri), lambda: resolve(graph, TWIN.iri)):
        with pytest.raises(Gone):
            gone()
    with pytest.raises(UnknownResource):
        resolve(graph, "Twin Bureau")
    write(graph, of_twin("later"))
    assert "Twin Bureau" not in {name for a, _, t in told(graph) for name in (a, t)}
    graph.write(graph_iri(of_twin("later").iri), PropertyGraph((), ()))
    decisions.undo(graph, made.iri, by="an editor")
    assert (stated(graph), shown(graph)) == before


def test_a_claim_does_not_become_the_articles_own_when_its_speaker_is_removed(graph):
    decisions.remove(graph, MAYOR.iri, **BY)
    assert told(graph) == {("Bo Judge", "BLOCK", "entry ban"), ("Twin Bureau", "SANCTION", "Sample Agency")}


def test_what_was_merged_into_a_removed_one_is_gone_with_it(graph):
    decisions.merge(graph, TWIN.iri, ICE.iri, **BY)
    decisions.remove(graph, ICE.iri, **BY)
    with pytest.raises(Gone):
        resolve(graph, TWIN.iri)


# At the same time


def test_articles_that_come_while_it_is_decided_stand_as_if_they_came_before_or_after(graph):
    later = [of_twin(f"later-{i}") for i in range(8)]

    def decide() -> None:
        for _ in range(2):
            decisions.undo(graph, decisions.merge(graph, TWIN.iri, ICE.iri, **BY).iri, by="an editor")
        decisions.merge(graph, TWIN.iri, ICE.iri, **BY)

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(decide), *(pool.submit(write, graph, r) for r in later)]:
            done.result()
    assert asks.acts(graph, EVERY, agent=MAYOR.iri, target=ICE.iri).total == 3 + len(later)
    assert graph.ask("MATCH (n:Participant:Withdrawn) RETURN n.uri AS uri") == []
    assert graph.ask("MATCH (:Act)-[:TARGETS]->(:Resource {uri: $uri}) RETURN count(*) AS n", uri=TWIN.iri) == [
        {"n": 0}
    ]
    for r in later:
        assert isomorphic(unproject(graph.read(graph_iri(r.iri))), to_graph(r))


# What survives


def test_decisions_survive_a_reload_of_who_is_who(graph, registry):
    made = decisions.merge(graph, resolve(graph, "place/oakland-california").iri, MAYOR_CITY, **BY)
    load_registry(graph._transact, registry)
    assert resolve(graph, "Oakland").iri == MAYOR_CITY
    decisions.undo(graph, made.iri, by="an editor")
    assert resolve(graph, "place/oakland-california").name == "Oakland"


MAYOR_CITY = "https://w3id.org/whowhom/id/place/chicago-illinois"


@pytest.mark.parametrize("backwards", [False, True], ids=["in order", "backwards"])
def test_what_is_exported_goes_back_in_any_order_with_its_decisions(graph, backwards):
    decisions.merge(graph, TWIN.iri, ICE.iri, **BY)
    decisions.remove(graph, JUDGE.iri, **BY)
    before = shown(graph)
    mine = [iri for iri in graph.graphs() if "/actors/" not in iri]
    saved = {iri: graph.read(iri) for iri in sorted(mine, reverse=backwards)}
    for iri in saved:
        graph.write(iri, PropertyGraph((), ()))
    assert decided.decisions(graph) == ((), 0)
    for iri, was in saved.items():
        graph.write(iri, project(unproject(was)))
    assert shown(graph) == before


def test_a_merge_waits_for_a_survivor_that_is_not_there_yet(store):
    write(store, reading(), of_twin())
    decisions.merge(store, MAYOR.iri, JUDGE.iri, **BY)
    store.write(graph_iri(reading().iri), PropertyGraph((), ()))
    store.write(graph_iri(of_twin().iri), PropertyGraph((), ()))
    a = article("Ada Mayor sued the Sample Agency.", "alone")
    write(store, Reading(a, RUN, (act(a, MAYOR, "SUE", ICE, "sued"),)))
    assert told(store) == {("Ada Mayor", "SUE", "Sample Agency")}
    write(store, reading())
    assert ("Bo Judge", "SUE", "Sample Agency") in told(store)
    assert "Ada Mayor" not in {name for x, _, y in told(store) for name in (x, y)}


# Matches


def test_a_match_is_kept_and_listed_and_changes_nothing_else(graph):
    before = shown(graph)
    yes = decisions.match(graph, "the agency", ICE.iri, accepted=True, by="a reader")
    no = decisions.match(graph, "The Agency", TWIN.iri, accepted=False, by="a reader")
    assert shown(graph) == before
    found, total = decided.decisions(graph, kind="Match", query="the agency")
    assert ({d.iri for d in found}, total) == ({yes.iri, no.iri}, 2)
    assert decided.decisions(graph, entity=TWIN.iri)[0] == (no,)
    assert decided.decision(graph, yes.iri) == yes


# The service


def test_the_service_redirects_to_the_survivor_whatever_is_asked_of_the_merged_one(client, graph):
    decisions.merge(graph, TWIN.iri, ICE.iri, **BY)
    for old, new in (
        ("/v1/actors/agency/sample-agencys-twin", "/v1/actors/agency/sample-agency"),
        ("/v1/actors/agency/sample-agencys-twin.ttl", "/v1/actors/agency/sample-agency.ttl"),
        ("/v1/actors/agency/sample-agencys-twin/acts?role=agent", "/v1/actors/agency/sample-agency/acts?role=agent"),
    ):
        answer = client.get(old)
        assert (answer.status_code, answer.headers["Location"]) == (308, new)
        assert answer.json()["type"].endswith("/merged")
        assert client.get(old, follow_redirects=True).status_code == 200
    spelt = client.get("/v1/actors/agency%2Fsample%2Dagencys-twin")
    assert (spelt.status_code, spelt.headers["Location"]) == (308, "/v1/actors/agency/sample-agency")
    assert client.get("/v1/acts", params={"stance": "against", "target": TWIN.iri}).json()["total"] == 3


def test_the_service_says_that_a_removed_one_is_gone(client, graph):
    decisions.remove(graph, BAN.iri, **BY)
    for path in ("/v1/actors/policy/sample-agency/entry-ban", "/v1/policies/policy/sample-agency/entry-ban"):
        answer = client.get(path)
        assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (410, "gone")
    answer = client.get(f"/v1/acts/{reading().acts[1].iri.rpartition('/')[2]}")
    assert answer.status_code == 404


def test_the_service_lists_decisions_and_shows_each_in_its_forms(client, graph):
    made = decisions.merge(graph, TWIN.iri, ICE.iri, **BY)
    decisions.match(graph, "the agency", ICE.iri, accepted=True, by="a reader")
    page = client.get("/v1/decisions", params={"limit": 1}).json()
    rest = client.get("/v1/decisions", params={"limit": 1, "cursor": page["next"]}).json()
    assert {page["items"][0]["kind"], rest["items"][0]["kind"]} == {"Merge", "Match"}
    assert (page["total"], rest["next"]) == (2, None)
    (merge,) = client.get("/v1/decisions", params={"kind": "Merge", "entity": TWIN.iri}).json()["items"]
    assert (merge["entity"], merge["survivor"], merge["reason"]) == (TWIN.iri, ICE.iri, BY["reason"])
    one = f"/v1/decisions/{merge['id']}"
    assert client.get(one).json() == merge
    turtle = Graph().parse(data=client.get(f"{one}.ttl").text, format="turtle")
    assert turtle.value(URIRef(made.iri), WW.survivor).toPython() == ICE.iri
    assert client.get(made.iri.removeprefix("https://w3id.org/whowhom")).headers["Location"] == one
    assert client.get("/v1/decisions/nothing").status_code == 404
    assert client.get("/v1/decisions", params={"kind": "Person"}).status_code == 422


# The command line


def test_the_command_merges_removes_lists_and_undoes(graph, settings):
    done = whowhom(settings, "identity", "merge", "Twin Bureau", "Sample Agency", "--why", "one body", "--table")
    assert done.exit_code == 0, done.stderr
    (made,) = decided.decisions(graph)[0]
    assert (made.entity, made.survivor, made.reason) == (TWIN.iri, ICE.iri, "one body")
    assert resolve(graph, "Twin Bureau").iri == ICE.iri
    listed = whowhom(settings, "identity", "list", "--table")
    assert "Merge" in listed.stdout
    undone = whowhom(settings, "identity", "undo", made.iri.rpartition("/")[2])
    assert undone.exit_code == 0, undone.stderr
    assert resolve(graph, "Twin Bureau").iri == TWIN.iri
    removed = whowhom(settings, "identity", "remove", "agency/sample-agencys-twin", "--why", "no body")
    assert removed.exit_code == 0, removed.stderr
    assert '"kind": "Removal"' in whowhom(settings, "identity", "list", "--json").stdout


def test_the_command_refuses_with_the_exit_code_of_the_reason(graph, settings):
    refused = whowhom(settings, "identity", "merge", "Ada Mayor", "Sample Agency", "--why", "a slip")
    assert (refused.exit_code, refused.stdout) == (DecisionRefused.exit_code, "")
    assert "Official" in refused.stderr
    assert whowhom(settings, "identity", "remove", "Nobody At All", "--why", "a slip").exit_code == 5
    assert whowhom(settings, "identity", "undo", "nothing").exit_code == 5
    assert whowhom(settings, "identity", "merge", "Ada Mayor", "Sample Agency").exit_code == 2


def test_merged_places_keep_their_part_of_an_address(client, graph):
    """An id that holds another one within itself is replaced where it stands."""
    decisions.merge(graph, BAN.iri, resolve(graph, "Administrative Procedure Act").iri, **BY)
    moved = client.get("/v1/policies/policy/sample-agency/entry-ban")
    assert moved.status_code == 308
    assert client.get(moved.headers["Location"]).json()["kind"] != "Actor"


def test_hostile_words_are_kept_as_words(graph):
    before = len(graph.graphs())
    hostile = ["'; MATCH (n) DETACH DELETE n //", "\x00", "x" * 5000, "\u202egnihton", "%2e%2e/"]
    for words in hostile:
        made = decisions.match(graph, words, ICE.iri, accepted=False, by=words)
        assert decided.decision(graph, made.iri).query == words
    assert len(graph.graphs()) == before + len(hostile)
