"""What is shown: tables on a terminal, JSON elsewhere; nothing in it can give the terminal a command.

Names and sentences come from strangers. In tables and messages control characters and those that turn the direction
of writing are shown as `\\u202e`; in JSON, Turtle and their like, where that is their own way to write the character,
the same stands for it.
"""

import csv
import io
import json
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from graph.printable import TURNING, code, safe_lines, spreadsheet_cell

if TYPE_CHECKING:
    from pydantic import BaseModel

_UNSAFE_IN_DATA = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{TURNING}\u2028\u2029\ud800-\udfff]")
_WIDTH = 120


class Format(StrEnum):
    """How an answer is written."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    ttl = "ttl"


def wants_json(as_json: bool, as_table: bool) -> bool:
    """JSON when asked for or when nobody looks: standard output is no terminal."""
    if as_json and as_table:
        raise typer.BadParameter("--json and --table exclude each other")
    return as_json or not (as_table or sys.stdout.isatty())


# making text safe


def safe(value: object) -> str:
    """One line of text for a table."""
    return safe_lines(" ".join(str(value).split()))


def safe_data(text: str) -> str:
    """JSON, Turtle, TriG, N-Triples or JSON-LD that says the same and is safe to show."""
    return _UNSAFE_IN_DATA.sub(code, text)


# writing


def write(text: str) -> None:
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def write_json(value: object) -> None:
    write(safe_data(json.dumps(value, ensure_ascii=False, indent=2)))


def write_model(model: "BaseModel") -> None:
    """An answer of the API, as the service sends it."""
    write_json(model.model_dump(mode="json", by_alias=True))


def write_jsonl(values: Iterable[object]) -> None:
    for value in values:
        write(safe_data(json.dumps(value, ensure_ascii=False)))


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """RFC 4180, but with bare line feeds; a text that a spreadsheet would take for a formula gets an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([spreadsheet_cell(v) for v in row] for row in rows)
    write(text.getvalue())


def show(*parts: RenderableType) -> None:
    """Rich's tables and texts on standard output, without colour where that is no terminal."""
    text = io.StringIO()
    console = Console(
        file=text,
        force_terminal=sys.stdout.isatty(),
        width=None if sys.stdout.isatty() else int(os.environ.get("COLUMNS") or _WIDTH),
        markup=False,
        highlight=False,
        emoji=False,
    )
    for part in parts:
        console.print(part)
    write("\n".join(line.rstrip() for line in text.getvalue().split("\n")).removesuffix("\n"))


def note(text: str) -> None:
    """A word beside the answer, on standard error."""
    typer.echo(safe_lines(text), err=True)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str | None = None) -> Table:
    shown = Table(*columns, title=title, title_justify="left", box=None, header_style="bold", pad_edge=False)
    for row in rows:
        shown.add_row(*(cell(v) for v in row))
    return shown


def facts(told: Mapping[str, object]) -> Table:
    """Names and values below each other; those without a value are left out."""
    shown = Table.grid(padding=(0, 2))
    for name, value in told.items():
        if value not in (None, "", (), []):
            shown.add_row(Text(name, style="bold"), cell(value))
    return shown


def cell(value: Any) -> Text:
    if value is None:
        return Text("")
    if isinstance(value, list | tuple):
        return Text("\n".join(safe(v) for v in value))
    return Text(safe(value))
