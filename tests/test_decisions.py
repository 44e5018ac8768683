"""Decisions over HTTP: who may make them, what they change, what they leave on record, and what is refused."""

import json
import re
from collections.abc import Iterator
from functools import partial

import httpx
import pytest
from rdflib import Graph

from graph import decisions
from graph.access.audit import AuditLog
from graph.access.keys import Keys
from graph.access.scopes import Scope
from graph.access.secret import id_of
from graph.acts import Entity
from graph.projection import project
from graph.queries import decided
from graph.queries.names import identifier
from graph.store import Store
from graph.triples import Reading, graph_iri, to_graph
from tests.accessing import bearer, new_key, service, slug
from tests.commands import at_home
from tests.conftest import everything
from tests.samples import ICE, MAYOR, RUN, act, article, reading
from tests.test_concurrent import at_once
from tests.test_reconcile import fits

DECISIONS, JUDGEMENTS, RECONCILE = "/v1/decisions", "/v1/reconcile/decisions", "/v1/reconcile"
TWIN = Entity("https://w3id.org/whowhom/id/agency/sample-agencys-twin", "Twin Bureau", "Agency")
AGENCY, BUREAU = identifier(ICE.iri), identifier(TWIN.iri)
ADA, SESSIONS = identifier(MAYOR.iri), "person/jeff-sessions"
MERGE = {"kind": "Merge", "entity": BUREAU, "survivor": AGENCY, "reason": "one body under two names"}
REMOVAL = {"kind": "Removal", "entity": BUREAU, "reason": "no body at all"}
MATCH = {"kind": "Match", "entity": AGENCY, "query": "the Bureau", "accepted": True}
JUDGEMENT = {"query": "the Bureau", "id": AGENCY, "accepted": True}
EVERY = [(DECISIONS, MERGE), (DECISIONS, REMOVAL), (DECISIONS, MATCH), (JUDGEMENTS, JUDGEMENT)]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def reachable(settings, connection, home):
    """A service that others can reach: nothing but a credential lets anybody decide."""
    with service(settings, connection, home, host="0.0.0.0") as client:
        yield client


@pytest.fixture(scope="module")
def reviewer(settings, home) -> str:
    return Keys(at_home(settings, home)).create("an editor", [Scope.REVIEW], None)


@pytest.fixture
def client(reachable, reviewer, store) -> Iterator[httpx.Client]:
    """Sends the reviewer's key, to a service over two articles: one on the agency, one on its twin."""
    a = article("Ada Mayor sued the Twin Bureau.", "twin")
    for each in (reading(), Reading(a, RUN, (act(a, MAYOR, "SUE", TWIN, "sued"),))):
        store.write(graph_iri(each.iri), project(to_graph(each)))
    with httpx.Client(base_url=reachable.base_url, headers=bearer(reviewer), timeout=60) as client:
        yield client


def made(answer: httpx.Response) -> dict[str, object]:
    assert answer.status_code == 201, answer.text
    decision = answer.json()
    assert answer.headers["Location"] == f"{DECISIONS}/{decision['id']}"
    return decision


def refused(answer: httpx.Response, status: int, name: str) -> str:
    assert (answer.status_code, slug(answer)) == (status, name), answer.text
    return answer.json()["detail"]


def judge(client: httpx.Client, query: str, id_: str, accepted: bool, **more: str) -> dict[str, object]:
    return made(client.post(JUDGEMENTS, json={"query": query, "id": id_, "accepted": accepted, **more}))


def undo(client: httpx.Client, decision: dict[str, object]) -> dict[str, object]:
    answer = client.post(f"{DECISIONS}/{decision['id']}/undo")
    assert answer.status_code == 200, answer.text
    return answer.json()


def candidates(client: httpx.Client, name: str, **more: object) -> list[tuple[str, float, bool, object]]:
    """Identifier, score, match and what is decided."""
    answer = client.post(RECONCILE, data={"queries": json.dumps({"q": {"query": name, "limit": 50, **more}})})
    found = fits(answer, "reconciliation-result-batch")["q"]["result"]
    features = [{f["id"]: f["value"] for f in c["features"]} for c in found]
    return [(c["id"], c["score"], c["match"], f.get("decided")) for c, f in zip(found, features, strict=True)]


