"""Who acted against whom: each question of the query layer, asked of a real Neo4j."""

import itertools
from dataclasses import replace
from datetime import date

import pytest
from rdflib import Graph, Literal, URIRef

from graph.acts import ActDate, Entity
from graph.errors import AmbiguousName, QueryError, UnknownResource
from graph.projection import project, unproject
from graph.queries import acts as asks
from graph.queries import described
from graph.queries.actors import actor, known
from graph.queries.asked import Filters, Page
from graph.queries.names import matches, resolve, search
from graph.queries.opponents import ORDERS, opponents
from graph.queries.paths import paths
from graph.triples import Reading, graph_iri, to_graph
from ontology.vocabulary import VOCABULARY, WW
from tests.samples import BAN, ICE, JUDGE, MAYOR, act, article, reading

AGAINST = Filters(stances=("against",))


@pytest.fixture
def graph(store):
    """The sample article's acts."""
    store.write(graph_iri(reading().iri), project(to_graph(reading())))
    return store


def said(answer):
    return [(f.act.agent.name, f.act.type, f.act.target.name, f.through) for f in answer.items]


def test_who_acted_against_an_actor_directly_and_by_way_of_its_policy(graph):
    answer = asks.acts(graph, AGAINST, target=ICE.iri)
    assert said(answer) == [
        ("Ada Mayor", "DEMAND", "Sample Agency", "direct"),
        ("Bo Judge", "BLOCK", "entry ban", "policy"),
    ]
    assert answer.items[1].by_way_of == BAN
    assert answer.items[1].why == "owner of entry ban"


def test_an_answer_gives_back_the_very_act_that_was_stored(graph):
    stored = {a.iri: a for a in reading().acts}
    found = asks.acts(graph, Filters(realis=()))
    assert {f.act.iri: f.act for f in found.items} == stored


def test_what_did_not_happen_is_left_out_and_counted(graph):
    answer = asks.acts(graph, AGAINST, target=ICE.iri)
    assert (answer.total, answer.left_out) == (2, {"negated": 1})


def test_what_did_not_happen_is_there_when_asked_for(graph):
    answer = asks.acts(graph, Filters(realis=("negated",)), target=ICE.iri)
    assert said(answer) == [("Ada Mayor", "SUE", "Sample Agency", "direct")]


def test_whom_an_actor_acted_against(graph):
    assert said(asks.acts(graph, AGAINST, agent=JUDGE.iri)) == [("Bo Judge", "BLOCK", "entry ban", "direct")]


def test_acts_between_two_actors(graph):
    assert said(asks.acts(graph, agent=MAYOR.iri, target=ICE.iri)) == [
        ("Ada Mayor", "DEMAND", "Sample Agency", "direct")
    ]
    assert said(asks.acts(graph, agent=ICE.iri, target=MAYOR.iri)) == []


def test_acts_over_a_policy(graph):
    assert said(asks.acts(graph, Filters(policy=BAN.iri))) == [("Bo Judge", "BLOCK", "entry ban", "direct")]


def test_what_a_policy_itself_does_is_over_it(store):
    a = article("The entry ban bars Ada Mayor.")
    bars = act(a, BAN, "RESTRICT", MAYOR, "bars")
    store.write("https://example.org/g", project(to_graph(Reading(a, reading().extraction, (bars,)))))
    over = Filters(policy=BAN.iri)
    expected = [("entry ban", "RESTRICT", "Ada Mayor", "direct")]
    assert said(asks.acts(store, over)) == said(asks.acts(store, over, target=MAYOR.iri)) == expected
    assert [len(c) for c in paths(store, BAN.iri, MAYOR.iri, over, Page()).items] == [1]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(types=("DEMAND",)), {"DEMAND"}),
        (Filters(types=("DEMAND", "BLOCK")), {"DEMAND", "BLOCK"}),
        (Filters(stances=("for",)), set()),
        (Filters(since=date(2017, 7, 30)), {"DEMAND"}),
        (Filters(until=date(2017, 7, 30)), {"BLOCK"}),
        (Filters(realis=(), min_confidence=0.8), {"DEMAND", "BLOCK"}),
        (Filters(article=reading().iri), {"DEMAND", "BLOCK"}),
        (Filters(article="https://w3id.org/whowhom/id/article/none"), set()),
    ],
)
def test_each_filter_keeps_what_fits(graph, filters, found):
    assert {f.act.type for f in asks.acts(graph, filters).items} == found


