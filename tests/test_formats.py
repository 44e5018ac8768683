"""Lists in every form, by Accept or by extension; single resources in RDF; the JSON-LD context."""

import asyncio
import csv
import io
import json
import xml.etree.ElementTree as ET

import httpx
import networkx as nx
import pytest
from rdflib import RDF, Dataset, Graph, Literal, URIRef

from api.app import create_app
from api.formats import drawn
from api.formats.context import context, name_of
from api.formats.kinds import kind_of
from api.formats.media import OF_ANY
from api.formats.records import COLUMNS
from api.models import FoundAct
from graph.acts import Entity
from graph.projection import project
from graph.triples import Reading, graph_iri, to_graph
from ontology.vocabulary import VOCABULARY, WW
from tests.commands import whowhom
from tests.samples import ICE, JUDGE, MAYOR, RUN, act, article, reading

# What rdflib says of itself when it reads JSON-LD and several graphs.
pytestmark = [
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:.*Dataset.*:DeprecationWarning"),
]

OF_ACTS = kind_of(FoundAct).forms

ACT = f"/v1/acts/{reading().acts[0].iri.rpartition('/')[2]}"
ARTICLE = f"/v1/articles/{reading().iri.rpartition('/')[2]}"
RDFLIB = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld"}


@pytest.fixture(autouse=True)
def graph(store):
    """The sample article's acts."""
    write(store, reading())


def write(store, r):
    store.write(graph_iri(r.iri), project(to_graph(r)))


def parsed(answer: httpx.Response, form: str) -> set:
    assert answer.status_code == 200, answer.text
    if form == "trig":
        dataset = Dataset()
        dataset.parse(data=answer.text, format="trig")
        return {(s, p, o) for s, p, o, _ in dataset.quads()}
    return set(Graph().parse(data=answer.text, format=RDFLIB[form]))


# which form


@pytest.mark.parametrize("extension", OF_ACTS)
def test_an_extension_is_worth_the_header(client, extension):
    by_extension = client.get(f"/v1/acts.{extension}?limit=5", headers={"Accept": "image/png"})
    by_header = client.get("/v1/acts?limit=5", headers={"Accept": OF_ACTS[extension]})
    assert by_extension.status_code == by_header.status_code == 200
    assert by_extension.headers["Content-Type"] == by_header.headers["Content-Type"]
    assert by_extension.headers["Content-Type"].startswith(OF_ACTS[extension])
    assert by_extension.content == by_header.content
    assert by_extension.headers["Vary"] == "Accept, Accept-Encoding"


@pytest.mark.parametrize("path", ["/v1/acts", "/v1/against", "/v1/actors", "/v1/policies", "/v1/articles"])
def test_every_list_is_csv_and_lines_of_json_too(client, path):
    items = client.get(path, params={"limit": 500}).json()["items"]
    lines = client.get(f"{path}.ndjson").text.splitlines()
    rows = list(csv.DictReader(io.StringIO(client.get(f"{path}.csv").text, newline="")))
    assert [json.loads(line) for line in lines][:500] == items
    assert len(rows) == len(lines)


def test_a_list_below_an_actor_has_its_forms_too(client):
    lines = client.get("/v1/actors/person/ada-mayor/acts.ndjson", params={"realis": "any"}).text.splitlines()
    assert {json.loads(line)["type"] for line in lines} == {"DEMAND", "SUE"}
    rows = client.get("/v1/opponents.csv", params={"target": ICE.name}).text.splitlines()
    assert rows[0] == "agent,agentId,acts,severity,first,last,types"


