"""Named graphs as TriG, a graph after the other: one at a time in memory, whatever the file's size."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from rdflib import RDF, Graph

from graph.backup.manifest import Held
from graph.dump import trig
from graph.errors import BadBackup, InputError
from graph.settings import Settings
from ontology.vocabulary import WW

MOST = 128 * 1024 * 1024
"""Bytes of a graph: nobody reads one that outgrows the memory. What was stored may be longer than what may be sent."""
_KINDS = {"articles": "Article", "acts": "Act"}


class Counted:
    """Counts the graphs that pass."""

    def __init__(self, graphs: Iterable[Graph]) -> None:
        self._graphs, self._count = graphs, Counter[str]()

    def __iter__(self) -> Iterator[Graph]:
        for graph in self._graphs:
            told = {"graphs": 1, "statements": len(graph)}
            kinds = {name: sum(1 for _ in graph.subjects(RDF.type, WW[kind])) for name, kind in _KINDS.items()}
            self._count.update(told | kinds)
            yield graph

    @property
    def held(self) -> Held:
        return Held(**{name: self._count[name] for name in Held.model_fields})


def read(path: Path, settings: Settings) -> Iterator[Graph]:
    """Each graph of the file under its name. Raises `BadBackup`."""
    try:
        yield from trig.graphs(path, settings.model_copy(update={"max_bytes": MOST}))
    except InputError as error:
        raise BadBackup(str(error).replace(str(path), path.name)) from error
