"""The REST service, asked over HTTP: every question, what its answers tell, and how articles come in."""

from datetime import date

import httpx
import jsonschema
import pytest

from api.app import create_app
from api.fragments import link
from api.models import ENVELOPE
from graph.acts import ActDate, Entity
from graph.projection import project
from graph.queries.articles import articles
from graph.queries.asked import Page
from graph.triples import Reading, article_iri, graph_iri, to_graph
from ontology.vocabulary import VOCABULARY
from tests.conftest import everything
from tests.samples import BAN, ICE, JUDGE, MAYOR, act, article, reading
from tests.serving import serving

NEWS = (
    "Chicago sued the U.S. Department of Justice on Monday. "
    "Attorney General Jeff Sessions criticized the city the next day.\n"
)
TOLD = {"title": "Chicago sues", "published": "2017-08-07", "document": "chicago-sues"}


class ByHand:
    """A reader that finds the acts it was made with."""

    model = "by hand"

    def __init__(self, *acts):
        self.acts = acts

    def read(self, article, iri):
        return self.acts


@pytest.fixture
def graph(store, client):
    """The sample article's acts."""
    store.write(graph_iri(reading().iri), project(to_graph(reading())))
    return store


@pytest.fixture
def ask(graph, client):
    def asked(path, **parameters):
        answer = client.get(path, params=parameters)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return asked


def said(answer):
    return [(a["agent"]["name"], a["type"], a["target"]["name"], a["through"]) for a in answer["items"]]


# Who acted against whom


def test_who_acted_against_an_actor_by_name_directly_and_by_way_of_its_policy(ask):
    answer = ask("/v1/acts", stance="against", target="Sample Agency")
    assert said(answer) == [
        ("Ada Mayor", "DEMAND", "Sample Agency", "direct"),
        ("Bo Judge", "BLOCK", "entry ban", "policy"),
    ]
    assert answer["items"][1]["byWayOf"]["id"] == "policy/sample-agency/entry-ban"
    assert answer["items"][1]["why"] == "owner of entry ban"
    assert (answer["total"], answer["next"], answer["leftOut"]) == (2, None, {"negated": 1})


def test_an_id_and_an_iri_ask_the_same_as_the_name(ask):
    by_name = ask("/v1/acts", stance="against", target="Sample Agency")
    assert ask("/v1/acts", stance="against", target="agency/sample-agency") == by_name
    assert ask("/v1/acts", stance="against", target=ICE.iri) == by_name


def test_every_act_leads_to_its_sentence_date_source_and_whether_it_happened(ask):
    (found,) = ask("/v1/acts", stance="against", target="Sample Agency", realis="negated")["items"]
    assert (found["realis"], found["date"], found["attributedTo"]["name"]) == ("negated", None, "Ada Mayor")
    r = reading()
    text = r.article.text
    evidence = found["evidence"]
    assert text[evidence["start"] : evidence["end"]] == evidence["text"]
    assert text[found["triggerStart"] : found["triggerEnd"]] == found["trigger"] == "sue"
    for words in (found["agentMention"], found["targetMention"]):
        assert text[words["start"] : words["end"]] == words["text"]
    assert evidence["article"]["iri"] == r.iri
    assert evidence["link"] is None


def test_a_sentence_is_linked_in_the_live_article(store, client):
    a = article(url="https://example.org/news?id=1")
    demand = act(a, MAYOR, "DEMAND", ICE, "called on")
    store.write(graph_iri(article_iri(a)), project(to_graph(Reading(a, reading().extraction, (demand,)))))
    (found,) = client.get("/v1/acts", params={"target": ICE.iri}).json()["items"]
    assert found["evidence"]["link"] == (
        "https://example.org/news?id=1#:~:text=Mayor%20Ada%20Mayor%20called%20on%20the%20Sample%20Agency%20to%20stop"
        "%20its%20raids%20on%20Monday."
    )


def test_a_link_escapes_what_has_a_meaning_in_it_and_shortens_what_is_long():
    assert link("https://e.org/", "so-called, A&B") == "https://e.org/#:~:text=so%2Dcalled%2C%20A%26B"
    assert link("https://e.org/#top", "one") == "https://e.org/#top:~:text=one"
    long = " ".join(f"word{i}" for i in range(100))
    assert link("https://e.org/", long) == (
        "https://e.org/#:~:text=word0%20word1%20word2%20word3%20word4%20word5,"
        "word94%20word95%20word96%20word97%20word98%20word99"
    )
    across = "A first line of some words\nand a second line of some more words"
    assert ",and" not in link("https://e.org/", across)
    assert link("https://e.org/", across).count(",") == 1
    assert link(None, "one") is None


