"""A connection to Neo4j: asks, reads and writes."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from threading import Lock
from types import TracebackType
from typing import Any, Self, TypeVar

import neo4j
from neo4j import ManagedTransaction, Query, exceptions, unit_of_work
from neo4j.time import Date as NeoDate
from neo4j.time import DateTime, Duration, Time

from graph.errors import StoreUnreachable
from graph.managed.progress import Progress, quiet
from graph.projection import PropertyGraph
from graph.registry import Registry
from graph.settings import Settings
from graph.store import deciding, emptying, journal, reading, schema, writing
from graph.store.alone import alone
from graph.store.driver import connect, named_errors
from graph.store.migrations import STEPS, Step
from graph.store.remembering import STATE, Memory, State
from graph.store.watching import watched

T = TypeVar("T")
Reconnect = Callable[[], tuple[neo4j.Driver, str]]

QUESTION_TIMEOUT = 60.0
"""Seconds after which Neo4j itself ends a question of the query layer."""

STREAM_TIMEOUT = 3600.0
"""The same for one whose rows are fetched as somebody reads them."""
_FETCHED = 200
"""Rows of a stream that are held at a time."""

_GONE = "Neo.ClientError.Statement.EntityNotFound"
"""Another writer deleted a node that this one had found: the driver tries again after deadlocks, not after this."""
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """The columns and rows of a statement; `more` says that rows beyond the limit were left out."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[Any]]
    more: bool
    changed: bool


