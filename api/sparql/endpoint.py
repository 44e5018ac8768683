"""`/v1/sparql`: the W3C SPARQL 1.1 Protocol, queries only."""

from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Depends, Request, Response
from starlette.requests import ClientDisconnect

from api import forms
from api.leaving import on_leaving
from api.negotiation import JSON_LD, TURTLE, VARY, preferred
from api.problems import NotAcceptable
from api.sparql.description import describe
from api.sparql.forms import GRAPHS, OFFERS, SOLUTIONS, content_type, wanted
from api.sparql.protocol import DIRECT, FORM, AQuery, ASentQuery, Operation
from graph.mirror.mirror import Freshness, Mirror, NoForm
from graph.mirror.stop import Stop, Stopped

router = APIRouter(prefix="/v1/sparql", tags=["sparql"])

_GRAPHS = {"type": "array", "items": {"type": "string", "format": "uri"}}
_FIELDS: dict[str, dict[str, Any]] = {
    "query": {"type": "string", "description": "A SPARQL 1.1 query."},
    "default-graph-uri": {**_GRAPHS, "description": "Named graphs whose merge is the default graph."},
    "named-graph-uri": {**_GRAPHS, "description": "Named graphs that GRAPH can name."},
}
_EXAMPLE = "PREFIX ww: <https://w3id.org/whowhom/ontology#> SELECT ?act WHERE { ?act a ww:Act } LIMIT 10"
_PARAMETERS = [{"name": name, "in": "query", "schema": schema} for name, schema in _FIELDS.items()]
_BODY = {
    "required": True,
    "content": {
        FORM: {"schema": {"type": "object", "properties": _FIELDS, "required": ["query"]}},
        DIRECT: {"schema": {"type": "string"}, "example": _EXAMPLE},
    },
}


def _mirror(request: Request) -> Mirror:
    found: Mirror = request.app.state.mirror
    return found


TheMirror = Annotated[Mirror, Depends(_mirror)]
_ANSWERS = forms.documented(OFFERS)


@router.get("", response_class=Response, responses=_ANSWERS, openapi_extra={"parameters": _PARAMETERS})
async def get_sparql(request: Request, operation: AQuery, mirror: TheMirror) -> Response:
    """Answers the query in the address; without one describes the service in RDF."""
    if operation is None:
        return await to_thread.run_sync(_described, request, mirror)
    return await _answered(request, operation, mirror)


@router.post("", response_class=Response, responses=_ANSWERS, openapi_extra={"requestBody": _BODY})
async def post_sparql(request: Request, operation: ASentQuery, mirror: TheMirror) -> Response:
    """Answers the query in the body, which is a form or the query itself."""
    return await _answered(request, operation, mirror)


def _described(request: Request, mirror: Mirror) -> Response:
    media_type = preferred(request.headers.get("accept"), (TURTLE, JSON_LD))
    _, freshness = mirror.fresh()
    described = forms.vocabulary(describe(str(request.url), freshness), media_type)
    described.headers.update(_headers(freshness))
    return described


async def _answered(request: Request, operation: Operation, mirror: Mirror) -> Response:
    """The query ends when its client goes away. Raises `ClientDisconnect` then."""
    stop = Stop()
    async with on_leaving(request, stop.now):
        try:
            return await to_thread.run_sync(_answer, request, operation, mirror, stop)
        except Stopped as error:
            raise ClientDisconnect from error


def _answer(request: Request, operation: Operation, mirror: Mirror, stop: Stop) -> Response:
    solutions, graph = wanted(request.headers.get("accept"))
    kinds = (SOLUTIONS[solutions] if solutions else None), (GRAPHS[graph] if graph else None)
    try:
        answered = mirror.ask(operation.query, operation.dataset, *kinds, stop)
    except NoForm as error:
        raise NotAcceptable("SELECT and ASK have tables, CONSTRUCT and DESCRIBE have RDF") from error
    media_type = solutions if answered.form in SOLUTIONS.values() else graph
    assert media_type
    headers = {**_headers(answered.freshness), "Content-Type": content_type(media_type)}
    return Response(answered.body, headers=headers)


def _headers(freshness: Freshness) -> dict[str, str]:
    """Which change of the store the answer knows, how many came since, and when it was read."""
    state = freshness.state
    told = f'change={state.number}, behind={freshness.behind}, read="{state.at}"'
    return {"X-Whowhom-Freshness": told, **VARY}
