"""RDF as it is sent: Turtle, N-Triples, TriG, and JSON-LD that refers to the published context."""

import json
from collections.abc import Sequence

from fastapi import Response
from rdflib import Graph

from api.formats.context import compacted
from api.models import Act
from api.negotiation import JSON_LD, N_TRIPLES, TRIG, TURTLE, VARY
from graph.dump.rdf import NOWHERE, serialized
from graph.projection import unproject
from graph.queries import described
from graph.store import Store
from graph.triples import graph_iri, new_graph
from ontology.vocabulary import ID

_FORMS = {TURTLE: "turtle", N_TRIPLES: "nt", TRIG: "trig"}
_ARTICLES = f"{ID}article/"


def written(graph: Graph, media_type: str, context: str) -> Response:
    """The graph in the form of that media type; in TriG under its name."""
    if media_type == JSON_LD:
        return _sent(json.dumps({"@context": context, "@graph": compacted(graph)}, ensure_ascii=False), JSON_LD)
    return _sent("".join(serialized([graph], _FORMS[media_type])), media_type)


def acts(store: Store, items: Sequence[Act], media_type: str, context: str) -> Response:
    """Acts with their passages, articles and participants; in TriG what an article says is in its named graph."""
    graph = unproject(described.acts(store, [a.iri for a in items]), NOWHERE)
    if media_type != TRIG:
        return written(graph, media_type, context)
    return _sent("".join(serialized(_by_graph(graph, items), "trig")), TRIG)


def _by_graph(graph: Graph, items: Sequence[Act]) -> list[Graph]:
    """The statements of each article's graph, and then the rest."""
    articles = {a.iri: a.evidence.article.iri for a in items}
    articles |= {article: article for article in articles.values()}
    parts = {article: new_graph(graph_iri(article)) for article in articles.values()}
    rest = new_graph(NOWHERE)
    for subject, predicate, value in graph:
        home = articles.get(str(subject)) or articles.get(_article_of(str(subject)))
        (parts[home] if home else rest).add((subject, predicate, value))
    return [*parts.values(), rest]


def _article_of(part: str) -> str:
    """The article that a passage, an extraction or a version is a part of, by its IRI."""
    return _ARTICLES + part.removeprefix(_ARTICLES).partition("/")[0]


def _sent(text: str, media_type: str) -> Response:
    charset = "" if media_type in (JSON_LD, N_TRIPLES) else "; charset=utf-8"
    return Response(text, media_type=media_type + charset, headers=VARY)
