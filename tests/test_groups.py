"""Acts summed up: what each grouping counts, in which order, page by page, with which evidence."""

from dataclasses import replace
from datetime import date

import pytest

from graph.acts import ActDate
from graph.errors import QueryError
from graph.projection import project
from graph.queries.acts import acts
from graph.queries.asked import Filters
from graph.queries.groups import GroupPage, groups
from graph.triples import Reading, graph_iri, to_graph
from tests.samples import BAN, ICE, JUDGE, MAYOR, act, article, reading

AGAINST = Filters(stances=("against",))
TEXT = (
    "Ada Mayor sued the Sample Agency. Ada Mayor accused the Sample Agency. Ada Mayor blamed the entry ban. "
    "Bo Judge blocked the entry ban. Bo Judge praised the Sample Agency."
)


def write(store, document="sums", **changes):
    """Four acts against the agency, one of them only planned, three of them by Ada Mayor; and one for it."""
    a = article(TEXT, document)
    found = (
        act(a, MAYOR, "SUE", ICE, "sued", date=ActDate(date(2017, 8, 3)), confidence=0.9),
        act(a, MAYOR, "ACCUSE", ICE, "accused", date=ActDate(date(2017, 1, 1), "year"), confidence=0.5),
        act(a, MAYOR, "ACCUSE", BAN, "blamed", realis="planned", date=ActDate(date(2017, 9, 1))),
        act(a, JUDGE, "BLOCK", BAN, "blocked", date=ActDate(date(2017, 8, 1), "month"), about=BAN),
        act(a, JUDGE, "SUPPORT", ICE, "praised", stance="for"),
    )
    r = Reading(a, reading().extraction, tuple(replace(f, **changes) for f in found))
    store.write(graph_iri(r.iri), project(to_graph(r)))
    return r


@pytest.fixture
def graph(store):
    write(store)
    return store


def keys(answer):
    """Names of who or what each group is of, with its count."""
    return [
        (*(e.name for e in (g.agent, g.target, g.policy) if e), *filter(None, [g.month]), g.count)
        for g in answer.page.items
    ]


@pytest.mark.parametrize(
    ("by", "found"),
    [
        ("dyad", [("Ada Mayor", "Sample Agency", 2), ("Bo Judge", "entry ban", 1)]),
        ("agent", [("Ada Mayor", 2), ("Bo Judge", 1)]),
        ("target", [("Sample Agency", 2), ("entry ban", 1)]),
        ("policy", [("entry ban", 1)]),
        ("month", [("2017-08", 2), ("2017", 1)]),
    ],
)
def test_each_grouping_counts_the_acts_of_its_keys(graph, by, found):
    answer = groups(graph, by, AGAINST, target=ICE.iri)
    assert keys(answer) == found
    assert (answer.page.total, answer.acts, answer.page.left_out) == (len(found), 3, {"planned": 1})


def test_a_group_tells_days_types_ways_and_how_sure_it_is(graph):
    mayor, judge = groups(graph, "agent", replace(AGAINST, realis=()), target=ICE.iri).page.items
    assert (mayor.first, mayor.last) == (date(2017, 1, 1), date(2017, 9, 1))
    assert mayor.types == {"ACCUSE": 2, "SUE": 1}
    assert mayor.realis == {"actual": 2, "planned": 1}
    assert mayor.ways == {"direct": 2, "policy": 1}
    assert judge.ways == {"policy": 1}
    assert (mayor.highest, mayor.mean) == (0.9, pytest.approx((0.9 + 0.5 + 0.9) / 3))
    assert mayor.severity > judge.severity


def test_the_best_evidence_is_the_surest_act_and_of_equals_the_latest(graph):
    mayor, judge = groups(graph, "agent", replace(AGAINST, realis=()), target=ICE.iri).page.items
    assert mayor.top.act.evidence.sentence.text == "Ada Mayor blamed the entry ban."  # as sure as the suit, but later
    assert (judge.top.through, judge.top.by_way_of, judge.top.why) == ("policy", BAN, "owner of entry ban")
    (found,) = [f for f in acts(graph, AGAINST, target=ICE.iri).items if f.act.type == "BLOCK"]
    assert judge.top == found


@pytest.mark.parametrize("by", ["dyad", "policy"])
def test_groups_hold_the_acts_that_lists_hold(graph, by):
    for given in ({}, {"agent": MAYOR.iri}, {"target": ICE.iri}, {"agent": MAYOR.iri, "target": ICE.iri}):
        listed = acts(graph, AGAINST, **given)
        answer = groups(graph, by, AGAINST, **given)
        assert (answer.acts, answer.page.left_out) == (listed.total, listed.left_out)
        if by != "policy":
            assert sum(g.count for g in answer.page.items) == listed.total


def test_a_policy_has_as_many_acts_as_are_listed_over_it(graph):
    (ban,) = groups(graph, "policy", Filters(realis=())).page.items
    assert ban.count == acts(graph, Filters(realis=(), policy=BAN.iri)).total == 2