def test_the_ways_can_be_narrowed_and_repeated(ask):
    def ways(*through):
        answer = ask("/v1/acts", stance="against", target="Sample Agency", through=list(through))
        return {a["through"] for a in answer["items"]}

    assert ways("direct") == {"direct"}
    assert ways("policy", "member") == {"policy"}
    assert ways("direct", "policy", "member") == {"direct", "policy"}


def test_an_act_against_a_member_reaches_the_body(store, client, registry):
    (sessions,) = registry.named("Jeff Sessions")
    a = article("Ada Mayor accused Jeff Sessions of neglect.")
    accused = act(a, MAYOR, "ACCUSE", sessions, "accused", date=ActDate(date(2017, 8, 2)))
    r = Reading(a, reading().extraction, (accused,))
    store.write(graph_iri(r.iri), project(to_graph(r, lambda iri: registry.entity(iri) is not None)))
    (found,) = client.get("/v1/acts", params={"target": "U.S. Department of Justice"}).json()["items"]
    assert (found["through"], found["byWayOf"]["name"]) == ("member", "Jeff Sessions")


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"realis": "any"}, {"DEMAND", "BLOCK", "SUE"}),
        ({"realis": ["actual", "negated"]}, {"DEMAND", "BLOCK", "SUE"}),
        ({"type": "DEMAND"}, {"DEMAND"}),
        ({"type": ["DEMAND", "BLOCK"]}, {"DEMAND", "BLOCK"}),
        ({"stance": "for"}, set()),
        ({"stance": ["for", "against"]}, {"DEMAND", "BLOCK"}),
        ({"since": "2017-07-30"}, {"DEMAND"}),
        ({"until": "2017-07-30"}, {"BLOCK"}),
        ({"policy": "entry ban"}, {"BLOCK"}),
        ({"agent": "Bo Judge"}, {"BLOCK"}),
        ({"agent": "Ada Mayor", "target": "Sample Agency"}, {"DEMAND"}),
        ({"realis": "any", "min_confidence": "0.8"}, {"DEMAND", "BLOCK"}),
        ({"article": "sample"}, {"DEMAND", "BLOCK"}),
        ({"article": reading().iri}, {"DEMAND", "BLOCK"}),
        ({"article": reading().iri.rpartition("/")[2]}, {"DEMAND", "BLOCK"}),
    ],
)
def test_each_parameter_keeps_what_fits(ask, parameters, found):
    assert {a["type"] for a in ask("/v1/acts", **parameters)["items"]} == found


def test_pages_give_every_act_once(ask):
    seen, cursor = [], {}
    while True:
        answer = ask("/v1/acts", realis="any", limit=1, sort="-confidence", **cursor)
        seen += [a["iri"] for a in answer["items"]]
        if not answer["next"]:
            break
        cursor = {"cursor": answer["next"]}
    assert sorted(seen) == sorted(a.iri for a in reading().acts)


def test_one_act_is_found_by_its_id(ask):
    (listed,) = ask("/v1/acts", type="BLOCK")["items"]
    found = ask(f"/v1/acts/{listed['id']}")
    assert found == {k: v for k, v in listed.items() if k not in ("through", "byWayOf", "why")}
    assert (found["date"], found["datePrecision"]) == ("2017-07-01", "month")


def test_the_strongest_opponents_come_first(ask):
    found = ask("/v1/opponents", target="Sample Agency")
    assert [(o["agent"]["name"], o["acts"], o["types"]) for o in found["items"]] == [
        ("Bo Judge", 1, ["BLOCK"]),
        ("Ada Mayor", 1, ["DEMAND"]),
    ]


def test_opponents_are_chosen_by_way_and_stance_and_paged(ask):
    def names(**parameters):
        return [o["agent"]["name"] for o in ask("/v1/opponents", target="Sample Agency", **parameters)["items"]]

    assert names(through="policy") == ["Bo Judge"]
    assert names(through="direct") == ["Ada Mayor"]
    assert names(stance="for") == []
    assert names(sort="-date") == ["Ada Mayor", "Bo Judge"]
    first = ask("/v1/opponents", target="Sample Agency", limit=1)
    assert (first["total"], first["leftOut"]) == (2, {"negated": 1})
    assert names(limit=1, cursor=first["next"]) == ["Ada Mayor"]


