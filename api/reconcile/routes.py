"""The endpoints of version 0.2; where the draft of 1.0 has the same ones, they serve both."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse

from api.bodies import bounded
from api.codes import Kind
from api.dependencies import TheStore
from api.reconcile import answers, batches, draft, extension, judging, manifest, preview, suggested
from api.reconcile.documented import BATCH, MANIFEST, PAGE, RESULT
from graph.queries import actors
from graph.queries.candidates import candidates
from graph.queries.extended import proposed
from graph.store import Store
from ontology.vocabulary import ID

router = APIRouter(prefix="/v1/reconcile", tags=["reconciliation"])

LONGEST = 8_000
"""Characters of a batch in an address, which servers and clients take so far; a longer one goes by POST."""

Batch = Annotated[str | None, Query(min_length=2, max_length=LONGEST, description="A batch of queries in JSON.")]
Extension = Annotated[
    str | None, Query(min_length=2, max_length=LONGEST, description="Identifiers and properties in JSON.")
]
Prefix = Annotated[str, Query(max_length=300, description="The beginning of a name, or an identifier.")]
Skipped = Annotated[int, Query(ge=0, le=10_000, description="How many suggestions to leave out.")]


@router.get("", responses=MANIFEST)
def get_reconciliation(request: Request, store: TheStore, queries: Batch = None, extend: Extension = None) -> Response:
    """The manifest of the service; with `queries` or `extend` their answer."""
    if queries is None and extend is None:
        base = str(request.base_url).rstrip("/")
        if draft.MEDIA_TYPE in request.headers.get("accept", ""):
            return JSONResponse(manifest.draft(base), media_type=draft.MEDIA_TYPE, headers={"Vary": "Accept"})
        return JSONResponse(manifest.manifest(base), headers={"Vary": "Accept"})
    return _answer(store, queries, extend)


@router.post("", responses=RESULT, openapi_extra=BATCH)
def reconcile(request: Request, store: TheStore, body: Annotated[bytes, Depends(bounded)]) -> Response:
    """Candidates for a batch of queries, or values of properties, by the field `queries` or `extend` of the form."""
    fields = batches.form(body, request.headers.get("content-type", ""))
    return _answer(store, fields.get("queries"), fields.get("extend"))


def _answer(store: Store, queries: str | None, extend: str | None) -> JSONResponse:
    if queries:
        asked = batches.queries(queries)
        found = candidates(store, list(asked.values()))
        return JSONResponse(
            {name: {"result": list(map(answers.candidate, f))} for name, f in zip(asked, found, strict=True)}
        )
    if extend:
        meta, rows = extension.table(store, extend)
        return JSONResponse({"meta": meta, "rows": rows})
    raise batches.UnreadableBatch("there is neither `queries` nor `extend`")


@router.get("/suggest/entity", responses=RESULT)
def suggest_entities(store: TheStore, prefix: Prefix = "", cursor: Skipped = 0) -> JSONResponse:
    """Entities by the beginning of a name."""
    return JSONResponse({"result": suggested.entities(store, prefix, cursor)})


@router.get("/suggest/type", responses=RESULT)
def suggest_types(prefix: Prefix = "", cursor: Skipped = 0) -> JSONResponse:
    """Classes of the ontology."""
    return JSONResponse({"result": suggested.types(prefix, cursor)})


@router.get("/suggest/property", responses=RESULT)
def suggest_properties(prefix: Prefix = "", cursor: Skipped = 0) -> JSONResponse:
    """Properties that a query may name beside the name."""
    return JSONResponse({"result": suggested.properties(prefix, cursor)})


@router.get("/extend/propose", responses=RESULT)
def propose_properties(
    type: Annotated[Kind, Query()] = "Participant", limit: Annotated[int, Query(ge=1, le=1000)] = 100
) -> JSONResponse:
    """Properties by which entities of the type can be extended."""
    told = [{"id": c.id, "name": c.label, "description": c.definition} for c in proposed(type)[:limit]]
    return JSONResponse({"type": type, "limit": limit, "properties": told})


@router.get("/preview", response_class=Response, responses=PAGE)
def preview_entity(
    store: TheStore, id: Annotated[str, Query(max_length=2000, description="The identifier.")]
) -> Response:
    """A small page about an entity, for a frame."""
    return preview.page(actors.actor(store, id if id.startswith(str(ID)) else f"{ID}{id}"))


router.include_router(draft.router)
router.include_router(judging.router)
