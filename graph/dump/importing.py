"""A file of named graphs into the store: every graph has passed every check before the first one is stored.

The file is read twice, a graph at a time. An article's graph is one transaction; those of who is who lead to each
other and are one together. What the store says already is left alone, so that a second import changes nothing.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from rdflib import Graph, URIRef

from graph.dump import ownership, trig
from graph.errors import RefusedGraph, TooLarge
from graph.projection import PropertyGraph, project, unproject
from graph.queries.graphs import described_elsewhere
from graph.registry import Registry
from graph.settings import Settings
from graph.shapes import check
from graph.store import Store

Status = Literal["loaded", "replaced", "unchanged"]
Told = frozenset[tuple[object, ...]]

MOST_FACTS = 1_000_000
"""Statements of who is who that are held in memory."""


class Import:
    """One file for one store; `check` to its end first, then `write`."""

    def __init__(self, path: Path, store: Store, registry: Registry, settings: Settings) -> None:
        self._path, self._store, self._settings = path, store, settings
        self._actors: list[Graph] = []
        self._facts = Graph()
        self._acts = set[str]()
        self._minted: dict[str, Told] = {}
        self._registry = registry

    def check(self) -> Iterator[str]:
        """The names of the graphs as they pass. Raises an `InputError` or `RefusedGraph` for one that does not."""
        self._learn_who_is_who()
        yield from (str(graph.identifier) for graph in self._actors)
        for graph in self._articles():
            self._check_article(graph)
            yield str(graph.identifier)

    def write(self) -> Iterator[tuple[str, Status]]:
        """What became of each graph."""
        yield from self._put(self._actors)
        for graph in self._articles():
            yield from self._put([graph])

    def _articles(self) -> Iterator[Graph]:
        return (g for g in trig.graphs(self._path, self._settings) if not ownership.is_who_is_who(g))

    def _learn_who_is_who(self) -> None:
        """That of the file, or where it has none that of the registry."""
        everything = Graph()
        for graph in filter(ownership.is_who_is_who, trig.graphs(self._path, self._settings)):
            ownership.only_actors(graph)
            project(graph)
            self._actors.append(graph)
            everything += graph
            if len(everything) > MOST_FACTS:
                raise TooLarge(f"who is who has over {MOST_FACTS:,} statements")
        if self._actors:
            check(everything)
        for graph in self._actors or self._registry.graphs.values():
            self._facts += ownership.told(graph)

    def _check_article(self, graph: Graph) -> None:
        acts, participants = ownership.only_its_own(graph, ownership.subject_of(graph), self._facts)
        check(graph, ownership.referred(graph, self._facts))
        project(graph)
        self._check_acts(graph, acts)
        self._check_minted(graph, participants)

    def _check_acts(self, graph: Graph, acts: Sequence[str]) -> None:
        known = self._acts.intersection(acts) or described_elsewhere(self._store, acts, str(graph.identifier))
        if known:
            raise RefusedGraph(f"{graph.identifier} states the act {min(known)} of another graph")
        self._acts.update(acts)

    def _check_minted(self, graph: Graph, participants: Sequence[str]) -> None:
        """Two articles describe the same participant alike, as they do when they are loaded."""
        stored = described_elsewhere(self._store, participants, str(graph.identifier))
        for iri in participants:
            told = frozenset(graph.predicate_objects(URIRef(iri)))
            if self._minted.setdefault(iri, told) != told:
                raise RefusedGraph(f"{graph.identifier} describes {iri} otherwise than another graph of the file")
            (name,) = map(str, graph.objects(URIRef(iri), ownership.NAME))
            if stored.get(iri, name) != name:
                raise RefusedGraph(f"{graph.identifier} calls {iri} {name!r}, the store {stored[iri]!r}")

    def _put(self, graphs: Sequence[Graph]) -> Iterator[tuple[str, Status]]:
        stored = {str(g.identifier): self._store.read(str(g.identifier)) for g in graphs}
        outcomes = {str(g.identifier): _outcome(g, stored[str(g.identifier)]) for g in graphs}
        changed = {name: project(g) for g in graphs if outcomes[name := str(g.identifier)] != "unchanged"}
        if changed:
            self._store.write_together(changed)
        yield from outcomes.items()


def _outcome(graph: Graph, stored: PropertyGraph | None) -> Status:
    if stored is None:
        return "loaded"
    return "unchanged" if set(unproject(stored)) == set(graph) else "replaced"
