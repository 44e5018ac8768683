"""API keys: made, found, listed and revoked. A key is never deleted, so what the audit log names can be looked up."""

import hmac
import sqlite3
import time
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from graph.access import secret
from graph.access.database import connected, path, prepare
from graph.access.scopes import Caller, Scope
from graph.errors import UnknownKey
from graph.settings import Settings

_NEVER = bytes(32)
_USED_EVERY = 60
"""Seconds within which a key's last use is not written down again, so that reading does not become writing."""


@dataclass(frozen=True, slots=True)
class Key:
    """What is known of a key, which is not the key."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    created: datetime
    expires: datetime | None
    revoked: datetime | None
    used: datetime | None

    @property
    def state(self) -> str:
        if self.revoked:
            return "revoked"
        return "expired" if self.expires and self.expires <= datetime.now(UTC) else "valid"


class Keys:
    """The keys of the home of these settings."""

    def __init__(self, settings: Settings) -> None:
        self._file = path(settings)

    def create(self, name: str, scopes: Collection[Scope], expires: datetime | None) -> str:
        """The new key itself: the only time that it is known. Raises `DiskFailed`."""
        prepare(self._file)
        key = secret.make()
        until = int(expires.timestamp()) if expires else None
        told = (secret.id_of(key), name, secret.digest(key), " ".join(sorted(set(scopes))), int(time.time()), until)
        with connected(self._file) as connection:
            connection.execute(
                "INSERT INTO key (id, name, digest, scopes, created, expires) VALUES (?, ?, ?, ?, ?, ?)", told
            )
        return key

    def find(self, key: str) -> Caller | None:
        """Who comes with the key; None when it is unknown, revoked or expired. Raises `DiskFailed`."""
        id_ = secret.id_of(key)
        if id_ is None or not self._file.exists():
            return None
        with connected(self._file) as connection:
            row = connection.execute("SELECT * FROM key WHERE id = ?", (id_,)).fetchone()
        # an unknown id is compared too: the time that an answer takes does not tell which ids there are
        same = hmac.compare_digest(row["digest"] if row else _NEVER, secret.digest(key))
        if not same or (found := _read(row)).state != "valid":
            return None
        self._note_use(row)
        return Caller(f"key:{id_}", frozenset(found.scopes))

    def all(self) -> list[Key]:
        """Every key there ever was, the oldest first. Raises `DiskFailed`."""
        if not self._file.exists():
            return []
        with connected(self._file) as connection:
            return [_read(row) for row in connection.execute("SELECT * FROM key ORDER BY created, rowid")]

    def revoke(self, id_: str) -> Key:
        """The key as it is now, useless from the next request on. Raises `UnknownKey` and `DiskFailed`."""
        known = {key.id: key for key in self.all()}
        if id_ not in known:
            raise UnknownKey(f"no key has the id {id_!r}")
        with connected(self._file) as connection:
            connection.execute("UPDATE key SET revoked = ? WHERE id = ? AND revoked IS NULL", (int(time.time()), id_))
            return _read(connection.execute("SELECT * FROM key WHERE id = ?", (id_,)).fetchone())

    def _note_use(self, row: sqlite3.Row) -> None:
        now = int(time.time())
        if row["used"] is None or row["used"] <= now - _USED_EVERY:
            with connected(self._file) as connection:
                connection.execute("UPDATE key SET used = ? WHERE id = ?", (now, row["id"]))


def _read(row: sqlite3.Row) -> Key:
    created, expires, revoked, used = (_moment(row[name]) for name in ("created", "expires", "revoked", "used"))
    assert created
    return Key(row["id"], row["name"], tuple(map(Scope, row["scopes"].split())), created, expires, revoked, used)


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
