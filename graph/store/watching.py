"""Who watches the store's work: set for the context of a request, so that nothing is kept beyond it and nobody pays
who does not watch."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from contextvars import ContextVar

Watcher = Callable[[str], AbstractContextManager[None]]
"""Is given the access mode, and entered around the work."""

WATCHERS: ContextVar[tuple[Watcher, ...]] = ContextVar("watchers", default=())


@contextmanager
def watched(mode: str) -> Iterator[None]:
    """Around one piece of work: `mode` is READ or WRITE."""
    with ExitStack() as stack:
        for watcher in WATCHERS.get():
            stack.enter_context(watcher(mode))
        yield
