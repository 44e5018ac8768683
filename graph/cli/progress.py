"""What long work tells on standard error while it lasts; nothing where that is no terminal."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

T = TypeVar("T")


def counted(items: Iterable[T], text: str, total: int | None = None) -> Iterator[T]:
    """The items, counted as they pass; where a line is printed meanwhile, it goes above the count."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), *([BarColumn()] if total else []))
    with Progress(
        *columns,
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
