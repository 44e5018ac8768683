"""RDF as it is sent: Turtle, N-Triples, TriG, and JSON-LD that refers to the published context.

In TriG what an article says is in the graph of that article.
"""

import json
from collections.abc import Iterable, Iterator

from fastapi import Response
from rdflib import Graph, URIRef
from rdflib.term import Node

from api.formats.context import compacted
from api.negotiation import JSON_LD, N_TRIPLES, TRIG, TURTLE, VARY
from graph.dump.rdf import NOWHERE, serialized
from graph.triples import graph_iri, new_graph
from ontology.vocabulary import ID, WW

_FORMS = {TURTLE: "turtle", N_TRIPLES: "nt", TRIG: "trig"}
_ARTICLES = f"{ID}article/"


def written(graphs: Iterable[Graph], media_type: str, context: str) -> Response:
    """The graphs in the form of that media type, one after another; in TriG each under its name."""
    if media_type == JSON_LD:
        nodes = [node for graph in graphs for node in compacted(graph)]
        text = json.dumps({"@context": context, "@graph": nodes}, ensure_ascii=False)
    else:
        parts = (part for graph in graphs for part in _by_article(graph)) if media_type == TRIG else graphs
        text = "".join(serialized(parts, _FORMS[media_type]))
    charset = "" if media_type in (JSON_LD, N_TRIPLES) else "; charset=utf-8"
    return Response(text, media_type=media_type + charset, headers=VARY)


def _by_article(graph: Graph) -> Iterator[Graph]:
    """Of a graph without a name, the statements of each article's graph, and then the rest."""
    if str(graph.identifier) != NOWHERE:
        yield graph
        return
    subjects: dict[str, list[Node]] = {}
    for subject in set(graph.subjects()):
        article = _article_of(subject) or _article_of(graph.value(subject, WW.evidence))
        subjects.setdefault(graph_iri(article) if article else NOWHERE, []).append(subject)
    for name in sorted(subjects, key=lambda name: (name == NOWHERE, name)):
        part = new_graph(name)
        for subject in subjects[name]:
            part += graph.triples((subject, None, None))
        yield part


def _article_of(part: object) -> str | None:
    """The article that an IRI names, or that a passage, an extraction or a version is a part of."""
    name = str(part).removeprefix(_ARTICLES) if isinstance(part, URIRef) else ""
    return _ARTICLES + name.partition("/")[0] if name and name != str(part) else None
