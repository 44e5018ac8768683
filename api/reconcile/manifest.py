"""What the service says of itself."""

from typing import Any

from api.reconcile.answers import type_with_broader
from api.reconcile.batches import LARGEST
from graph import __version__
from ontology.vocabulary import ID, WW

WIDTH, HEIGHT = 430, 320
"""Pixels of a preview."""
DEFAULT_TYPES = (
    "Participant",
    "Actor",
    "Official",
    "Agency",
    "Court",
    "Legislature",
    "Organization",
    "Jurisdiction",
    "Measure",
)
VERSIONS = ["0.2", "1.0-draft"]

SETTINGS: list[dict[str, Any]] = [
    {
        "name": "limit",
        "label": "Limit",
        "type": "number",
        "default": 0,
        "help_text": "The largest number of values of an entity; 0: all of them.",
    },
    {
        "name": "on",
        "label": "On the day",
        "type": "text",
        "default": "",
        "help_text": "For posts and their dates: only those held on this day (2017-08-03), in this month or year.",
    },
]


def manifest(base: str) -> dict[str, Any]:
    """The manifest of version 0.2; `base` is the address of the service, without a slash at the end."""
    here = f"{base}/v1/reconcile"
    services = {
        kind: {"service_url": here, "service_path": f"/suggest/{kind}"} for kind in ("entity", "type", "property")
    }
    return {
        "versions": VERSIONS,
        "name": "whowhom: actors of US immigration policy",
        "identifierSpace": str(ID),
        "schemaSpace": str(WW),
        "documentation": f"{base}/docs",
        "serviceVersion": __version__,
        "view": {"url": f"{base}/v1/actors/{{{{id}}}}"},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": services,
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/extend/propose"},
            "property_settings": SETTINGS,
        },
        "batchSize": LARGEST,
        "defaultTypes": [type_with_broader(t) for t in DEFAULT_TYPES],
    }


def draft(base: str) -> dict[str, Any]:
    """The manifest of the draft of version 1.0."""
    old = manifest(base)
    settings = [
        {"id": s["name"], "name": s["label"], "type": s["type"], "default": s["default"], "helpText": s["help_text"]}
        for s in SETTINGS
    ]
    kept = ("versions", "name", "documentation", "serviceVersion", "view", "defaultTypes")
    return {
        **{name: old[name] for name in kept},
        "preview": {"width": WIDTH, "height": HEIGHT},
        "suggest": dict.fromkeys(old["suggest"], True),
        "extend": {"proposeProperties": True, "propertySettings": settings},
        "standardizedScore": True,
    }
