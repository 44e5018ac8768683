"""Posts, and who held which of them when."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api import forms
from api.dependencies import APost, ATenure, TheStore
from api.formats.listing import listing
from api.negotiation import RESOURCE
from api.resources import represent
from api.resources.asked import PostsAsked, TenuresAsked
from api.resources.models import HeldPost, HeldPosts, Post, Posts
from graph.queries import described, posts

router = APIRouter(prefix="/v1", tags=["posts"])


@listing(router, "/posts")
def list_posts(asked: Annotated[PostsAsked, Query()], store: TheStore) -> Posts:
    """Offices that one person after another holds, all or those of a body."""
    found, total = posts.posts(store, asked.limit + 1, asked.after("post/"), asked.of(store))
    return represent.post_page(found, total, asked.limit)


@router.get("/posts/{id:path}", response_model=Post, responses=forms.documented(RESOURCE))
def get_post(wanted: APost, store: TheStore) -> Response:
    """One post with its tenures."""
    found = represent.post(*posts.post(store, wanted.iri))
    return forms.resource(found, lambda: described.post(store, wanted.iri), wanted)


@listing(router, "/tenures")
def list_tenures(asked: Annotated[TenuresAsked, Query()], store: TheStore) -> HeldPosts:
    """Who held which post from when to when; with `on`, who held them on that day."""
    found, total = posts.tenures(store, asked.which(store), asked.limit + 1, asked.after("tenure/"))
    return represent.tenure_page(found, total, asked.limit)


@router.get("/tenures/{id:path}", response_model=HeldPost, responses=forms.documented(RESOURCE))
def get_tenure(wanted: ATenure, store: TheStore) -> Response:
    """One tenure."""
    found = represent.tenure(posts.tenure(store, wanted.iri))
    return forms.resource(found, lambda: described.tenure(store, wanted.iri), wanted)
