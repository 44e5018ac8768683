"""Answers that took long, kept until the graph changes: whoever asks the same again need not wait again.

Of those who ask the same at once one asks Neo4j, and the others wait for what it finds.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

Rows = list[dict[str, Any]]

LONG = 0.05
"""Seconds from which on an answer is worth keeping."""
LASTS = 60.0
"""Seconds for which one is kept, since what is written past whowhom may have no number in the journal."""
MOST = 10_000
"""Rows that are kept of all answers; the ones that were asked for longest ago go first."""


STATE = """
OPTIONAL MATCH (s:StoreRecord)
RETURN coalesce(s.journal, '') AS journal, coalesce(s.changes, 0) AS number,
  COUNT { () } + COUNT { ()-->() } AS size
"""


@dataclass(frozen=True, slots=True)
class State:
    """The journal, the number of its last change, and how many nodes and relationships there are.

    Neo4j has that sum at hand; it tells of much of what was written past whowhom.
    """

    journal: str
    number: int
    size: int


@dataclass(slots=True)
class _Kept:
    found: Rows | None = None
    until: float = 0.0
    asking: Lock = field(default_factory=Lock)


class Memory:
    """What was found for a key, which has the state of the graph in it, so that an old answer is never found again."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._lock = Lock()

    def recall(self, key: Hashable, find: Callable[[], Rows]) -> Rows:
        """What `find` gives or has given; not to be changed by whoever gets it."""
        with self._lock:
            kept = self._kept.setdefault(key, _Kept())
            self._kept.move_to_end(key)
        with kept.asking:
            if kept.found is not None and time.monotonic() < kept.until:
                return kept.found
            begun = time.monotonic()
            try:
                found = find()
            except BaseException:
                self._drop(key, kept)
                raise
            ended = time.monotonic()
            if ended - begun < LONG:
                self._drop(key, kept)
            else:
                kept.found, kept.until = found, ended + LASTS
                self._make_room()
            return found

    def _drop(self, key: Hashable, kept: _Kept) -> None:
        with self._lock:
            if self._kept.get(key) is kept:
                del self._kept[key]

    def _make_room(self) -> None:
        with self._lock:
            rows = sum(len(kept.found or ()) for kept in self._kept.values())
            while rows > MOST and len(self._kept) > 1:
                _, oldest = self._kept.popitem(last=False)
                rows -= len(oldest.found or ())
