"""RDF out of the store: named graphs whole, or the part of one that states some acts with all they refer to."""

import json
from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from rdflib import XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from graph.errors import UnknownResource
from graph.projection import unproject
from graph.queries.asked import Found
from graph.store import Store
from graph.triples import graph_iri, new_graph
from ontology.vocabulary import PREFIXES

NOWHERE = "urn:x-rdflib:default"
"""What rdflib calls the default graph, which has no name in TriG."""

_FORMATS = {"turtle": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "trig": ox.RdfFormat.TRIG}

_PREFIXES = {prefix: namespace for prefix, namespace in PREFIXES.items() if prefix != "id"}
"""IRIs of our own have slashes, which a prefixed name would have to escape."""


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
        yield text(graph, _FORMATS[form])


def text(graph: Graph, form: ox.RdfFormat) -> str:
    """The graph in order of its statements, each literal as it is: rdflib's Turtle keeps six digits of a number."""
    named = form == ox.RdfFormat.TRIG and str(graph.identifier) != NOWHERE
    name = ox.NamedNode(str(graph.identifier)) if named else ox.DefaultGraph()
    quads = (ox.Quad(_node(s), ox.NamedNode(str(p)), _term(o), name) for s, p, o in sorted(graph))
    written = ox.serialize(quads, format=form, prefixes=None if form == ox.RdfFormat.N_TRIPLES else _PREFIXES)
    assert written is not None  # no file was given to write to
    return written.decode()


def _node(term: Node) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(str(term)) if isinstance(term, BNode) else ox.NamedNode(str(term))


def _term(term: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if not isinstance(term, Literal):
        return _node(term)
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype or XSD.string)))


def _json_ld(graphs: Iterable[Graph]) -> Iterator[str]:
    before = "["
    for graph in graphs:
        nodes = json.loads(graph.serialize(format="json-ld"))
        yield before + json.dumps({"@id": str(graph.identifier), "@graph": nodes}, ensure_ascii=False, indent=1)
        before = ","
    yield "]" if before == "," else "[]"


def everything(store: Store) -> Iterator[str]:
    """Every named graph as TriG, a graph a piece."""
    return serialized((named_graph(store, iri) for iri in store.graphs()), "trig")
