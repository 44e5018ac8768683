"""What the forms of answers need beside the answers: the JSON-LD context, and the graph as a whole."""

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from api.dependencies import TheStore
from api.formats.context import context
from api.formats.streaming import Streamed, gathered
from api.negotiation import JSON_LD, TRIG
from graph.dump.archive import archive
from graph.dump.rdf import everything

router = APIRouter(prefix="/v1", tags=["formats"])

_ZIP = "application/zip"


@router.get(
    "/context.jsonld", response_class=Response, responses={200: {"content": {JSON_LD: {"schema": {"type": "object"}}}}}
)
def get_context() -> Response:
    """The JSON-LD context that answers in JSON-LD refer to."""
    return JSONResponse(context(), media_type=JSON_LD, headers={"Cache-Control": "public, max-age=86400"})


@router.get("/dump.trig", response_class=Response, responses={200: {"content": {TRIG: {"schema": {"type": "string"}}}}})
def get_dump(store: TheStore) -> Response:
    """Every named graph, who is who first; `whowhom import` takes it in again."""
    return Streamed(gathered(everything(store)), f"{TRIG}; charset=utf-8")


@router.get("/dump.zip", response_class=Response, responses={200: {"content": {_ZIP: {"schema": {"type": "string"}}}}})
def get_tables(store: TheStore) -> Response:
    """Nodes and relationships as CSV, for `neo4j-admin database import full`."""
    return Streamed(archive(store), _ZIP)
