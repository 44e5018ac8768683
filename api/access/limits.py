"""How many requests a caller may make: a moving window over the times of those that were let through.

Counted in the memory of one process. The fields are those of the IETF's draft "RateLimit header fields for HTTP"
(draft-ietf-httpapi-ratelimit-headers, from version 8 on).
"""

import math
import time
from collections import OrderedDict, deque
from collections.abc import Iterable
from dataclasses import dataclass

_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
_MOST_CALLERS = 50_000
"""Callers that are remembered; beyond them the one who was away longest is forgotten, so memory is bounded."""


@dataclass(frozen=True, slots=True)
class Quota:
    """What a caller has left. `reset` is in how many seconds one of the counted requests no longer counts."""

    name: str
    limit: int
    window: int
    remaining: int
    reset: int
    let_through: bool


class Limit:
    """Not for several threads at once: it is asked on the event loop only."""

    def __init__(self, name: str, rate: str) -> None:
        """`rate` is such as 600/minute."""
        amount, _, unit = rate.partition("/")
        self._name, self._amount, self._window = name, int(amount), _SECONDS[unit]
        self._times: OrderedDict[str, deque[float]] = OrderedDict()

    def take(self, who: str) -> Quota:
        """Counts one request, unless there are too many."""
        now, times = time.monotonic(), self._times.setdefault(who, deque())
        self._times.move_to_end(who)
        if len(self._times) > _MOST_CALLERS:
            self._times.popitem(last=False)
        while times and times[0] <= now - self._window:
            times.popleft()
        let_through = len(times) < self._amount
        if let_through:
            times.append(now)
        reset = math.ceil(self._window - (now - times[0]))
        return Quota(self._name, self._amount, self._window, self._amount - len(times), reset, let_through)


def fields(quotas: Iterable[Quota]) -> dict[str, str]:
    """The header fields that tell of them."""
    told = list(quotas)
    if not told:
        return {}
    made = {
        "RateLimit-Policy": ", ".join(f'"{q.name}";q={q.limit};w={q.window}' for q in told),
        "RateLimit": ", ".join(f'"{q.name}";r={q.remaining};t={q.reset}' for q in told),
    }
    waits = [q.reset for q in told if not q.let_through]
    return made | ({"Retry-After": str(max(waits))} if waits else {})
