"""One resource as JSON or RDF, and how the API's description tells of these forms."""

from collections.abc import Callable, Sequence
from typing import Any

from fastapi import Response
from rdflib import Graph

from api.dependencies import Wanted
from api.formats.linked import written
from api.models import Model
from api.negotiation import JSON, JSON_LD, TURTLE, VARY
from graph.dump.rdf import NOWHERE
from graph.projection import PropertyGraph, unproject
from ontology.vocabulary import PREFIXES


def resource(model: Model, described: Callable[[], PropertyGraph], wanted: Wanted, graph: str = NOWHERE) -> Response:
    """The resource in the wanted form; `described` gives what the store states of it, all of it in that named graph."""
    if wanted.media_type == JSON:
        return Response(model.model_dump_json(by_alias=True), media_type=JSON, headers=VARY)
    return written([unproject(described(), graph)], wanted.media_type, wanted.context)


def vocabulary(graph: Graph, media_type: str) -> Response:
    """A document of the vocabulary as Turtle or as JSON-LD with its prefixes."""
    if media_type == JSON_LD:
        return Response(graph.serialize(format="json-ld", context=_prefixes(graph)), media_type=JSON_LD, headers=VARY)
    return Response(graph.serialize(format="turtle"), media_type=f"{TURTLE}; charset=utf-8", headers=VARY)


def _prefixes(graph: Graph) -> dict[str, str]:
    return {prefix: str(namespace) for prefix, namespace in graph.namespaces() if prefix in PREFIXES}


def documented(offers: Sequence[str]) -> dict[int | str, dict[str, Any]]:
    """The forms beside JSON, for OpenAPI."""
    return {
        200: {"content": {media_type: {"schema": _schema(media_type)} for media_type in offers if media_type != JSON}}
    }


def _schema(media_type: str) -> dict[str, Any]:
    return {"type": ["object", "array"]} if media_type.endswith("json") else {"type": "string"}