@pytest.mark.parametrize("path", ["/v1/acts.exe", "/v1/actors.gexf", "/v1/acts.csv.zip"])
def test_an_extension_that_is_not_there_is_a_problem(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")


def test_a_form_that_is_not_there_is_a_problem(client):
    assert client.get("/v1/actors", headers={"Accept": "application/gexf+xml"}).status_code == 406


@pytest.mark.parametrize("extension", OF_ACTS)
def test_a_mistake_in_the_question_is_a_problem_in_every_form(client, extension):
    for query in ("target=nobody-of-that-name", "realis=nonsense", "unknown=1"):
        answer = client.get(f"/v1/acts.{extension}?{query}")
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.status_code in (404, 422)


@pytest.mark.parametrize("extension", OF_ACTS)
def test_a_list_may_be_empty_in_every_form(client, extension):
    answer = client.get(f"/v1/acts.{extension}?since=2099-01-01")
    assert (answer.status_code, answer.headers["Content-Type"].split(";")[0]) == (200, OF_ACTS[extension])


def test_the_description_tells_of_every_form(client):
    paths = client.get("/openapi.json").json()["paths"]
    for path, forms in (("/v1/acts", OF_ACTS), ("/v1/against", OF_ANY)):
        assert set(paths[path]["get"]["responses"]["200"]["content"]) == set(forms.values())
        (extension,) = [p for p in paths[f"{path}.{{extension}}"]["get"]["parameters"] if p["name"] == "extension"]
        assert extension["schema"]["enum"] == list(forms)


# CSV and lines of JSON


def test_csv_is_that_of_the_standard_with_a_header_and_all_acts(client):
    answer = client.get("/v1/acts.csv", params={"realis": "any"})
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    lines = answer.text.split("\r\n")
    assert (lines[0].split(","), len(lines), lines[-1]) == (COLUMNS, 5, "")
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert {row["type"]: row["date"] for row in rows} == {"DEMAND": "2017-07-31", "BLOCK": "2017-07", "SUE": ""}


def test_csv_is_what_the_command_line_writes(client, settings):
    written = whowhom(settings, "acts", "--format", "csv", "--realis", "any").stdout
    assert client.get("/v1/acts.csv", params={"realis": "any"}).text.replace("\r\n", "\n") == written


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("https://x.example","y")'])
def test_a_name_that_is_a_formula_is_only_a_name(client, store, formula):
    group = Entity("https://w3id.org/whowhom/id/group/formula", formula, "Group")
    a = article(f"Ada Mayor praised {formula} today.", "formula")
    write(store, Reading(a, RUN, (act(a, MAYOR, "SUPPORT", group, "praised", stance="for"),)))
    (row,) = csv.DictReader(io.StringIO(client.get("/v1/acts.csv?type=SUPPORT").text, newline=""))
    assert row["target"] == f"'{formula}"
    actors = csv.DictReader(io.StringIO(client.get("/v1/actors.csv?kind=Group").text, newline=""))
    assert f"'{formula}" in {row["name"] for row in actors}


def test_with_a_limit_or_a_cursor_only_the_page_is_given(client):
    first = client.get("/v1/acts", params={"limit": 1}).json()
    for params, item in (({"limit": 1}, first["items"][0]), ({"limit": 1, "cursor": first["next"]}, None)):
        lines = client.get("/v1/acts.ndjson", params=params).text.splitlines()
        assert len(lines) == 1
        assert item is None or json.loads(lines[0]) == item


@pytest.fixture
def many(store):
    """Some thousand acts: copies of one that differ in their offsets, which the store is told of directly."""
    statement = """
    MATCH (agent)-[:AGENT_OF]->(act:Act {type: 'DEMAND'})-[:TARGETS]->(target)
    MATCH (act)-[:EVIDENCED_BY]->(s) MATCH (act)-[:AGENT_MENTION]->(a) MATCH (act)-[:TARGET_MENTION]->(t)
    UNWIND range(1, 3000) AS n
    CREATE (copy:Resource:Act) SET copy = act {.*, uri: act.uri + '-' + n, triggerStart: n + 1000}
    CREATE (agent)-[:AGENT_OF]->(copy)-[:TARGETS]->(target), (copy)-[:EVIDENCED_BY]->(s),
      (copy)-[:AGENT_MENTION]->(a), (copy)-[:TARGET_MENTION]->(t)
    """
    store.console(statement, write=True)


def test_lines_of_json_hold_all_acts_each_once(client, many):
    lines = client.get("/v1/acts.ndjson?sort=-severity").text.splitlines()
    assert len({json.loads(line)["iri"] for line in lines}) == len(lines) == 3002


def test_a_client_that_goes_away_ends_the_stream_in_the_store_too(settings, store, many):
    """Asked without a server, so that it is certain when the client goes."""
    app = create_app(settings, store)
    sent: list[bytes] = []

    async def ask() -> None:
        gone = asyncio.Event()

        async def receive():
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message):
            if message["type"] == "http.response.body":
                sent.append(message["body"])
                assert running(store) == 1
                gone.set()
                await asyncio.sleep(0.05)

        app.state.store = store
        scope = {"type": "http", "method": "GET", "path": "/v1/acts.ndjson", "query_string": b"", "headers": []}
        more = {"server": ("test", 80), "client": ("test", 1), "scheme": "http", "root_path": "", "state": {}}
        await app({**scope, **more, "raw_path": b"/v1/acts.ndjson", "asgi": {"version": "3.0"}}, receive, send)

    asyncio.run(ask())
    assert sum(map(len, sent)) < 1_000_000
    assert running(store) == 0


