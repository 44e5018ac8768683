"""RDF out of the store: named graphs whole, or the part of one that states some acts with all they refer to."""

from collections.abc import Iterable, Iterator

from rdflib import Dataset, Graph, URIRef

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
    """The graphs in the format of that name of rdflib's, a piece a graph; pieces follow each other as one document."""
    if form == "json-ld":
        whole = Dataset(default_union=False)
        for graph in graphs:
            copy = whole.graph(graph.identifier)
            copy += graph
        yield whole.serialize(format=form)
        return
    for graph in graphs:
        if form != "trig":
            yield graph.serialize(format=form)
            continue
        named = Dataset(default_union=False)
        for prefix, namespace in graph.namespaces():
            named.bind(prefix, namespace)
        copy = named.graph(graph.identifier)
        copy += graph
        yield named.serialize(format=form)