def test_pages_give_every_act_once_whatever_the_order(graph):
    everything = Filters(realis=())
    for sort in ("date", "-date", "-severity", "-confidence"):
        seen, cursor = [], None
        while True:
            answer = asks.acts(graph, everything, Page(limit=1, cursor=cursor, sort=sort))
            seen += [f.act.iri for f in answer.items]
            cursor = answer.next
            if cursor is None:
                break
        assert sorted(seen) == sorted(a.iri for a in reading().acts)


def test_the_most_severe_come_first_when_asked_for(graph):
    answer = asks.acts(graph, Filters(realis=()), Page(sort="-severity"))
    assert [f.act.type for f in answer.items] == ["BLOCK", "SUE", "DEMAND"]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Filters(types=("HUG",)),
        lambda: Filters(stances=("angry",)),
        lambda: Filters(since=date(2020, 1, 2), until=date(2020, 1, 1)),
        lambda: Page(limit=0),
        lambda: Page(limit=100_000),
        lambda: Page(cursor="MATCH (n) DETACH DELETE n"),
        lambda: Page(sort="name; DROP"),
    ],
)
def test_a_question_that_makes_no_sense_is_named(wrong):
    with pytest.raises(QueryError):
        wrong()


def test_an_act_against_a_member_reaches_the_body_on_the_day_of_the_tenure(store, registry):
    (sessions,) = registry.named("Jeff Sessions")
    (justice,) = registry.named("U.S. Department of Justice")
    a = article("Ada Mayor accused Jeff Sessions of neglect.")
    for day, reached in ((date(2017, 8, 2), True), (date(2016, 8, 2), False)):
        accused = act(a, MAYOR, "ACCUSE", sessions, "accused", date=ActDate(day))
        r = Reading(a, reading().extraction, (accused,))
        store.write(graph_iri(r.iri), project(to_graph(r, lambda iri: registry.entity(iri) is not None)))
        answer = asks.acts(store, AGAINST, target=justice.iri)
        assert bool(answer.items) is reached
        if reached:
            (found,) = answer.items
            assert (found.through, found.by_way_of) == ("member", sessions)
            assert "Jeff Sessions held the post" in found.why
            assert not asks.acts(store, AGAINST, target=justice.iri, through=("direct", "policy")).items


def test_an_act_against_a_part_of_a_part_reaches_the_whole(store, registry):
    (ice,) = registry.named("U.S. Immigration and Customs Enforcement")
    (us,) = registry.named("United States")
    a = article("Ada Mayor accused U.S. Immigration and Customs Enforcement of neglect.")
    r = Reading(a, reading().extraction, (act(a, MAYOR, "ACCUSE", ice, "accused"),))
    store.write(graph_iri(r.iri), project(to_graph(r, lambda iri: registry.entity(iri) is not None)))
    (found,) = asks.acts(store, AGAINST, target=us.iri).items
    assert (found.through, found.by_way_of) == ("member", ice)


def test_the_timeline_of_an_actor_runs_from_the_first_act_on(graph):
    answer = asks.timeline(graph, ICE.iri, Filters(realis=()))
    assert [f.act.type for f in answer.items] == ["DEMAND", "SUE"]


def test_one_act_comes_with_its_sentence_and_article(graph):
    wanted = reading().acts[0]
    found = asks.act(graph, wanted.iri)
    assert found.act == wanted
    assert found.article.title == "A sample"


