"""How the API's description tells of what every answer has: the choice of fields, entity tags, links, ids."""

from typing import Any

FIELDS: dict[str, Any] = {
    "name": "fields",
    "in": "query",
    "required": False,
    "description": "Only these fields of the answer in JSON: names with commas between them, with a dot for what is "
    "below; of a list, of each of its items. For example `total,items.agent.name`. What is not named is "
    "missing then, also where the schema of the whole answer requires it.",
    "schema": {"type": "string"},
}
UNCHANGED: dict[str, Any] = {"description": "The client has it already: its ETag is one of If-None-Match."}


def _header(description: str) -> dict[str, Any]:
    return {"description": description, "schema": {"type": "string"}}


ID = _header("The request's id: the client's X-Request-Id where it is up to 64 letters, digits, `.`, `_` and `-`.")
TAG = _header("Names this state of the answer, for If-None-Match and If-Match.")
LINK = _header('`rel="next"` leads to the next page (RFC 8288).')


def describe_http(method: str, operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Adds to the operation."""
    for answer in operation["responses"].values():
        answer["headers"] = {**answer.get("headers", {}), "X-Request-Id": ID}
    answer = operation["responses"].get("200", operation["responses"].get("201", {}))
    schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
    if {"$ref", "additionalProperties"} & set(schema):  # another one says nothing of its fields
        operation["parameters"] = [*operation.get("parameters", []), FIELDS]
    if method == "get" and "200" in operation["responses"]:
        answer["headers"]["ETag"] = TAG
        operation["responses"]["304"] = UNCHANGED
        if {"items", "next"} <= set(schemas.get(schema.get("$ref", "").rpartition("/")[2], {}).get("properties", ())):
            answer["headers"]["Link"] = LINK
