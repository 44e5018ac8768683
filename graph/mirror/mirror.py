"""The mirror of a store: caught up before each query, which a process of its own then answers."""

import time
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Self

from graph.errors import MirrorNotReady, QueryError, TooCostly, WhowhomError
from graph.mirror.following import catch_up, is_ancestor, shows
from graph.mirror.lexis import Dataset
from graph.mirror.pool import Limits, Pool
from graph.mirror.state import Place, Snapshot, State
from graph.mirror.stop import Stop
from graph.queries.changes import head
from graph.settings import Settings
from graph.store import Store
from ontology.vocabulary import PREFIXES

PATIENCE = 20.0
"""Seconds that a query waits for the mirror to catch up; then it is answered by an older state, and told so."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """The answer is of `state`; the store was at change `newest` when the question came."""

    state: State
    newest: int

    @property
    def behind(self) -> int:
        """How many changes the answer does not know yet."""
        return self.newest - self.state.number


@dataclass(frozen=True, slots=True)
class Answered:
    """`form` is the short name of the answer's format."""

    form: str
    body: bytes
    freshness: Freshness


class NoForm(Exception):
    """The answer is of a kind for which no form was asked."""


class Mirror:
    """Made at start; a context manager that ends its processes. Nothing runs before the first question."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self.place, self._store = Place(Path(settings.home) / "mirror"), store
        self._pool = Pool(
            Limits(settings.sparql_seconds, settings.sparql_rows, settings.sparql_bytes, settings.sparql_at_once)
        )
        self._following: _Following | None = None
        self._lock = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._pool.close()

    def ask(self, query: str, dataset: Dataset, solutions: str | None, graph: str | None, stop: Stop) -> Answered:
        """The answer in the form `solutions` (SELECT, ASK) or `graph` (CONSTRUCT, DESCRIBE).

        Raises `QueryError` for a malformed query, `NoForm` where the form that its kind needs is None,
        `TooCostly`, `TooBusy`, `MirrorNotReady`, and `Stopped`.
        """
        snapshot, freshness = self.fresh()
        asked = {
            "folder": str(snapshot.folder),
            "query": query,
            "default": dataset.default,
            "named": dataset.named,
            "solutions": solutions,
            "graph": graph,
            "prefixes": {prefix: str(iri) for prefix, iri in PREFIXES.items()},
        }
        told, body = self._pool.ask(asked, stop)
        if told.get("problem") == "unacceptable":
            raise NoForm
        if "problem" in told:
            raise _named(told)
        return Answered(told["form"], body, freshness)

    def fresh(self) -> tuple[Snapshot, Freshness]:
        """A snapshot of the store as it is now, or as it was `behind` changes ago where catching up takes long.

        Raises `MirrorNotReady` where there is none, or none that the store has only gone on from.
        """
        now, end = head(self._store), time.monotonic() + PATIENCE
        while True:
            newest = self.place.newest()
            if newest and newest.state.number > now.number:
                now = head(self._store)  # another question may have come later and been faster
            if newest and newest.folder.is_dir() and shows(newest.state, now):
                return newest, Freshness(newest.state, now.number)
            if time.monotonic() > end:
                break
            self._follow().wait(end - time.monotonic())
        if newest and newest.folder.is_dir() and is_ancestor(newest.state, now):
            return newest, Freshness(newest.state, now.number)
        raise MirrorNotReady("the copy that answers SPARQL is being made; try again in a minute")

    def rebuild(self) -> State:
        """Make the copy anew, whatever it holds."""
        return catch_up(self.place, self._store, anew=True).state

    def _follow(self) -> "_Following":
        """The run that catches up, begun unless one is on its way."""
        with self._lock:
            if self._following is None or not self._following.thread.is_alive():
                self._following = _Following(self.place, self._store)
            return self._following


class _Following:
    """One run in the background; it goes on when those who wait for it have lost patience."""

    def __init__(self, place: Place, store: Store) -> None:
        self._place, self._store = place, store
        self._error: Exception | None = None
        self.thread = Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        try:
            catch_up(self._place, self._store)
        except Exception as error:
            self._error = error.with_traceback(None)  # its frames would keep the copy open

    def wait(self, seconds: float) -> None:
        """Raises what ended the run."""
        self.thread.join(max(seconds, 0))
        if not self.thread.is_alive() and self._error:
            raise self._error


def _named(told: dict[str, Any]) -> WhowhomError:
    detail = told.get("detail", "")
    kinds: dict[str, type[WhowhomError]] = {"malformed": QueryError, "costly": TooCostly}
    return kinds.get(told["problem"], MirrorNotReady)(detail)
