"""What long work tells on standard error while it lasts; nothing where that is no terminal."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bar

from graph.managed import Progress

T = TypeVar("T")

_PLAIN = (SpinnerColumn(), TextColumn("{task.description}"))
_COUNTING = (*_PLAIN, BarColumn(), DownloadColumn(), TimeRemainingColumn())


def counted(items: Iterable[T], text: str, total: int | None = None) -> Iterator[T]:
    """The items, counted as they pass; where a line is printed meanwhile, it goes above the count."""
    console = Console(stderr=True)
    with Bar(
        *_PLAIN,
        *([BarColumn()] if total else []),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
        redirect_stdout=sys.stdout.isatty(),
    ) as bar:
        task = bar.add_task(text, total=total)
        for item in items:
            bar.advance(task)
            yield item


@contextmanager
def progress_on_stderr() -> Iterator[Progress]:
    """A bar while bytes are counted, a spinner else."""
    console = Console(stderr=True)
    with Bar(*_PLAIN, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Looking for Neo4j", total=None)

        def show(text: str, done: int = 0, total: int = 0, /) -> None:
            bar.columns = _COUNTING if total else _PLAIN
            bar.update(task, description=text, completed=done, total=total or None)

        yield show
