"""Who says that whom did what, and what articles say themselves."""

import pytest

from graph.errors import QueryError
from graph.projection import project
from graph.queries.asked import Filters
from graph.queries.claims import Asked, claims, speakers, voices
from graph.triples import Reading, graph_iri, to_graph
from tests.samples import BAN, ICE, JUDGE, MAYOR, act, article, reading

TEXT = (
    "Bo Judge said Ada Mayor sued the Sample Agency and accused the Sample Agency. "
    "Ada Mayor said Bo Judge blocked the entry ban. Ada Mayor praised the Sample Agency."
)


@pytest.fixture
def graph(store):
    """Two acts that Bo Judge claims, one that Ada Mayor does, one that the article states; one is only threatened."""
    a = article(TEXT)
    found = (
        act(a, MAYOR, "SUE", ICE, "sued", attributed_to=JUDGE),
        act(a, MAYOR, "ACCUSE", ICE, "accused", attributed_to=JUDGE, realis="threatened"),
        act(a, JUDGE, "BLOCK", BAN, "blocked", attributed_to=MAYOR),
        act(a, MAYOR, "SUPPORT", ICE, "praised", stance="for"),
    )
    r = Reading(a, reading().extraction, found)
    store.write(graph_iri(r.iri), project(to_graph(r)))
    return store


def said(answer):
    return sorted((f.act.attributed_to.name if f.act.attributed_to else None, f.act.type) for f in answer.items)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Asked(), [("Ada Mayor", "BLOCK"), ("Bo Judge", "SUE")]),
        (Asked(voice="outlet"), [(None, "SUPPORT")]),
        (Asked(speaker=JUDGE.iri), [("Bo Judge", "SUE")]),
        (Asked(speaker=JUDGE.iri, voice="any"), [("Bo Judge", "SUE")]),
        (Asked(agent=MAYOR.iri), [("Bo Judge", "SUE")]),
        (Asked(speaker=MAYOR.iri, target=ICE.iri), [("Ada Mayor", "BLOCK")]),
        (Asked(speaker=MAYOR.iri, target=ICE.iri, through=("direct",)), []),
        (Asked(speaker=JUDGE.iri, agent=MAYOR.iri, target=ICE.iri), [("Bo Judge", "SUE")]),
        (Asked(voice="outlet", agent=MAYOR.iri, target=ICE.iri), [(None, "SUPPORT")]),
    ],
)
def test_claims_are_found_by_speaker_voice_and_sides(graph, asked, found):
    assert said(claims(graph, asked)) == found


def test_every_claim_is_listed_in_any_voice_and_what_did_not_happen_is_counted(graph):
    answer = claims(graph, Asked(voice="any"))
    assert (answer.total, answer.left_out) == (3, {"threatened": 1})
    assert claims(graph, Asked(voice="any"), Filters(realis=())).total == 4


def test_an_outlet_s_own_voice_has_no_speaker():
    with pytest.raises(QueryError):
        Asked(speaker=JUDGE.iri, voice="outlet")


def test_claims_are_summed_up_by_speaker(graph):
    found = speakers(graph, Asked(), Filters(realis=()))
    assert [(g.speaker.name, g.count) for g in found.page.items] == [("Bo Judge", 2), ("Ada Mayor", 1)]
    assert (found.page.total, found.acts) == (2, 3)
    assert speakers(graph, Asked(voice="outlet")).page.items == ()


def test_the_outlet_s_voice_is_counted_apart_whatever_is_listed(graph):
    assert voices(graph) == {"outlet": 1, "speaker": 2}
    assert voices(graph, Asked(voice="outlet")) == {"outlet": 1, "speaker": 2}
    assert voices(graph, Asked(agent=JUDGE.iri)) == {"outlet": 0, "speaker": 1}


# Over HTTP


def test_the_service_lists_claims_with_speaker_and_sentence(graph, client):
    answer = client.get("/v1/claims", params={"speaker": "Bo Judge"}).json()
    (found,) = answer["items"]
    assert (found["attributedTo"]["id"], found["agent"]["name"]) == ("person/bo-judge", "Ada Mayor")
    assert found["evidence"]["text"].startswith("Bo Judge said")
    assert (answer["total"], answer["leftOut"], answer["voices"]) == (1, {"threatened": 1}, {"outlet": 0, "speaker": 1})
    (own,) = client.get("/v1/claims?voice=outlet").json()["items"]
    assert (own["attributedTo"], own["type"]) == (None, "SUPPORT")


def test_the_service_sums_claims_up_by_speaker_page_by_page(graph, client):
    first = client.get("/v1/claims/speakers?realis=any&limit=1").json()
    second = client.get("/v1/claims/speakers", params={"realis": "any", "limit": 1, "cursor": first["next"]}).json()
    found = [(s["attributedTo"]["name"], s["count"]) for answer in (first, second) for s in answer["items"]]
    assert found == [("Bo Judge", 2), ("Ada Mayor", 1)]
    assert first["voices"] == {"outlet": 1, "speaker": 3}
    assert second["next"] is None


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("claims?voice=loud", 422),
        ("claims?speaker=Zaphod%20Beeblebrox", 404),
        ("claims?speaker=Bo%20Judge&voice=outlet", 400),
        ("claims/speakers?sort=-date", 422),
        ("claims?speaker=%27%29%20DETACH%20DELETE%20n%20//", 404),
    ],
)
def test_what_makes_no_sense_is_a_problem(graph, client, path, status):
    assert client.get(f"/v1/{path}").status_code == status
