"""The body of a statement, as Neo4j's Query API v2 has it, and how the API is described to take and to answer it."""

import json
from typing import Annotated, Any, Literal

from fastapi import Depends, Request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, ValidationError

from api.bodies import bounded
from api.cypher.examples import ANSWER, STATEMENT, TYPED_STATEMENT
from api.dependencies import TheSettings
from api.problems import BodyTooLarge, InvalidBody, UnsupportedBody
from graph.store.typed_values import TYPES, untyped

JSON, TYPED = "application/json", "application/vnd.neo4j.query"
LARGEST = 256_000
"""Bytes of a body: parameters are values to look for, not tables to load."""
_LARGEST_INTEGER = 2**63


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


class Submitted(BaseModel):
    """A statement with its parameters."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, frozen=True)

    statement: str = Field(min_length=1, description="One Cypher statement that only reads.")
    parameters: dict[str, Any] = Field({}, description="Values of `$name` in the statement.")
    max_execution_time: float | None = Field(
        None, gt=0, allow_inf_nan=False, alias="maxExecutionTime", description="Seconds, below the service's own limit."
    )
    include_counters: StrictBool = Field(
        False, alias="includeCounters", description="Counters of changes: always zero."
    )
    access_mode: Annotated[Literal["READ"], BeforeValidator(_upper)] = Field("READ", alias="accessMode")


def _with_types() -> dict[str, Any]:
    schema = Submitted.model_json_schema()
    schema["properties"]["parameters"]["additionalProperties"] = {
        "type": "object",
        "required": ["$type", "_value"],
        "properties": {"$type": {"enum": list(TYPES)}, "_value": {}},
        "additionalProperties": False,
    }
    return schema


BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            JSON: {"schema": Submitted.model_json_schema(), "example": STATEMENT},
            TYPED: {"schema": _with_types(), "example": TYPED_STATEMENT},
        },
    }
}
_NOTIFICATION = {
    "type": "object",
    "required": ["code", "title", "description", "severity", "category"],
    "properties": {key: {"type": "string"} for key in ("code", "title", "description", "severity", "category")},
}
_ANSWER = {
    "type": "object",
    "required": ["data", "truncated"],
    "properties": {
        "data": {
            "type": "object",
            "required": ["fields", "values"],
            "properties": {
                "fields": {"type": "array", "items": {"type": "string"}},
                "values": {"type": "array", "items": {"type": "array", "items": {}}},
            },
        },
        "truncated": {"type": "boolean", "description": "A limit left out rows; a notification says which."},
        "counters": {"type": "object"},
        "notifications": {"type": "array", "items": _NOTIFICATION},
    },
}
ANSWERS: dict[int | str, dict[str, Any]] = {
    202: {
        "description": "The rows, in the form of Neo4j's Query API: plain, or with types by `Accept`.",
        "content": {JSON: {"schema": _ANSWER, "example": ANSWER}, TYPED: {"schema": _ANSWER}},
    }
}


def submitted(request: Request, settings: TheSettings, body: Annotated[bytes, Depends(bounded)]) -> Submitted:
    """Raises `UnsupportedBody`, `BodyTooLarge` and `InvalidBody`."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in (JSON, TYPED):
        raise UnsupportedBody(f"{media_type or 'a body without Content-Type'} is none of {JSON}, {TYPED}")
    if len(body) > LARGEST:
        raise BodyTooLarge(f"more than {LARGEST:,} bytes are not taken here")
    try:
        read = Submitted.model_validate(json.loads(body))
    except (ValueError, RecursionError) as error:
        raise InvalidBody(_wrong(error)) from error
    _check_value(read.statement)
    _check_value(read.parameters)
    if len(read.statement) > settings.cypher_characters:
        raise BodyTooLarge(
            f"a statement has at most {settings.cypher_characters:,} characters (WHOWHOM_CYPHER_CHARACTERS)"
        )
    return read if media_type == JSON else read.model_copy(update={"parameters": _untyped(read.parameters)})


def _untyped(parameters: dict[str, Any]) -> dict[str, Any]:
    read = {}
    for name, value in parameters.items():
        try:
            read[name] = untyped(value)
        except ValueError as error:
            raise InvalidBody(f"parameters.{name[:50]}: {error}") from error
        except RecursionError as error:
            raise InvalidBody(f"parameters.{name[:50]}: nested too deeply") from error
    return read


def _wrong(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(f"{'.'.join(map(str, e['loc'])) or 'body'}: {e['msg']}" for e in error.errors()[:5])
    return "the body is no JSON"


def _check_value(value: Any) -> None:
    """Whether Neo4j has such a value: whole numbers of 64 bits, text of whole characters."""
    match value:
        case int() if not -_LARGEST_INTEGER <= value < _LARGEST_INTEGER:
            raise InvalidBody("a whole number has at most 64 bits")
        case str():
            if any("\ud800" <= c <= "\udfff" for c in value):
                raise InvalidBody("half a character (a surrogate) is no text")
        case list():
            for each in value:
                _check_value(each)
        case dict():
            for key, each in value.items():
                _check_value(key)
                _check_value(each)
