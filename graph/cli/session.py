"""The settings and the store of a command."""

from collections.abc import Iterator
from contextlib import contextmanager

from graph.cli.progress import progress_on_stderr
from graph.queries.contents import contents
from graph.registry import Registry
from graph.settings import Settings
from graph.store import Store, open_store


@contextmanager
def asking(settings: Settings | None = None) -> Iterator[Store]:
    """The store, to ask it; one that was never used gets its indexes and who is who first."""
    with connected(settings or Settings()) as store:
        held = contents(store)
        if None in (held.schema_version, held.registry_version):
            store.prepare(Registry.read())
        yield store


@contextmanager
def connected(settings: Settings) -> Iterator[Store]:
    """The store as it is; the managed Neo4j is started where it is needed, and the wait for it shown."""
    with progress_on_stderr() as progress:
        store = open_store(settings, progress)
    with store:
        yield store
