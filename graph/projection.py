"""RDF <-> property graph, driven by the ontology and lossless both ways.

Classes become labels (with every wider class), literals and codes become properties, links become relationships. What
could not come back as it was is refused (`RefusedGraph`), never rounded. `ACTED_AGAINST` and its like follow from the
acts and are left out on the way back.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.term import Node as Term

from graph.errors import RefusedGraph
from graph.triples import literal, new_graph
from ontology.vocabulary import VOCABULARY, WW, Property

Value = str | int | float | bool | date | datetime | list[Any]
_PYTHON = {XSD.string: str, XSD.anyURI: str, XSD.integer: int, XSD.double: float, XSD.boolean: bool}
_DERIVED = {"against": "ACTED_AGAINST", "for": "ACTED_FOR", "neutral": "ACTED_TOWARDS"}
_LARGEST = 2**63


@dataclass(frozen=True, slots=True)
class Node:
    """A node with all its labels, the widest first; no labels: described by another graph."""

    uri: str
    labels: tuple[str, ...] = ()
    properties: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Relationship:
    type: str
    start: str
    end: str
    properties: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PropertyGraph:
    """The nodes that one named graph describes, and the relationships that it states."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]


def project(graph: Graph) -> PropertyGraph:
    """The property graph of an RDF graph that has passed `graph.shapes.check`."""
    subjects = sorted({s for s in graph.subjects() if isinstance(s, URIRef)})
    nodes = tuple(_node(graph, s) for s in subjects)
    stated = tuple(sorted(_stated(graph), key=lambda r: (r.type, r.start, r.end)))
    return PropertyGraph(nodes, (*stated, *derived(nodes, stated)))


def _node(graph: Graph, subject: URIRef) -> Node:
    kinds = sorted(str(t).removeprefix(str(WW)) for t in graph.objects(subject, RDF.type))
    labels = dict.fromkeys(label for kind in kinds for label in VOCABULARY.labels(kind))
    properties: dict[str, Value] = {}
    for predicate, obj in sorted(graph.predicate_objects(subject)):
        p = VOCABULARY.by_iri.get(predicate) if isinstance(predicate, URIRef) else None
        if p is None or p.key in VOCABULARY.relations:
            continue
        value = _value(p, obj)
        if p.functional:
            properties[p.key] = value
        else:
            properties.setdefault(p.key, [])
            properties[p.key].append(value)  # type: ignore[union-attr]
    return Node(str(subject), tuple(labels), properties)


def _stated(graph: Graph) -> Iterator[Relationship]:
    for p in VOCABULARY.relations.values():
        for subject, obj in graph.subject_objects(p.iri):
            start, end = (obj, subject) if p.reversed else (subject, obj)
            yield Relationship(p.key, str(start), str(end))


def derived(nodes: Iterable[Node], stated: Sequence[Relationship]) -> Iterator[Relationship]:
    """The direct edge of each act of `nodes` whose agent and target are stated."""
    agents = {r.end: r.start for r in stated if r.type == "AGENT_OF"}
    targets = {r.start: r.end for r in stated if r.type == "TARGETS"}
    for node in nodes:
        if node.uri in agents and node.uri in targets:
            shown = {k: node.properties[k] for k in ("type", "date", "realis") if k in node.properties}
            kind = _DERIVED[str(node.properties["stance"])]
            yield Relationship(kind, agents[node.uri], targets[node.uri], {"act": node.uri, **shown})


def _value(p: Property, term: Term) -> Value:
    """The property value of a literal or a code; refused where it would not come back the same."""
    code = VOCABULARY.code_of(term)
    value: Any = code.notation if code else term.toPython() if isinstance(term, Literal) else None
    python = _PYTHON.get(p.range)
    if python and value is not None and not code:
        value = python(value)
    too_large = isinstance(value, int) and not -_LARGEST <= value < _LARGEST
    if value is None or too_large or _term(p, value) != _plain(term):
        raise RefusedGraph(f"{p.name}: {term.n3() if isinstance(term, Literal) else term} cannot be kept as it is")
    return value  # type: ignore[no-any-return]


def _term(p: Property, value: Any) -> Term:
    if p.key in VOCABULARY.coded:
        return VOCABULARY.require_code(str(p.range).removeprefix(str(WW)), value).iri
    return literal(p, value)


def _plain(term: Term) -> Term:
    """RDF 1.1 makes a plain literal and one of xsd:string the same term; rdflib tells them apart."""
    return Literal(str(term)) if isinstance(term, Literal) and term.datatype == XSD.string else term


def unproject(graph: PropertyGraph, identifier: str | None = None) -> Graph:
    """The RDF graph that `project` made the property graph from."""
    rdf = new_graph(identifier)
    for node in graph.nodes:
        subject = URIRef(node.uri)
        for kind in VOCABULARY.narrowest(node.labels):
            rdf.add((subject, RDF.type, WW[kind]))
        for key, value in node.properties.items():
            p = VOCABULARY.literals.get(key) or VOCABULARY.coded[key]
            for single in value if isinstance(value, list) else [value]:
                rdf.add((subject, p.iri, _term(p, single)))
    for r in graph.relationships:
        p = VOCABULARY.relations[r.type]
        if not p.derived:
            ends = (r.end, r.start) if p.reversed else (r.start, r.end)
            rdf.add((URIRef(ends[0]), p.iri, URIRef(ends[1])))
    return rdf