def running(store) -> int:
    """How many streams of acts Neo4j is giving."""
    rows = store.ask("SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS 'agentMention' RETURN 1 AS one")
    return len([row for row in rows if row]) - 1  # this question too names it


# RDF


def test_a_list_says_the_same_in_every_form_of_rdf(client):
    turtle = parsed(client.get("/v1/acts.ttl?realis=any"), "ttl")
    assert len({s for s, p, o in turtle if (p, o) == (RDF.type, WW.Act)}) == 3
    assert (URIRef(JUDGE.iri), WW["name"], Literal(JUDGE.name)) in turtle
    for form in ("nt", "jsonld", "trig"):
        assert parsed(client.get(f"/v1/acts.{form}?realis=any"), form) == turtle


def test_trig_tells_which_article_states_an_act(client):
    dataset = Dataset()
    dataset.parse(data=client.get("/v1/acts.trig").text, format="trig")
    stated = {str(g) for _, _, _, g in dataset.quads((None, RDF.type, WW.Act, None))}
    assert stated == {graph_iri(reading().iri)}


@pytest.mark.parametrize("address", [ACT, ARTICLE, "/v1/actors/person/jeff-sessions"])
def test_a_resource_says_the_same_in_every_form_of_rdf(client, address):
    turtle = parsed(client.get(f"{address}.ttl"), "ttl")
    for form in ("nt", "jsonld", "trig"):
        assert parsed(client.get(f"{address}.{form}"), form) == turtle


def test_an_article_in_trig_is_its_named_graph(client):
    dataset = Dataset()
    dataset.parse(data=client.get(f"{ARTICLE}.trig").text, format="trig")
    assert set(dataset.graph(URIRef(graph_iri(reading().iri)))) == set(to_graph(reading()))


def test_a_number_is_not_rounded(client, store):
    a = article("Ada Mayor praised Bo Judge today.", "exact")
    exact = act(a, MAYOR, "SUPPORT", JUDGE, "praised", stance="for", confidence=0.1234567890123)
    write(store, Reading(a, RUN, (exact,)))
    for form in ("ttl", "nt", "jsonld", "trig"):
        found = parsed(client.get(f"/v1/acts.{form}?type=SUPPORT"), form)
        assert [float(o) for _, p, o in found if p == WW.confidence] == [0.1234567890123]


def test_the_next_page_of_rdf_is_linked(client):
    answer = client.get("/v1/acts.ttl?limit=1")
    following = answer.links["next"]["url"]
    assert parsed(client.get(following), "ttl") != parsed(answer, "ttl")
    assert "next" not in client.get(following).links


# the JSON-LD context


def test_json_ld_refers_to_the_published_context_and_uses_the_names_of_json(client):
    answer = client.get(f"{ACT}.jsonld").json()
    published = client.get(answer["@context"])
    assert published.headers["Content-Type"] == "application/ld+json"
    assert published.json() == context()
    (found,) = [node for node in answer["@graph"] if node["kind"] == "Act"]
    plain = client.get(ACT).json()
    for name in ("iri", "type", "stance", "realis", "date", "datePrecision", "confidence", "trigger", "triggerStart"):
        assert found[name] == plain[name]
    for name in ("agent", "target"):
        assert found[name] == plain[name]["iri"]