def targets(client: httpx.Client) -> set[str]:
    return {a["target"]["id"] for a in client.get("/v1/acts", params={"agent": ADA}).json()["items"]}


# Who may decide


def test_deciding_needs_a_credential_with_the_scope_review(reachable, settings, home, client, store):
    before = everything(store)
    keys = [new_key(settings, home, *scopes) for scopes in (("read",), ("write",), ("read", "write"))]
    for path, body in (*EVERY, (f"{DECISIONS}/20261130T081500Z-1f2e3d4c/undo", {})):
        answer = reachable.post(path, json=body)
        refused(answer, 401, "unauthenticated")
        assert answer.headers["WWW-Authenticate"] == 'Bearer realm="whowhom", scope="review"'
        for key in keys:
            refused(reachable.post(path, json=body, headers=key), 403, "insufficient-scope")
    assert everything(store) == before


def test_a_body_of_nobody_in_particular_is_not_read(reachable):
    refused(reachable.post(DECISIONS, content=b"no JSON"), 401, "unauthenticated")


def test_this_machine_decides_without_a_key_and_another_site_does_not(settings, connection, client, tmp_path):
    with service(settings, connection, tmp_path) as near:
        site = {"Origin": "https://elsewhere.example"}
        for path, body in EVERY:
            refused(near.post(path, json=body, headers=site), 403, "writes-forbidden")
        assert made(near.post(DECISIONS, json=MERGE))["decidedBy"] == "this machine"
        made_ = near.get(DECISIONS).json()["items"][0]
        refused(near.post(f"{DECISIONS}/{made_['id']}/undo", headers=site), 403, "writes-forbidden")


# What follows


def test_a_merge_is_seen_at_once_and_undone_without_a_trace_but_its_record(client, reviewer):
    decision = made(client.post(DECISIONS, json=MERGE))
    assert decision | {"id": "", "iri": "", "decidedAt": ""} == {
        "id": "",
        "iri": "",
        "kind": "Merge",
        "entity": TWIN.iri,
        "survivor": ICE.iri,
        "query": None,
        "accepted": None,
        "reason": MERGE["reason"],
        "decidedBy": f"key:{id_of(reviewer)}",
        "decidedAt": "",
        "undoneBy": None,
        "undoneAt": None,
    }
    assert targets(client) == {AGENCY}
    assert client.get(f"/v1/actors/{BUREAU}").headers["Location"] == f"/v1/actors/{AGENCY}"
    assert candidates(client, "Twin Bureau")[0] == (AGENCY, 100, True, None)

    undone = undo(client, decision)
    assert (undone["undoneBy"], undone["id"]) == (decision["decidedBy"], decision["id"])
    assert targets(client) == {AGENCY, BUREAU}
    assert client.get(f"/v1/actors/{BUREAU}").status_code == 200
    assert candidates(client, "Twin Bureau")[0][0] == BUREAU
    assert client.get(f"{DECISIONS}/{decision['id']}").json() == undone


def test_a_removal_is_seen_at_once_and_undone(client):
    decision = made(client.post(DECISIONS, json=REMOVAL))
    refused(client.get(f"/v1/actors/{BUREAU}"), 410, "gone")
    assert targets(client) == {AGENCY}
    undo(client, decision)
    assert targets(client) == {AGENCY, BUREAU}


def test_what_is_decided_about_may_be_named_by_its_iri(client):
    assert made(client.post(DECISIONS, json={**MERGE, "entity": TWIN.iri, "survivor": ICE.iri}))["entity"] == TWIN.iri


# Names that are looked up


def test_an_accepted_candidate_is_the_match_from_then_on(client):
    assert candidates(client, "Qwxz Vrrk") == []
    decision = judge(client, "Qwxz  Vrrk", AGENCY, True, reason="so the papers say")
    assert (decision["kind"], decision["query"]) == ("Match", "Qwxz Vrrk")
    assert decision["reason"] == "so the papers say"
    for typed in ("Qwxz Vrrk", " qwxz  vrrk "):
        assert candidates(client, typed) == [(AGENCY, 100, True, 1)]
    assert candidates(client, "Qwxz Vrrks") == []
    undo(client, decision)
    assert candidates(client, "Qwxz Vrrk") == []


