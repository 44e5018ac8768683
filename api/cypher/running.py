"""A statement run within the limits of the service."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from api.cypher.body import Submitted
from api.problems import TooManyStatements
from graph.queries.submitted import check_plan, vet
from graph.settings import Settings
from graph.store.json_values import plain, typed
from graph.store.reader import Found, Limits, Reader

_UNCHANGED = {
    "containsUpdates": False,
    "containsSystemUpdates": False,
    "systemUpdates": 0,
    **{f"{things}{done}": 0 for things in ("nodes", "relationships") for done in ("Created", "Deleted")},
    **{f"{things}{done}": 0 for things in ("indexes", "constraints") for done in ("Added", "Removed")},
    "propertiesSet": 0,
    "labelsAdded": 0,
    "labelsRemoved": 0,
}


class Running:
    """The statements that run now, never more than the settings let run at once."""

    def __init__(self, settings: Settings, reader: Reader) -> None:
        self._settings, self._reader, self._free = settings, reader, settings.cypher_at_once

    async def answer(self, asked: Submitted, with_types: bool) -> bytes:
        """The answer as JSON. Raises `TooManyStatements`, and what `vet` and `Reader.read` raise."""
        vet(asked.statement, asked.parameters)
        async with self._turn():
            found = await self._reader.read(
                asked.statement, asked.parameters, self._limits(asked), check_plan, _encoder(with_types)
            )
        return _told(found, asked, self._settings)

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        if self._free == 0:
            raise TooManyStatements(f"{self._settings.cypher_at_once} statements are running; ask again in a moment")
        self._free -= 1
        try:
            yield
        finally:
            self._free += 1

    def _limits(self, asked: Submitted) -> Limits:
        seconds = min(asked.max_execution_time or self._settings.cypher_seconds, self._settings.cypher_seconds)
        return Limits(self._settings.cypher_rows, self._settings.cypher_bytes, seconds)


def _encoder(with_types: bool) -> Callable[[list[Any]], bytes]:
    represent = typed if with_types else plain

    def encode(row: list[Any]) -> bytes:
        return json.dumps([represent(v) for v in row], ensure_ascii=False, separators=(",", ":")).encode()

    return encode


def _told(found: Found, asked: Submitted, settings: Settings) -> bytes:
    more: dict[str, Any] = {"truncated": found.cut is not None}
    if asked.include_counters:
        more["counters"] = _UNCHANGED
    notifications = [*found.notifications, *([_cut(found, settings)] if found.cut else [])]
    if notifications:
        more["notifications"] = notifications
    fields, rest = json.dumps(found.fields), json.dumps(more)
    return (
        b'{"data":{"fields":' + fields.encode() + b',"values":[' + b",".join(found.values) + b"]}," + rest[1:].encode()
    )


def _cut(found: Found, settings: Settings) -> dict[str, str]:
    limit = (
        f"{settings.cypher_rows:,} rows (WHOWHOM_CYPHER_ROWS)"
        if found.cut == "rows"
        else f"{settings.cypher_bytes:,} bytes (WHOWHOM_CYPHER_BYTES)"
    )
    return {
        "code": "Whowhom.Notification.Truncated",
        "title": "There are more rows.",
        "description": f"The answer was cut after {len(found.values):,} rows: it has at most {limit}.",
        "severity": "WARNING",
        "category": "GENERIC",
    }
