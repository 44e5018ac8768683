"""The Reconciliation Service API over HTTP: its answers fit the specification's schemas, whatever is asked."""

import json
from functools import cache
from pathlib import Path

import httpx
import jsonschema
import pytest
from referencing import Registry as Schemas
from referencing import Resource
from referencing.jsonschema import DRAFT7

from api.reconcile.batches import LARGEST
from api.reconcile.draft import MEDIA_TYPE
from graph.acts import Entity
from graph.projection import project
from graph.queries.extended import COLUMNS
from graph.triples import Reading, to_graph
from ontology.vocabulary import VOCABULARY
from tests.conftest import everything
from tests.samples import MAYOR, act, article, reading

SCHEMAS = Path(__file__).parent / "reconciliation"
HERE = "/v1/reconcile"


@cache
def schemas(version):
    found = [json.loads(f.read_text()) for f in (SCHEMAS / version).glob("*.json")]
    return Schemas().with_resources((s["$id"], Resource(s, DRAFT7)) for s in found)


def fits(answer, schema, version="0.2"):
    """Checks an answer against a schema of the specification, and gives it."""
    assert answer.status_code == 200, answer.text
    contents = json.loads((SCHEMAS / version / f"{schema}.json").read_text())
    jsonschema.Draft7Validator(contents, registry=schemas(version)).validate(answer.json())
    return answer.json()


def problem(answer, status, slug, *words):
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert body["type"].endswith(f"/{slug}")
    assert all(w in body["detail"] for w in words), body["detail"]


@pytest.fixture(scope="module")
def asking(service, connection):
    """A client of the service over whatever the store holds; these tests change nothing."""
    with httpx.Client(base_url=service, timeout=120) as client:
        yield client


@pytest.fixture(scope="module")
def reconcile(asking):
    def asked(**queries):
        answer = asking.post(HERE, data={"queries": json.dumps(queries)})
        return {name: r["result"] for name, r in fits(answer, "reconciliation-result-batch").items()}

    return asked


@pytest.fixture(scope="module")
def extend(asking):
    def asked(ids, *properties):
        sent = {"ids": ids, "properties": [p if isinstance(p, dict) else {"id": p} for p in properties]}
        return fits(asking.post(HERE, data={"extend": json.dumps(sent)}), "data-extension-response")

    return asked


# The manifest


def test_the_manifest_fits_the_schema_and_says_how_much_is_taken(asking):
    manifest = fits(asking.get(HERE), "manifest")
    assert manifest["batchSize"] == LARGEST
    assert manifest["identifierSpace"] == "https://w3id.org/whowhom/id/"
    assert {t["id"] for t in manifest["defaultTypes"]} <= VOCABULARY.participants


def test_every_address_of_the_manifest_leads_somewhere(asking):
    manifest = asking.get(HERE).json()
    id_ = "person%2Fjeff-sessions"
    assert asking.get(manifest["view"]["url"].replace("{{id}}", id_)).json()["name"] == "Jeff Sessions"
    assert "Jeff Sessions" in asking.get(manifest["preview"]["url"].replace("{{id}}", id_)).text
    for service in (*manifest["suggest"].values(), manifest["extend"]["propose_properties"]):
        assert asking.get(service["service_url"] + service["service_path"]).status_code == 200
    assert asking.get(manifest["documentation"]).status_code == 200


def test_a_client_of_the_draft_gets_a_manifest_of_its_own(asking):
    answer = asking.get(HERE, headers={"Accept": MEDIA_TYPE})
    assert fits(answer, "manifest", "1.0-draft")["standardizedScore"] is True
    assert all("Accept" in a.headers["Vary"].split(", ") for a in (answer, asking.get(HERE)))


# Queries


def test_a_batch_by_get_and_by_post_has_one_answer_a_query(asking, reconcile):
    queries = {
        "q0": {"query": "Jeff Sessions"},
        "another key 🏛": {"query": "Chcago", "limit": 1},
        "none": {"query": "Qwxz"},
    }
    found = reconcile(**queries)
    assert list(found) == list(queries)
    by_get = asking.get(HERE, params={"queries": json.dumps(queries)}).json()
    assert {name: r["result"] for name, r in by_get.items()} == found
    best = found["q0"][0]
    assert (best["id"], best["score"], best["match"]) == ("person/jeff-sessions", 100, True)
    assert best["type"] == [{"id": "Official", "name": "official"}]
    assert {f["id"]: f["value"] for f in best["features"]} == {"name": 1.0, "exactName": True}
    assert [len(found["another key 🏛"]), found["none"]] == [1, []]