def test_an_accepted_candidate_comes_before_one_that_has_the_very_name(client):
    judge(client, "Jeff Sessions", ADA, True)
    first, second, *_ = candidates(client, "Jeff Sessions")
    assert first == (ADA, 100, True, 1)
    assert second == (SESSIONS, 100, False, None)


def test_a_refused_candidate_is_never_the_match_and_comes_last(client):
    decision = judge(client, "Sessions", SESSIONS, False)
    *others, last = candidates(client, "sessions")
    assert last == (SESSIONS, 0, False, -1)
    assert SESSIONS not in {id_ for id_, *_ in others}
    judge(client, "Jeff Sessions", SESSIONS, False)
    assert not [c for c in candidates(client, "Jeff Sessions") if c[2]]
    assert candidates(client, "Jefferson Sessions")[0][3] is None
    undo(client, decision)
    assert candidates(client, "Sessions")[0][0] == SESSIONS


def test_with_the_others_refused_the_one_that_is_left_is_the_match(client):
    orders = [id_ for id_, score, *_ in candidates(client, "travel ban") if score == 100]
    assert len(orders) > 1
    for id_ in orders[1:]:
        judge(client, "travel ban", id_, False)
    found = candidates(client, "travel ban")
    assert found[0] == (orders[0], 100, found[1][1] <= 90, None)
    assert {id_ for id_, *_, told in found if told == -1} == set(orders[1:])


def test_the_last_decision_about_a_candidate_holds_and_a_name_means_one(client):
    """All within a second, mostly: their order does not hang on the clock's."""
    for accepted in (True, False, True, False):
        judge(client, "the Bureau", AGENCY, accepted)
        assert (AGENCY, 1 if accepted else -1) in {(id_, told) for id_, *_, told in candidates(client, "the Bureau")}
    judge(client, "the Bureau", AGENCY, True)
    later = judge(client, "the Bureau", ADA, True)
    told = {id_: (match, word) for id_, _, match, word in candidates(client, "the Bureau")}
    assert told[ADA] == (True, 1)
    assert AGENCY not in told or told[AGENCY] == (False, None)
    undo(client, later)
    assert candidates(client, "the Bureau")[0] == (AGENCY, 100, True, 1)


def test_the_same_decision_made_twice_is_two_records(client):
    first = judge(client, "the Bureau", AGENCY, True)
    undo(client, first)
    second = judge(client, "the Bureau", AGENCY, True)
    assert first["id"] != second["id"]
    assert client.get(DECISIONS, params={"query": "the bureau"}).json()["total"] == 2


def test_decisions_about_a_merged_one_follow_to_the_survivor(client):
    judge(client, "the Feds", BUREAU, True)
    judge(client, "Sample Agency", BUREAU, False)
    merge = made(client.post(DECISIONS, json=MERGE))
    assert candidates(client, "the Feds")[0] == (AGENCY, 100, True, 1)
    assert candidates(client, "Sample Agency")[-1] == (AGENCY, 0, False, -1)
    undo(client, merge)
    assert candidates(client, "the Feds")[0] == (BUREAU, 100, True, 1)
    assert candidates(client, "Sample Agency")[0] == (AGENCY, 100, True, None)


def test_decisions_about_a_removed_one_say_nothing_while_it_is(client):
    judge(client, "the Feds", BUREAU, True)
    removal = made(client.post(DECISIONS, json=REMOVAL))
    assert BUREAU not in {id_ for id_, *_ in candidates(client, "the Feds")}
    undo(client, removal)
    assert candidates(client, "the Feds")[0] == (BUREAU, 100, True, 1)


def test_types_stay_hard_whatever_is_decided(client):
    judge(client, "the Feds", AGENCY, True)
    assert AGENCY not in {id_ for id_, *_ in candidates(client, "the Feds", type="Court")}


def test_queries_of_the_draft_know_decisions_too(client):
    judge(client, "the Feds", AGENCY, True)
    query = {"conditions": [{"matchType": "name", "propertyValue": "the Feds"}]}
    (found,) = fits(
        client.post(f"{RECONCILE}/match", json={"queries": [query]}), "reconciliation-result-batch", "1.0-draft"
    )["results"]
    best = found["candidates"][0]
    assert (best["id"], best["match"]) == (AGENCY, True)
    assert {"id": "decided", "name": "decided", "value": 1} in best["features"]
    fits(client.get(RECONCILE), "manifest")


