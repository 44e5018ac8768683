"""A backup into a store: all of it, or what was there before.

Every sum and every graph has been checked before anything is changed. What would be lost is backed up first; then the
store is marked, emptied and filled, and nobody opens it while it is marked. What fails is undone from that backup.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from filelock import FileLock, Timeout

from graph.backup import graphs, home
from graph.backup.archive import unpacked
from graph.backup.checking import check
from graph.backup.making import back_up
from graph.backup.manifest import GRAPHS, Manifest
from graph.backup.progress import Progress
from graph.dump.ownership import is_who_is_who
from graph.errors import BadBackup, RestoreUnfinished, StoreNotEmpty
from graph.managed.disk import disk
from graph.projection import project
from graph.registry import Registry
from graph.settings import Settings
from graph.store import Store
from graph.store.schema import ACTORS_GRAPHS, VERSION


@dataclass(frozen=True, slots=True)
class Restore:
    """One backup, unpacked and checked."""

    manifest: Manifest
    folder: Path

    @classmethod
    @contextmanager
    def of(cls, path: Path, registry: Registry, settings: Settings, progress: Progress) -> Iterator[Self]:
        """Raises `MissingFile`, `BadBackup`, `RefusedGraph`, `DiskFailed`."""
        with unpacked(path) as (manifest, folder):
            if manifest.schema_version > VERSION:
                raise BadBackup(f"whowhom {manifest.program} made it, whose schema is newer than this one's")
            check(folder / GRAPHS, manifest.held, registry, settings, progress)
            if home.KEYS in manifest.parts:
                home.check(folder / home.KEYS)
            yield cls(manifest, folder)

    def into(self, store: Store, settings: Settings, *, replace: bool, progress: Progress) -> Path | None:
        """Put it in the place of what is there; the backup of that, where there was something.

        Raises `StoreNotEmpty` for a store with articles or a home with keys, unless told to `replace`.
        """
        with _alone(settings):
            before = self._kept(store, settings, replace, progress)
            absent = [name for name in home.KEPT if not home.where(settings, name).exists()]
            try:
                store.empty(str(before or ""))
                self._fill(store, settings, progress)
            except BaseException as error:
                _undo(store, settings, before, progress, error)
                for name in absent:
                    home.remove(settings, name)
                raise
        return before

    def _kept(self, store: Store, settings: Settings, replace: bool, progress: Progress) -> Path | None:
        """Where a backup is of all that would be lost; None where nothing would be."""
        unfinished = store.recorded().get("before")
        if unfinished is not None and replace:
            return Path(unfinished) if unfinished and Path(unfinished).is_file() else None
        store.pending()
        articles = [iri for iri in store.graphs() if not iri.startswith(ACTORS_GRAPHS)]
        keys = home.KEYS in self.manifest.parts and home.where(settings, home.KEYS).exists()
        if not (articles or keys):
            return None
        if not replace:
            raise StoreNotEmpty(
                f"the store holds {len(articles)} graphs beside who is who" if articles else "the home holds API keys"
            )
        store.migrate()
        kept = home.where(settings, f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}.zip").absolute()
        with disk(kept):
            kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        back_up(store, settings, kept, progress)
        return kept

    def _fill(self, store: Store, settings: Settings, progress: Progress) -> None:
        file = self.folder / GRAPHS
        actors = filter(is_who_is_who, graphs.read(file, settings))
        store.write_together({str(g.identifier): project(g) for g in actors})
        for graph in progress(graphs.read(file, settings), "Restoring", self.manifest.held.graphs):
            if not is_who_is_who(graph):
                store.write(str(graph.identifier), project(graph))
        for name in self.manifest.parts.keys() & set(home.KEPT):
            home.put(settings, name, self.folder / name)
        store.filled(self.manifest.registry)


def _undo(store: Store, settings: Settings, before: Path | None, progress: Progress, error: BaseException) -> None:
    """The store as it was before. Raises `RestoreUnfinished` when that fails too; the mark stays then."""
    try:
        store.empty(str(before or ""))
        if before is None:
            store.unused()
        else:
            with unpacked(before) as (manifest, folder):
                Restore(manifest, folder)._fill(store, settings, progress)
    except Exception as second:
        kept = f"; what was there before is in {before}" if before else ""
        raise RestoreUnfinished(f"{error}; and it could not be undone: {second}{kept}") from error


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Two restores at a time would mix."""
    file = home.where(settings, ".restore.lock")
    with disk(file):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with FileLock(file, timeout=0):
            yield
    except Timeout as error:
        raise StoreNotEmpty("another restore is at work") from error
