"""Examples of sums, one for each model."""

from typing import Any

from api.examples import ARTICLE, CHICAGO, CONDITIONS, EXTRACTION, FOUND, JUSTICE, SESSIONS

SUMS: dict[str, Any] = {
    "count": 3,
    "severity": 170,
    "first": "2017-08-03",
    "last": "2017-10-13",
    "byType": {"ACCUSE": 1, "SUE": 2},
    "byRealis": {"actual": 3},
    "byThrough": {"direct": 3},
    "highestConfidence": 0.9,
    "meanConfidence": 0.8,
    "top": FOUND,
}

GROUP = {"agent": CHICAGO, "target": JUSTICE, "policy": None, "month": None, **SUMS}

SPEAKER = {"attributedTo": SESSIONS, **SUMS, "top": {**FOUND, "attributedTo": SESSIONS}}

VOICES = {"outlet": 40, "speaker": 3}

EDGE = {
    "agent": CHICAGO["id"],
    "target": JUSTICE["id"],
    "stance": "against",
    "count": 3,
    "first": "2017-08-03",
    "last": "2017-10-13",
    "types": ["ACCUSE", "SUE"],
}

CUT = {"nodes": 12, "edges": 20}

PUBLISHER = {"publisher": "Sample Press", "count": 12}

LAST_LOAD = {**EXTRACTION, "article": ARTICLE}

_PAGE = {"total": 1, "next": None, "leftOut": {"planned": 2}}

AGGREGATES: dict[str, dict[str, Any]] = {
    "Group": GROUP,
    "Groups": {"items": [GROUP], **_PAGE, "acts": 3},
    "Voices": VOICES,
    "Claims": {"items": [{**FOUND, "attributedTo": SESSIONS}], **_PAGE, "voices": VOICES},
    "Speaker": SPEAKER,
    "Speakers": {"items": [SPEAKER], **_PAGE, "acts": 3, "voices": VOICES},
    "Edge": EDGE,
    "Cut": CUT,
    "Network": {"nodes": [JUSTICE, CHICAGO, CONDITIONS], "edges": [EDGE], "cut": CUT, "leftOut": {"planned": 2}},
    "Publisher": PUBLISHER,
    "LastLoad": LAST_LOAD,
    "Stats": {
        "articles": 12,
        "acts": 43,
        "byType": {"ACCUSE": 13, "SUE": 30},
        "byStance": {"against": 43},
        "byRealis": {"actual": 41, "planned": 2},
        "actors": 1500,
        "byClass": {"Agency": 90, "Official": 1410, "Policy": 60},
        "policies": 60,
        "publishers": [PUBLISHER],
        "first": "2017-08-03",
        "last": "2018-06-26",
        "schemaVersion": 1,
        "registryVersion": "d1f5a7a0",
        "lastLoad": LAST_LOAD,
    },
}