# What is refused


UNFIT = [
    ({"survivor": BUREAU}, 409, "decision-refused"),
    ({"survivor": ADA}, 409, "decision-refused"),
    ({"survivor": "agency/nobody"}, 404, "unknown"),
    ({"entity": "agency/nobody"}, 404, "unknown"),
    ({"entity": "Twin Bureau"}, 404, "unknown"),
    ({"entity": "article/sample"}, 404, "unknown"),
    ({"entity": "https://elsewhere.example/id/x"}, 404, "unknown"),
    ({"entity": "agency/x> <y\n"}, 404, "unknown"),
    ({"entity": "'}) DETACH DELETE n //"}, 404, "unknown"),
    ({"entity": "\x00"}, 404, "unknown"),
    ({"entity": "x" * 2001}, 422, "invalid-body"),
    ({"entity": ""}, 422, "invalid-body"),
    ({"entity": [BUREAU]}, 422, "invalid-body"),
    ({"entity": None}, 422, "invalid-body"),
    ({"reason": " \n "}, 422, "invalid-body"),
    ({"reason": "x" * 2001}, 422, "invalid-body"),
    ({"reason": "a\x00b"}, 422, "invalid-body"),
    ({"reason": "a\x1b[2Jb"}, 422, "invalid-body"),
    ({"kind": "Person"}, 422, "invalid-body"),
    ({"kind": "Decision"}, 422, "invalid-body"),
    ({"kind": "Removal"}, 422, "invalid-body"),
    ({"decidedBy": "somebody else"}, 422, "invalid-body"),
]
UNREADABLE = [
    {"query": ""},
    {"query": " "},
    {"query": "x" * 301},
    {"query": "a\x00"},
    {"query": 1},
    {"accepted": "yes"},
    {"accepted": 1},
    {"id": ""},
    {"type": "Agency"},
]
BROKEN = [b"", b"{", b"[]", b"null", b'{"kind": "Merge"}', b'{"\\ud800": 1}', b"\xff", b"[" * 10_000, b'{"kind": NaN}']


def test_a_decision_that_cannot_stand_or_be_read_changes_nothing(client, store):
    before = everything(store)
    for changes, status, name in UNFIT:
        refused(client.post(DECISIONS, json={**MERGE, **changes}), status, name)
    for changes in UNREADABLE:
        refused(client.post(JUDGEMENTS, json={**JUDGEMENT, **changes}), 422, "invalid-body")
    for path in (DECISIONS, JUDGEMENTS):
        for content in BROKEN:
            answer = client.post(path, content=content, headers={"Content-Type": "application/json"})
            refused(answer, 422, "invalid-body")
    assert everything(store) == before


def test_a_body_of_another_kind_or_too_large_is_not_taken(client, settings):
    refused(client.post(DECISIONS, data=MERGE), 415, "unsupported-body")
    refused(client.post(DECISIONS, content=json.dumps(MERGE)), 415, "unsupported-body")
    huge = json.dumps({**MERGE, "reason": "x" * settings.max_bytes})
    refused(client.post(DECISIONS, content=huge, headers={"Content-Type": "application/json"}), 413, "body-too-large")


def test_hostile_words_are_kept_as_words(client):
    hostile = ["'; MATCH (n) DETACH DELETE n //", '"; *:* (((', "\u202egnihton", "%2e%2e/", "<script>", "🏛" * 300, "İ"]
    for words in hostile:
        decision = judge(client, words, AGENCY, True, reason=words)
        assert (decision["query"], decision["reason"]) == (words, words)
        assert candidates(client, words)[0] == (AGENCY, 100, True, 1)
        for form in ("ttl", "jsonld"):
            assert client.get(f"{DECISIONS}/{decision['id']}.{form}").status_code == 200
        Graph().parse(data=client.get(f"{DECISIONS}/{decision['id']}.ttl").text, format="turtle")


def test_of_two_that_would_each_take_the_others_place_at_the_same_moment_one_does(client):
    opposite = {**MERGE, "entity": AGENCY, "survivor": BUREAU}
    for _ in range(4):
        answers = at_once(*(partial(client.post, DECISIONS, json=body) for body in (MERGE, opposite)))
        one, other = sorted(answers, key=lambda answer: answer.status_code)
        refused(other, 409, "decision-refused")
        undo(client, made(one))


