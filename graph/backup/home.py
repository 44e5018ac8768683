"""What lies beside Neo4j and cannot be made anew: the API keys and the audit log. Neo4j's password is not of it.

A database is copied by SQLite's own backup, both ways, so the service may go on using it.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from graph.errors import BadBackup, DiskFailed
from graph.managed.disk import disk
from graph.settings import Settings

KEYS = "access.sqlite3"
AUDIT = "audit.jsonl"
KEPT = (KEYS, AUDIT)


def where(settings: Settings, name: str) -> Path:
    return settings.home.expanduser() / name


def copies(settings: Settings, folder: Path) -> Iterator[tuple[str, Path]]:
    """A copy in the folder of each file that is there."""
    for name in KEPT:
        file, copy = where(settings, name), folder / name
        if not file.is_file():
            continue
        if name == KEYS:
            _copy_database(file, copy)
        else:
            with disk(copy):
                shutil.copyfile(file, copy)
        yield name, copy


def check(keys: Path) -> None:
    """The database of a backup is whole and holds tables alone: a trigger would run in the service."""
    with _opened(keys, BadBackup) as database:
        (sound,) = database.execute("PRAGMA integrity_check").fetchone()
        kinds = {kind for (kind,) in database.execute("SELECT type FROM sqlite_master")}
    if sound != "ok" or kinds - {"table", "index"}:
        raise BadBackup(f"{KEYS} is no database of keys ({', '.join(sorted(kinds)) or 'empty'}; {sound})")


def put(settings: Settings, name: str, copy: Path) -> None:
    """The copy in the place of the file; the audit log only where there is none, for it is never turned back."""
    file = where(settings, name)
    if name == KEYS:
        _copy_database(copy, file)
    elif not file.exists():
        with disk(file):
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file.touch(mode=0o600)
            shutil.copyfile(copy, file)


def remove(settings: Settings, name: str) -> None:
    with disk(where(settings, name)):
        for suffix in ("", "-wal", "-shm") if name == KEYS else ("",):
            where(settings, name + suffix).unlink(missing_ok=True)


def _copy_database(source: Path, target: Path) -> None:
    with disk(target):
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        target.touch(mode=0o600)
    with _opened(source, DiskFailed) as here, _opened(target, DiskFailed) as there:
        here.backup(there)


@contextmanager
def _opened(file: Path, refused: type[BadBackup | DiskFailed]) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True)) as database:
            database.execute("PRAGMA trusted_schema = OFF")
            yield database
    except sqlite3.Error as error:
        raise refused(f"{file.name}: {error}") from error
