"""A list in every form: JSON and RDF a page at a time, CSV, lines of JSON and pictures whole.

`@listing(router, path)` stands where `@router.get(path)` would. The endpoint takes the question as `asked` (with
`limit` and `cursor`) and the store as `store`, and gives a page; which forms there are is for the kind of its items.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, get_args

from fastapi import APIRouter, Request, Response

from api.formats import linked
from api.formats.context import address_of
from api.formats.drawn import drawn
from api.formats.kinds import Kind, kind_of
from api.formats.media import CSV, CSV_TYPE, DRAWN, NDJSON, RDF
from api.formats.offered import Offered, Responses, offer
from api.formats.streaming import Streamed, gathered, line
from api.formats.table import csv_lines, table_of
from api.http.pages import links
from api.models import Items, Model, Paths
from api.negotiation import JSON, VARY
from graph.queries.asked import LARGEST_PAGE

Page = Items[Any] | Paths
Endpoint = Callable[..., Page]
Every = Callable[..., Iterable[Model]]


@dataclass(frozen=True, slots=True)
class Listing(Offered):
    """An endpoint that gives pages; `every` gives all items at once, where there is a better way than by pages."""

    every: Every | None

    @property
    def model(self) -> type[Model]:
        """What the items are."""
        found: type[Model]
        (found,) = get_args(self.answer.model_fields["items"].annotation)
        return found

    @property
    def kind(self) -> Kind:
        return kind_of(self.model)

    @property
    def forms(self) -> dict[str, str]:
        return self.kind.forms

    def send(self, request: Request, given: dict[str, Any], media_type: str) -> Response:
        """A page where the form has pages, or one was asked for by `limit` or `cursor`; else all items."""
        in_pages = media_type == JSON or media_type in RDF.values()
        if not in_pages and not {"limit", "cursor"} & given["asked"].model_fields_set:
            return self._form(request, given, media_type, self.every(**given) if self.every else self._pages(given))
        page: Page = self.endpoint(**given)
        if media_type == JSON:
            return Response(page.model_dump_json(by_alias=True), media_type=JSON, headers=VARY)
        answer = self._form(request, given, media_type, page.items)
        answer.headers["Link"] = links(request.state.target, page.next)
        return answer

    def _pages(self, given: dict[str, Any]) -> Iterator[Model]:
        asked = given["asked"].model_copy(update={"limit": LARGEST_PAGE})
        while True:
            page: Page = self.endpoint(**{**given, "asked": asked})
            yield from page.items
            if page.next is None:
                return
            asked = asked.model_copy(update={"cursor": page.next})

    def _form(self, request: Request, given: dict[str, Any], media_type: str, items: Iterable[Any]) -> Response:
        """The items in a form other than JSON."""
        kind = self.kind
        if media_type == CSV:
            table = kind.table or table_of(self.model)
            return Streamed(gathered(csv_lines(table.columns, table.rows(items))), CSV_TYPE)
        if media_type == NDJSON:
            return Streamed(gathered(map(line, items)), NDJSON)
        if kind.edges and media_type in DRAWN.values():
            edges = (edge for item in items for edge in kind.edges(item))
            return Response(drawn(edges, media_type), media_type=media_type, headers=VARY)
        assert kind.graphs
        return linked.written(kind.graphs(given["store"], list(items)), media_type, address_of(request))


def listing(
    router: APIRouter, path: str, every: Every | None = None, responses: Responses | None = None
) -> Callable[[Endpoint], Endpoint]:
    """Register the endpoint in the forms of its items, for the path and for the path with an extension."""

    def register(endpoint: Endpoint) -> Endpoint:
        offer(router, path, Listing(endpoint, every), responses)
        return endpoint

    return register
