"""Where an answer leads on, as links of the API's description (OpenAPI 3.1, section 4.8.20), made from its own schemas.

- A property whose description names an address, as ids do (`/v1/acts/{id}`), leads to what is read there. Of a resource
  within an answer only the id is followed: its own answer tells the rest.
- A resource leads to what is below its address, and the first item of a list to what is below that of the list.
- A page leads to the next one of the same question.
- An actor leads to every question that it alone is enough for.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from api.asked import WHO

Schema = Mapping[str, Any]
Links = dict[str, dict[str, Any]]

_ADDRESS = re.compile(r"/v1/[\w/]+/\{id\}")
_ACTOR = "/v1/actors/{id}"
_BODY = "$response.body#"


def add_links(description: dict[str, Any]) -> None:
    """Adds to every answer that is described by a model, but for lists under an extension, which tell the same."""
    paths, schemas = description["paths"], description["components"]["schemas"]
    gets = {path: operations["get"] for path, operations in paths.items() if "get" in operations}
    for path, operations in paths.items():
        for operation in operations.values():
            for status in ("200", "201"):
                answer = operation["responses"].get(status, {})
                schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
                if "$ref" in schema and not path.endswith(".{extension}"):
                    links = _links(path, operation, _model(schema, schemas), gets, schemas)
                    answer.update({"links": links} if links else {})


def _links(path: str, operation: Schema, model: Schema, gets: Mapping[str, Schema], schemas: Schema) -> Links:
    links: Links = {}
    for pointer, address in _named(model, schemas):
        for target in _readers(path, pointer, address, gets):
            leads = gets[target]
            if leads is not operation:
                links[_name(leads, pointer)] = _link(leads, {"id": _BODY + pointer})
    if path == _ACTOR:
        for leads in gets.values():
            for name in _whom(leads):
                links[_name(leads, f"/{name}")] = _link(leads, {name: f"{_BODY}/id"})
    if {"items", "next"} <= set(model["properties"]):
        links["next"] = _link(operation, _again(operation) | {"cursor": f"{_BODY}/next"})
    return links


def _readers(path: str, pointer: str, address: str, gets: Mapping[str, Schema]) -> Iterator[str]:
    """The paths where an id is understood that stands in the answer of `path`."""
    for target in gets:
        below = pointer == "/id" and target.startswith(f"{address}/") and not target.endswith(".{extension}")
        if target == address or below or (pointer == "/items/0/id" and target == f"{path}/{{id}}"):
            yield target


def _named(model: Schema, schemas: Schema, at: str = "") -> Iterator[tuple[str, str]]:
    """JSON pointers to ids, each with the address that it is an id for."""
    properties: Mapping[str, Schema] = model["properties"]
    addressed = {name: found[0] for name, p in properties.items() if (found := _ADDRESS.search(_told(p)))}
    if at and "id" in addressed:
        yield f"{at}/id", addressed["id"]
        return
    for name, schema in properties.items():
        if name in addressed:
            yield f"{at}/{name}", addressed[name]
        for step, within in _within(schema):
            yield from _named(_model(within, schemas), schemas, f"{at}/{name}{step}")


def _within(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """References to models, with the step to the first of a list."""
    if "$ref" in schema:
        yield "", schema
    for choice in schema.get("anyOf", ()):
        yield from _within(choice)
    if "items" in schema:
        yield from (("/0" + step, found) for step, found in _within(schema["items"]))


def _model(reference: Schema, schemas: Schema) -> Schema:
    found: Schema = schemas[reference["$ref"].rpartition("/")[2]]
    return found


def _told(schema: Schema) -> str:
    return str(schema.get("description", ""))


def _whom(operation: Schema) -> list[str]:
    """The parameters that take an actor and are enough for a question."""
    asked = [p for p in operation.get("parameters", ()) if WHO in _told(p)]
    required = [p["name"] for p in operation.get("parameters", ()) if p.get("required")]
    return [p["name"] for p in asked if required in ([], [p["name"]])]


def _again(operation: Schema) -> dict[str, str]:
    """What was asked, to be asked again."""
    return {p["name"]: f"$request.{p['in']}.{p['name']}" for p in operation["parameters"]}


def _name(operation: Schema, pointer: str) -> str:
    return f"{operation['operationId']}{pointer.replace('/0', '').replace('/', '.')}"


def _link(operation: Schema, parameters: dict[str, str]) -> dict[str, Any]:
    return {"operationId": operation["operationId"], "parameters": parameters}
