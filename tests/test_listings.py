"""Every list in every form that makes sense for its items, and all of it: what is told of each item by itself."""

import csv
import io
import json

import httpx
import networkx as nx
import pytest
from rdflib import RDF, Dataset, Graph, URIRef

from api.formats import listing
from api.formats.media import DRAWN, OF_ANY
from api.formats.media import RDF as RDF_FORMS
from api.represent import path as address_of
from graph import decisions
from graph.acts import Entity
from graph.projection import project
from graph.queries.decided import graph_of
from graph.triples import Reading, graph_iri, to_graph
from ontology.vocabulary import WW
from tests.conftest import clean
from tests.samples import BAN, ICE, MAYOR, RUN, act, article, reading

# What rdflib says of itself when it reads JSON-LD and several graphs.
pytestmark = [
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:.*Dataset.*:DeprecationWarning"),
]

SUMS = "count,severity,first,last,byType,byRealis,byThrough,highestConfidence,meanConfidence"
ACT = (
    "date,agent,agentId,type,target,targetId,stance,realis,about,aboutId,attributedTo,attributedToId,through,why,"
    "confidence,text,start,end,document,title,published,publisher,url,actId"
)
TOP = (
    "topId,topIri,topType,topStance,topRealis,topDate,topDatePrecision,topAgent,topAgentId,topTarget,topTargetId,"
    "topAbout,topAboutId,topAttributedTo,topAttributedToId,topConfidence,topTrigger,topTriggerStart,topTriggerEnd,"
    "topAgentMentionText,topAgentMentionStart,topAgentMentionEnd,topTargetMentionText,topTargetMentionStart,"
    "topTargetMentionEnd,topEvidenceText,topEvidenceStart,topEvidenceEnd,topEvidenceArticleId,topEvidenceArticleIri,"
    "topEvidenceArticleDocument,topEvidenceArticleTitle,topEvidenceArticlePublished,topEvidenceArticlePublisher,"
    "topEvidenceArticleUrl,topEvidenceLink,topThrough,topByWayOf,topByWayOfId,topWhy"
)

LISTS = {
    "/v1/acts": ({"realis": "any"}, ACT),
    "/v1/actors/person/ada-mayor/acts": ({"realis": "any"}, ACT),
    "/v1/claims": ({"realis": "any"}, ACT),
    "/v1/claims/speakers": ({"realis": "any"}, f"attributedTo,attributedToId,{SUMS},{TOP}"),
    "/v1/against": ({}, f"agent,agentId,target,targetId,policy,policyId,month,{SUMS},{TOP}"),
    "/v1/opponents": ({"target": ICE.name}, "agent,agentId,acts,severity,first,last,types"),
    "/v1/paths": (
        {"from": MAYOR.name, "to": "Bo Judge", "article": "sample"},
        "path,hop,agent,agentId,type,target,targetId,acts,stance,realis,date,text,start,end,document,title,published,"
        "publisher,url,actId",
    ),
    "/v1/network": ({"actor": MAYOR.name}, "agent,agentId,target,targetId,stance,count,first,last,types"),
    "/v1/actors": ({"kind": "Court"}, "id,iri,name,kind,owner,ownerId"),
    "/v1/policies": ({"owner": ICE.name}, "id,iri,name,kind,owner,ownerId"),
    "/v1/posts": ({"body": "California"}, "id,iri,name,postOf,postOfId"),
    "/v1/tenures": (
        {"body": "California"},
        "id,iri,holder,holderId,post,postId,postOf,postOfId,from,until,acting,source",
    ),
    "/v1/articles": ({}, "id,iri,document,title,published,publisher,url"),
    "/v1/sentences": (
        {"q": "Ada Mayor"},
        "id,iri,text,start,end,articleId,articleIri,articleDocument,articleTitle,articlePublished,articlePublisher,"
        "articleUrl,link,acts",
    ),
    "/v1/sources": ({}, "id,articles,acts,first,last,publisher"),
    "/v1/decisions": (
        {},
        "id,iri,kind,entity,survivor,query,accepted,reason,decidedBy,decidedAt,undoneBy,undoneAt",
    ),
}
"""A question to every list, and the columns of its table."""