@pytest.mark.parametrize(
    ("parameters", "total"),
    [
        ({}, 1),
        ({"realis": "any"}, 1),
        ({"stance": "for"}, 0),
        ({"type": "DEMAND"}, 0),
        ({"since": "2017-07-02"}, 0),
        ({"policy": "entry ban"}, 0),
        ({"article": "sample"}, 1),
        ({"min_confidence": "0.95"}, 0),
    ],
)
def test_paths_take_the_parameters_that_acts_take(ask, parameters, total):
    found = ask("/v1/paths", **{"from": "Ada Mayor", "to": "Bo Judge", **parameters})
    assert (len(found["items"]), found["next"]) == (total, None)


def test_paths_are_paged_too(ask):
    between = {"from": "Ada Mayor", "to": "Bo Judge", "limit": 1}
    way = " ".join((ICE.iri, BAN.iri))
    first, last = Page(1).next("1", ""), Page(1).next("3", way)
    assert [len(ask("/v1/paths", **between, cursor=c)["items"]) for c in (first, last)] == [1, 0]


def test_a_path_tells_each_hop_with_its_sentence(ask):
    (path,) = ask("/v1/paths", **{"from": "Ada Mayor", "to": "Bo Judge"})["items"]
    assert [h["type"] for h in path["hops"]] == ["DEMAND", "OWNED_BY", "BLOCK"]
    assert path["hops"][0]["evidence"]["text"].startswith("Mayor Ada Mayor called on")


# Who is known


def test_actors_are_found_by_words_of_their_name(ask):
    assert ask("/v1/actors", name="sessions")["items"][0]["id"] == "person/jeff-sessions"
    assert ask("/v1/actors", name="Ada", kind="City")["items"] == []


def test_actors_found_by_name_come_page_by_page(ask):
    first = ask("/v1/actors", name="court", limit=2)
    second = ask("/v1/actors", name="court", limit=2, cursor=first["next"])
    assert first["total"] == second["total"] > 4
    assert len({a["id"] for a in first["items"] + second["items"]}) == 4


def test_actors_are_listed_by_class_page_by_page(ask):
    first = ask("/v1/actors", kind="City", limit=2)
    second = ask("/v1/actors", kind="City", limit=2, cursor=first["next"])
    assert {a["kind"] for a in first["items"] + second["items"]} == {"City"}
    assert first["items"][-1]["id"] < second["items"][0]["id"]
    assert first["total"] > 4
    assert ask("/v1/actors", kind="City", limit=500)["next"] is None


def test_an_actor_tells_names_posts_and_counts(ask):
    assert ask("/v1/actors/agency/sample-agency")["actsSuffered"] == 2
    sessions = ask("/v1/actors/person/jeff-sessions")
    assert any("Attorney General" in t["post"] and t["from"] == "2017-02-09" for t in sessions["tenures"])


def test_an_actor_with_letters_beyond_ascii_is_addressed_by_its_id(store, client):
    jose = Entity(VOCABULARY.resource("person", "josé-ñ"), "José Ñ", "Person")
    a = article("José Ñ praised the Sample Agency.")
    r = Reading(a, reading().extraction, (act(a, jose, "SUPPORT", ICE, "praised", stance="for"),))
    store.write(graph_iri(r.iri), project(to_graph(r)))
    (found,) = client.get("/v1/actors", params={"name": "José Ñ"}).json()["items"]
    assert client.get(f"/v1/actors/{found['id']}").json()["name"] == "José Ñ"
    assert client.get("/v1/actors/person/josé-ñ").json()["iri"] == jose.iri
    assert client.get("/v1/acts", params={"agent": found["id"]}).json()["total"] == 1


@pytest.mark.parametrize(("role", "count"), [("agent", 0), ("target", 1), ("both", 1)])
def test_the_timeline_of_an_actor_tells_its_role(ask, role, count):
    assert ask("/v1/actors/agency/sample-agency/acts", role=role)["total"] == count


def test_policies_are_listed_and_found_by_their_owner(ask):
    (ban,) = ask("/v1/policies", owner="Sample Agency")["items"]
    assert (ban["iri"], ban["owner"]["iri"]) == (BAN.iri, ICE.iri)
    assert ask("/v1/policies")["total"] > 1
    assert ask(f"/v1/policies/{ban['id']}")["actsSuffered"] == 1


