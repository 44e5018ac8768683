"""The facts of `seeds/actors/*.ttl`: who is who, which post when, each with the page where it can be checked.

The files are the source of truth. They check themselves when they are read: a term that the ontology lacks, a thing
described in two places or a reference to one that is described nowhere raises `BrokenSeeds`.
"""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Self

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.term import Node

from ontology.vocabulary import BASE, ID, VOCABULARY, WW

ACTORS = Path(__file__).parent / "actors"
GRAPHS = BASE + "graph/actors/"

_NEEDED: Mapping[str, tuple[str, ...]] = {
    "Participant": ("name", "source"),
    "Post": ("name", "postOf", "source"),
    "Tenure": ("holder", "post", "from", "source"),
}
"""What an instance of the class, or of a class below it, must state."""


class BrokenSeeds(Exception):
    """A file of facts breaks a rule; the message names the thing and the rule."""


class Facts:
    """What the files state: `kinds` the class of each thing, `values` what it states by one property."""

    def __init__(self, graphs: Mapping[str, Graph], version: str) -> None:
        self.graphs = graphs
        self.version = version
        self.kinds: dict[str, str] = {}
        self._values: dict[tuple[str, str], list[str]] = {}
        for graph in graphs.values():
            for subject, predicate, value in graph:
                self._add(str(subject), predicate, value)
        for values in self._values.values():
            values.sort()
        self._check()

    @classmethod
    def read(cls, folder: Path = ACTORS) -> Self:
        """The facts of every Turtle file of the folder, each a named graph. Raises `BrokenSeeds`."""
        texts = {file.stem: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.ttl"))}
        digest = hashlib.sha256()
        for stem, text in texts.items():
            digest.update(f"{stem} {len(text)}\n{text}".encode())
        graphs = {GRAPHS + stem: Graph().parse(data=text, format="turtle") for stem, text in texts.items()}
        return cls(graphs, digest.hexdigest())

    def values(self, iri: str, name: str) -> list[str]:
        """IRIs or lexical forms, sorted."""
        return self._values.get((iri, name), [])

    def value(self, iri: str, name: str) -> str | None:
        return next(iter(self.values(iri, name)), None)

    def above(self, iri: str, *names: str) -> list[str]:
        """What is reached from `iri` by the properties, over and over; the nearest first."""
        found: dict[str, None] = {}
        edge = [iri]
        while edge:
            edge = [o for i in edge for name in names for o in self.values(i, name) if o not in found]
            found.update(dict.fromkeys(edge))
        return list(found)

    def _add(self, iri: str, predicate: Node, value: Node) -> None:
        if predicate == RDF.type:
            kind = str(value).removeprefix(str(WW))
            if not str(value).startswith(str(WW)) or kind not in VOCABULARY.classes:
                raise BrokenSeeds(f"{iri}: the ontology has no class {value}")
            if iri in self.kinds:
                raise BrokenSeeds(f"{iri} is described twice, or states a class beside the most specific one")
            self.kinds[iri] = kind
            return
        known = VOCABULARY.by_iri.get(URIRef(str(predicate)))
        if known is None:
            raise BrokenSeeds(f"{iri}: the ontology has no property {predicate}")
        self._values.setdefault((iri, known.name), []).append(str(value))

    def _check(self) -> None:
        for problem in self._problems():
            raise BrokenSeeds(problem)

    def _problems(self) -> Iterator[str]:
        for iri, kind in self.kinds.items():
            if not iri.startswith(f"{ID}{VOCABULARY.segment(kind)}/"):
                yield f"{iri}: the IRI of a {kind} begins with {ID}{VOCABULARY.segment(kind)}/"
            for base, needed in _NEEDED.items():
                if VOCABULARY.is_a(kind, base):
                    yield from (f"{iri} lacks ww:{name}" for name in needed if not self.values(iri, name))
        for graph in self.graphs.values():
            for subject, predicate, value in graph:
                if predicate != RDF.type:
                    yield from self._misuse(str(subject), URIRef(str(predicate)), value)

    def _misuse(self, iri: str, predicate: URIRef, value: Node) -> Iterator[str]:
        """How a statement breaks the property's domain, range or being functional."""
        known = VOCABULARY.by_iri[predicate]
        kind = self.kinds.get(iri)
        if kind is None:
            yield f"{iri} states {known.name} but no class"
        elif not VOCABULARY.is_a(kind, known.domain):
            yield f"{iri}: a {kind} has no {known.name}"
        if known.functional and len(self.values(iri, known.name)) > 1:
            yield f"{iri} has more than one {known.name}"
        range_ = known.range.removeprefix(str(WW))
        if isinstance(value, Literal):
            if value.datatype != known.range and not (value.datatype is None and known.range.endswith("#string")):
                yield f"{iri}: {known.name} wants {known.range}, not {value.n3()}"
            elif value.ill_typed:
                yield f"{iri}: {value.n3()} cannot be read"
        elif str(value) not in self.kinds:
            yield f"{iri}: {known.name} refers to {value}, which is described nowhere"
        elif not VOCABULARY.is_a(self.kinds[str(value)], range_):
            yield f"{iri}: {known.name} wants a {range_}, not {value}"
