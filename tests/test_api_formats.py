"""One resource, three forms: JSON, Turtle and JSON-LD, by Accept or by extension; and where IRIs lead."""

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic

from api.negotiation import HTML, JSON, JSON_LD, RESOURCE, TURTLE, preferred
from api.problems import NotAcceptable
from graph.projection import project
from graph.triples import graph_iri, to_graph
from ontology.vocabulary import BASE, WW, read_ontology
from tests.samples import BAN, ICE, MAYOR, reading

# What rdflib says of itself when it reads JSON-LD.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

ACT = reading().acts[0]
ADDRESSES = {
    "act": (f"/v1/acts/{ACT.iri.rpartition('/')[2]}", ACT.iri),
    "actor": ("/v1/actors/agency/sample-agency", ICE.iri),
    "policy": ("/v1/policies/policy/sample-agency/entry-ban", BAN.iri),
    "article": (f"/v1/articles/{reading().iri.rpartition('/')[2]}", reading().iri),
}


@pytest.fixture(autouse=True)
def graph(store):
    """The sample article's acts."""
    store.write(graph_iri(reading().iri), project(to_graph(reading())))


@pytest.mark.parametrize(
    ("accept", "best"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("text/*", TURTLE),
        ("text/turtle", TURTLE),
        ("TEXT/TURTLE", TURTLE),
        ("application/ld+json;q=0.9, text/turtle;q=0.8", JSON_LD),
        ("application/ld+json;q=0.5, text/turtle;q=0.8", TURTLE),
        ("application/json;q=0, */*", JSON_LD),
        ("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", JSON),
        ("text/turtle; charset=utf-8", TURTLE),
        ("text/turtle, */*;q=0.1", TURTLE),
    ],
)
def test_the_form_that_a_client_likes_best_is_chosen(accept, best):
    assert preferred(accept, RESOURCE) == best


@pytest.mark.parametrize("accept", ["image/png", "text/html", "*/*;q=0", "application/json;q=nonsense", ";;;", "🏛"])
def test_a_form_that_is_not_there_is_refused(accept):
    with pytest.raises(NotAcceptable):
        preferred(accept, RESOURCE)


def test_a_browser_gets_the_page_where_there_is_one():
    assert preferred("text/html, */*;q=0.8", (HTML, TURTLE, JSON_LD)) == HTML


def parsed(answer):
    assert answer.status_code == 200, answer.text
    form = {"text/turtle": "turtle", "application/ld+json": "json-ld"}[answer.headers["Content-Type"].split(";")[0]]
    return Graph().parse(data=answer.text, format=form)


@pytest.mark.parametrize("resource", ADDRESSES)
def test_accept_and_extension_give_the_same_graph_in_each_form(client, resource):
    address, iri = ADDRESSES[resource]
    turtle = parsed(client.get(address, headers={"Accept": TURTLE}))
    assert (URIRef(iri), None, None) in turtle
    for again in (
        client.get(f"{address}.ttl"),
        client.get(address, headers={"Accept": JSON_LD}),
        client.get(f"{address}.jsonld"),
        client.get(f"{address}.ttl", headers={"Accept": "application/json"}),
    ):
        assert isomorphic(parsed(again), turtle)
    assert client.get(f"{address}.json", headers={"Accept": TURTLE}).json() == client.get(address).json()


def test_an_article_in_rdf_is_its_whole_named_graph(client):
    assert isomorphic(parsed(client.get(f"{ADDRESSES['article'][0]}.ttl")), to_graph(reading()))


def test_an_act_in_rdf_is_part_of_what_was_stored(client):
    found = parsed(client.get(f"{ADDRESSES['act'][0]}.ttl"))
    assert set(found) < set(to_graph(reading()))
    assert (URIRef(ACT.iri), WW.agent, URIRef(MAYOR.iri)) in found
    assert (None, WW.text, Literal(ACT.evidence.sentence.text)) in found


def test_an_actor_in_rdf_is_what_the_registry_says(client, registry):
    (sessions,) = registry.named("Jeff Sessions")
    found = parsed(client.get("/v1/actors/person/jeff-sessions.ttl"))
    facts = Graph()
    for each in registry.graphs.values():
        facts += each
    about = URIRef(sessions.iri)
    assert set(found.predicate_objects(about)) == set(facts.predicate_objects(about))


@pytest.mark.parametrize("resource", ADDRESSES)
def test_caches_are_told_that_the_form_depends_on_accept(client, resource):
    for accept in RESOURCE:
        vary = client.get(ADDRESSES[resource][0], headers={"Accept": accept}).headers["Vary"]
        assert vary == "Accept, Accept-Encoding"


@pytest.mark.parametrize("resource", ADDRESSES)
def test_an_unsupported_form_is_a_problem(client, resource):
    answer = client.get(ADDRESSES[resource][0], headers={"Accept": "image/png"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (406, "application/problem+json")
    assert "text/turtle" in answer.json()["detail"]


@pytest.mark.parametrize("extension", ["", ".ttl", ".jsonld"])
def test_what_is_unknown_is_so_in_every_form(client, extension):
    for collection in ("acts", "actors", "articles", "policies"):
        assert client.get(f"/v1/{collection}/person/nobody{extension}").status_code == 404


@pytest.mark.parametrize("resource", ADDRESSES)
def test_an_iri_leads_to_its_resource(client, resource):
    iri = ADDRESSES[resource][1]
    answer = client.get(iri.removeprefix(BASE.rstrip("/")))
    assert answer.status_code == 303
    assert client.get(answer.headers["Location"]).json()["iri"] == iri


def test_the_iri_of_a_mention_leads_to_its_article(client):
    answer = client.get(f"{reading().iri.removeprefix(BASE.rstrip('/'))}/mention/0-10")
    assert answer.headers["Location"] == ADDRESSES["article"][0]


@pytest.mark.parametrize("path", ["/id/secret/thing", "/id/graph/x", "/id/../etc/passwd", "/id/act"])
def test_an_iri_of_another_kind_leads_nowhere(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("segment", ["actor", "person", "act", "article"])
def test_an_iri_never_leads_to_another_site(client, segment):
    for slug in ("/evil.example", "%2f%2fevil.example", "%0d%0aLocation:%20https://evil.example", "a%5cevil"):
        answer = client.get(f"/id/{segment}/{slug}")
        assert answer.status_code in (303, 404)
        assert answer.headers.get("Location", "/v1/").startswith("/v1/")


def test_the_pages_of_the_vocabulary_are_described(client):
    paths = client.get("/openapi.json").json()["paths"]
    for path in ("/ontology", "/act-types", "/codes", "/shapes", "/alignments"):
        page = client.get(path, headers={"Accept": "text/html, */*;q=0.1"})
        described = paths[path]["get"]["responses"]["200"]["content"]
        assert page.headers["Content-Type"].partition(";")[0] in described
        assert ("text/html" in described) == page.headers["Content-Type"].startswith("text/html")


def test_a_slash_too_many_leads_to_the_vocabulary(client):
    answer = client.get("/ontology/")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/ontology")


@pytest.mark.parametrize(
    ("path", "file"), [("/ontology", "whowhom"), ("/act-types", "act-types"), ("/shapes", "shapes")]
)
@pytest.mark.parametrize("accept", [TURTLE, JSON_LD])
def test_the_vocabulary_is_given_as_it_is(client, path, file, accept):
    answer = client.get(path, headers={"Accept": accept})
    assert answer.headers["Content-Type"].startswith(accept)
    assert isomorphic(parsed(answer), read_ontology(file))
