"""What the store states of the items of a list, as RDF: what the resource of each item says, for all of them at once.

A graph without a name (`NOWHERE`) is a choice of statements; those of articles and decisions are their named graphs.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from rdflib import Graph

from api.models import ArticleReference, Participant, Path
from api.resources.models import Decision
from graph.dump.rdf import NOWHERE
from graph.projection import Node, PropertyGraph, Relationship, unproject
from graph.queries import decided, described
from graph.store import Store
from graph.triples import graph_iri
from ontology.vocabulary import VOCABULARY

Stated = Callable[[Store, Sequence[Any]], Iterator[Graph]]

_TOGETHER = 25
"""Named graphs that are read at once; an article's holds all its acts and its text."""


def _by(describe: Callable[[Store, Sequence[str]], PropertyGraph]) -> Stated:
    """What `describe` gives for the items' IRIs."""

    def stated(store: Store, items: Sequence[Any]) -> Iterator[Graph]:
        yield unproject(describe(store, [item.iri for item in items]), NOWHERE)

    return stated


acts = _by(described.acts)
participants = _by(described.participants)
posts = _by(described.posts)
tenures = _by(described.tenures)
sentences = _by(described.sentences)


def articles(store: Store, items: Sequence[ArticleReference]) -> Iterator[Graph]:
    return _named(store, [graph_iri(a.iri) for a in items])


def decisions(store: Store, items: Sequence[Decision]) -> Iterator[Graph]:
    return _named(store, [decided.graph_of(d.iri) for d in items])


def _named(store: Store, names: Sequence[str]) -> Iterator[Graph]:
    for start in range(0, len(names), _TOGETHER):
        for name, found in store.read_each(names[start : start + _TOGETHER]).items():
            yield unproject(found, name)


def paths(store: Store, items: Sequence[Path]) -> Iterator[Graph]:
    """The acts of the paths, and the ownership and membership between them."""
    hops = [hop for path in items for hop in path.hops]
    deeds = sorted({VOCABULARY.resource("act", hop.act) for hop in hops if hop.act})
    ties = [hop for hop in hops if not hop.act]
    links = tuple(Relationship(hop.type, hop.agent.iri, hop.target.iri) for hop in ties)
    nodes = _nodes(side for hop in ties for side in (hop.agent, hop.target))
    graph = unproject(described.acts(store, deeds), NOWHERE)
    graph += unproject(PropertyGraph(tuple(nodes), links), NOWHERE)
    yield graph


def _nodes(of: Iterable[Participant]) -> Iterator[Node]:
    for p in of:
        yield Node(p.iri, tuple(VOCABULARY.labels(p.kind)), {"name": p.name})