SUMMED = {"/v1/claims/speakers", "/v1/against", "/v1/opponents", "/v1/sources"}
OF_ACTS = {"/v1/acts", "/v1/actors/person/ada-mayor/acts", "/v1/claims", "/v1/paths"}
STATED = LISTS.keys() - SUMMED - {"/v1/network"}
FORMS = {
    path: {**OF_ANY, **(RDF_FORMS if path in STATED else {}), **(DRAWN if path in OF_ACTS | {"/v1/network"} else {})}
    for path in LISTS
}
TWIN = Entity("https://w3id.org/whowhom/id/agency/sample-agencys-twin", "Twin Bureau", "Agency")


@pytest.fixture(scope="module")
def client(service, connection, registry):
    """Asks a service over an article about the agency, three about its twin, and two decisions that they are one."""
    clean(connection, registry)
    fill(connection)
    with httpx.Client(base_url=service, timeout=120) as client:
        yield client
    clean(connection, registry)


def fill(store) -> None:
    write(store, reading())
    for document, publisher in (("twin", "Other Press"), ("third", "Third Press"), ("fourth", "Fourth Press")):
        a = article(f"Ada Mayor sued the Twin Bureau on the day of {document}.", document, publisher=publisher)
        write(store, Reading(a, RUN, (act(a, MAYOR, "SUE", TWIN, "sued"),)))
    for kept in ("one body", "and still one body"):
        made = decisions.merge(store, TWIN.iri, ICE.iri, by="an editor", reason=kept)
        if kept == "one body":
            decisions.undo(store, made.iri, by="an editor")


def write(store, r: Reading) -> None:
    store.write(graph_iri(r.iri), project(to_graph(r)))


def answered(client: httpx.Client, path: str, **more: object) -> httpx.Response:
    base = path.partition(".")[0]
    answer = client.get(path, params={**LISTS[base][0], **more})
    assert answer.status_code == 200, answer.text
    return answer


def items(client: httpx.Client, path: str, **more: object) -> list[dict[str, object]]:
    told = answered(client, path, **more).json()
    return told["edges"] if path == "/v1/network" else told["items"]


def triples(answer: httpx.Response, form: str) -> set[object]:
    return set(Graph().parse(data=answer.text, format={"ttl": "turtle", "nt": "nt", "jsonld": "json-ld"}[form]))


def quads(answer: httpx.Response) -> set[tuple[object, ...]]:
    dataset = Dataset()
    dataset.parse(data=answer.text, format="trig")
    return {(s, p, o, str(g)) for s, p, o, g in dataset.quads()}


def table(answer: httpx.Response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


def drawn(answer: httpx.Response, form: str):
    """Name, kind and IRI of each node by its id, and the edges."""
    graph = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}[form](io.BytesIO(answer.content))
    nodes = {id_: (n["name"], n["kind"], n["iri"]) for id_, n in graph.nodes(data=True)}
    return nodes, list(graph.edges(data=True))


# which forms


def test_every_list_is_here(client):
    description = client.get("/openapi.json").json()
    models = description["components"]["schemas"]
    lists = {name for name, model in models.items() if {"items", "next"} <= model["properties"].keys()} | {"Network"}
    found = set()
    for path, operations in description["paths"].items():
        answer = operations.get("get", {}).get("responses", {}).get("200", {})
        model = answer.get("content", {}).get("application/json", {}).get("schema", {}).get("$ref", "")
        if model.rpartition("/")[2] in lists:
            found.add(path)
    asked = {path.replace("person/ada-mayor", "{id}") for path in LISTS}
    assert found == asked | {f"{path}.{{extension}}" for path in asked}


@pytest.mark.parametrize("path", LISTS)
def test_the_description_tells_of_the_forms_of_the_list(client, path):
    paths = client.get("/openapi.json").json()["paths"]
    described = path.replace("person/ada-mayor", "{id}")
    for at in (described, described + ".{extension}"):
        assert set(paths[at]["get"]["responses"]["200"]["content"]) == set(FORMS[path].values())
    parameters = paths[described + ".{extension}"]["get"]["parameters"]
    (extension,) = [p for p in parameters if p["name"] == "extension"]
    assert extension["schema"]["enum"] == list(FORMS[path])