class Store:
    """One database of one Neo4j. Made by `open_store`; a context manager that closes the connection.

    A managed server that has died is started again, and what was asked of it is asked once more.
    """

    def __init__(self, driver: neo4j.Driver, database: str, where: str, again: Reconnect | None = None) -> None:
        self._driver, self._database, self.where, self._again = driver, database, where, again
        self._mending, self._memory = Lock(), Memory()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """For good: what is being asked fails, and a managed server is not started again for it."""
        self._again = None
        self._driver.close()

    # asking

    def ask(self, statement: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """The rows of a parametrised statement of `graph.queries`, run in read mode; dates are Python's."""
        return self._in_session(partial(_asking, statement=statement, parameters=parameters))

    def state(self) -> State:
        """What is another one once something was written."""
        (row,) = self.ask(STATE)
        return State(**row)

    def recall(self, state: State, statement: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """What `ask` gives or gave in that state, for a statement over much of the graph; kept for a minute at most."""
        key = (state, statement, json.dumps(parameters, sort_keys=True, default=str))
        return self._memory.recall(key, lambda: self.ask(statement, **parameters))

    def stream(self, statement: str, /, **parameters: Any) -> Iterator[dict[str, Any]]:
        """The rows of such a statement one by one, however many; closing the iterator ends it in Neo4j too."""
        self.ask("RETURN 1")  # starts a managed server that has died; a row that was given is not given again
        opened = self._driver.session(database=self._database, default_access_mode="READ", fetch_size=_FETCHED)
        with named_errors(), opened as session:
            for record in session.run(Query(statement, timeout=STREAM_TIMEOUT), parameters):
                yield _row(record)

    def console(
        self,
        statement: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        write: bool = False,
        limit: int = 1000,
        timeout: float = 30.0,
    ) -> Answer:
        """A statement that the user typed, at most `limit` rows within `timeout` seconds; reads unless `write`.

        Neo4j itself refuses writes in read mode (`WriteRefused`).
        """

        def run(session: neo4j.Session) -> Answer:
            result = session.run(Query(statement, timeout=timeout), dict(parameters or {}))
            columns = tuple(result.keys())
            records = [[plain(v) for v in r.values()] for r in result.fetch(limit + 1)]
            counters = result.consume().counters
            return Answer(columns, records[:limit], len(records) > limit, bool(counters.contains_updates))

        answer = self._in_session(run, write=write, again=not write)
        if answer.changed:
            self._transact(journal.begin)  # nobody knows what the statement wrote
        return answer

    # graphs

    def write(self, iri: str, graph: PropertyGraph, *, instead_of: str | None = None) -> None:
        """Put `graph` in the place of what the named graph `iri` said before, and of the named graph `instead_of`.

        An empty graph is forgotten.
        """
        self.write_together(
            {iri: graph} if instead_of in (None, iri) else {instead_of or "": PropertyGraph((), ()), iri: graph}
        )

    def write_together(self, graphs: Mapping[str, PropertyGraph]) -> None:
        """The same for graphs, by their names, that lead to each other; in one transaction."""
        self._transact(lambda tx: writing.replace(tx, graphs))
        for _ in range(_TRIES):
            late = self._in_session(lambda session: session.execute_read(deciding.late, list(graphs)))
            if not late:
                return
            self._transact(partial(writing.lay_again, graphs=late))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else is within this, in whatever process: others wait. It keeps no one from reading or writing."""
        self.ask("RETURN 1")  # starts a managed server that has died
        with named_errors(), self._driver.session(database=self._database) as session, alone(session):
            yield

    def read(self, iri: str) -> PropertyGraph | None:
        """What the named graph says; None when there is none of that name."""
        return self._in_session(lambda session: session.execute_read(reading.named_graph, iri))

    def read_each(self, iris: Sequence[str]) -> dict[str, PropertyGraph]:
        """What each of the named graphs says, by its name; those of which there are none left out."""
        return self._in_session(lambda session: session.execute_read(reading.named_graphs, iris))

    def read_decided(self, iri: str) -> PropertyGraph | None:
        """What the named graph comes to under the decisions about identity, as every query sees it."""
        return self._in_session(lambda session: session.execute_read(reading.decided_graph, iri))

    def graphs(self) -> tuple[str, ...]:
        """The names of all named graphs, in order."""
        return tuple(row["uri"] for row in self.ask("MATCH (g:NamedGraph) RETURN g.uri AS uri ORDER BY uri"))

    def prepare(self, registry: Registry) -> None:
        """Create constraints and indexes and load the registry, where the store has not got them yet."""
        schema.prepare(self._transact, self._statement, registry)

    # running it

    def pending(self, steps: Sequence[Step] = STEPS) -> tuple[Step, ...]:
        """The steps of migration that the store still needs. Raises `StoreError`, `RestoreUnfinished`."""
        return schema.pending(self._transact, steps)

    def migrate(self, steps: Sequence[Step] = STEPS) -> None:
        """Take these steps. Raises `MigrationFailed`, with the store at the version that it had reached."""
        schema.migrate(self._transact, self._statement, steps)

    def recorded(self) -> dict[str, Any]:
        """What the store says of itself: `schemaVersion`, `registryVersion`, and `before` while a restore runs."""
        return dict(self._transact(schema.recorded))

    def empty(self, before: str) -> None:
        """Delete all that whowhom stored. Nobody uses the store until `filled` or `unused` is called."""
        emptying.empty(self._transact, self._statement, before)

    def filled(self, registry: str | None) -> None:
        """The emptied store is whole again, with who is who of that version, or without."""
        emptying.filled(self._transact, registry)

    def unused(self) -> None:
        """The emptied store is as one that was never used."""
        emptying.unused(self._transact)

    @cached_property
    def version(self) -> str:
        """The server's version and edition."""
        (row,) = self.ask("CALL dbms.components() YIELD versions, edition RETURN versions[0] AS version, edition")
        return f"{row['version']} {row['edition']}"

    def _transact(self, work: Callable[[ManagedTransaction], Any]) -> Any:
        def run(session: neo4j.Session) -> Any:
            for _ in range(_TRIES - 1):
                try:
                    return session.execute_write(work)
                except exceptions.ClientError as error:
                    if error.code != _GONE:
                        raise
            return session.execute_write(work)

        return self._in_session(run, write=True)

    def _statement(self, statement: str) -> None:
        """A schema statement, which Neo4j wants in a transaction of its own."""
        self._in_session(lambda session: session.run(statement).consume(), write=True)

    def _in_session(self, work: Callable[[neo4j.Session], T], *, write: bool = False, again: bool = True) -> T:
        """What `work` gives; done `again` on a server that was mended, unless doing it twice would do harm."""
        mode, driver = "WRITE" if write else "READ", self._driver
        for last in (self._again is None or not again, True):
            try:
                with (
                    watched(mode),
                    named_errors(),
                    self._driver.session(database=self._database, default_access_mode=mode) as session,
                ):
                    return work(session)
            except StoreUnreachable:
                if last:
                    raise
                self._mend(driver)
        raise AssertionError("the last try returns or raises")

    def _mend(self, dead: neo4j.Driver) -> None:
        with self._mending:
            if self._driver is dead and self._again is not None:  # no other thread was faster
                self._driver, self.where = self._again()
                dead.close()


def open_store(settings: Settings, progress: Progress = quiet) -> Store:
    """The Neo4j that the settings name, or else the managed one, started when it does not run."""
    driver, where = connect(settings, progress)
    return Store(
        driver, settings.neo4j_database, where, None if settings.neo4j_uri else lambda: connect(settings, quiet)
    )


def _asking(session: neo4j.Session, statement: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
    """In a transaction that ends with its rows, which takes one exchange with Neo4j; the driver's own take three."""
    try:
        return [_row(r) for r in session.run(Query(statement, timeout=QUESTION_TIMEOUT), dict(parameters))]
    except (exceptions.Neo4jError, exceptions.DriverError) as error:
        if not error.is_retryable():
            raise
        return session.execute_read(_asking_again, statement, parameters)


@unit_of_work(timeout=QUESTION_TIMEOUT)
def _asking_again(tx: ManagedTransaction, statement: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
    """In a transaction that the driver tries again for as long as its patience goes."""
    return [_row(r) for r in tx.run(statement, dict(parameters))]


def _row(record: neo4j.Record) -> dict[str, Any]:
    return {key: plain(value) for key, value in record.items()}  # type: ignore[no-untyped-call]


_AS_THEY_ARE = frozenset((str, int, float, bool, type(None), bytes))


def plain(value: Any) -> Any:
    """A value of the driver as Python's own; nodes and relationships stay as they are."""
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is dict:
        return {k: v if type(v) in _AS_THEY_ARE else plain(v) for k, v in value.items()}
    if kind is list:
        return [plain(v) for v in value]
    if isinstance(value, NeoDate | DateTime | Time):
        return value.to_native()
    if isinstance(value, Duration):
        return value.iso_format()
    return value
