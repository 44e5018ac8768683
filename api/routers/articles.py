"""Articles: listed, read with all that was found in them, and loaded."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from api import forms, represent
from api.access.require import require
from api.access.visit import Visit
from api.asked import Listed
from api.bodies import BODY, given_article
from api.dependencies import AnArticle, TheLoading, TheStore
from api.formats.listing import listing
from api.models import Article, Articles, Loaded
from api.negotiation import RESOURCE
from graph.article import Article as Given
from graph.queries import articles, described
from graph.triples import graph_iri

ELSE: dict[int | str, dict[str, Any]] = {
    200: {"model": Loaded, "description": "It replaced an older text, or it or one with the same text was there."}
}

router = APIRouter(prefix="/v1/articles", tags=["articles"])


@listing(router, "")
def list_articles(asked: Annotated[Listed, Query()], store: TheStore) -> Articles:
    """The articles that are loaded."""
    found, total = articles.articles(store, asked.limit + 1, asked.after("article/"))
    return represent.articles(found, total, asked.limit)


@router.post("", status_code=201, openapi_extra=BODY, responses=ELSE)
def load_article(
    writing: Annotated[Visit, Depends(require("write"))],  # first, so that no body is taken from just anybody
    article: Annotated[Given, Depends(given_article)],
    loading: TheLoading,
    response: Response,
) -> Loaded:
    """Read an article and store the acts that it states; what is there already is left as it is."""
    outcome = loading.load(article)
    loaded = represent.loaded(outcome)
    writing.about = loaded.iri
    if loaded.outcome == "loaded":
        response.headers["Location"] = represent.path(loaded.iri)
    else:
        response.status_code = 200
    return loaded


@router.get("/{id:path}", response_model=Article, responses=forms.documented(RESOURCE))
def get_article(wanted: AnArticle, store: TheStore) -> Response:
    """One article; in RDF its whole named graph, with every act and passage."""
    found = represent.article(articles.article(store, wanted.iri))
    return forms.resource(found, lambda: described.article(store, wanted.iri), wanted, graph_iri(wanted.iri))