@pytest.mark.parametrize("path", LISTS)
def test_an_extension_is_worth_the_header_in_each_form(client, path):
    for extension, media_type in FORMS[path].items():
        by_extension = answered(client, f"{path}.{extension}")
        by_header = client.get(path, params=LISTS[path][0], headers={"Accept": media_type})
        assert by_extension.headers["Content-Type"].startswith(media_type)
        assert by_extension.content == by_header.content
        assert by_header.headers["Vary"] == "Accept, Accept-Encoding"


@pytest.mark.parametrize("path", LISTS)
def test_what_the_list_is_not_is_a_problem(client, path):
    for extension in {**RDF_FORMS, **DRAWN, "exe": ""}.keys() - FORMS[path].keys():
        assert client.get(f"{path}.{extension}", params=LISTS[path][0]).status_code == 422
    assert client.get(path, params=LISTS[path][0], headers={"Accept": "image/png"}).status_code == 406


# lines and tables


@pytest.mark.parametrize("path", LISTS.keys() - {"/v1/network"})
def test_lines_and_rows_hold_all_pages_each_item_once(client, path, monkeypatch):
    monkeypatch.setattr(listing, "LARGEST_PAGE", 2)
    every = items(client, path, limit=500)
    assert len(every) > (1 if path in {"/v1/actors", "/v1/posts", "/v1/tenures", "/v1/articles"} else 0)
    assert [json.loads(line) for line in answered(client, f"{path}.ndjson").text.splitlines()] == every
    rows = sum(len(item["hops"]) for item in every) if path == "/v1/paths" else len(every)
    assert len(table(answered(client, f"{path}.csv"))) == rows


@pytest.mark.parametrize("path", LISTS)
def test_the_columns_of_a_table_stay(client, path):
    assert answered(client, f"{path}.csv").text.partition("\r\n")[0] == LISTS[path][1]


@pytest.mark.parametrize("path", LISTS.keys() - {"/v1/network"})
def test_a_page_in_any_form_links_to_the_next(client, path):
    first = answered(client, path, limit=1).json()
    for extension in FORMS[path]:
        page = answered(client, f"{path}.{extension}", limit=1)
        assert ("next" in page.links) == (first["next"] is not None)
        if first["next"]:
            second = client.get(page.links["next"]["url"])
            assert second.content == answered(client, f"{path}.{extension}", limit=1, cursor=first["next"]).content


def test_a_table_names_a_post_its_body_and_the_acts_of_a_sentence(client):
    tenure, row = items(client, "/v1/tenures")[0], table(answered(client, "/v1/tenures.csv"))[0]
    post = tenure["post"]
    assert (row["post"], row["postId"], row["postOf"]) == (post["name"], post["id"], post["postOf"]["name"])
    for sentence, row in zip(items(client, "/v1/sentences"), table(answered(client, "/v1/sentences.csv")), strict=True):
        assert row["acts"].split("; ") == [a["id"] for a in sentence["acts"]]


def test_a_path_is_a_row_for_each_hop_and_a_line(client):
    rows = table(answered(client, "/v1/paths.csv"))
    assert [(r["path"], r["hop"], r["type"]) for r in rows] == [
        ("1", "1", "DEMAND"),
        ("1", "2", "OWNED_BY"),
        ("1", "3", "BLOCK"),
    ]
    assert (rows[2]["agent"], rows[2]["target"], rows[2]["date"]) == ("Bo Judge", "entry ban", "2017-07")
    assert rows[2]["actId"] == reading().acts[1].iri.rpartition("/")[2]
    assert (rows[1]["agent"], rows[1]["target"]) == ("entry ban", "Sample Agency")
    assert (rows[1]["text"], rows[1]["actId"]) == ("", "")


def test_the_edges_of_a_network_are_rows_with_names_and_lines_as_in_json(client):
    edges = items(client, "/v1/network")
    assert [json.loads(line) for line in answered(client, "/v1/network.ndjson").text.splitlines()] == edges
    (row,) = table(answered(client, "/v1/network.csv"))
    (edge,) = edges
    assert (row["agent"], row["agentId"], row["targetId"]) == ("Ada Mayor", edge["agent"], edge["target"])
    assert (row["count"], row["types"]) == ("4", "DEMAND; SUE")


