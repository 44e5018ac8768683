"""The copy that is written: each named graph under its name, and the merge of them all as the default graph.

The merge is kept because a union made at query time would count a triple once for each graph that states it. Data and
state change in one transaction of pyoxigraph, so that a killed process leaves the copy of the change before.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from shutil import rmtree

import pyoxigraph as ox

from graph.mirror.state import State
from ontology.vocabulary import BASE, VOCABULARY

STATE_GRAPH = ox.NamedNode(VOCABULARY.resource("mirror"))
_SUBJECT = ox.NamedNode(VOCABULARY.resource("store"))
_TERMS = f"{BASE}mirror#"
_NUMBERS = ("number", "described")

Triples = frozenset[ox.Triple]


class Primary:
    """The copy in that folder; only one process may have it open."""

    def __init__(self, folder: Path) -> None:
        self._store = ox.Store(str(folder))

    @classmethod
    def build(cls, folder: Path, graphs: Iterable[tuple[str, Triples]], state: State) -> "Primary":
        """A new copy; what was in the folder is gone. The state is written last: without it the copy does not count."""
        rmtree(folder, ignore_errors=True)
        made = cls(folder)
        made._store.bulk_extend(_quads(graphs))
        made._store.extend(_stated(state))
        return made

    def state(self) -> State | None:
        """The state that the copy holds; None for one that was never finished."""
        found = {
            str(q.predicate.value).removeprefix(_TERMS): str(q.object.value)  # type: ignore[union-attr]
            for q in self._store.quads_for_pattern(_SUBJECT, None, None, STATE_GRAPH)
        }
        if not found:
            return None
        return State(**{k: int(v) if k in _NUMBERS else v for k, v in found.items()})  # type: ignore[arg-type]

    def described(self, iri: str) -> int:
        """How many nodes the graph of that name describes in the copy."""
        quads = self._store.quads_for_pattern(None, None, None, ox.NamedNode(iri))
        return len({str(q.subject) for q in quads})

    def replace(self, graphs: Mapping[str, Triples], state: State) -> None:
        """Put the graphs in the place of what they said, and the state with them."""
        lost: set[ox.Triple] = set()
        gained: set[ox.Triple] = set()
        out: list[str] = []
        into: list[str] = []
        for iri, new in graphs.items():
            old = self._triples(iri)
            lost |= old - new
            gained |= new - old
            out += _in_graph(iri, old - new)
            into += _in_graph(iri, new - old)
        into += _in_graph(STATE_GRAPH.value, [q.triple for q in _stated(state)])
        kept = {t for new in graphs.values() for t in new}
        orphans = [t for t in lost - kept if not self._stated_elsewhere(t, graphs)]
        clear = f"DELETE WHERE {{ GRAPH {STATE_GRAPH} {{ ?s ?p ?o }} }}"
        removal = f"DELETE DATA {{ {' '.join((*out, *_lines(orphans)))} }}"
        self._store.update(f"{clear}; {removal}; INSERT DATA {{ {' '.join((*into, *_lines(gained)))} }}")

    def snapshot(self, folder: Path) -> None:
        """A copy of the copy, by hard links; it costs no space until they differ."""
        self._store.flush()
        self._store.backup(str(folder))

    def _triples(self, iri: str) -> Triples:
        return frozenset(q.triple for q in self._store.quads_for_pattern(None, None, None, ox.NamedNode(iri)))

    def _stated_elsewhere(self, triple: ox.Triple, graphs: Mapping[str, Triples]) -> bool:
        found = self._store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        names = (q.graph_name for q in found)
        return any(isinstance(g, ox.NamedNode) and g.value not in graphs for g in names)


def _quads(graphs: Iterable[tuple[str, Triples]]) -> Iterator[ox.Quad]:
    for iri, triples in graphs:
        for name in (ox.NamedNode(iri), ox.DefaultGraph()):
            yield from (ox.Quad(t.subject, t.predicate, t.object, name) for t in triples)


def _stated(state: State) -> list[ox.Quad]:
    told = {name: getattr(state, name) for name in State.__slots__}
    return [ox.Quad(_SUBJECT, ox.NamedNode(_TERMS + k), ox.Literal(v), STATE_GRAPH) for k, v in told.items()]


def _in_graph(iri: str, triples: Iterable[ox.Triple]) -> list[str]:
    lines = _lines(triples)
    return [f"GRAPH <{iri}> {{", *lines, "}"] if lines else []


def _lines(triples: Iterable[ox.Triple]) -> list[str]:
    return [f"{t} ." for t in triples]
