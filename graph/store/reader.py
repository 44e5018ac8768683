"""Statements of strangers, run asynchronously, so that one whose asker goes away is given up at once.

A statement is explained and run in the same read transaction; Neo4j ends it after its time. Whoever stops waiting
closes the connection, at which Neo4j ends the transaction too.
"""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any

import neo4j
from neo4j import AsyncGraphDatabase, AsyncTransaction, exceptions

from graph.errors import StatementFailed, StoreUnreachable, TookTooLong, TooMuchMemory, WriteRefused
from graph.managed.progress import quiet
from graph.settings import Settings
from graph.store.driver import Address, address, named_errors

CheckPlan = Callable[[str | None, Mapping[str, Any] | None], None]
Encode = Callable[[list[Any]], bytes]

_EXPLAIN = "EXPLAIN "
_PAGE = 100
"""Rows that are asked for at once; a row more than is wanted is never far."""
_GRACE = 2.0
"""Seconds after which a transaction that Neo4j should have ended is left."""
_ENDED = ("Neo.ClientError.Transaction.TransactionTimedOut", "Neo.TransientError.Transaction.Terminated")
_FOR_OPERATORS = ("Neo.ClientError.Security.", "Neo.ClientError.Database.", "Neo.ClientError.Cluster.")
"""Codes of what the operator has to mend."""
_TELLING = ("Neo.ClientError.Statement.", "Neo.ClientError.Procedure.")
"""Codes whose messages are about the statement and nothing else."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one statement: rows, bytes of the rows, seconds."""

    rows: int
    bytes: int
    seconds: float


@dataclass(slots=True)
class Found:
    """What a statement gives; `cut` says which limit left out rows."""

    fields: tuple[str, ...]
    values: list[bytes] = field(default_factory=list)
    cut: str | None = None
    notifications: Sequence[Mapping[str, Any]] = ()


class Reader:
    """Reads one database for strangers. Made by `open_reader`."""

    def __init__(self, settings: Settings) -> None:
        self._settings, self._database = settings, settings.neo4j_database
        self._driver: neo4j.AsyncDriver | None = None
        self._opening = asyncio.Lock()

    async def read(
        self,
        statement: str,
        parameters: Mapping[str, Any],
        limits: Limits,
        check_plan: CheckPlan,
        encode: Encode,
    ) -> Found:
        """Rows as `encode` gives them, as long as they keep within the limits.

        Raises what `check_plan` raises, before anything is run; `StatementFailed`, `TooMuchMemory`, `WriteRefused`,
        `TookTooLong` and `StoreError`.
        """
        driver = await self._opened()
        try:
            async with asyncio.timeout(limits.seconds + _GRACE):
                return await self._read(driver, statement, parameters, limits, check_plan, encode)
        except TimeoutError as error:
            raise TookTooLong(f"the statement took more than {limits.seconds:g} s") from error
        except StoreUnreachable:
            await self.close()  # the next one looks where the server is now
            raise

    async def close(self) -> None:
        """Closes the connections; they are opened again when something is asked."""
        driver, self._driver = self._driver, None
        if driver is not None:
            await driver.close()

    async def _opened(self) -> neo4j.AsyncDriver:
        async with self._opening:
            if self._driver is None:
                at = await asyncio.to_thread(address, self._settings, quiet)
                with named_errors():
                    self._driver = _driver(at)
            return self._driver

    async def _read(
        self,
        driver: neo4j.AsyncDriver,
        statement: str,
        parameters: Mapping[str, Any],
        limits: Limits,
        check_plan: CheckPlan,
        encode: Encode,
    ) -> Found:
        with _named(limits):
            async with driver.session(
                database=self._database, default_access_mode="READ", fetch_size=min(_PAGE, limits.rows + 1)
            ) as session:
                tx = await session.begin_transaction(timeout=limits.seconds)
                explained = await (await tx.run(_EXPLAIN + statement, dict(parameters))).consume()
                check_plan(explained.query_type, explained.plan)
                found = await _rows(tx, statement, parameters, limits, encode)
                found.notifications = _notifications(explained)
                if found.cut:
                    tx.cancel()  # an orderly end would first let Neo4j find the rows that nobody wants
                await tx.close()
                return found


@asynccontextmanager
async def open_reader(settings: Settings) -> AsyncIterator[Reader]:
    """A reader of the Neo4j that the settings lead to; it connects when it is first asked."""
    reader = Reader(settings)
    try:
        yield reader
    finally:
        await reader.close()


def _driver(at: Address) -> neo4j.AsyncDriver:
    logging.getLogger("neo4j.notifications").setLevel(logging.ERROR)  # they hold the statement, and go to its asker
    return AsyncGraphDatabase.driver(
        at.uri,
        auth=(at.user, at.secret),
        user_agent="whowhom",
        connection_timeout=10,
        connection_acquisition_timeout=10,
    )


async def _rows(
    tx: AsyncTransaction,
    statement: str,
    parameters: Mapping[str, Any],
    limits: Limits,
    encode: Encode,
) -> Found:
    result = await tx.run(statement, dict(parameters))
    found, size = Found(tuple(result.keys())), 0
    async for record in result:
        row = encode(record.values())
        size += len(row)
        if len(found.values) == limits.rows or size > limits.bytes:
            found.cut = "rows" if len(found.values) == limits.rows else "bytes"
            break
        found.values.append(row)
    return found


def _notifications(summary: neo4j.ResultSummary) -> list[dict[str, str]]:
    """What Neo4j noticed about the statement, as its Query API tells it; the driver's own objects lack the code."""
    return [
        {
            "code": status["neo4j_code"],
            "title": status["title"],
            "description": status["description"],
            "severity": status["diagnostic_record"]["_severity"],
            "category": status["diagnostic_record"]["_classification"],
        }
        for status in summary.metadata.get("statuses", ())
        if "neo4j_code" in status
    ]


@contextmanager
def _named(limits: Limits) -> Iterator[None]:
    """The driver's errors by the names of `graph.errors`; Neo4j's own words only where they are of the statement."""
    with named_errors():
        try:
            yield
        except exceptions.Neo4jError as error:
            if (error.code or "").startswith(_FOR_OPERATORS):
                raise
            raise _statement_error(error, limits) from error
        except exceptions.BrokenRecordError as error:
            raise StatementFailed(
                "a value of the answer lies beyond what can be told, such as the year 10000"
            ) from error


def _statement_error(error: exceptions.Neo4jError, limits: Limits) -> Exception:
    code, message = error.code or "", error.message or ""
    if "AccessMode" in code or "read access mode" in message:
        return WriteRefused("Neo4j refuses to change anything for a statement that only reads")
    if code.startswith(_ENDED):
        return TookTooLong(f"Neo4j ended the statement after {limits.seconds:g} s")
    if "OutOfMemory" in code or "MemoryLimit" in code:
        return TooMuchMemory("Neo4j ended the statement, which took more memory than it may", code)
    if code.startswith(_TELLING):
        return StatementFailed(_unexplained(message), code)
    return StatementFailed("Neo4j's log says more", code)


def _unexplained(message: str) -> str:
    """The message without the quoted statement, places counted as in the statement that was submitted."""
    told, _, _ = message.partition('\n"')
    told = re.sub(r"\(line 1, column (\d+) \(offset: (\d+)\)\)", _shifted, told)
    return re.sub(r"\(line (\d+), column (\d+) \(offset: \d+\)\)", r"(line \1, column \2)", told).strip()


def _shifted(place: re.Match[str]) -> str:
    return f"(line 1, column {max(int(place[1]) - len(_EXPLAIN), 1)})"
