"""A backup of a store and its home, a graph at a time.

Each graph is whole. Where somebody writes meanwhile, a graph may be the old or the new one.
"""

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from rdflib import Graph

from graph import __version__
from graph.backup import graphs, home
from graph.backup.archive import pieces, written
from graph.backup.manifest import GRAPHS, Manifest
from graph.backup.progress import Progress
from graph.dump.rdf import serialized
from graph.projection import unproject
from graph.settings import Settings
from graph.store import Store


def back_up(store: Store, settings: Settings, path: Path, progress: Progress) -> Manifest:
    """Write the file; what it says of itself. Raises `DiskFailed`, `RestoreUnfinished`."""
    store.pending()  # refuses a store that is not whole
    recorded = store.recorded()
    with written(path) as archive, tempfile.TemporaryDirectory(prefix="whowhom-") as folder:
        passed = graphs.Counted(_graphs(store, progress))
        archive.add(GRAPHS, (piece.encode() for piece in serialized(passed, "trig")))
        for name, copy in home.copies(settings, Path(folder)):
            archive.add(name, pieces(copy))
        manifest = Manifest(
            program=__version__,
            created=datetime.now(UTC).replace(microsecond=0),
            schema_version=recorded["schemaVersion"],
            registry=recorded.get("registryVersion"),
            held=passed.held,
            parts=archive.parts,
        )
        archive.close(manifest)
    return manifest


def _graphs(store: Store, progress: Progress) -> Iterator[Graph]:
    iris = store.graphs()
    for iri in progress(iris, "Backing up", len(iris)):
        found = store.read(iri)
        if found is not None:  # somebody removed it meanwhile
            yield unproject(found, iri)
