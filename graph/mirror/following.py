"""Catching up with the store: by what changed since, or from nothing where that is not known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from filelock import FileLock

from graph import __version__
from graph.mirror.primary import Primary, Triples
from graph.mirror.state import Place, Snapshot, State
from graph.mirror.terms import triples
from graph.queries.changes import Head, changed_since, head
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Changes:
    """The graphs that lead to the state `now`, and how many nodes each describes."""

    now: Head
    graphs: dict[str, Triples]
    described: dict[str, int]


def shows(state: State, now: Head) -> bool:
    """The copy is the store as it is."""
    return (state.journal, state.number, state.described, state.program) == (*_facts(now), __version__)


def is_ancestor(state: State, now: Head) -> bool:
    """The store has only gone on since, by changes that its journal tells."""
    same = state.journal == now.journal and state.program == __version__
    return same and (state.number < now.number or shows(state, now))


def catch_up(place: Place, store: Store, *, anew: bool = False) -> Snapshot:
    """A snapshot that is no older than the call; waits for another process that writes one."""
    place.make()
    with FileLock(place.lock):
        newest = place.newest()
        if not anew and newest and newest.folder.is_dir() and shows(newest.state, head(store)):
            return newest
        primary = _anew(place, store) if anew else _caught_up(place, store)
        state = primary.state()
        assert state
        snapshot = Snapshot(state, place.aside())
        primary.snapshot(snapshot.folder)
        place.publish(snapshot)
        del primary  # closes it: only then may another process open it
        return snapshot


def _caught_up(place: Place, store: Store) -> Primary:
    primary = _opened(place)
    state, now = primary.state() if primary else None, head(store)
    if primary and state and is_ancestor(state, now):
        if shows(state, now) or _followed(primary, state, store):
            return primary
    del primary
    return _anew(place, store)


def _opened(place: Place) -> Primary | None:
    """None where there is none, or one that is broken."""
    try:
        return Primary(place.primary) if place.primary.is_dir() else None
    except (OSError, RuntimeError):  # what is damaged is a RuntimeError of pyoxigraph
        return None


def _followed(primary: Primary, state: State, store: Store) -> bool:
    """False where the changes do not add up to what the store holds: somebody wrote past the journal."""
    changes = _changes(store, state.number)
    gained = sum(n - primary.described(iri) for iri, n in changes.described.items())
    if changes.now.journal != state.journal or state.described + gained != changes.now.described:
        return False
    primary.replace(changes.graphs, _state(changes.now))
    return True


def _changes(store: Store, since: int) -> Changes:
    """What changed after that number, read until nothing changes meanwhile."""
    graphs, described, now = {}, {}, head(store)
    while True:
        for iri in changed_since(store, since):
            found = store.read_decided(iri)
            graphs[iri], described[iri] = triples(found), len(found.nodes) if found else 0
        after = head(store)
        if after == now:
            return Changes(now, graphs, described)
        since, now = now.number, after  # a graph that was changed while it was read is read again


def _anew(place: Place, store: Store) -> Primary:
    """Everything, and then what has changed meanwhile."""
    while True:
        before = head(store)
        primary = Primary.build(place.primary, _everything(store), _state(before))
        changes = _changes(store, before.number)
        if changes.now == before:
            return primary
        if changes.now.journal == before.journal:
            primary.replace(changes.graphs, _state(changes.now))
            return primary
        del primary


def _everything(store: Store) -> Iterator[tuple[str, Triples]]:
    for iri in store.graphs():
        yield iri, triples(store.read_decided(iri))


def _state(now: Head) -> State:
    return State(*_facts(now), at=datetime.now(UTC).isoformat(timespec="seconds"))


def _facts(now: Head) -> tuple[str, int, int]:
    return now.journal, now.number, now.described