def test_an_identifier_and_a_wikidata_item_find_their_entity(reconcile):
    iri = "https://w3id.org/whowhom/id/person/jeff-sessions"
    found = reconcile(a={"query": "person/jeff-sessions"}, b={"query": iri}, c={"query": "Q358443"})
    assert {f[0]["id"] for f in found.values()} == {"person/jeff-sessions"}
    assert all(f[0]["match"] and f[0]["features"] == [{"id": "identifier", "value": True}] for f in found.values())


def test_properties_say_whom_a_name_means(reconcile):
    day = {"pid": "on", "v": "2017-08-03"}
    post = {"pid": "post", "v": "attorney general"}
    found = reconcile(
        bare={"query": "J. Sessions"},
        post={"query": "J. Sessions", "properties": [post, day]},
        only={"properties": [{"pid": "post", "v": "U.S. attorney general"}, day]},
        item={"properties": [{"pid": "wikidata", "v": {"id": "Q358443"}}]},
        city={
            "query": "police department",
            "properties": [{"pid": "jurisdiction", "v": {"id": "place/chicago-illinois"}}],
        },
        party={"query": "Sessions", "properties": [{"pid": "party", "v": ["Republican Party", "GOP"]}]},
    )
    assert [found[n][0]["match"] for n in ("bare", "post", "only", "item")] == [False, True, True, True]
    assert {found[n][0]["id"] for n in ("bare", "post", "only", "item", "party")} == {"person/jeff-sessions"}
    assert {"id": "on", "value": True} in found["post"][0]["features"]
    assert found["city"][0]["id"] == "agency/chicago-police-department"


@pytest.mark.parametrize("day", ["2017-08-03", "2017-08-03T00:00:00Z", "2017-08", "2017", 2017, 2017.0, "", None])
def test_a_day_may_be_a_time_a_month_a_year_or_an_empty_cell(reconcile, day):
    given = [{"pid": "on", "v": day if day is not None else []}]
    assert reconcile(q={"query": "Attorney General Sessions", "properties": given})["q"][0]["match"]


def test_types_narrow_the_answer(reconcile):
    found = reconcile(
        agency={"query": "Homeland Security", "type": "Agency"},
        legislature={"query": "Homeland Security", "type": ["Legislature", "Court"]},
        preferred={"query": "Homeland Security", "type": "Legislature", "type_strict": "should"},
    )
    assert found["agency"][0]["id"] == "agency/us-department-of-homeland-security"
    assert {t["id"] for c in found["legislature"] for t in c["type"]} == {"Legislature"}
    assert {"id": "type", "value": False} in found["preferred"][-1]["features"]


def test_a_participant_that_only_an_article_names_is_found(store, client):
    twins = [Entity(f"https://w3id.org/whowhom/id/group/twins-{i}", "the Quixotic Twins", "Group") for i in (1, 2)]
    a = article("Ada Mayor praised the Quixotic Twins.")
    both = tuple(act(a, MAYOR, "SUPPORT", t, "praised", stance="for") for t in twins)
    store.write("https://example.org/g", project(to_graph(Reading(a, reading().extraction, both))))
    sent = {"one": {"query": "Ada Mayor"}, "two": {"query": "Quixotic Twins"}}
    found = fits(client.post(HERE, data={"queries": json.dumps(sent)}), "reconciliation-result-batch")
    assert found["one"]["result"][0]["match"]
    assert [(c["score"], c["match"]) for c in found["two"]["result"]] == [(100, False)] * 2


# Suggestions, previews, extension


def test_entities_are_suggested_as_they_are_typed_and_page_by_page(asking):
    def suggested(**asked):
        return fits(asking.get(f"{HERE}/suggest/entity", params=asked), "suggest-entities-response")["result"]

    assert [s["id"] for s in suggested(prefix="Jeff Sess")] == ["person/jeff-sessions"]
    assert [s["name"] for s in suggested(prefix="person/jeff-sessions")] == ["Jeff Sessions"]
    first, second = suggested(prefix="police"), suggested(prefix="police", cursor=10)
    assert len(first) == len(second) == 10
    assert not {s["id"] for s in first} & {s["id"] for s in second}
    assert suggested(prefix="police", cursor=5)[:5] == first[5:]
    assert suggested() == suggested(prefix='"; *:* (((') == []


