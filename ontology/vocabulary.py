"""The only way to a label, a relationship type, a property key or a code: read from the Turtle files beside this one.

The vocabulary checks itself when it is loaded; whatever names a term that the ontology does not define raises
`BrokenVocabulary` at import, not in a user's hands.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from urllib.parse import quote

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

HERE = Path(__file__).parent
BASE = "https://w3id.org/whowhom/"
WW = Namespace(BASE + "ontology#")
WWA = Namespace(BASE + "act-types#")
WWC = Namespace(BASE + "codes#")
ID = Namespace(BASE + "id/")

SCHEMES = ("ActType", "Stance", "Realis", "DatePrecision")
CODED = frozenset(WW[name] for name in SCHEMES)
"""Classes of closed lists: their instances are stored as property values, by notation."""

PREFIXES: Mapping[str, str] = {
    "ww": str(WW),
    "wwa": str(WWA),
    "wwc": str(WWC),
    "id": str(ID),
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


class BrokenVocabulary(Exception):
    """The ontology is inconsistent, or the code names a term that it does not define."""


@dataclass(frozen=True, slots=True)
class Class:
    """A class and the node label it becomes; `ancestors` run from the nearest up, the class itself left out."""

    iri: URIRef
    label: str
    ancestors: tuple[str, ...]
    segment: str | None


@dataclass(frozen=True, slots=True)
class Property:
    """A property, and the property key or the relationship type it becomes in the property graph and in JSON."""

    iri: URIRef
    name: str
    key: str
    domain: str
    range: URIRef
    functional: bool
    reversed: bool
    derived: bool
    store_only: bool


@dataclass(frozen=True, slots=True)
class Code:
    """A concept of a closed list: an act type, a stance, a realis, a date precision."""

    iri: URIRef
    scheme: str
    notation: str
    definition: str
    default_stance: str | None
    severity: int | None


class Vocabulary:
    """The terms of the ontology, indexed by what the code and the store call them."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.classes = {c.label: c for c in self._read_classes()}
        properties = list(self._read_properties())
        self.literals = {p.key: p for p in properties if not str(p.range).startswith(WW)}
        self.coded = {p.key: p for p in properties if p.range in CODED}
        self.relations = {p.key: p for p in properties if str(p.range).startswith(WW) and p.range not in CODED}
        self.by_iri = {p.iri: p for p in properties}
        self.codes = {(c.scheme, c.notation): c for c in self._read_codes()}
        self._narrowest: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._code_by_iri = {c.iri: c for c in self.codes.values()}
        self._check(properties)

    # classes

    def _read_classes(self) -> Iterable[Class]:
        for iri in self.graph.subjects(RDF.type, OWL.Class):
            if isinstance(iri, URIRef) and iri.startswith(WW):
                above = [a for a in self._above(iri) if a != iri]
                above.sort(key=lambda a: (-len(self._above(a)), a))
                segments = (self.graph.value(c, WW.iriSegment) for c in [iri, *above])
                segment = next((str(s) for s in segments if s is not None), None)
                yield Class(iri, _local(iri), tuple(_local(a) for a in above), segment)

    def _above(self, iri: Node) -> list[URIRef]:
        """The class and its superclasses of our own, nearest first."""
        found = self.graph.transitive_objects(iri, RDFS.subClassOf)
        return [c for c in found if isinstance(c, URIRef) and c.startswith(WW)]

    def labels(self, kind: str) -> tuple[str, ...]:
        """Every node label of an instance of the class `kind`, the widest first."""
        return (*reversed(self._class(kind).ancestors), kind)

    def narrowest(self, labels: Iterable[str]) -> tuple[str, ...]:
        """The classes among `labels` that no other of them specialises: what `labels` was made from."""
        given = tuple(labels)
        if given not in self._narrowest:  # few sets of labels are ever asked for, and often
            ours = [label for label in given if label in self.classes]
            covered = {a for label in ours for a in self.classes[label].ancestors}
            self._narrowest[given] = tuple(label for label in ours if label not in covered)
        return self._narrowest[given]

    def is_a(self, kind: str, ancestor: str) -> bool:
        return kind == ancestor or ancestor in self._class(kind).ancestors

    def disjoint(self, kind: str, other: str) -> bool:
        """Whether nothing can be an instance of both classes at once (owl:AllDisjointClasses)."""
        apart = [{*self.labels(k)} for k in (kind, other)]
        groups = self.disjoint_classes
        return any(a != b and a in apart[0] and b in apart[1] for group in groups for a in group for b in group)

    @cached_property
    def disjoint_classes(self) -> tuple[tuple[str, ...], ...]:
        """Groups of classes of which nothing can be an instance of two."""
        lists = (self.graph.value(g, OWL.members) for g in self.graph.subjects(RDF.type, OWL.AllDisjointClasses))
        return tuple(tuple(_local(URIRef(str(c))) for c in Collection(self.graph, g)) for g in lists if g is not None)

    def require_participant(self, kind: str) -> None:
        if not self.is_a(kind, "Participant"):
            raise BrokenVocabulary(f"{kind} is no kind of participant")

    @cached_property
    def participants(self) -> frozenset[str]:
        """The classes whose instances can act or be acted upon."""
        return frozenset(c for c in self.classes if self.is_a(c, "Participant"))

    def _class(self, kind: str) -> Class:
        if kind not in self.classes:
            raise BrokenVocabulary(f"the ontology has no class {kind}")
        return self.classes[kind]

    # properties

    def _read_properties(self) -> Iterable[Property]:
        g = self.graph
        for kind in (OWL.DatatypeProperty, OWL.ObjectProperty):
            for iri in g.subjects(RDF.type, kind):
                if not (isinstance(iri, URIRef) and iri.startswith(WW)):
                    continue
                domain, range_ = g.value(iri, RDFS.domain), g.value(iri, RDFS.range)
                if not isinstance(domain, URIRef) or not isinstance(range_, URIRef):
                    raise BrokenVocabulary(f"{iri} needs one domain and one range")
                name = _local(iri)
                key, type_ = g.value(iri, WW.propertyKey), g.value(iri, WW.relationshipType)
                literal = kind == OWL.DatatypeProperty or range_ in CODED
                yield Property(
                    iri=iri,
                    name=name,
                    key=str(key or (name if literal else type_ or upper_snake(name))),
                    domain=_local(domain),
                    range=range_,
                    functional=(iri, RDF.type, OWL.FunctionalProperty) in g,
                    reversed=_flag(g, iri, WW.reversed),
                    derived=_flag(g, iri, WW.derived),
                    store_only=_flag(g, iri, WW.storeOnly),
                )

    def property(self, name: str) -> Property:
        """The property of that local name."""
        found = self.by_iri.get(WW[name])
        if found is None:
            raise BrokenVocabulary(f"the ontology has no property {name}")
        return found

    # codes

    def _read_codes(self) -> Iterable[Code]:
        g = self.graph
        for scheme in SCHEMES:
            for iri in g.subjects(RDF.type, WW[scheme]):
                assert isinstance(iri, URIRef)
                stance, severity = g.value(iri, WWA.defaultStance), g.value(iri, WWA.severity)
                yield Code(
                    iri=iri,
                    scheme=scheme,
                    notation=str(g.value(iri, SKOS.notation)),
                    definition=str(g.value(iri, SKOS.definition)),
                    default_stance=str(g.value(stance, SKOS.notation)) if stance is not None else None,
                    severity=int(str(severity)) if severity is not None else None,
                )

    def require_code(self, scheme: str, notation: str) -> Code:
        code = self.codes.get((scheme, notation))
        if code is None:
            raise BrokenVocabulary(f"{notation!r} is no {scheme} of the ontology")
        return code

    def code_of(self, iri: Node) -> Code | None:
        return self._code_by_iri.get(iri) if isinstance(iri, URIRef) else None

    def notations(self, scheme: str) -> tuple[str, ...]:
        return tuple(sorted(n for s, n in self.codes if s == scheme))

    def narrower(self, act_type: str) -> tuple[str, ...]:
        """The act type and every finer one below it."""
        top = self.require_code("ActType", act_type).iri
        below = self.graph.transitive_objects(top, SKOS.narrower)
        found = {c.notation for c in (self.code_of(iri) for iri in below if iri) if c} | {act_type}
        return tuple(sorted(found))

    # names

    def resource(self, segment: str, *parts: str) -> str:
        """An IRI of our own: `https://w3id.org/whowhom/id/SEGMENT/PART/...`, each part percent-encoded."""
        return str(ID) + "/".join(quote(p, safe="") for p in (segment, *parts))

    def segment(self, kind: str) -> str:
        segment = self._class(kind).segment
        if segment is None:
            # Actor and Participant themselves: what is known only to act.
            return "actor"
        return segment

    def _check(self, properties: list[Property]) -> None:
        for p in properties:
            if p.domain not in self.classes:
                raise BrokenVocabulary(f"{p.name} has the domain {p.domain}, which is no class of ours")
            if str(p.range).startswith(WW) and _local(p.range) not in self.classes:
                raise BrokenVocabulary(f"{p.name} has the range {p.range}, which is no class of ours")
        keys = [p.key for p in properties]
        twice = {k for k in keys if keys.count(k) > 1}
        if twice:
            raise BrokenVocabulary(f"two properties share a key: {', '.join(sorted(twice))}")


def upper_snake(name: str) -> str:
    """`partOf` -> `PART_OF`"""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()


def _local(iri: URIRef) -> str:
    return iri.removeprefix(str(WW))


def _flag(graph: Graph, iri: URIRef, annotation: URIRef) -> bool:
    value = graph.value(iri, annotation)
    return isinstance(value, Literal) and bool(value.toPython())


def read_ontology(*names: str) -> Graph:
    """The named Turtle files of this folder as one graph."""
    graph = Graph()
    for name in names:
        graph.parse(HERE / f"{name}.ttl", format="turtle")
    return graph


@lru_cache(maxsize=1)
def _vocabulary() -> Vocabulary:
    return Vocabulary(read_ontology("whowhom", "act-types"))


VOCABULARY = _vocabulary()
