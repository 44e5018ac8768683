"""Who counts what passes, for the one who waits."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """The items as they are; what is done with them, and how many they are."""

    def __call__(self, items: Iterable[T], text: str, total: int, /) -> Iterator[T]: ...