def test_the_context_has_every_term_that_may_leave_the_store():
    terms = context()["@context"]
    for p in VOCABULARY.by_iri.values():
        if not p.derived and not p.store_only:
            assert terms[name_of(p)] == {**terms[name_of(p)], "@id": f"ww:{p.name}"}
    assert set(VOCABULARY.classes) <= set(terms)


# pictures


def test_graphml_and_gexf_hold_who_did_what_to_whom(client):
    for extension, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        found = read(io.BytesIO(client.get(f"/v1/acts.{extension}?realis=any").content))
        assert found.is_directed()
        assert found.nodes["agency/sample-agency"]["kind"] == "Agency"
        assert found.nodes["agency/sample-agency"]["iri"] == ICE.iri
        edges = list(found.edges(data=True))
        (block,) = [(a, b, data) for a, b, data in edges if data["actType"] == "BLOCK"]
        assert block[:2] == ("person/bo-judge", "policy/sample-agency/entry-ban")
        told = {name: block[2][name] for name in ("stance", "realis", "date", "act", "sentence")}
        assert told == {
            "stance": "against",
            "realis": "actual",
            "date": "2017-07",
            "act": reading().acts[1].iri,
            "sentence": reading().acts[1].evidence.sentence.text,
        }
        assert len(edges) == 3


def test_gexf_is_as_gephi_wants_it(client):
    root = ET.fromstring(client.get("/v1/acts.gexf").content)
    ns = {"g": "http://www.gexf.net/1.2draft"}
    assert (root.tag, root.get("version")) == (f"{{{ns['g']}}}gexf", "1.2")
    graph = root.find("g:graph", ns)
    assert (graph.get("defaultedgetype"), graph.get("mode")) == ("directed", "static")
    ids = {node.get("id") for node in graph.iterfind("g:nodes/g:node", ns)}
    declared = {a.get("id") for a in graph.iterfind("g:attributes/g:attribute", ns)}
    for edge in graph.iterfind("g:edges/g:edge", ns):
        assert {edge.get("source"), edge.get("target")} <= ids
        assert edge.get("type") in (None, "directed")
    assert {v.get("for") for v in graph.iter(f"{{{ns['g']}}}attvalue")} <= declared
    assert all(node.get("label") for node in graph.iterfind("g:nodes/g:node", ns))


def test_graphml_declares_each_attribute_once(client):
    root = ET.fromstring(client.get("/v1/acts.graphml").content)
    ns = {"g": "http://graphml.graphdrawing.org/xmlns"}
    keys = [key.get("id") for key in root.iterfind("g:key", ns)]
    assert root.find("g:graph", ns).get("edgedefault") == "directed"
    assert {d.get("key") for d in root.iter(f"{{{ns['g']}}}data")} <= set(keys)
    assert len({(k.get("for"), k.get("attr.name")) for k in root.iterfind("g:key", ns)}) == len(keys)


def test_characters_that_xml_cannot_hold_are_written_out(client, store):
    group = Entity("https://w3id.org/whowhom/id/group/odd", "A\x0b<b>&\ufffe", "Group")
    a = article(f"Ada Mayor praised {group.name} today.", "odd")
    write(store, Reading(a, RUN, (act(a, MAYOR, "SUPPORT", group, "praised", stance="for"),)))
    for extension, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        found = read(io.BytesIO(client.get(f"/v1/acts.{extension}?type=SUPPORT").content))
        assert found.nodes["group/odd"]["label"] == "A\\u000b<b>&\\ufffe"


def test_more_acts_than_a_picture_can_show_are_refused(client, many, monkeypatch):
    monkeypatch.setattr(drawn, "LARGEST", 1000)
    answer = client.get("/v1/acts.gexf")
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (413, "too-many-acts")
    assert client.get("/v1/acts.gexf?limit=10").status_code == 200