@pytest.mark.parametrize("sort", GroupPage.sorts)
@pytest.mark.parametrize("by", ["dyad", "month"])
def test_pages_give_every_group_once_in_each_order(graph, by, sort):
    whole = groups(graph, by, Filters(realis=()), GroupPage(sort=sort)).page
    seen, cursor = [], None
    while True:
        page = groups(graph, by, Filters(realis=()), GroupPage(1, cursor, sort)).page
        assert page.total == whole.total
        seen += page.items
        cursor = page.next
        if cursor is None:
            break
    assert tuple(seen) == whole.items


@pytest.mark.parametrize(
    ("sort", "first"),
    [("-count", "Ada Mayor"), ("-severity", "Ada Mayor"), ("-last", "Ada Mayor"), ("first", "Ada Mayor")],
)
def test_groups_come_in_the_order_asked_for(graph, sort, first):
    assert groups(graph, "agent", AGAINST, GroupPage(sort=sort)).page.items[0].agent.name == first


def test_months_come_in_the_order_of_time_by_key(graph):
    answer = groups(graph, "month", Filters(realis=()), GroupPage(sort="key"))
    assert [g.month for g in answer.page.items] == ["2017", "2017-08", "2017-09"]


@pytest.mark.parametrize("sort", GroupPage.sorts)
@pytest.mark.parametrize("by", ["dyad", "agent", "target", "month"])
def test_what_is_loaded_between_pages_neither_hides_nor_repeats_a_group(graph, by, sort):
    every = Filters(realis=())
    whole = groups(graph, by, every, GroupPage(sort=sort)).page
    seen, page = [], GroupPage(1, sort=sort)
    for later in range(len(whole.items)):
        answer = groups(graph, by, every, page).page
        seen, page = [*seen, *answer.items], replace(page, cursor=answer.next)
        write(graph, f"later-{later}", target=MAYOR, agent=ICE, confidence=1.0, date=ActDate(date(2010 + later, 1, 1)))
        write(graph, f"more-{later}")
    assert [(g.count, g.top.act.iri) for g in seen] == [(g.count, g.top.act.iri) for g in whole.items]
    assert page.cursor is None


def test_a_cursor_of_another_grouping_or_order_is_refused(graph):
    cursor = groups(graph, "agent", AGAINST, GroupPage(1)).page.next
    with pytest.raises(QueryError, match="another list"):
        groups(graph, "month", AGAINST, GroupPage(1, cursor))
    with pytest.raises(QueryError, match="sort"):
        GroupPage(1, cursor, "-last")


# Over HTTP


def test_the_service_gives_dyads_unless_another_grouping_is_asked_for(graph, client):
    answer = client.get("/v1/against", params={"target": "Sample Agency"}).json()
    mayor, judge = answer["items"]
    assert (mayor["agent"]["name"], mayor["target"]["name"], mayor["count"]) == ("Ada Mayor", "Sample Agency", 2)
    assert (mayor["policy"], mayor["month"]) == (None, None)
    assert (mayor["first"], mayor["last"]) == ("2017-01-01", "2017-08-03")
    assert mayor["byType"] == {"ACCUSE": 1, "SUE": 1}
    assert mayor["top"]["evidence"]["text"] == "Ada Mayor sued the Sample Agency."
    assert judge["byThrough"] == {"policy": 1}
    assert (answer["total"], answer["acts"], answer["next"], answer["leftOut"]) == (2, 3, None, {"planned": 1})
    assert client.get(f"/v1/acts/{mayor['top']['id']}").json()["type"] == "SUE"


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"through": "direct"}, {"Sample Agency": 2}),
        ({"realis": "any"}, {"Sample Agency": 2, "entry ban": 2}),
        ({"agent": "Bo Judge"}, {"entry ban": 1}),
        ({"type": "SUE"}, {"Sample Agency": 1}),
        ({"since": "2017-08-02"}, {"Sample Agency": 1}),
        ({"policy": "entry ban"}, {"entry ban": 1}),
        ({"article": "sums"}, {"Sample Agency": 2, "entry ban": 1}),
        ({"min_confidence": "0.95"}, {}),
    ],
)
def test_groups_take_the_parameters_that_acts_take(graph, client, parameters, found):
    asked = {"target": "agency/sample-agency", "group_by": "target", **parameters}
    answer = client.get("/v1/against", params=asked).json()
    assert {g["target"]["name"]: g["count"] for g in answer["items"]} == found


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("group_by=agent,target", 422),
        ("group_by=sentence", 422),
        ("sort=-date", 422),
        ("sort=count%29%20DETACH%20DELETE%20n", 422),
        ("stance=for", 422),
        ("cursor=nonsense", 400),
    ],
)
def test_what_makes_no_sense_is_a_problem(client, path, status):
    answer = client.get(f"/v1/against?{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
