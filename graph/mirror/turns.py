"""So many at once, and so many who wait for their turn; further ones are turned away."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Condition

from graph.errors import TooBusy
from graph.mirror.stop import Stop


class Turns:
    def __init__(self, at_once: int, waiting: int) -> None:
        self._room, self._free = BoundedSemaphore(at_once + waiting), at_once
        self._changed = Condition()

    @contextmanager
    def turn(self, seconds: float, stop: Stop) -> Iterator[None]:
        """Raises `TooBusy` where there is no room, or no turn within the seconds, and `Stopped`."""
        if not self._room.acquire(blocking=False):
            raise TooBusy
        try:
            with stop.by(self._wake):
                self._take(seconds, stop)
                try:
                    yield
                finally:
                    self._give_back()
        finally:
            self._room.release()

    def _take(self, seconds: float, stop: Stop) -> None:
        with self._changed:
            if not self._changed.wait_for(lambda: stop.asked or self._free, seconds):
                raise TooBusy
            stop.check()
            self._free -= 1

    def _give_back(self) -> None:
        with self._changed:
            self._free += 1
            self._changed.notify()

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()
