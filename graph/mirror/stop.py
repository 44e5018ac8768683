"""What one thread waits for, another one can end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock


class Stopped(Exception):
    """Whoever asked no longer wants the answer."""


class Stop:
    """Of one question: `now` is called by another thread than the one that waits."""

    def __init__(self) -> None:
        self.asked = False
        self._ends: list[Callable[[], object]] = []
        self._lock = Lock()

    def now(self) -> None:
        with self._lock:
            self.asked = True
            for end in self._ends:
                end()

    @contextmanager
    def by(self, end: Callable[[], object]) -> Iterator[None]:
        """Within it `now` calls `end`, and never after it. Raises `Stopped` where it did, whatever that led to."""
        with self._lock:
            self.check()
            self._ends.append(end)
        try:
            yield
        finally:
            with self._lock:
                self._ends.remove(end)
                self.check()

    def check(self) -> None:
        """Raises `Stopped`."""
        if self.asked:
            raise Stopped