def test_types_and_properties_are_suggested(asking):
    types = fits(asking.get(f"{HERE}/suggest/type", params={"prefix": "court"}), "suggest-types-response")["result"]
    assert {t["id"] for t in types} == {"Court", "CourtRuling"}
    found = fits(asking.get(f"{HERE}/suggest/property", params={"prefix": "on"}), "suggest-properties-response")
    assert [p["id"] for p in found["result"]] == ["on"]
    every = [asking.get(f"{HERE}/suggest/type", params={"cursor": c}).json()["result"] for c in (0, 20, 40)]
    assert {t["id"] for page in every for t in page} == VOCABULARY.participants


def test_properties_are_proposed_for_a_type(asking):
    def proposed(**asked):
        answer = asking.get(f"{HERE}/extend/propose", params=asked)
        return [p["id"] for p in fits(answer, "data-extension-property-proposal")["properties"]]

    assert {"post", "party", "from"} <= set(proposed(type="Official"))
    assert "post" not in proposed(type="City")
    assert proposed(type="Participant") == list(COLUMNS)
    assert len(proposed(type="Official", limit=2)) == 2


def test_entities_are_extended_by_values_of_every_kind(extend):
    sessions, nobody = "person/jeff-sessions", "person/nobody-of-that-name"
    found = extend([sessions, nobody], *COLUMNS)
    assert [m["id"] for m in found["meta"]] == list(COLUMNS)
    row = found["rows"][sessions]
    assert row["name"] == [{"str": "Jeff Sessions"}]
    assert row["party"] == [{"id": "organization/republican-party", "name": "Republican Party"}]
    tenures = list(zip(row["post"], row["from"], row["until"], strict=True))
    attorney = {"str": "Attorney General of the United States"}
    assert tenures[0] == (attorney, {"date": "2017-02-09T00:00:00Z"}, {"date": "2018-11-07T00:00:00Z"})
    assert all(set(row[c][0]) == {"int"} for c in ("actsDone", "actsSuffered"))
    assert set(map(str, found["rows"][nobody].values())) == {"[]"}


def test_settings_limit_values_and_choose_the_day(extend):
    on = {"on": "2010"}
    found = extend(
        ["person/jeff-sessions"], {"id": "post", "settings": on}, {"id": "names", "settings": {"limit": "1"}}
    )
    row = found["rows"]["person/jeff-sessions"]
    assert row["post"] == [{"str": "U.S. Senator from Alabama"}]
    assert len(row["names"]) == 1


def test_a_tenure_that_lasts_leaves_its_end_empty(connection, extend):
    (lasting,) = connection.ask("MATCH (p)<-[:HELD_BY]-(t:Tenure) WHERE t.until IS NULL RETURN p.uri AS iri LIMIT 1")
    assert {} in extend([lasting["iri"]], "until")["rows"][lasting["iri"]]["until"]


def test_a_preview_is_a_page_without_script_that_fits_into_a_frame(asking):
    answer = asking.get(f"{HERE}/preview", params={"id": "person/jeff-sessions"})
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert "Attorney General of the United States (2017-02-09 to 2018-11-07)" in answer.text
    problem(asking.get(f"{HERE}/preview", params={"id": "person/nobody"}), 404, "unknown")


def test_a_preview_shows_markup_as_text(store, client):
    evil = Entity("https://w3id.org/whowhom/id/group/evil", "<script>alert(1)</script>", "Group")
    a = article(f"Ada Mayor praised {evil.name}.")
    praise = act(a, MAYOR, "SUPPORT", evil, "praised", stance="for")
    store.write("https://example.org/g", project(to_graph(Reading(a, reading().extraction, (praise,)))))
    page = client.get(f"{HERE}/preview", params={"id": "group/evil"}).text
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


# The draft of version 1.0


