"""The SQLite file that holds the keys: private to its owner, and shared by every process of the service.

A connection lasts for one piece of work, so a key that another process revoked is revoked in the next request.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from graph.errors import DiskFailed
from graph.managed.disk import disk
from graph.settings import Settings

_TABLE = """
CREATE TABLE IF NOT EXISTS key (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    digest BLOB NOT NULL,
    scopes TEXT NOT NULL,
    created INTEGER NOT NULL,
    expires INTEGER,
    revoked INTEGER,
    used INTEGER
) STRICT
"""
_PATIENCE = 5.0
"""Seconds to wait for another process that writes."""


def path(settings: Settings) -> Path:
    return settings.home.expanduser() / "access.sqlite3"


def prepare(file: Path) -> None:
    """Make the file, for its owner only from the first moment on, where it is not there. Raises `DiskFailed`."""
    with disk(file):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    with connected(file) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(_TABLE)


@contextmanager
def connected(file: Path) -> Iterator[sqlite3.Connection]:
    """A transaction on the file, which must be there. Raises `DiskFailed`."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", _PATIENCE, uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            with connection:
                yield connection
    except sqlite3.Error as error:
        raise DiskFailed(f"{file}: {error}") from error