def test_an_unknown_act_is_named(graph):
    with pytest.raises(UnknownResource):
        asks.act(graph, "https://w3id.org/whowhom/id/act/none")


def test_the_strongest_opponents_come_first(graph):
    found = opponents(graph, ICE.iri).items
    assert [(o.agent.name, o.acts, o.types) for o in found] == [
        ("Bo Judge", 1, ("BLOCK",)),
        ("Ada Mayor", 1, ("DEMAND",)),
    ]
    assert found[0].severity > found[1].severity


def test_opponents_come_page_by_page_in_each_order_and_are_all_counted(graph):
    orders = {"-severity": ["Bo Judge", "Ada Mayor"], "-date": ["Ada Mayor", "Bo Judge"]}
    orders["date"] = orders["-severity"]
    assert set(orders) == set(ORDERS)
    for order, names in orders.items():
        first = opponents(graph, ICE.iri, AGAINST, Page(1, sort=order))
        second = opponents(graph, ICE.iri, AGAINST, Page(1, first.next, order))
        assert [o.agent.name for o in (*first.items, *second.items)] == names
        assert (first.total, second.total, second.next) == (2, 2, None)
        assert first.left_out == {"negated": 1}
    with pytest.raises(QueryError, match="-confidence"):
        opponents(graph, ICE.iri, AGAINST, Page(sort="-confidence"))


def test_opponents_alike_in_severity_come_in_the_order_of_their_iris(store):
    a = article("Bo Judge sued the Sample Agency. Ada Mayor accused and blocked the Sample Agency.")
    both = (act(a, JUDGE, "SUE", ICE, "sued"), act(a, MAYOR, "SUE", ICE, "accused"))
    store.write("https://example.org/g", project(to_graph(Reading(a, reading().extraction, both))))
    first = opponents(store, ICE.iri, AGAINST, Page(1, sort="-severity"))
    second = opponents(store, ICE.iri, AGAINST, Page(1, first.next, "-severity"))
    assert [o.agent for o in (*first.items, *second.items)] == [MAYOR, JUDGE]


def test_nobody_is_an_opponent_of_itself(store):
    a = article("The Sample Agency ended the entry ban.")
    own = act(a, ICE, "BLOCK", BAN, "ended")
    store.write("https://example.org/g", project(to_graph(Reading(a, reading().extraction, (own,)))))
    assert asks.acts(store, AGAINST, target=ICE.iri).total == 1
    answer = opponents(store, ICE.iri, AGAINST, Page(sort="-severity"))
    assert (answer.items, answer.total) == ((), 0)


def test_only_the_ways_that_are_asked_for_lead_to_opponents(graph):
    assert [o.agent for o in opponents(graph, ICE.iri, through=("policy",)).items] == [JUDGE]
    assert [o.agent for o in opponents(graph, ICE.iri, through=("direct",)).items] == [MAYOR]


def test_whatever_their_realis_acts_count_for_opponents_and_paths_when_asked_for(store):
    r = reading()
    suit = r.acts[2]
    assert suit.realis == "negated"
    store.write(graph_iri(r.iri), project(to_graph(replace(r, acts=(suit,)))))
    assert opponents(store, ICE.iri).items == ()
    assert [o.types for o in opponents(store, ICE.iri, Filters(realis=())).items] == [("SUE",)]
    assert paths(store, MAYOR.iri, ICE.iri).items == ()
    ((hop,),) = paths(store, MAYOR.iri, ICE.iri, Filters(realis=())).items
    assert (hop.type, hop.deed.realis) == ("SUE", "negated")