def test_of_two_who_undo_a_decision_at_the_same_moment_one_does(client):
    decision = made(client.post(DECISIONS, json=MERGE))
    answers = at_once(*2 * [partial(client.post, f"{DECISIONS}/{decision['id']}/undo")])
    assert sorted(answer.status_code for answer in answers) == [200, 409]


def test_what_was_merged_or_removed_before_is_refused(client):
    made(client.post(DECISIONS, json=MERGE))
    refused(client.post(DECISIONS, json=MERGE), 409, "decision-refused")
    refused(client.post(DECISIONS, json={**MERGE, "entity": AGENCY, "survivor": BUREAU}), 409, "decision-refused")
    made(client.post(DECISIONS, json={**REMOVAL, "entity": AGENCY}))
    for path, body in ((DECISIONS, {**REMOVAL, "entity": AGENCY}), (JUDGEMENTS, JUDGEMENT)):
        refused(client.post(path, json=body), 410, "gone")


def test_only_a_decision_is_undone(client, store):
    before = everything(store)
    for id_ in ("nothing", "..", "%00", "%2e%2e%2fagency", "x" * 201, "Merge%20x", "decision"):
        assert client.post(f"{DECISIONS}/{id_}/undo").status_code in (404, 405, 422)
    assert everything(store) == before


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE"])
def test_an_undoing_is_posted_and_in_no_way_read(client, method):
    decision = made(client.post(DECISIONS, json=MATCH))
    answer = client.request(method, f"{DECISIONS}/{decision['id']}/undo")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")


def test_a_decision_is_undone_once_and_never_deleted(client):
    decision = made(client.post(DECISIONS, json=MERGE))
    undone = undo(client, decision)
    refused(client.post(f"{DECISIONS}/{decision['id']}/undo"), 409, "decision-refused")
    refused(client.delete(f"{DECISIONS}/{decision['id']}"), 405, "no-such-method")
    assert client.get(f"{DECISIONS}/{decision['id']}").json() == undone


# The record


def test_the_audit_log_tells_what_was_decided_and_by_whom(client, settings, home, reviewer):
    before = len(list(AuditLog(at_home(settings, home)).entries()))
    decision = made(client.post(DECISIONS, json=MERGE))
    undo(client, decision)
    match = judge(client, "the\tBureau", AGENCY, False)
    client.post(DECISIONS, json={**MERGE, "survivor": ADA})
    client.post(DECISIONS, json={**MERGE, "survivor": None})
    found = list(AuditLog(at_home(settings, home)).entries())[before:]
    assert {e.who for e in found} == {f"key:{id_of(reviewer)}"}
    assert [(e.what, e.outcome, e.about) for e in found] == [
        ("POST /v1/decisions", "done", f"{decision['iri']}: Merge of {BUREAU} into {AGENCY}"),
        (f"POST /v1/decisions/{decision['id']}/undo", "done", f"{decision['iri']}: Undo"),
        ("POST /v1/reconcile/decisions", "done", f"{match['iri']}: Match: 'the\\tBureau' does not mean {AGENCY}"),
        ("POST /v1/decisions", "refused", f"Merge of {BUREAU} into {ADA}"),
        ("POST /v1/decisions", "refused", None),
    ]


def test_decisions_over_http_are_those_of_the_command_line(client, store: Store):
    decision = made(client.post(DECISIONS, json=MERGE))
    assert decided.decision(store, str(decision["iri"])).survivor == ICE.iri
    decisions.undo(store, str(decision["iri"]), by="the command line")
    assert client.get(f"{DECISIONS}/{decision['id']}").json()["undoneBy"] == "the command line"


def test_the_description_tells_of_decisions_and_of_the_credential(reachable):
    told = reachable.get("/openapi.json").json()
    for path in (DECISIONS, JUDGEMENTS, f"{DECISIONS}/{{id}}/undo"):
        assert told["paths"][path]["post"]["security"] == [{"bearer": []}]
    schema = told["paths"][DECISIONS]["post"]["requestBody"]["content"]["application/json"]["schema"]
    kinds = [one["properties"]["kind"]["const"] for one in schema["oneOf"]]
    assert kinds == ["Merge", "Removal", "Match"]
    assert not re.search(r"\$defs|discriminator", json.dumps(schema))
