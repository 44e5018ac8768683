"""A network in every form that it has: JSON, its edges as CSV and as lines of JSON, and a picture."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response

from api.aggregates.models import Network
from api.formats import edges, records
from api.formats.drawn import drawn
from api.formats.media import CSV, CSV_TYPE, DRAWN, NDJSON, OF_ANY
from api.formats.offered import Offered, offer
from api.formats.streaming import line
from api.formats.table import csv_lines
from api.negotiation import JSON, VARY

Endpoint = Callable[..., Network]


@dataclass(frozen=True, slots=True)
class Drawing(Offered):
    """An endpoint that gives a network, which comes in one piece."""

    @property
    def forms(self) -> dict[str, str]:
        return {**OF_ANY, **DRAWN}

    def send(self, request: Request, given: dict[str, Any], media_type: str) -> Response:
        network: Network = self.endpoint(**given)
        if media_type == JSON:
            return Response(network.model_dump_json(by_alias=True), media_type=JSON, headers=VARY)
        if media_type == CSV:
            lines = csv_lines(records.EDGES, records.edges(network))
            return Response("".join(lines), media_type=CSV_TYPE, headers=VARY)
        if media_type == NDJSON:
            return Response("".join(map(line, network.edges)), media_type=NDJSON, headers=VARY)
        picture = drawn(edges.of_network(network), media_type, network.nodes)
        return Response(picture, media_type=media_type, headers=VARY)


def drawing(router: APIRouter, path: str) -> Callable[[Endpoint], Endpoint]:
    """Register the endpoint in the forms of a network, for the path and for the path with an extension."""

    def register(endpoint: Endpoint) -> Endpoint:
        offer(router, path, Drawing(endpoint))
        return endpoint

    return register
