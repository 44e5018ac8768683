"""One example for each model of an answer, in our own words; a test holds each against its schema."""

from typing import Any

_ID = "https://w3id.org/whowhom/id/"


def _participant(id_: str, name: str, kind: str, owner: Any = None) -> dict[str, Any]:
    return {"id": id_, "iri": _ID + id_, "name": name, "kind": kind, "owner": owner}


SESSIONS = _participant("person/jeff-sessions", "Jeff Sessions", "Official")
JUSTICE = _participant("agency/us-department-of-justice", "U.S. Department of Justice", "Agency")
CHICAGO = _participant("place/chicago-illinois", "Chicago", "City")
CONDITIONS = _participant(
    "policy/us-department-of-justice/grant-conditions", "grant conditions", "Policy", owner=JUSTICE
)

ARTICLE = {
    "id": "2017-08-07-chicago-sues-1f2e3d4c",
    "iri": _ID + "article/2017-08-07-chicago-sues-1f2e3d4c",
    "document": "2017-08-07-chicago-sues",
    "title": "Chicago sues over grant conditions",
    "published": "2017-08-07",
    "publisher": "Sample Press",
    "url": "https://example.org/chicago-sues",
}

ACT: dict[str, Any] = {
    "id": "5f0c9d1e7a3b4c2d8e6f",
    "iri": _ID + "act/5f0c9d1e7a3b4c2d8e6f",
    "type": "SUE",
    "stance": "against",
    "realis": "actual",
    "date": "2017-08-07",
    "datePrecision": "day",
    "agent": CHICAGO,
    "target": JUSTICE,
    "about": None,
    "attributedTo": None,
    "confidence": 0.9,
    "trigger": "sued",
    "triggerStart": 8,
    "triggerEnd": 12,
    "agentMention": {"text": "Chicago", "start": 0, "end": 7},
    "targetMention": {"text": "the Justice Department", "start": 13, "end": 35},
    "evidence": {
        "text": "Chicago sued the Justice Department on Monday.",
        "start": 0,
        "end": 46,
        "article": ARTICLE,
        "link": "https://example.org/chicago-sues#:~:text=Chicago%20sued%20the%20Justice%20Department%20on%20Monday.",
    },
}

FOUND = {**ACT, "through": "direct", "byWayOf": None, "why": "named itself"}

TENURE = {
    "post": "Attorney General of the United States",
    "postOf": JUSTICE,
    "from": "2017-02-09",
    "until": "2018-11-07",
    "acting": False,
}

VERSION = {
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "title": "Chicago sues",
    "published": "2017-08-07",
    "text": "Chicago sued the Justice Department.",
    "replacedAt": "2017-08-08T09:00:00Z",
}

EXTRACTION = {
    "program": "whowhom 0.1.0",
    "model": "en_core_web_md 3.7.1 (data 5f1c02ab)",
    "extractedAt": "2017-08-08T09:00:00Z",
}

OPPONENT = {
    "agent": CHICAGO,
    "acts": 3,
    "severity": 170,
    "first": "2017-08-03",
    "last": "2017-10-13",
    "types": ["ACCUSE", "SUE"],
}

HOP = {
    "agent": CHICAGO,
    "target": JUSTICE,
    "type": "SUE",
    "acts": 3,
    "act": ACT["id"],
    "stance": "against",
    "realis": "actual",
    "date": "2017-08-07",
    "datePrecision": "day",
    "evidence": ACT["evidence"],
}


def _page(*items: Any, **more: Any) -> dict[str, Any]:
    return {"items": list(items), "total": len(items), "next": None, **more}


EXAMPLES: dict[str, dict[str, Any]] = {
    "Participant": CONDITIONS,
    "ArticleReference": ARTICLE,
    "Evidence": ACT["evidence"],
    "Passage": {"text": "Chicago", "start": 0, "end": 7},
    "Act": ACT,
    "FoundAct": FOUND,
    "Acts": _page(FOUND, leftOut={"negated": 1}),
    "Participants": _page(SESSIONS, CHICAGO),
    "Tenure": TENURE,
    "Actor": {
        **SESSIONS,
        "names": ["Jefferson Beauregard Sessions III"],
        "description": None,
        "wikidata": "Q358443",
        "source": ["https://www.justice.gov/ag/bio/attorney-general-jeff-sessions"],
        "tenures": [TENURE],
        "wholes": [],
        "measures": [],
        "actsDone": 12,
        "actsSuffered": 9,
    },
    "Opponent": OPPONENT,
    "Opponents": _page(OPPONENT, leftOut={"planned": 2}),
    "Hop": HOP,
    "Path": {"hops": [HOP]},
    "Paths": {"items": [{"hops": [HOP]}], "next": None, "leftOut": {"planned": 2}},
    "ArticleVersion": VERSION,
    "Extraction": EXTRACTION,
    "Article": {
        **ARTICLE,
        "dateline": "CHICAGO",
        "byline": None,
        "language": "en",
        "text": "Chicago sued the Justice Department on Monday.",
        "sha256": "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752",
        "acts": 1,
        "extraction": EXTRACTION,
        "replaces": [VERSION],
    },
    "Articles": _page(ARTICLE),
    "ArticleGiven": {
        "text": "Chicago sued the Justice Department on Monday.",
        "title": "Chicago sues over grant conditions",
        "published": "2017-08-07",
        "publisher": "Sample Press",
        "url": "https://example.org/chicago-sues",
    },
    "Loaded": {"outcome": "loaded", "id": ARTICLE["id"], "iri": ARTICLE["iri"], "acts": 1},
    "Problem": {
        "type": "https://w3id.org/whowhom/problems/ambiguous-name",
        "title": "The name fits several actors",
        "status": 409,
        "detail": "'Sessions' may be Jeff Sessions (person/jeff-sessions), Pete Sessions (person/pete-sessions)",
        "instance": "/v1/against",
        "requestId": "6f1c2a9be04d4c0f9a57d1b2c3e4f506",
        "candidates": [
            {"name": "Jeff Sessions", "id": "person/jeff-sessions"},
            {"name": "Pete Sessions", "id": "person/pete-sessions"},
        ],
    },
    "Health": {"status": "ok", "version": "0.1.0", "store": "5.26.0 community", "articles": 12},
    "Index": {
        "name": "whowhom",
        "version": "0.1.0",
        "docs": "/docs",
        "openapi": "/openapi.json",
        "ontology": "/ontology",
        "against": "/v1/against?target=U.S.%20Department%20of%20Justice",
        "health": "/v1/health",
    },
}
