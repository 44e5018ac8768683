"""The audit log: `audit.jsonl`, to which lines are only ever added, in a file that its owner alone may read.

A write has a line before it happens and one after it, joined by an id. Where the first cannot be written the write
does not happen; where the second is missing the service ended in between, and nobody knows how the write did.
"""

import json
import os
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

from graph.errors import DiskFailed
from graph.managed.disk import disk
from graph.settings import Settings


@dataclass(frozen=True, slots=True)
class Attempt:
    """Who is about to do what. Nothing of it may be a secret."""

    who: str
    what: str
    address: str | None
    request: str | None
    """The id of the request, where it has one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One write; `outcome` is done, refused or failed, or None when it never ended."""

    id: str
    time: str
    who: str
    what: str
    address: str | None
    request: str | None
    outcome: str | None = None
    about: str | None = None


class AuditLog:
    """The log of the home of these settings."""

    def __init__(self, settings: Settings) -> None:
        self._file = settings.home.expanduser() / "audit.jsonl"

    def begin(self, attempt: Attempt) -> str:
        """The id of the entry, which is on the disk by now. Raises `DiskFailed`."""
        id_ = uuid.uuid4().hex
        self._append({"event": "begun", "id": id_, **asdict(attempt)})
        return id_

    def end(self, id_: str, outcome: str, about: str | None) -> None:
        """How it went, and what was written. Raises `DiskFailed`."""
        self._append({"event": "ended", "id": id_, "outcome": outcome, "about": about})

    def entries(self) -> Iterator[Entry]:
        """Each write once, in the order in which they ended, then those that never did. Raises `DiskFailed`."""
        begun: dict[str, dict[str, Any]] = {}
        for line in self._lines():
            told = {name: line.get(name) for name in Entry.__dataclass_fields__}
            if line["event"] == "begun":
                begun[line["id"]] = told
            elif line["id"] in begun:
                ended = begun.pop(line["id"])
                yield Entry(**{**ended, "outcome": told["outcome"], "about": told["about"]})
        for told in begun.values():
            yield Entry(**told)

    def _lines(self) -> Iterator[dict[str, Any]]:
        """A line that a full disk cut short is passed over."""
        if not self._file.exists():
            return
        with disk(self._file), self._file.open(encoding="ascii", errors="replace") as lines:
            for line in lines:
                try:
                    told = json.loads(line)
                except ValueError:
                    continue
                if isinstance(told, dict) and {"id", "event"} <= told.keys():
                    yield told

    def _append(self, told: dict[str, Any]) -> None:
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line = json.dumps({"time": now, **told}).encode("ascii") + b"\n"
        with disk(self._file):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with FileLock(self._file.with_suffix(".lock")):
                file = os.open(self._file, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
                try:
                    _add(file, line, self._file)
                finally:
                    os.close(file)


def _add(file: int, line: bytes, path: Path) -> None:
    """On the disk when it returns; a line before it that was cut short is closed off."""
    if os.fstat(file).st_size:
        os.lseek(file, -1, os.SEEK_END)
        line = line if os.read(file, 1) == b"\n" else b"\n" + line
    if os.write(file, line) < len(line):
        raise DiskFailed(f"{path}: the disk took only a part of the line")
    os.fsync(file)
