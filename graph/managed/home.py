"""The folder of the managed Neo4j: its password, what is known of its process, and where everything else lies.

Each file is replaced at one stroke, and only under `lock`, so a reader never meets half of one.
"""

import json
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from filelock import FileLock

from graph.errors import DiskFailed, StoreLogin
from graph.managed.disk import disk, write_whole
from graph.settings import Settings


@dataclass(frozen=True, slots=True)
class State:
    """What the last start wrote down. `pid` may name a process that has ended, or even a stranger: never trusted alone.

    The ports are kept when the server stops, so that a saved address still works after the next start.
    """

    bolt: int
    http: int
    pid: int | None = None
    ready: bool = False

    def started(self, pid: int) -> "State":
        return replace(self, pid=pid, ready=False)

    def answered(self) -> "State":
        return replace(self, ready=True)

    def stopped(self) -> "State":
        return replace(self, pid=None, ready=False)


@dataclass(frozen=True, slots=True)
class Home:
    """Paths below `folder`, which is absolute (it marks the server's process) and private to its owner."""

    folder: Path

    @classmethod
    def of(cls, settings: Settings) -> "Home":
        return cls(settings.home.expanduser().resolve() / "neo4j")

    @property
    def conf(self) -> Path:
        return self.folder / "conf"

    @property
    def java_arguments(self) -> Path:
        return self.conf / "java.args"

    @property
    def log(self) -> Path:
        return self.folder / "logs" / "neo4j.log"

    @property
    def console(self) -> Path:
        """What Java itself said during the last start, before Neo4j's own log begins."""
        return self.folder / "logs" / "console.log"

    @property
    def password_file(self) -> Path:
        return self.folder / "password"

    @property
    def initial_users(self) -> Path:
        return self.folder / "data" / "dbms" / "auth.ini"

    @property
    def _state_file(self) -> Path:
        return self.folder / "server.json"

    def lock(self) -> FileLock:
        """Held by whoever starts or stops the server, until it answers or is gone."""
        with disk(self.folder):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return FileLock(self.folder / ".lock")

    def state(self) -> State | None:
        try:
            return State(**json.loads(self._state_file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):  # absent, or not written by us: as good as absent
            return None

    def remember(self, state: State) -> State:
        write_whole(self._state_file, json.dumps(asdict(state)))
        return state

    def password(self) -> str:
        """The stored password. StoreLogin if the file is gone: the server knows it only hashed."""
        try:
            with disk(self.password_file):
                return self.password_file.read_text(encoding="utf-8").strip()
        except DiskFailed as error:
            raise StoreLogin(f"The managed Neo4j's password cannot be read. {error}") from error

    def make_password(self) -> str:
        """The stored password; where there is none yet, a random one is stored before anything learns it."""
        if not self.password_file.exists():
            write_whole(self.password_file, secrets.token_urlsafe(24))
        return self.password()
