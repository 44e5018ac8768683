"""Which state of the store a copy holds, and where the copies lie on the disk."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from shutil import rmtree
from uuid import uuid4

from graph import __version__

KEPT = 120.0
"""Seconds for which an old snapshot stays: longer than a query may run on it."""


@dataclass(frozen=True, slots=True)
class State:
    """The copy is the store as it was after change `number` of `journal`; `at`: when that was read, in UTC.

    `described` is how many nodes all graphs describe, `program` what made the copy.
    """

    journal: str
    number: int
    described: int
    at: str
    program: str = __version__


@dataclass(frozen=True, slots=True)
class Snapshot:
    state: State
    folder: Path


class Place:
    """The folder of a mirror: `primary`, snapshots, the name of the newest snapshot, and the lock of who writes."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.primary, self.lock = folder, folder / "primary", folder / "lock"
        self._snapshots, self._newest = folder / "snapshots", folder / "newest.json"

    def make(self) -> None:
        self._snapshots.mkdir(parents=True, exist_ok=True)

    def newest(self) -> Snapshot | None:
        """The newest snapshot; None where there is none or its record cannot be read."""
        try:
            told = json.loads(self._newest.read_text())
            return Snapshot(State(**told["state"]), self._snapshots / told["folder"])
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def aside(self) -> Path:
        """A name for a new snapshot."""
        return self._snapshots / uuid4().hex

    def publish(self, snapshot: Snapshot) -> None:
        """Readers see the old snapshot or the new one."""
        if before := self.newest():
            with suppress(OSError):
                os.utime(before.folder)  # from now on it is old
        record = self._newest.with_suffix(".new")
        record.write_text(json.dumps({"state": asdict(snapshot.state), "folder": snapshot.folder.name}))
        os.replace(record, self._newest)
        for old in self._older(snapshot):
            rmtree(old, ignore_errors=True)

    def _older(self, snapshot: Snapshot) -> Iterator[Path]:
        for folder in self._snapshots.iterdir():
            if folder != snapshot.folder and time.time() - folder.stat().st_mtime > KEPT:
                yield folder