def test_articles_are_listed_and_told_with_their_text(ask):
    (listed,) = ask("/v1/articles")["items"]
    found = ask(f"/v1/articles/{listed['id']}")
    assert (found["text"], found["acts"]) == (reading().article.text, 3)
    assert found["extraction"]["program"] == "whowhom test"


# Loading


def test_an_article_is_read_stored_and_found_again(client, store):
    answer = client.post("/v1/articles", content=NEWS, params=TOLD, headers={"Content-Type": "text/plain"})
    assert (answer.status_code, answer.json()["outcome"]) == (201, "loaded"), answer.text
    assert client.get(answer.headers["Location"]).json()["text"] == NEWS
    found = client.get("/v1/acts", params={"target": "U.S. Department of Justice", "agent": "Chicago"}).json()
    assert [(a["type"], a["evidence"]["text"]) for a in found["items"]] == [("SUE", NEWS.partition(" Attorney")[0])]
    before = everything(store)
    again = client.post("/v1/articles", json={"text": NEWS, **TOLD})
    assert (again.status_code, again.json()["outcome"]) == (200, "unchanged")
    other = client.post("/v1/articles", json={"text": NEWS, **TOLD, "document": "copy"})
    assert (other.status_code, other.json()["outcome"]) == (200, "duplicate")
    assert other.json()["id"] == answer.json()["id"]
    assert everything(store) == before


@pytest.fixture
def by_hand(settings, store):
    """The service with a reader that finds nothing."""
    with serving(create_app(settings, store, ByHand())) as address, httpx.Client(base_url=address) as client:
        yield client


def test_a_corrected_text_replaces_the_older_one_and_keeps_it(by_hand):
    by_hand.post("/v1/articles", json={"text": NEWS, **TOLD})
    answer = by_hand.post("/v1/articles", json={"text": NEWS + "It was corrected.\n", **TOLD})
    assert (answer.status_code, answer.json()["outcome"]) == (200, "replaced")
    found = by_hand.get(f"/v1/articles/{answer.json()['id']}").json()
    assert [v["text"] for v in found["replaces"]] == [NEWS]


def test_a_web_page_is_read_with_what_its_address_says(by_hand):
    page = f"<!doctype html><html><head><title>Chicago sues</title></head><body><article><p>{NEWS * 3}</p></article>"
    answer = by_hand.post(
        "/v1/articles",
        content=page,
        params={"url": "https://example.org/chicago", "published": "2017-08-07"},
        headers={"Content-Type": "text/html; charset=utf-8"},
    )
    assert answer.status_code == 201, answer.text
    assert by_hand.get(answer.headers["Location"]).json()["url"] == "https://example.org/chicago"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "news.example.org"])
def test_nothing_is_taken_where_others_can_reach_the_service(settings, store, host):
    open_to_all = settings.model_copy(update={"host": host})
    with serving(create_app(open_to_all, store, ByHand())) as address:
        answer = httpx.post(f"{address}/v1/articles", json={"text": NEWS, **TOLD})
        assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (401, "unauthenticated")
        assert httpx.get(f"{address}/v1/articles").status_code == 200
    assert articles(store) == ((), 0)


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Host": "evil.example"}, {"Origin": "http://["}],
)
def test_another_web_site_cannot_load_articles_by_the_reader_s_browser(by_hand, store, headers):
    answer = by_hand.post("/v1/articles", json={"text": NEWS, **TOLD}, headers=headers)
    assert answer.status_code == 403
    assert articles(store) == ((), 0)


def test_another_machine_cannot_load_articles_whatever_the_settings_say(by_hand, store):
    # What a proxy on this machine passes on.
    answer = by_hand.post("/v1/articles", json={"text": NEWS, **TOLD}, headers={"X-Forwarded-For": "192.0.2.7"})
    assert answer.status_code == 401
    assert articles(store) == ((), 0)


def test_a_page_of_the_service_itself_may_load_articles(by_hand):
    origin = str(by_hand.base_url).rstrip("/")
    assert by_hand.post("/v1/articles", json={"text": NEWS, **TOLD}, headers={"Origin": origin}).status_code == 201


# The service itself


def test_health_tells_the_version_of_the_store(client):
    found = client.get("/v1/health").json()
    assert found["status"] == "ok"
    assert "community" in found["store"]


