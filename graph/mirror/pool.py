"""The processes that run queries: started when they are needed, used again, replaced when one has died."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Lock
from typing import Any

from graph.errors import TooCostly
from graph.mirror.stop import Stop
from graph.mirror.turns import Turns

MEMORY = 2 << 30
"""Bytes of address space that a query may take."""
WAITING = 4
"""Queries that may wait for each that runs."""


class Process:
    """One worker."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "graph.mirror.worker", str(MEMORY)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the service, which ends its workers
        )

    def ask(self, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """The reply and its body. Raises `TooCostly` where the worker died of the query."""
        given, out = self._process.stdin, self._process.stdout
        assert given
        assert out
        with suppress(BrokenPipeError):
            given.write(json.dumps(asked).encode() + b"\n")
            given.flush()
        if line := out.readline():
            told: dict[str, Any] = json.loads(line)
            body = out.read(told["length"])
            if len(body) == told["length"]:
                return told, body
        if self._process.wait() == -signal.SIGALRM:
            raise TooCostly(f"the query takes longer than {asked['seconds']:g} seconds")
        raise TooCostly("the query needs more memory than it gets, or is nested too deeply")

    @property
    def lives(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        """Whoever waits for its answer gets an error."""
        self._process.kill()

    def end(self) -> None:
        self.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(BrokenPipeError):
                    pipe.close()


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may cost, and how many run at once."""

    seconds: float
    rows: int
    bytes: int
    at_once: int


class Pool:
    """At most `at_once` workers."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._turns = Turns(limits.at_once, limits.at_once * WAITING)
        self._idle: list[Process] = []
        self._lock = Lock()

    def ask(self, asked: dict[str, Any], stop: Stop) -> tuple[dict[str, Any], bytes]:
        """Raises `TooCostly`, `Stopped`, and `TooBusy` where too many wait or the wait takes as long as a query may."""
        limits = {"seconds": self.limits.seconds, "rows": self.limits.rows, "bytes": self.limits.bytes}
        with self._turns.turn(self.limits.seconds, stop), self._process() as process, stop.by(process.kill):
            return process.ask({**asked, **limits})

    @contextmanager
    def _process(self) -> Iterator[Process]:
        with self._lock:
            process = self._idle.pop() if self._idle else None
        if process is None or not process.lives:
            process = Process()
        try:
            yield process
        except BaseException:
            process.end()
            raise
        with self._lock:
            self._idle.append(process)

    def close(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
        for process in idle:
            process.end()