def test_the_draft_is_asked_by_conditions(asking):
    def matched(*queries):
        answer = asking.post(f"{HERE}/match", json={"queries": list(queries)})
        return [r["candidates"] for r in fits(answer, "reconciliation-result-batch", "1.0-draft")["results"]]

    name = {"matchType": "name", "propertyValue": "J. Sessions"}
    post = {"matchType": "property", "propertyId": "post", "propertyValue": "attorney general"}
    nobody = {**post, "propertyValue": "sheriff", "required": True}
    id_ = {"matchType": "id", "propertyValue": "person/jeff-sessions"}
    one, two, none, by_id = matched(
        {"conditions": [name], "type": "Official", "limit": 1},
        {"conditions": [name, post]},
        {"conditions": [name, nobody]},
        {"conditions": [id_]},
    )
    assert [c["id"] for c in one] == ["person/jeff-sessions"]
    assert (one[0]["match"], two[0]["match"], none, by_id[0]["match"]) == (False, True, [], True)


def test_the_draft_extends_by_rows_in_a_list(asking):
    sent = {"ids": ["person/jeff-sessions"], "properties": [{"id": "wikidata"}]}
    found = fits(asking.post(f"{HERE}/extend", json=sent), "data-extension-response", "1.0-draft")
    assert found["rows"] == [
        {"id": "person/jeff-sessions", "properties": [{"id": "wikidata", "values": [{"str": "Q358443"}]}]}
    ]


# What is refused


def sent(**query):
    return json.dumps({"q0": query})


UNREADABLE = [
    ("{", "batch"),
    ("[]", "batch"),
    ("null", "batch"),
    ("7", "batch"),
    ("[" * 100_000, "batch"),
    ('{"q0": null}', "q0"),
    ('{"q0": {"query": "\\ud800"}}', ""),
    (sent(), "q0"),
    (sent(query=" "), "q0"),
    (sent(query=7), "q0.query"),
    (sent(query=["Sessions"]), "q0.query"),
    (sent(query="x" * 301), "q0.query"),
    (sent(query="Sessions", limit=0), "q0.limit"),
    (sent(query="Sessions", limit="many"), "q0.limit"),
    (sent(query="Sessions", querry="x"), "q0.querry"),
    (sent(query="Sessions", type="Dragon"), "Dragon"),
    (sent(query="Sessions", type="Act"), "Act"),
    (sent(query="Sessions", type=[{"id": "Official"}]), "q0.type"),
    (sent(query="Sessions", type_strict="perhaps"), "q0.type_strict"),
    (sent(query="Sessions", properties=[{"pid": "shoeSize", "v": 9}]), "shoeSize"),
    (sent(query="Sessions", properties=[{"pid": "post"}]), "q0.properties.0.v"),
    (sent(query="Sessions", properties=[{"pid": "post", "v": {"name": "x"}}]), "q0.properties.0.v"),
    (sent(query="Sessions", properties=[{"pid": "post", "v": ["x"] * 21}]), "q0.properties.0.v"),
    (sent(query="Sessions", properties=[{"pid": "on", "v": "yesterday"}]), "yesterday"),
    (sent(query="Sessions", properties=[{"pid": "on", "v": "2017-13-45"}]), "2017-13-45"),
    (sent(query="Sessions", properties=[{"pid": "on", "v": "٢٠١٧"}]), "no date"),
]


@pytest.mark.parametrize(("text", "named"), UNREADABLE, ids=range(len(UNREADABLE)))
def test_a_batch_that_cannot_be_read_is_refused_and_says_where(asking, text, named):
    problem(asking.post(HERE, data={"queries": text}), 422, "unreadable-batch", named)


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        '{"ids": "person/jeff-sessions", "properties": []}',
        '{"ids": ["a"], "properties": [{"id": "shoeSize"}]}',
        '{"ids": ["a"], "properties": [{"id": "post", "settings": {"limit": -1}}]}',
        '{"ids": ["a"], "properties": [{"id": "post", "settings": {"limit": "many"}}]}',
        '{"ids": ["a"], "properties": [{"id": "post", "settings": {"on": "soon"}}]}',
        '{"ids": ["a"], "properties": [{"id": "post", "settings": {"on": {"$gt": ""}}}]}',
    ],
)
def test_an_extension_that_cannot_be_read_is_refused(asking, text):
    problem(asking.post(HERE, data={"extend": text}), 422, "unreadable-batch")
    problem(asking.get(HERE, params={"extend": text}), 422, "unreadable-batch")


