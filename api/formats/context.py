"""The JSON-LD context: what each JSON name stands for (JSON-LD 1.1, section 3.1). It follows from the ontology.

Names are those of the JSON answers: property keys, and for links the local names of their properties. Codes are
written by notation; `iri` and `kind` are JSON-LD's own `@id` and `@type`.
"""

from functools import lru_cache
from typing import Any

from fastapi import Request
from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from ontology.vocabulary import PREFIXES, VOCABULARY, WW, Property

Document = dict[str, Any]


def address_of(request: Request) -> str:
    """The address at which this service publishes the context."""
    return str(request.url_for("get_context"))


@lru_cache(maxsize=1)
def context() -> Document:
    """The published document."""
    stored = [p for p in VOCABULARY.by_iri.values() if not p.derived and not p.store_only]
    terms = {name_of(p): _term(p) for p in sorted(stored, key=name_of)}
    classes = {label: f"ww:{label}" for label in sorted(VOCABULARY.classes)}
    return {"@context": {"@version": 1.1, **PREFIXES, "iri": "@id", "kind": "@type", **classes, **terms}}


def name_of(p: Property) -> str:
    """What JSON calls the property."""
    return p.name if p.key in VOCABULARY.relations else p.key


def _term(p: Property) -> Document:
    means = {"@id": f"ww:{p.name}"}
    if p.key in VOCABULARY.relations:
        return {**means, "@type": "@id"}
    if p.key in VOCABULARY.coded:
        scheme = str(p.range).removeprefix(str(WW))
        notations = {c.notation: str(c.iri) for c in VOCABULARY.codes.values() if c.scheme == scheme}
        return {**means, "@type": "@vocab", "@context": notations}
    return means if p.range == XSD.string else {**means, "@type": str(p.range)}


def compacted(graph: Graph) -> list[Document]:
    """The nodes of the graph by the names of the context; several values are lists."""
    return [_node(graph, s) for s in sorted({s for s in graph.subjects() if isinstance(s, URIRef)})]


def _node(graph: Graph, subject: URIRef) -> Document:
    told: dict[str, list[Any]] = {}
    for predicate, value in sorted(graph.predicate_objects(subject)):
        assert isinstance(predicate, URIRef)
        name = "kind" if predicate == RDF.type else name_of(VOCABULARY.by_iri[predicate])
        told.setdefault(name, []).append(_value(value))
    return {"iri": str(subject), **{name: values[0] if len(values) == 1 else values for name, values in told.items()}}


def _value(value: Node) -> Any:
    if code := VOCABULARY.code_of(value):
        return code.notation
    if isinstance(value, Literal):
        native = value.toPython()
        return native if isinstance(native, bool | int | float) else str(value)
    return str(value).removeprefix(str(WW))
