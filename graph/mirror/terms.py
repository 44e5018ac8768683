"""A named graph of the store as the triples of pyoxigraph."""

import pyoxigraph as ox
from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from graph.projection import PropertyGraph, unproject

Term = ox.NamedNode | ox.Literal


def triples(graph: PropertyGraph | None) -> frozenset[ox.Triple]:
    """What the graph states; nothing for one that is not there."""
    if graph is None:
        return frozenset()
    return frozenset(ox.Triple(_iri(s), _iri(p), _term(o)) for s, p, o in unproject(graph))


def _iri(node: Node) -> ox.NamedNode:
    if isinstance(node, BNode):
        raise TypeError("the projection has no blank nodes")
    return ox.NamedNode(str(node))


def _term(node: Node) -> Term:
    if isinstance(node, URIRef):
        return ox.NamedNode(str(node))
    assert isinstance(node, Literal)
    return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None)