# RDF


@pytest.mark.parametrize("path", sorted(STATED - {"/v1/paths"}))
def test_a_list_in_rdf_says_what_each_of_its_resources_says(client, path):
    limit = {"limit": 3}
    each = [address_of(str(item["iri"])) for item in items(client, path, **limit)]
    assert each
    single = set().union(*(triples(client.get(f"{at}.ttl"), "ttl") for at in each))
    for form in ("ttl", "nt", "jsonld"):
        assert triples(answered(client, f"{path}.{form}", **limit), form) == single
    assert quads(answered(client, f"{path}.trig", **limit)) == set().union(
        *(quads(client.get(f"{at}.trig")) for at in each)
    )


def test_paths_in_rdf_are_their_acts_and_what_lies_between(client):
    hops = [hop for path in items(client, "/v1/paths") for hop in path["hops"]]
    acts = [triples(client.get(f"/v1/acts/{hop['act']}.ttl"), "ttl") for hop in hops if hop["act"]]
    found = triples(answered(client, "/v1/paths.ttl"), "ttl")
    assert found - set().union(*acts) == {(URIRef(BAN.iri), WW.owner, URIRef(ICE.iri))}
    assert set().union(*acts) < found
    stated = {g for s, p, o, g in quads(answered(client, "/v1/paths.trig")) if (p, o) == (RDF.type, WW.Act)}
    assert stated == {graph_iri(reading().iri)}


def test_what_articles_and_decisions_say_is_in_their_graphs(client):
    for path, of in (("/v1/articles", graph_iri), ("/v1/decisions", graph_of)):
        graphs = {g for *_, g in quads(answered(client, f"{path}.trig"))}
        assert graphs == {of(str(item["iri"])) for item in items(client, path)}
    sentences = {(s, g) for s, p, o, g in quads(answered(client, "/v1/sentences.trig")) if o == WW.Sentence}
    assert {g for _, g in sentences} == {graph_iri(str(s).partition("/sentence/")[0]) for s, _ in sentences}


def test_an_empty_list_is_empty_in_every_form_of_rdf(client):
    for form in ("ttl", "nt", "jsonld"):
        answer = client.get(f"/v1/sentences.{form}", params={"q": "nobody wrote this"})
        assert triples(answer, form) == set()


# pictures


@pytest.mark.parametrize("form", DRAWN)
def test_a_network_is_drawn_with_its_own_nodes_and_edges(client, form):
    nodes, edges = drawn(answered(client, f"/v1/network.{form}"), form)
    told = answered(client, "/v1/network").json()
    assert nodes == {n["id"]: (n["name"], n["kind"], n["iri"]) for n in told["nodes"]}
    ((source, target, edge),) = edges
    assert (source, target) == ("person/ada-mayor", "agency/sample-agency")
    for name in ("stance", "count", "first", "last"):
        assert edge[name] == told["edges"][0][name]
    assert (edge["count"], edge["weight"], edge["types"]) == (4, 4, "DEMAND; SUE")
    alone, none = drawn(answered(client, f"/v1/network.{form}", budget=1), form)
    assert (list(alone), none) == (["person/ada-mayor"], [])


@pytest.mark.parametrize("form", DRAWN)
def test_paths_are_drawn_as_acts_and_what_lies_between(client, form):
    nodes, edges = drawn(answered(client, f"/v1/paths.{form}"), form)
    assert nodes.keys() == {
        "person/ada-mayor",
        "agency/sample-agency",
        "policy/sample-agency/entry-ban",
        "person/bo-judge",
    }
    told = {(source, target): edge for source, target, edge in edges}
    block = told["person/bo-judge", "policy/sample-agency/entry-ban"]
    assert (block["actType"], block["act"], block["date"]) == ("BLOCK", reading().acts[1].iri, "2017-07")
    assert (block["sentence"], block["acts"]) == (reading().acts[1].evidence.sentence.text, 1)
    owned = told["policy/sample-agency/entry-ban", "agency/sample-agency"]
    assert owned["relation"] == "OWNED_BY"
    assert "actType" not in owned
