"""How long work tells what it is doing: a line of text and, where it is known, how much of how much is done."""

from typing import Protocol


class Progress(Protocol):
    """Called often, from one thread at a time; `done` and `total` are bytes, both 0 where there is nothing to count."""

    def __call__(self, text: str, done: int = 0, total: int = 0, /) -> None: ...


def quiet(text: str, done: int = 0, total: int = 0, /) -> None:
    """For callers with nobody to tell."""
