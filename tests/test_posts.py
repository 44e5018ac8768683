"""Posts and tenures over HTTP: who held what on which day, and each as data."""

import pytest
from rdflib import Graph, URIRef

from ontology.vocabulary import BASE, ID, WW

GENERAL = "us-attorney-general"
SESSIONS = "jeff-sessions-attorney-general-2017"


@pytest.fixture
def ask(client):
    def asked(path, **parameters):
        answer = client.get(path, params=parameters)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return asked


@pytest.fixture
def sessions(ask):
    """The tenure of Jeff Sessions as attorney general."""
    found = ask("/v1/tenures", holder="Jeff Sessions", body="U.S. Department of Justice")["items"]
    assert len(found) == 1
    return found[0]


def test_a_tenure_tells_who_held_which_post_of_which_body_from_when_to_when(sessions):
    assert sessions["holder"]["id"] == "person/jeff-sessions"
    assert sessions["post"]["postOf"]["name"] == "U.S. Department of Justice"
    assert (sessions["from"], sessions["until"], sessions["acting"]) == ("2017-02-09", "2018-11-07", False)
    assert sessions["source"]


@pytest.mark.parametrize(
    ("on", "holders"), [("2017-08-03", {"Jeff Sessions"}), ("2018-11-07", {"Jeff Sessions", "Matthew Whitaker"})]
)
def test_a_day_has_the_holders_of_that_day_first_and_last_days_included(ask, sessions, on, holders):
    held = ask("/v1/tenures", post=sessions["post"]["id"], on=on)
    assert {t["holder"]["name"] for t in held["items"]} == holders
    assert held["total"] == len(holders)


def test_an_iri_names_a_post_as_its_id_does(ask, sessions):
    by_id, by_iri = (ask("/v1/tenures", post=sessions["post"][name]) for name in ("id", "iri"))
    assert by_id == by_iri
    assert by_id["total"] > 1


def test_a_post_has_its_body_its_names_and_its_tenures_in_the_order_of_time(ask, sessions):
    post = ask(f"/v1/posts/{sessions['post']['id']}")
    days = [t["from"] for t in post["tenures"]]
    assert days == sorted(days)
    assert sessions in post["tenures"]
    assert post["postOf"]["kind"] == "Agency"
    assert post["source"]


def test_posts_are_listed_page_by_page_all_or_those_of_a_body(ask):
    first = ask("/v1/posts", limit=500)
    assert first["total"] > 100
    pages, cursor = [], None
    for _ in range(3):
        page = ask("/v1/posts", limit=2, **({"cursor": cursor} if cursor else {}))
        pages += page["items"]
        cursor = page["next"]
    assert pages == first["items"][:6]
    of_justice = ask("/v1/posts", body="U.S. Department of Justice")
    assert 0 < of_justice["total"] < first["total"]
    assert {p["postOf"]["name"] for p in of_justice["items"]} == {"U.S. Department of Justice"}


def test_tenures_are_listed_page_by_page(ask):
    seen, cursor = [], None
    while True:
        page = ask("/v1/tenures", body="California", limit=2, **({"cursor": cursor} if cursor else {}))
        seen += [t["id"] for t in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == sorted(set(seen))
    assert len(seen) == page["total"] > 2


@pytest.mark.parametrize("form", ["ttl", "jsonld"])
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_each_is_rdf_that_the_registry_states(client, registry, sessions, form):
    facts = Graph()
    for each in registry.graphs.values():
        facts += each
    for collection, about in (("posts", sessions["post"]), ("tenures", sessions)):
        answer = client.get(f"/v1/{collection}/{about['id']}.{form}")
        found = Graph().parse(data=answer.text, format={"ttl": "turtle", "jsonld": "json-ld"}[form])
        iri = URIRef(about["iri"])
        assert set(found.predicate_objects(iri)) == set(facts.predicate_objects(iri))
    assert (URIRef(sessions["iri"]), WW.holder, URIRef(sessions["holder"]["iri"])) in found


def test_their_iris_lead_to_them(client, sessions):
    for about, collection in ((sessions, "tenures"), (sessions["post"], "posts")):
        answer = client.get(about["iri"].removeprefix(BASE.rstrip("/")))
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/v1/{collection}/{about['id']}")
        assert client.get(answer.headers["Location"]).json()["iri"] == about["iri"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1/posts/nothing", 404),
        ("/v1/tenures/nothing", 404),
        ("/v1/posts/nothing.ttl", 404),
        ("/v1/posts?body=Nobody At All", 404),
        ("/v1/tenures?on=yesterday", 422),
        ("/v1/tenures?on=2017-02-30", 422),
        ("/v1/tenures?person=x", 422),
        ("/v1/tenures?post=", 422),
        ("/v1/posts?cursor=%00", 400),
        ("/v1/posts?limit=0", 422),
    ],
)
def test_what_is_wrong_is_said(client, path, status):
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")


@pytest.mark.parametrize("hostile", ["' OR 1=1 //", "}) DETACH DELETE n //", "%00", "../../etc", "x" * 900])
def test_hostile_ids_find_nothing(client, hostile):
    assert client.get("/v1/tenures", params={"post": hostile}).json()["total"] == 0
    assert client.get(f"/v1/posts/{hostile}").status_code == 404
    assert client.get("/v1/tenures", params={"post": f"{ID}{hostile}"}).json()["total"] == 0
