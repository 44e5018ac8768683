"""How the API's description tells of the protocol, whose own schemas say the rest."""

from typing import Any

from api.reconcile.batches import FORM

_OBJECT = {"schema": {"type": "object"}}
_SCHEMAS = "https://reconciliation-api.github.io/specs/0.2/#json-schemas"


def _answers(description: str, *media_types: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"description": f"{description}, as in {_SCHEMAS}.", "content": dict.fromkeys(media_types, _OBJECT)}}


MANIFEST = _answers("The manifest, or the answer to the batch", "application/json")
RESULT = _answers("The answer", "application/json")
PAGE: dict[int | str, dict[str, Any]] = {200: {"content": {"text/html": {"schema": {"type": "string"}}}}}

_TEXT = {"type": "string", "contentMediaType": "application/json"}
BATCH: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            FORM: {
                "schema": {
                    "type": "object",
                    "properties": {"queries": _TEXT, "extend": _TEXT},
                    "minProperties": 1,
                },
                "example": {"queries": '{"q0": {"query": "J. Sessions", "type": "Official"}}'},
            }
        },
    }
}
