"""The driver: how Neo4j is reached, and its errors by our names."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import neo4j
from neo4j import GraphDatabase, exceptions

from graph import managed
from graph.errors import (
    QueryError,
    StoreError,
    StoreLogin,
    StoreUnreachable,
    TookTooLong,
    WhowhomError,
    WriteRefused,
)
from graph.managed.progress import Progress
from graph.settings import Settings

PATIENCE = 30.0
"""Seconds for which a given Neo4j that does not answer is tried again."""
MANAGED_PATIENCE = 5.0
"""The same for the managed one, which is started again then."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a Neo4j is and who asks it; `patience` is how long one that does not answer is tried again, in seconds."""

    uri: str
    user: str
    secret: str = field(repr=False)
    patience: float


def address(settings: Settings, progress: Progress) -> Address:
    """The Neo4j that the settings name, or else the managed one, started if need be."""
    if settings.neo4j_uri:
        secret = settings.neo4j_password.get_secret_value() if settings.neo4j_password else ""
        return Address(settings.neo4j_uri, settings.neo4j_username, secret, PATIENCE)
    server = managed.ensure_running(settings, progress)
    return Address(server.bolt, server.username, server.password, MANAGED_PATIENCE)


def connect(settings: Settings, progress: Progress) -> tuple[neo4j.Driver, str]:
    """A driver for the Neo4j that the settings name, or for the managed one, started if need be; and its address."""
    at = address(settings, progress)
    with named_errors():
        return _driver(at.uri, at.user, at.secret, at.patience, settings.neo4j_database), at.uri


def _driver(uri: str, user: str, secret: str, patience: float, database: str) -> neo4j.Driver:
    try:
        driver = GraphDatabase.driver(
            uri,
            auth=(user, secret),
            user_agent="whowhom",
            notifications_min_severity="OFF",
            connection_timeout=10,
            max_transaction_retry_time=patience,
        )
    except (ValueError, exceptions.ConfigurationError) as error:
        raise StoreUnreachable(f"NEO4J_URI {uri!r} is no address of a Neo4j: {error}") from error
    try:
        with driver.session(database=database, default_access_mode="READ") as session:
            session.run("RETURN 1").consume()  # the driver's own check asks nothing of the database
    except BaseException as error:
        driver.close()
        if isinstance(error, ValueError):  # the driver resolves the address only now
            raise StoreUnreachable(f"NEO4J_URI {uri!r}: {error}") from error
        if isinstance(error, exceptions.ClientError) and error.code == "Neo.ClientError.Database.DatabaseNotFound":
            raise StoreUnreachable(f"NEO4J_DATABASE {database!r} is no database of this Neo4j") from error
        raise
    return driver


@contextmanager
def named_errors() -> Iterator[None]:
    """The driver's errors by the names of `graph.errors`."""
    try:
        yield
    except WhowhomError:
        raise
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
    if code.startswith("Neo.ClientError.Security."):
        return StoreLogin(f"check NEO4J_USERNAME and NEO4J_PASSWORD ({message})")
    if code.startswith("Neo.ClientError.Transaction.TransactionTimedOut"):
        return TookTooLong(message)
    return QueryError(message)
