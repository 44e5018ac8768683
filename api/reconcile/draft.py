"""What the draft of version 1.0 asks in another way (https://reconciliation-api.github.io/specs/draft/): `/match` and
`/extend`, both with JSON, and a manifest of its own, which a client gets that accepts its media type.
"""

from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse
from pydantic import ConfigDict, Field, StrictBool, StrictStr, TypeAdapter

from api.bodies import bounded, json_body
from api.dependencies import TheStore
from api.problems import UnsupportedBody
from api.reconcile import answers, batches, extension
from api.reconcile.batches import Given, UnreadableBatch, Values
from api.reconcile.documented import RESULT
from graph.match.wanted import Wanted
from graph.queries.candidates import LONGEST, candidates

MEDIA_TYPE = "application/reconciliation.v1+json"
router = APIRouter()


class Condition(Given):
    matchType: Literal["name", "id", "property"]
    propertyValue: Values
    propertyId: StrictStr | None = None
    required: StrictBool = False
    matchQuantifier: Literal["any"] = "any"


class ConditionalQuery(Given):
    model_config = ConfigDict(extra="forbid")

    conditions: Annotated[list[Condition], Field(min_length=1, max_length=20)]
    type: StrictStr | None = None
    limit: Annotated[float, Field(ge=1, allow_inf_nan=False)] = 5
    lang: StrictStr | None = None
    dir: StrictStr | None = None


class ConditionalBatch(Given):
    queries: list[ConditionalQuery]


BATCH = json_body(
    ConditionalBatch, {"queries": [{"conditions": [{"matchType": "name", "propertyValue": "J. Sessions"}]}]}
)
EXTENSION = json_body(extension.ExtensionGiven, {"ids": ["person/jeff-sessions"], "properties": [{"id": "post"}]})


@router.post("/match", responses=RESULT, openapi_extra=BATCH)
def match_entities(request: Request, store: TheStore, body: Annotated[bytes, Depends(bounded)]) -> JSONResponse:
    """Candidates for a batch of queries in the form of version 1.0."""
    given = batches.parsed(TypeAdapter(ConditionalBatch), _json(request, body))
    batches.bounded(len(given.queries))
    found = candidates(store, [_wanted(i, q) for i, q in enumerate(given.queries)])
    return JSONResponse({"results": [{"candidates": [_candidate(answers.candidate(c)) for c in f]} for f in found]})


@router.post("/extend", responses=RESULT, openapi_extra=EXTENSION)
def extend_entities(request: Request, store: TheStore, body: Annotated[bytes, Depends(bounded)]) -> JSONResponse:
    """Values of properties in the form of version 1.0."""
    meta, rows = extension.table(store, _json(request, body))
    told = [{"id": i, "properties": [{"id": c, "values": v} for c, v in row.items()]} for i, row in rows.items()]
    return JSONResponse({"meta": meta, "rows": told})


def _json(request: Request, body: bytes) -> bytes:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in ("application/json", MEDIA_TYPE):
        raise UnsupportedBody("a batch of version 1.0 comes as application/json")
    return body


def _wanted(number: int, query: ConditionalQuery) -> Wanted:
    where = f"queries.{number}"
    names = [c.propertyValue for c in query.conditions if c.matchType in ("name", "id")]
    if len(names) > 1 or any(isinstance(n, list) and len(n) > 1 for n in names):
        raise UnreadableBatch(f"{where}: one name or identifier at a time is matched")
    name = batches.plain(names[0][0] if isinstance(names[0], list) else names[0]) if names and names[0] != [] else ""
    if len(name) > LONGEST:
        raise UnreadableBatch(f"{where}: a name has at most {LONGEST} characters")
    said = {c.propertyId or "": c.propertyValue for c in query.conditions if c.matchType == "property"}
    found = batches.wanted(where, name, [query.type] if query.type else [], said, query.limit)
    return replace(found, required=frozenset(c.propertyId or "" for c in query.conditions if c.required) - {""})


def _candidate(told: dict[str, Any]) -> dict[str, Any]:
    """Features have names in this version."""
    return {**told, "features": [{**f, "name": f["id"]} for f in told["features"]]}