def test_a_batch_in_an_address_has_a_length(asking):
    problem(asking.get(HERE, params={"queries": "x" * 8_001}), 422, "invalid-parameter", "queries")
    problem(asking.get(HERE, params={"queries": ""}), 422, "invalid-parameter", "queries")


@pytest.mark.parametrize("text", ["", "[]", '{"queries": [{}]}', '{"queries": [{"conditions": []}]}'])
def test_a_batch_of_the_draft_that_cannot_be_read_is_refused(asking, text):
    headers = {"Content-Type": "application/json"}
    problem(asking.post(f"{HERE}/match", content=text, headers=headers), 422, "unreadable-batch")


def test_conditions_of_the_draft_that_are_not_offered_are_refused(asking):
    name = {"matchType": "name", "propertyValue": "Sessions"}
    for conditions in ([name, name], [{**name, "matchQuantifier": "none"}], [{**name, "propertyValue": "x" * 301}]):
        answer = asking.post(f"{HERE}/match", json={"queries": [{"conditions": conditions}]})
        problem(answer, 422, "unreadable-batch")


def test_more_than_a_batch_is_too_many(asking):
    queries = json.dumps({f"q{i}": {"query": "x"} for i in range(LARGEST + 1)})
    problem(asking.post(HERE, data={"queries": queries}), 413, "batch-too-large", str(LARGEST))
    extend = json.dumps({"ids": ["x"] * (LARGEST + 1), "properties": []})
    problem(asking.post(HERE, data={"extend": extend}), 413, "batch-too-large")
    name = {"conditions": [{"matchType": "name", "propertyValue": "x"}]}
    problem(asking.post(f"{HERE}/match", json={"queries": [name] * (LARGEST + 1)}), 413, "batch-too-large")


def test_a_form_without_a_batch_and_bodies_of_another_kind_are_refused(asking):
    problem(asking.post(HERE, data={"callback": "x"}), 422, "unreadable-batch")
    problem(asking.post(HERE, json={"q0": {"query": "x"}}), 415, "unsupported-body")
    problem(asking.post(f"{HERE}/match", data={"queries": "[]"}), 415, "unsupported-body")
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    problem(asking.post(HERE, content=b"&".join([b"a=b"] * 101), headers=form), 422, "unreadable-batch")
    problem(asking.post(HERE, content=b"queries=%ff%fe", headers=form), 422, "unreadable-batch")
    problem(asking.post(HERE, content=b"queries=\xff", headers=form), 422, "unreadable-batch")


@pytest.mark.parametrize("callback", ["show", "alert(document.cookie)//", "<script>"])
def test_no_callback_is_called(asking, callback):
    """JSONP is optional in 0.2, which wants CORS instead; the answer is JSON that no browser runs."""
    answer = asking.get(HERE, params={"callback": callback})
    assert answer.headers["Content-Type"] == "application/json"
    assert fits(answer, "manifest")


@pytest.mark.parametrize(
    "path",
    [
        "suggest/entity?cursor=-1",
        "suggest/entity?cursor=x",
        f"suggest/type?prefix={'x' * 301}",
        "extend/propose?limit=0",
    ],
)
def test_parameters_out_of_bounds_are_refused(asking, path):
    problem(asking.get(f"{HERE}/{path}"), 422, "invalid-parameter")


def test_a_type_that_is_none_has_no_properties(asking):
    problem(asking.get(f"{HERE}/extend/propose", params={"type": "Dragon"}), 422, "invalid-parameter", "type")


HOSTILE = [
    "'; MATCH (n) DETACH DELETE n //",
    '" OR 1=1 //',
    "name:* AND *:*",
    "(((((",
    "\x00\x1b[31m",
    "🏛" * 50,
    "\u202eoiD",
]


def test_hostile_names_types_and_keys_change_nothing(connection, asking, reconcile):
    before = everything(connection)
    for words in HOSTILE:
        values = [{"pid": p, "v": words} for p in ("jurisdiction", "post", "party", "wikidata")]
        found = reconcile(**{words: {"query": words, "properties": values}, "only": {"properties": values}})
        assert not any(c["match"] for result in found.values() for c in result)
        answer = asking.get(f"{HERE}/suggest/entity", params={"prefix": words})
        assert fits(answer, "suggest-entities-response") == {"result": []}
        problem(asking.get(f"{HERE}/preview", params={"id": words}), 404, "unknown")
    assert everything(connection) == before
