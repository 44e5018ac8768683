"""The named graphs of a TriG file (W3C RDF 1.1 TriG), one at a time, whatever the size of the file."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO, cast

import pyoxigraph as ox
from rdflib import XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from graph.errors import InputError, MissingFile, TooLarge
from graph.settings import Settings
from graph.triples import new_graph

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class _Metered:
    """A file of which only so much is read before the count is set back: no graph and no text outgrows the memory."""

    def __init__(self, file: BinaryIO, most: int) -> None:
        self._file, self._most, self.count = file, most, 0

    def read(self, size: int = -1, /) -> bytes:
        data = self._file.read(size)
        self.count += len(data)
        if self.count > self._most:
            raise TooLarge(f"a graph has over {self._most:,} bytes (WHOWHOM_MAX_BYTES)")
        return data


def graphs(path: Path, settings: Settings) -> Iterator[Graph]:
    """Each named graph of the file under its name.

    Raises `MissingFile`, `TooLarge`, or `InputError` for what is no TriG, has no name, or comes in several pieces.
    """
    if not path.is_file():
        raise MissingFile(str(path))
    graph, seen = None, set[str]()
    for name, subject, predicate, value in _statements(path, settings):
        if graph is None or str(graph.identifier) != name:
            if name in seen:
                raise InputError(f"{path}: the graph {name} comes in several pieces")
            if graph is not None:
                yield graph
            graph = new_graph(name)
            seen.add(name)
        graph.add((subject, predicate, value))
    if graph is not None:
        yield graph


def _statements(path: Path, settings: Settings) -> Iterator[tuple[str, Node, Node, Node]]:
    last: ox.NamedNode | None = None
    with path.open("rb") as file:
        metered = _Metered(file, settings.max_bytes)
        try:
            for quad in ox.parse(input=cast(IO[bytes], metered), format=ox.RdfFormat.TRIG):
                name = quad.graph_name
                if not isinstance(name, ox.NamedNode):
                    raise InputError(f"{path}: a statement about {quad.subject} is in no graph that has an IRI")
                if name != last:
                    last, metered.count = name, 0
                yield name.value, _term(quad.subject), _term(quad.predicate), _term(quad.object)
        except (SyntaxError, OSError, UnicodeError) as error:
            raise InputError(f"{path} is no TriG: {error}") from error


def _term(term: Term) -> Node:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        plain = term.datatype.value == str(XSD.string)
        return Literal(term.value, datatype=None if plain else URIRef(term.datatype.value))
    raise InputError(f"{term} is a statement about a statement")
