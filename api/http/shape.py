"""Which fields an answer has, by the JSON schema of its model; lists are looked through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter

Schema = Mapping[str, Any]


class Shape:
    """One place in an answer."""

    def __init__(self, schema: Schema, definitions: Schema) -> None:
        self._definitions = definitions
        self._schemas = list(self._plain(schema))

    def names(self) -> tuple[str, ...]:
        """The names that stand here, as far as they are known."""
        return tuple(dict.fromkeys(name for schema in self._schemas for name in schema.get("properties", ())))

    def below(self, name: str) -> Shape | None:
        """What that name leads to; None when it cannot stand here."""
        for schema in self._schemas:
            found = schema.get("properties", {}).get(name, _else(schema))
            if found is not None:
                return Shape(found, self._definitions)
        return None

    def _plain(self, schema: Schema) -> Iterator[Schema]:
        """The schemas of objects and of anything, without references, choices and lists around them."""
        if "$ref" in schema:
            yield from self._plain(self._definitions[schema["$ref"].rpartition("/")[2]])
        elif "items" in schema:
            yield from self._plain(schema["items"])
        else:
            choices = [c for kind in ("anyOf", "oneOf", "allOf") for c in schema.get(kind, ())]
            for choice in choices:
                yield from self._plain(choice)
            if not choices:
                yield schema


def _else(schema: Schema) -> Schema | None:
    """What a name that the schema does not list leads to: of a schema that says nothing, anything."""
    others = schema.get("additionalProperties", "type" not in schema and "properties" not in schema)
    return others if isinstance(others, Mapping) else {} if others else None


@cache
def shape_of(model: Any) -> Shape:
    """The shape of a route's answers; one without a model has no fields."""
    schema: Schema = TypeAdapter(model).json_schema(mode="serialization") if model is not None else {"type": "null"}
    return Shape(schema, schema.get("$defs", {}))
