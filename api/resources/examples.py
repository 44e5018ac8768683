"""An example for each model of `api.resources.models`."""

from typing import Any

from api.examples import ACT, ARTICLE, JUSTICE, SESSIONS

_ID = "https://w3id.org/whowhom/id/"


def _page(item: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"items": [item], "total": 1, "next": None, **more}


POST = {
    "id": "attorney-general",
    "iri": _ID + "post/attorney-general",
    "name": "Attorney General of the United States",
    "postOf": JUSTICE,
}

TENURE = {
    "id": "jeff-sessions-attorney-general-2017",
    "iri": _ID + "tenure/jeff-sessions-attorney-general-2017",
    "holder": SESSIONS,
    "post": POST,
    "from": "2017-02-09",
    "until": "2018-11-07",
    "acting": False,
    "source": ["https://www.justice.gov/ag/bio/attorney-general-jeff-sessions"],
}

_SHOWN = ("id iri type stance realis date datePrecision agent target about attributedTo confidence trigger").split()

STATED = {name: ACT[name] for name in _SHOWN}

SENTENCE = {
    "id": f"{ARTICLE['id']}/sentence/0-46",
    "iri": f"{ARTICLE['iri']}/sentence/0-46",
    **ACT["evidence"],
    "acts": [STATED],
}

COUNT = {"articles": 3, "acts": 21, "first": "2017-08-03", "last": "2017-10-13"}

SOURCE = {"id": "Sample Press", "publisher": "Sample Press", **COUNT}

DECISION = {
    "id": "20261130T081500Z-1f2e3d4c",
    "iri": _ID + "decision/20261130T081500Z-1f2e3d4c",
    "kind": "Merge",
    "entity": _ID + "agency/justice-dept",
    "survivor": JUSTICE["iri"],
    "query": None,
    "accepted": None,
    "reason": "A short form of its name.",
    "decidedBy": "an editor",
    "decidedAt": "2026-11-30T08:15:00Z",
    "undoneBy": None,
    "undoneAt": None,
}

RESOURCES: dict[str, Any] = {
    "PostReference": POST,
    "HeldPost": TENURE,
    "HeldPosts": _page(TENURE),
    "Post": {**POST, "names": ["the attorney general"], "source": TENURE["source"], "tenures": [TENURE]},
    "Posts": _page(POST),
    "StatedAct": STATED,
    "Sentence": SENTENCE,
    "Sentences": _page(SENTENCE),
    "Count": COUNT,
    "Source": SOURCE,
    "Sources": _page(SOURCE, withoutPublisher=COUNT),
    "Decision": DECISION,
    "Decisions": _page(DECISION),
}
