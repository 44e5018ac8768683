"""Every graph of a backup passes what it passed when it was stored first, and is kept as it is."""

from pathlib import Path

from rdflib import Graph

from graph.backup import graphs
from graph.backup.manifest import Held
from graph.backup.progress import Progress
from graph.dump import ownership
from graph.errors import BadBackup
from graph.projection import project
from graph.registry import Registry
from graph.settings import Settings
from graph.shapes import check as check_shapes


def check(path: Path, told: Held, registry: Registry, settings: Settings, progress: Progress) -> None:
    """Raises `BadBackup` when more or less is there than was told, `RefusedGraph` for a graph that breaks a rule."""
    facts = _who_is_who(path, registry, settings)
    passed = graphs.Counted(graphs.read(path, settings))
    for graph in progress(passed, "Checking", told.graphs):
        if not ownership.is_who_is_who(graph):
            check_shapes(graph, ownership.referred(graph, facts))
        project(graph)
    if passed.held != told:
        raise BadBackup(f"it holds {_words(passed.held)}, and the manifest says {_words(told)}")


def _who_is_who(path: Path, registry: Registry, settings: Settings) -> Graph:
    """Class, name and owner of everybody; what is the registry's own has passed already."""
    everything, facts, strange = Graph(), Graph(), False
    for graph in filter(ownership.is_who_is_who, graphs.read(path, settings)):
        strange |= set(graph) != set(registry.graphs.get(str(graph.identifier), ()))
        everything += graph
        facts += ownership.told(graph)
    if strange:
        check_shapes(everything)
    return facts


def _words(held: Held) -> str:
    return ", ".join(f"{count} {name}" for name, count in held.model_dump().items())
