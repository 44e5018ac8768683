"""Sentences found by their words, with what rests on them; publishers and what they published."""

from datetime import date

import pytest
from rdflib import Graph, Literal, URIRef

from graph.projection import project
from graph.triples import Reading, graph_iri, to_graph
from ontology.vocabulary import BASE, WW
from tests.conftest import everything
from tests.samples import ICE, MAYOR, RUN, act, article, reading


def write(store, r: Reading) -> None:
    store.write(graph_iri(r.iri), project(to_graph(r)))


def one_act(document: str, **changes: object) -> Reading:
    a = article("Ada Mayor sued the Sample Agency.", document, **changes)
    return Reading(a, RUN, (act(a, MAYOR, "SUE", ICE, "sued"),))


@pytest.fixture(autouse=True)
def graph(store):
    """The sample article, one of another publisher with an address, and one without a publisher."""
    write(store, reading())
    write(
        store, one_act("other", publisher="Other/Press & Co", url="https://example.org/a", published=date(2018, 1, 2))
    )
    write(store, one_act("nobody", publisher=None))
    return store


@pytest.fixture
def ask(client):
    def asked(path, **parameters):
        answer = client.get(path, params=parameters)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return asked


def found(answer):
    return {s["text"] for s in answer["items"]}


# Sentences


def test_a_sentence_is_found_by_all_its_words_with_article_and_acts(ask):
    (sentence,) = ask("/v1/sentences", q="blocked entry BAN")["items"]
    assert "blocked the entry ban" in sentence["text"]
    assert sentence["article"]["document"] == "sample"
    kinds = [(a["type"], a["realis"], a["target"]["name"]) for a in sentence["acts"]]
    assert kinds == [("BLOCK", "actual", "entry ban"), ("SUE", "negated", "Sample Agency")]
    assert ask("/v1/sentences", q="blocked raids") == {"items": [], "total": 0, "next": None}


def test_a_sentence_of_an_article_with_an_address_has_a_link_to_it(ask):
    links = {s["article"]["document"]: s["link"] for s in ask("/v1/sentences", q="sued")["items"]}
    assert links["nobody"] is None
    assert links["other"].startswith("https://example.org/a#:~:text=Ada%20Mayor%20sued")


def test_sentences_are_paged(ask):
    whole = ask("/v1/sentences", q="Sample Agency")
    assert whole["total"] == 4
    seen, cursor = [], None
    for _ in range(4):
        page = ask("/v1/sentences", q="Sample Agency", limit=1, **({"cursor": cursor} if cursor else {}))
        seen += page["items"]
        cursor = page["next"]
    assert (seen, cursor) == (whole["items"], None)


HOSTILE = [
    "*:*",
    "text:[* TO *]",
    "/.*/",
    "a~100",
    "(((((",
    "\\",
    '"',
    '\\"',
    "NOT sued",
    "sued OR blocked",
    "sued^1e9",
    "+-&&||!(){}[]^~*?:/",
    "\u0000",
    "'; MATCH (n) DETACH DELETE n //",
    "🏛",
]


def test_hostile_words_are_words_and_nothing_else(client, store):
    before = everything(store)
    for words in HOSTILE:
        answer = client.get("/v1/sentences", params={"q": words})
        assert (answer.status_code, answer.json()["total"]) == (200, 0), words
    assert everything(store) == before


def test_operators_of_the_index_are_looked_up_as_words(ask):
    assert {"and" in text for text in found(ask("/v1/sentences", q="AND"))} == {True}
    assert ask("/v1/sentences", q=" ".join(["sued"] * 100))["total"] == 2


def test_a_sentence_is_a_resource_in_its_forms_and_its_iri_leads_to_it(client, ask):
    (sentence,) = ask("/v1/sentences", q="blocked")["items"]
    address = f"/v1/sentences/{sentence['id']}"
    assert ask(address) == sentence
    answer = client.get(sentence["iri"].removeprefix(BASE.rstrip("/")))
    assert (answer.status_code, answer.headers["Location"]) == (303, address)
    turtle = Graph().parse(data=client.get(f"{address}.ttl").text, format="turtle")
    iri = URIRef(sentence["iri"])
    assert turtle.value(iri, WW.text) == Literal(sentence["text"])
    assert {str(a) for a in turtle.subjects(WW.evidence, iri)} == {a["iri"] for a in sentence["acts"]}
    assert set(turtle) >= set(to_graph(reading()).triples((iri, None, None)))
    assert turtle.value(URIRef(sentence["article"]["iri"]), WW.text) is None


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1/sentences", 422),
        ("/v1/sentences?q=", 422),
        ("/v1/sentences?q=" + "x" * 501, 422),
        ("/v1/sentences?q=sued&cursor=nonsense", 400),
        ("/v1/sentences?q=sued&text=x", 422),
        ("/v1/sentences/nothing/sentence/0-1", 404),
        ("/v1/sources/Nobody", 404),
        ("/v1/sources?cursor=%F0", 400),
        ("/v1/sources?cursor=a", 400),
    ],
)
def test_what_is_wrong_is_said(client, path, status):
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")


# Sources


def test_publishers_are_listed_with_their_articles_and_those_without_one_apart(ask):
    answer = ask("/v1/sources")
    press = {s["publisher"]: s for s in answer["items"]}
    assert list(press) == ["Other/Press & Co", "Sample Press"]
    assert {k: press["Sample Press"][k] for k in ("articles", "acts", "first", "last")} == {
        "articles": 1,
        "acts": 3,
        "first": "2017-08-03",
        "last": "2017-08-03",
    }
    assert answer["withoutPublisher"] == {"articles": 1, "acts": 1, "first": "2017-08-03", "last": "2017-08-03"}
    assert answer["total"] == 2


def test_a_publisher_counts_all_its_articles(ask, store):
    write(store, one_act("third", publisher="Sample Press", published=date(2019, 4, 5)))
    (one,) = [s for s in ask("/v1/sources")["items"] if s["publisher"] == "Sample Press"]
    assert (one["articles"], one["acts"], one["first"], one["last"]) == (2, 4, "2017-08-03", "2019-04-05")
    assert ask("/v1/sources/Sample Press") == one


def test_publishers_are_paged_and_addressed_by_name(ask):
    first = ask("/v1/sources", limit=1)
    second = ask("/v1/sources", limit=1, cursor=first["next"])
    assert [s["publisher"] for s in first["items"] + second["items"]] == ["Other/Press & Co", "Sample Press"]
    assert second["next"] is None
    assert ask("/v1/sources/Other/Press & Co")["acts"] == 1


def test_no_article_is_left_out_when_each_names_a_publisher(ask, store):
    store.write(graph_iri(one_act("nobody", publisher=None).iri), project(Graph()))
    assert ask("/v1/sources")["withoutPublisher"] is None
