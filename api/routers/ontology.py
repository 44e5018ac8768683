"""What IRIs lead to: the vocabulary as a page or in RDF, and a resource's IRI to its address in the API."""

from collections.abc import Callable

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api import forms, represent
from api.negotiation import HTML, JSON_LD, TURTLE, VARY, preferred
from graph.errors import UnknownResource
from ontology.documentation import FILES, document, page
from ontology.vocabulary import ID, VOCABULARY

router = APIRouter(tags=["vocabulary"])

_SEGMENTS = {*represent.COLLECTIONS, *(VOCABULARY.segment(kind) for kind in VOCABULARY.participants)}


def _endpoint(name: str) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        html = page(name)
        media_type = preferred(request.headers.get("accept"), (*([HTML] if html else ()), TURTLE, JSON_LD))
        if html and media_type == HTML:
            return HTMLResponse(html, headers=VARY)
        return forms.vocabulary(document(name), media_type)

    return endpoint


def _without_slash(name: str) -> Callable[[], Response]:
    return lambda: RedirectResponse(f"/{name}", 308)


for _name in FILES:
    router.get(
        f"/{_name}",
        name=f"get_{_name.replace('-', '_')}",
        description="A document of the vocabulary, as a page (but for shapes and alignments), Turtle or JSON-LD.",
        response_class=Response,
        responses=forms.documented((*([HTML] if page(_name) else ()), TURTLE, JSON_LD)),
    )(_endpoint(_name))
    router.get(f"/{_name}/", include_in_schema=False)(_without_slash(_name))


@router.get("/id/{segment}/{slug:path}", status_code=303, response_class=RedirectResponse)
def redirect_resource(segment: str, slug: str) -> RedirectResponse:
    """From the IRI of whatever the API describes to its address; a mention's leads to its article."""
    if segment not in _SEGMENTS or {".", ".."} & set(slug.split("/")):
        raise UnknownResource(f"nothing is described under /id/{segment}/")
    iri = f"{ID}{segment}/{slug}"
    if segment == "article" and "/sentence/" not in slug:
        iri = f"{ID}{segment}/{slug.partition('/')[0]}"
    return RedirectResponse(represent.path(iri), 303)
