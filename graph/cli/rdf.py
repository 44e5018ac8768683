"""RDF out of the store: named graphs whole, or the part of one that states some acts with all they refer to."""

import json
from collections.abc import Iterable, Iterator

from rdflib import Graph, URIRef

from graph.errors import UnknownResource
from graph.projection import unproject
from graph.queries.asked import Found
from graph.store import Store
from graph.triples import graph_iri, new_graph


def named_graph(store: Store, iri: str) -> Graph:
    """The named graph of that IRI. Raises `UnknownResource`."""
    found = store.read(iri)
    if found is None:
        raise UnknownResource(f"no named graph {iri}")
    return unproject(found, iri)


def stating(store: Store, items: Iterable[Found]) -> Graph:
    """The acts and everything they lead to: sentences, articles, runs, participants that an article describes."""
    by_article: dict[str, list[str]] = {}
    for found in items:
        by_article.setdefault(found.article.iri, []).append(found.act.iri)
    graph = new_graph()
    for article, acts in by_article.items():
        whole = named_graph(store, graph_iri(article))
        for subject in _reached(whole, acts):
            graph += whole.triples((subject, None, None))
    return graph


def _reached(graph: Graph, acts: Iterable[str]) -> Iterator[URIRef]:
    edge, seen = [URIRef(act) for act in acts], set[URIRef]()
    while edge:
        subject = edge.pop()
        if subject not in seen:
            seen.add(subject)
            yield subject
            edge += [o for o in graph.objects(subject) if isinstance(o, URIRef)]


def serialized(graphs: Iterable[Graph], form: str) -> Iterator[str]:
    """The graphs as Turtle, N-Triples, TriG or JSON-LD (`turtle`, `nt`, `trig`, `json-ld`), in pieces of one document.

    TriG and JSON-LD keep each graph under its name.
    """
    if form == "json-ld":
        yield from _json_ld(graphs)
        return
    for graph in graphs:
        yield _trig(graph) if form == "trig" else graph.serialize(format=form)


def _trig(graph: Graph) -> str:
    """The Turtle of the graph in braces after its name; rdflib's own writer is slow and warns of itself."""
    text = graph.serialize(format="turtle")
    prefixes, _, body = text.partition("\n\n") if text.startswith("@prefix") else ("", "", text)
    return f"{prefixes}\n\n<{graph.identifier}> {{\n{body.strip()}\n}}\n"


def _json_ld(graphs: Iterable[Graph]) -> Iterator[str]:
    before = "["
    for graph in graphs:
        nodes = json.loads(graph.serialize(format="json-ld"))
        yield before + json.dumps({"@id": str(graph.identifier), "@graph": nodes}, ensure_ascii=False, indent=1)
        before = ","
    yield "]" if before == "," else "[]"