def test_a_path_tells_each_hop_with_its_sentence(graph):
    ((first, second, third),) = paths(graph, MAYOR.iri, JUDGE.iri).items
    assert (first.type, second.type, third.type) == ("DEMAND", "OWNED_BY", "BLOCK")
    assert first.deed.sentence.text.startswith("Mayor Ada Mayor called on")


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), True),
        (Filters(stances=("against",)), True),
        (Filters(stances=("for",)), False),
        (Filters(types=("DEMAND", "BLOCK")), True),
        (Filters(types=("DEMAND",)), False),
        (Filters(realis=("negated",)), False),
        (Filters(since=date(2017, 7, 1)), True),
        (Filters(since=date(2017, 7, 2)), False),
        (Filters(until=date(2017, 7, 31)), True),
        (Filters(until=date(2017, 7, 30)), False),
        (Filters(min_confidence=0.95), False),
        (Filters(policy=BAN.iri), False),
        (Filters(article=reading().iri), True),
        (Filters(article="https://w3id.org/whowhom/id/article/none"), False),
    ],
)
def test_every_act_on_a_path_passes_the_filters(graph, filters, found):
    assert bool(paths(graph, MAYOR.iri, JUDGE.iri, filters, Page()).items) is found


def test_a_path_over_a_policy_is_of_acts_over_it(graph):
    assert (
        paths(graph, JUDGE.iri, BAN.iri).items
        == paths(graph, JUDGE.iri, BAN.iri, Filters(policy=BAN.iri), Page()).items
    )
    told = Filters(since=date(2017, 8, 3), realis=())  # the suit has no date of its own, its article has
    assert [h.type for (h,) in paths(graph, MAYOR.iri, ICE.iri, told, Page()).items] == ["SUE"]


def test_a_path_runs_over_membership(store, registry):
    (kozinski,) = registry.named("Alex Kozinski")
    (hop,) = paths(store, kozinski.iri, court(registry).iri, Filters(), Page()).items[0]
    assert (hop.source.name, hop.type) == ("Alex Kozinski", "MEMBER_OF")


def court(registry):
    (found,) = registry.named("U.S. Court of Appeals for the Ninth Circuit")
    return found


def test_longer_chains_come_after_the_shortest_and_none_comes_to_the_same_actor_twice(store):
    a = article("Ada Mayor sued the Sample Agency. Ada Mayor blamed Bo Judge. Bo Judge warned the Sample Agency.")
    suit = act(a, MAYOR, "SUE", ICE, "sued", date=ActDate(date(2017, 8, 3)))
    others = (act(a, MAYOR, "ACCUSE", JUDGE, "blamed"), act(a, JUDGE, "THREATEN", ICE, "warned"))
    r = Reading(a, reading().extraction, (suit, *others))
    store.write(graph_iri(r.iri), project(to_graph(r)))
    found = paths(store, MAYOR.iri, ICE.iri)
    assert [[h.type for h in chain] for chain in found.items] == [["SUE"], ["ACCUSE", "THREATEN"]]
    deed = found.items[0][0].deed
    assert (deed.act, deed.date, deed.article.iri) == (suit.iri, suit.date, r.iri)
    first = paths(store, MAYOR.iri, ICE.iri, Filters(), Page(1))
    assert (first.items, paths(store, MAYOR.iri, ICE.iri, Filters(), Page(1, first.next)).next) == (
        found.items[:1],
        None,
    )


UNIONS = [Entity(VOCABULARY.resource("organization", n.lower()), f"Union {n}", "Organization") for n in ("One", "Two")]


def test_a_chain_has_four_hops_at_most(store):
    names = ["Ada Mayor", "Bo Judge", "Sample Agency", "Union One", "Union Two", "Union Three"]
    row = [MAYOR, JUDGE, ICE, *UNIONS, Entity(VOCABULARY.resource("organization", "three"), names[-1], "Organization")]
    a = article(" ".join(f"{x} met{i} {y}." for i, (x, y) in enumerate(itertools.pairwise(names))))
    pairs = enumerate(itertools.pairwise(row))
    met = tuple(act(a, x, "CONSULT", y, f"met{i}", stance="neutral") for i, (x, y) in pairs)
    r = Reading(a, reading().extraction, met)
    store.write(graph_iri(r.iri), project(to_graph(r)))
    assert [len(chain) for chain in paths(store, row[0].iri, row[4].iri).items] == [4]
    assert paths(store, row[0].iri, row[5].iri).items == ()


