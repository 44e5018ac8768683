"""The media types of answers: SPARQL results in JSON, XML, CSV and TSV, RDF in Turtle and three others."""

from collections.abc import Mapping

from api.negotiation import JSON_LD, TURTLE, preferred
from api.problems import NotAcceptable

SOLUTIONS: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
"""For SELECT and ASK. CSV and TSV have no form of their own for a truth value: it is the one word of the body."""

GRAPHS: Mapping[str, str] = {
    TURTLE: "ttl",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
    JSON_LD: "jsonld",
}
"""For CONSTRUCT and DESCRIBE."""

OFFERS = (*SOLUTIONS, *GRAPHS)


def wanted(accept: str | None) -> tuple[str | None, str | None]:
    """The media types for solutions and for graphs; None where nothing of that kind is acceptable.

    Raises `NotAcceptable` where neither is.
    """
    solutions, graphs = (_preferred(accept, tuple(kind)) for kind in (SOLUTIONS, GRAPHS))
    if not (solutions or graphs):
        raise NotAcceptable(f"there is {', '.join(OFFERS)}")
    return solutions, graphs


def _preferred(accept: str | None, offers: tuple[str, ...]) -> str | None:
    try:
        return preferred(accept, offers)
    except NotAcceptable:
        return None


def content_type(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
