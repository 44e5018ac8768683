"""A list in every form: JSON a page at a time, CSV and lines of JSON whole, acts as RDF and as graphs too.

`@listing(router, path)` stands where `@router.get(path)` would: it adds `path` with content negotiation and
`path.EXTENSION`. The endpoint takes the question as `asked` (with `limit` and `cursor`) and the store as `store`, and
gives a page of `Items`.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Literal, get_args, get_type_hints

from fastapi import APIRouter, Path, Request, Response

from api import forms
from api.formats import drawn, linked
from api.formats.context import address_of
from api.formats.media import CSV, DRAWN, NDJSON, forms_of
from api.formats.streaming import Streamed, gathered
from api.formats.table import csv_lines
from api.models import Items, Model
from api.negotiation import JSON, VARY, preferred
from graph.queries.asked import LARGEST_PAGE

Endpoint = Callable[..., Items[Any]]
Every = Callable[..., Iterable[Model]]
Responses = dict[int | str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Listing:
    """An endpoint that gives pages; `every` gives all items at once, where there is a better way than by pages."""

    endpoint: Endpoint
    every: Every | None

    @property
    def answer(self) -> type[Items[Any]]:
        found: type[Items[Any]] = get_type_hints(self.endpoint)["return"]
        return found

    @property
    def kind(self) -> type[Model]:
        """What the items are."""
        found: type[Model]
        (found,) = get_args(self.answer.model_fields["items"].annotation)
        return found

    @property
    def forms(self) -> dict[str, str]:
        return forms_of(self.kind)

    def wanted(self, given: dict[str, Any]) -> Iterable[Model]:
        """The items of the page where one was asked for by `limit` or `cursor`, else all of them."""
        if {"limit", "cursor"} & given["asked"].model_fields_set:
            return iter(self.endpoint(**given).items)
        return self.every(**given) if self.every else self._pages(given)

    def _pages(self, given: dict[str, Any]) -> Iterator[Model]:
        asked = given["asked"].model_copy(update={"limit": LARGEST_PAGE})
        while True:
            page = self.endpoint(**{**given, "asked": asked})
            yield from page.items
            if page.next is None:
                return
            asked = asked.model_copy(update={"cursor": page.next})

    def send(self, request: Request, given: dict[str, Any], media_type: str) -> Response:
        """The list in the form of that media type."""
        if media_type == CSV:
            lines = csv_lines(self.kind, self.wanted(given))
            return Streamed(gathered(lines), "text/csv; charset=utf-8; header=present")
        if media_type == NDJSON:
            return Streamed(gathered(map(_line, self.wanted(given))), NDJSON)
        if media_type in DRAWN.values():
            return Response(drawn.drawn(self.wanted(given), media_type), media_type=media_type, headers=VARY)  # type: ignore[arg-type]
        page = self.endpoint(**given)
        if media_type == JSON:
            return Response(page.model_dump_json(by_alias=True), media_type=JSON, headers=VARY)
        answer = linked.acts(given["store"], page.items, media_type, address_of(request))
        if page.next:
            following = request.url.include_query_params(cursor=page.next)
            answer.headers["Link"] = f'<{following}>; rel="next"'
        return answer


def listing(
    router: APIRouter, path: str, every: Every | None = None, responses: Responses | None = None
) -> Callable[[Endpoint], Endpoint]:
    """Register the endpoint, with its other responses, for the path and for the path with an extension."""

    def register(endpoint: Endpoint) -> Endpoint:
        of = Listing(endpoint, every)
        offers = tuple(of.forms.values())

        def negotiated(request: Request, **given: Any) -> Response:
            return of.send(request, given, preferred(request.headers.get("accept"), offers))

        def extended(request: Request, extension: str, **given: Any) -> Response:
            return of.send(request, given, of.forms[extension])

        extension = Annotated[Literal[tuple(of.forms)], Path(description="The form.")]  # type: ignore[valid-type]
        add = partial(router.get, response_model=of.answer, responses={**forms.documented(offers), **(responses or {})})
        add(path, name=endpoint.__name__)(_as(endpoint, negotiated))
        add(f"{path}.{{extension}}", name=f"{endpoint.__name__}_as")(_as(endpoint, extended, extension=extension))
        return endpoint

    return register


def _as(endpoint: Endpoint, answer: Callable[..., Response], **more: Any) -> Callable[..., Response]:
    """The function with the parameters of the endpoint, as FastAPI is to see them."""
    own = list(inspect.signature(endpoint, eval_str=True).parameters.values())
    added = {"request": Request, **more}
    parameters = [inspect.Parameter(n, inspect.Parameter.KEYWORD_ONLY, annotation=a) for n, a in added.items()]
    parameters += [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own]
    answer.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    answer.__doc__ = endpoint.__doc__
    return answer


def _line(item: Model) -> str:
    return item.model_dump_json(by_alias=True) + "\n"