def test_a_hop_shows_the_surest_of_the_acts_between_two_and_how_many_there_are(graph):
    ((first, *_),) = paths(graph, MAYOR.iri, JUDGE.iri, Filters(realis=())).items
    between = asks.acts(graph, Filters(realis=()), Page(), agent=MAYOR.iri, target=ICE.iri, through=("direct",)).items
    assert first.acts == len(between) == 2
    assert first.deed.act == max(between, key=lambda f: f.act.confidence).act.iri


def test_the_answer_says_which_acts_of_the_ends_were_left_out(graph):
    assert paths(graph, MAYOR.iri, JUDGE.iri).left_out == {"negated": 1}
    assert paths(graph, MAYOR.iri, JUDGE.iri, Filters(realis=())).left_out == {}


def met(name, *pairs):
    """An article of that name in which these meet."""
    a = article(" ".join(f"{x.name} met{i} {y.name}." for i, (x, y) in enumerate(pairs)), document=name)
    acts = (act(a, x, "CONSULT", y, f"met{i}", stance="neutral") for i, (x, y) in enumerate(pairs))
    r = Reading(a, reading().extraction, tuple(acts))
    return graph_iri(r.iri), project(to_graph(r))


def test_paths_come_page_by_page_and_none_is_lost_or_told_twice_while_articles_are_loaded(store):
    one, two = UNIONS
    store.write(*met("first", (MAYOR, ICE), (MAYOR, two), (two, ICE), (MAYOR, JUDGE), (JUDGE, two)))
    whole = paths(store, MAYOR.iri, ICE.iri)
    assert [len(chain) for chain in whole.items] == [1, 2, 3]
    seen, cursor = [], None
    for name, pair in (("second", (MAYOR, one)), ("third", (one, ICE)), ("fourth", (ICE, JUDGE))):
        page = paths(store, MAYOR.iri, ICE.iri, Filters(), Page(1, cursor))
        seen, cursor = [*seen, *page.items], page.next
        store.write(*met(name, pair))
    while cursor:
        page = paths(store, MAYOR.iri, ICE.iri, Filters(), Page(1, cursor))
        seen, cursor = [*seen, *page.items], page.next
    told = [[h.source.name + h.target.name for h in chain] for chain in seen]
    assert len(told) == len({tuple(t) for t in told})
    assert [c for c in seen if c in whole.items] == list(whole.items)


def test_no_path_is_an_empty_answer_and_one_to_itself_a_mistake(graph, registry):
    (hawaii,) = registry.named("Hawaii")
    assert paths(graph, MAYOR.iri, hawaii.iri).items == ()
    with pytest.raises(QueryError):
        paths(graph, MAYOR.iri, MAYOR.iri)


def test_a_name_an_acronym_and_an_identifier_lead_to_the_same_actor(store):
    name = "U.S. Immigration and Customs Enforcement"
    by_name = resolve(store, name)
    assert by_name.name == name
    assert resolve(store, "ICE") == by_name
    assert resolve(store, by_name.iri) == by_name
    assert resolve(store, by_name.iri.removeprefix("https://w3id.org/whowhom/id/")) == by_name


def test_a_name_that_fits_nobody_is_named(store):
    with pytest.raises(UnknownResource, match="Zaphod"):
        resolve(store, "Zaphod Beeblebrox")


def test_a_misspelt_name_is_unknown_and_the_near_ones_are_named(store):
    with pytest.raises(UnknownResource, match=r"Jeff Sessions \(person/jeff-sessions\)"):
        resolve(store, "Jef Sesions")


def test_a_begun_name_is_found_and_whole_words_go_before(store):
    assert {m.entity.name for m in search(store, "Schneiderm")} == {"Eric Schneiderman"}
    assert "Sam Brownback" not in {m.entity.name for m in search(store, "Brown")}


