"""A connection to Neo4j: asks, reads and writes, and gives the driver's errors our names."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from types import TracebackType
from typing import Any, Self

import neo4j
from neo4j import GraphDatabase, ManagedTransaction, Query, exceptions, unit_of_work
from neo4j.time import Date as NeoDate
from neo4j.time import DateTime, Duration, Time

from graph import managed
from graph.errors import QueryError, StoreError, StoreLogin, StoreUnreachable, WhowhomError, WriteRefused
from graph.managed.progress import Progress, quiet
from graph.projection import PropertyGraph
from graph.registry import Registry
from graph.settings import Settings
from graph.store import reading, schema, writing

QUESTION_TIMEOUT = 60.0
"""Seconds after which Neo4j itself ends a question of the query layer."""

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
    """One database of one Neo4j. Made by `open_store`; a context manager that closes the connection."""

    def __init__(self, driver: neo4j.Driver, database: str, where: str) -> None:
        self._driver, self._database, self.where = driver, database, where

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._driver.close()

    # asking

    def ask(self, statement: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """The rows of a parametrised statement of `graph.queries`, run in read mode; dates are Python's."""
        with _named_errors(), self._driver.session(database=self._database, default_access_mode="READ") as session:
            return session.execute_read(_asking, statement, parameters)

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
        mode = "WRITE" if write else "READ"
        query = Query(statement, timeout=timeout)
        with _named_errors(), self._driver.session(database=self._database, default_access_mode=mode) as session:
            result = session.run(query, dict(parameters or {}))
            columns = tuple(result.keys())
            records = [[plain(v) for v in r.values()] for r in result.fetch(limit + 1)]
            counters = result.consume().counters
            return Answer(columns, records[:limit], len(records) > limit, bool(counters.contains_updates))

    # graphs

    def write(self, iri: str, graph: PropertyGraph, *, instead_of: str | None = None) -> None:
        """Put `graph` in the place of what the named graph `iri` said before, and of the named graph `instead_of`."""
        graphs = {iri: graph} if instead_of in (None, iri) else {instead_of or "": PropertyGraph((), ()), iri: graph}
        self._transact(lambda tx: writing.replace(tx, graphs))

    def remove(self, iri: str) -> bool:
        """Forget the named graph; False when it was not there."""
        if self.read(iri) is None:
            return False
        self.write(iri, PropertyGraph((), ()))
        return True

    def read(self, iri: str) -> PropertyGraph | None:
        """What the named graph says; None when there is none of that name."""
        with _named_errors(), self._driver.session(database=self._database, default_access_mode="READ") as session:
            return session.execute_read(lambda tx: reading.named_graph(tx, iri))

    def graphs(self) -> tuple[str, ...]:
        """The names of all named graphs, in order."""
        return tuple(row["uri"] for row in self.ask("MATCH (g:NamedGraph) RETURN g.uri AS uri ORDER BY uri"))

    def prepare(self, registry: Registry) -> None:
        """Create constraints and indexes and load the registry, where the store has not got them yet."""
        with _named_errors():
            schema.prepare(self._transact, self._statement, registry)

    @cached_property
    def version(self) -> str:
        """The server's version and edition."""
        (row,) = self.ask("CALL dbms.components() YIELD versions, edition RETURN versions[0] AS version, edition")
        return f"{row['version']} {row['edition']}"

    def _transact(self, work: Callable[[ManagedTransaction], Any]) -> Any:
        with _named_errors(), self._driver.session(database=self._database) as session:
            for _ in range(_TRIES - 1):
                try:
                    return session.execute_write(work)
                except exceptions.ClientError as error:
                    if error.code != _GONE:
                        raise
            return session.execute_write(work)

    def _statement(self, statement: str) -> None:
        """A schema statement, which Neo4j wants in a transaction of its own."""
        with self._driver.session(database=self._database) as session:
            session.run(statement).consume()


def open_store(settings: Settings, progress: Progress = quiet) -> Store:
    """The Neo4j that the settings name, or else the managed one, started when it does not run."""
    if settings.neo4j_uri:
        secret = settings.neo4j_password.get_secret_value() if settings.neo4j_password else ""
        uri, user = settings.neo4j_uri, settings.neo4j_username
    else:
        server = managed.ensure_running(settings, progress)
        uri, user, secret = server.bolt, server.username, server.password
    with _named_errors():
        try:
            driver = GraphDatabase.driver(
                uri,
                auth=(user, secret),
                user_agent="whowhom",
                notifications_min_severity="OFF",
                connection_timeout=10,
                max_transaction_retry_time=30,
            )
        except (ValueError, exceptions.ConfigurationError) as error:
            raise StoreUnreachable(f"NEO4J_URI {uri!r} is no address of a Neo4j: {error}") from error
        try:
            driver.verify_connectivity()
        except BaseException as error:
            driver.close()
            if isinstance(error, ValueError):  # the driver resolves the address only now
                raise StoreUnreachable(f"NEO4J_URI {uri!r}: {error}") from error
            raise
    return Store(driver, settings.neo4j_database, uri)


@contextmanager
def _named_errors() -> Iterator[None]:
    """The driver's errors by the names of `graph.errors`."""
    try:
        yield
    except WhowhomError:
        raise
    except exceptions.AuthError as error:
        raise StoreLogin(f"check NEO4J_USERNAME and NEO4J_PASSWORD ({error.message or error})") from error
    except (exceptions.ServiceUnavailable, exceptions.SessionExpired) as error:
        raise StoreUnreachable(str(error)) from error
    except exceptions.ClientError as error:
        raise _client_error(error) from error
    except (exceptions.Neo4jError, exceptions.DriverError) as error:
        raise StoreError(str(error)) from error


def _client_error(error: exceptions.ClientError) -> WhowhomError:
    code, message = error.code or "", error.message or str(error)
    if "AccessMode" in code or "Writing in read access mode" in message or "read access mode" in message:
        return WriteRefused(message)
    return QueryError(message)


@unit_of_work(timeout=QUESTION_TIMEOUT)
def _asking(tx: ManagedTransaction, statement: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [_row(r) for r in tx.run(statement, dict(parameters))]


def _row(record: neo4j.Record) -> dict[str, Any]:
    return {key: plain(value) for key, value in record.data().items()}


def plain(value: Any) -> Any:
    """A value of the driver as Python's own; nodes and relationships stay as they are."""
    if isinstance(value, NeoDate | DateTime | Time):
        return value.to_native()
    if isinstance(value, Duration):
        return value.iso_format()
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    return value