def test_every_address_of_the_index_answers(client):
    index = client.get("/").json()
    assert [client.get(v).status_code for k, v in index.items() if k not in ("name", "version")] == [200] * 5


def test_an_app_of_its_own_opens_the_store_of_its_settings(settings, store):
    store.write(graph_iri(reading().iri), project(to_graph(reading())))
    with serving(create_app(settings)) as address:
        assert httpx.get(f"{address}/v1/acts").json()["total"] == 2


# Its description


@pytest.fixture(scope="session")
def description(service):
    return httpx.get(f"{service}/openapi.json").json()


def test_fields_are_named_by_the_ontology(description):
    known = {*VOCABULARY.literals, *VOCABULARY.coded, *(p.name for p in VOCABULARY.by_iri.values()), *ENVELOPE}
    about_the_service = {"Problem", "Health", "Index"}
    for name, schema in description["components"]["schemas"].items():
        if name not in about_the_service:
            assert set(schema["properties"]) <= known, name


def test_the_envelope_names_nothing_that_the_ontology_names():
    terms = {*VOCABULARY.literals, *VOCABULARY.coded, *(p.name for p in VOCABULARY.by_iri.values())}
    assert not ENVELOPE & terms


def test_every_model_of_an_answer_has_an_example_that_fits_it(description):
    schemas = description["components"]["schemas"]
    for name, schema in schemas.items():
        assert schema.get("examples"), f"{name} has no example"
        for example in schema["examples"]:
            validator = jsonschema.Draft202012Validator({**schema, "components": description["components"]})
            validator.validate(example)
            shown = set(schema["properties"]) - ({"errors"} if name == "Problem" else set())
            assert set(example) == shown, name


def test_the_example_of_a_body_fits_it(description):
    body = description["paths"]["/v1/articles"]["post"]["requestBody"]["content"]["application/json"]
    jsonschema.Draft202012Validator(body["schema"]).validate(body["example"])


def test_codes_are_listed_as_the_vocabulary_has_them(description):
    parameters = {p["name"]: p["schema"] for p in description["paths"]["/v1/acts"]["get"]["parameters"]}
    for name, scheme in (("type", "ActType"), ("stance", "Stance")):
        assert parameters[name]["items"]["enum"] == list(VOCABULARY.notations(scheme))
    assert parameters["realis"]["items"]["enum"] == [*VOCABULARY.notations("Realis"), "any"]


@pytest.mark.parametrize(
    ("path", "first"), [("against", ["target", "agent"]), ("opponents", ["target"]), ("paths", ["from", "to"])]
)
def test_whom_a_question_is_about_comes_first_and_each_name_is_described(description, path, first):
    parameters = description["paths"][f"/v1/{path}"]["get"]["parameters"]
    assert [p["name"] for p in parameters][: len(first)] == first
    told = {p["name"]: p["description"] for p in parameters if p["name"] in (*first, "policy")}
    assert len(set(told.values())) == len(first) + 1


def test_operations_have_readable_names_and_problems_their_media_type(description):
    operations = [o for path in description["paths"].values() for o in path.values()]
    names = [o["operationId"] for o in operations]
    assert len(set(names)) == len(names)
    assert {"list_groups_against", "get_actor", "load_article"} <= set(names)
    for o in operations:
        assert list(o["responses"]["4XX"]["content"]) == ["application/problem+json"]
        assert o["summary"]
        assert o["description"]


def test_answers_fit_their_description(ask, client, description):
    asked = ("acts", "against", "actors", "policies", "articles", "health", "claims", "network", "stats")
    asked = (*asked, "posts", "tenures", "sources", "decisions", "sentences?q=sue")
    about = ("opponents?target=Sample Agency", "paths?from=Ada Mayor&to=Bo Judge", "actors?name=court")
    sums = ("claims/speakers", "network?actor=Sample Agency&depth=2", "against?group_by=month")
    for path in [f"/v1/{each}" for each in (*asked, *about, *sums)]:
        answer = description["paths"][path.partition("?")[0]]["get"]["responses"]["200"]["content"]["application/json"][
            "schema"
        ]
        schema = {**answer, "components": description["components"]}
        jsonschema.Draft202012Validator(schema).validate(client.get(path).json())
    used = {JUDGE.iri, MAYOR.iri}
    assert used <= {a["agent"]["iri"] for a in ask("/v1/acts")["items"]}