def test_a_search_gives_every_match_once_page_by_page(store):
    whole = matches(store, "court", (), Page(limit=500))
    assert whole.total == len(whole.items) > 10
    assert whole.next is None
    seen, cursor = [], None
    while True:
        answer = matches(store, "court", (), Page(limit=10, cursor=cursor))
        assert answer.total == whole.total
        seen += answer.items
        cursor = answer.next
        if cursor is None:
            break
    assert tuple(seen) == whole.items
    with pytest.raises(QueryError):
        matches(store, "court", (), Page(cursor=Page().next("2017-08-03", "x")))


def test_a_name_that_fits_several_names_them(store):
    r = reading()
    twins = [Entity(f"https://w3id.org/whowhom/id/group/twins-{i}", "the twins", "Group") for i in (1, 2)]
    a = article("Ada Mayor praised the twins.")
    both = tuple(act(a, MAYOR, "SUPPORT", t, "praised", stance="for") for t in twins)
    store.write("https://example.org/g", project(to_graph(Reading(a, r.extraction, both))))
    with pytest.raises(AmbiguousName, match=r"twins-1.*twins-2") as raised:
        resolve(store, "the twins")
    assert raised.value.candidates == (("the twins", "group/twins-1"), ("the twins", "group/twins-2"))


@pytest.mark.parametrize(
    "words", ["", "   ", "'; MATCH (n) DETACH DELETE n //", "name:* OR *:*", "(((", "~~~ ^^^", "🏛"]
)
def test_a_search_takes_any_words_and_runs_none(store, words):
    before = store.ask("MATCH (n) RETURN count(n) AS n")
    search(store, words)
    assert store.ask("MATCH (n) RETURN count(n) AS n") == before


def test_an_actor_comes_with_names_posts_and_counts(graph, registry):
    found = actor(graph, ICE.iri)
    assert (found.acts_done, found.acts_suffered) == (0, 2)
    assert found.measures == (Entity(BAN.iri, BAN.name, BAN.kind),)
    (sessions,) = registry.named("Jeff Sessions")
    posts = [h.post for h in actor(graph, sessions.iri).posts]
    assert any("Attorney General" in p for p in posts)


def test_actors_are_listed_by_class(graph):
    cities, count = known(graph, "City", limit=3)
    assert len(cities) == 3 < count
    assert {c.kind for c in cities} == {"City"}


def test_the_measures_of_an_owner_are_listed(graph):
    assert known(graph, "Measure", owner=ICE.iri) == ((BAN,), 1)
    assert known(graph, "Measure", owner=MAYOR.iri) == ((), 0)


def test_an_act_is_described_with_its_passages_and_participants_and_no_more(graph):
    stored = to_graph(reading())
    iri = reading().acts[1].iri
    found = unproject(described.act(graph, iri))
    assert set(found) < set(stored)
    assert {str(o) for o in found.objects(URIRef(iri), WW.target)} == {BAN.iri}
    assert (URIRef(BAN.iri), WW.name, Literal("entry ban")) in found
    assert list(found.subject_objects(WW.sha256))
    assert (URIRef(reading().iri), WW.text, None) not in found


def test_a_participant_is_described_with_its_posts_and_what_it_belongs_to(graph, registry):
    (sessions,) = registry.named("Jeff Sessions")
    found = unproject(described.participant(graph, sessions.iri))
    facts = Graph()
    for each in registry.graphs.values():
        facts += each
    about = URIRef(sessions.iri)
    assert set(found.predicate_objects(about)) == set(facts.predicate_objects(about))
    assert set(found.subjects(WW.holder, about)) == set(facts.subjects(WW.holder, about))


def test_what_is_unknown_is_not_described(graph):
    for describe in (described.act, described.participant, described.article):
        with pytest.raises(UnknownResource):
            describe(graph, "https://w3id.org/whowhom/id/act/none")
