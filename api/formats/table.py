"""CSV by RFC 4180: a header, records that end in CRLF; formulas of spreadsheets are defused.

Where the columns follow from a model, a participant and a post take two, the name and the id, and any other part of an
item one for each of its fields. What addresses the item comes first.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from api.models import Participant
from api.resources.models import PostReference
from graph.printable import spreadsheet_cell

Columns = dict[str, Callable[[Any], object]]

_ADDRESSES = ("id", "iri")
_OF_POST = ("postOf", "postOfId")
"""What a post brings along."""


@dataclass(frozen=True, slots=True)
class Table:
    """The names of the columns, and what gives the rows of some items."""

    columns: Sequence[str]
    rows: Callable[[Iterable[Any]], Iterable[Sequence[object]]]


def table_of(kind: type[BaseModel]) -> Table:
    """That of items of the model, a row for each."""
    columns = columns_of(kind)
    names = sorted(columns, key=lambda name: name not in _ADDRESSES)
    return Table(names, lambda items: ([columns[name](item) for name in names] for item in items))


def columns_of(kind: type[BaseModel]) -> Columns:
    """The columns of a model by their names."""
    columns: Columns = {}
    for name, field in kind.model_fields.items():
        title, part = field.alias or name, _model_in(field.annotation)
        if part is None:
            columns[title] = _field(name)
        elif issubclass(part, Participant):
            columns |= _named(title, name)
        elif issubclass(part, PostReference):
            body = {t: _through(name, value) for t, value in columns_of(part).items() if t in _OF_POST}
            columns |= {**_named(title, name), **body}
        else:
            parts = columns_of(part).items()
            columns |= {f"{title}{t[0].upper()}{t[1:]}": _through(name, value) for t, value in parts}
    return columns


def _named(title: str, name: str) -> Columns:
    return {title: _through(name, _field("name")), f"{title}Id": _through(name, _field("id"))}


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that a field is of, null or not; None for values and lists."""
    options = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
    return next((o for o in options if isinstance(o, type) and issubclass(o, BaseModel)), None)


def _field(name: str) -> Callable[[Any], object]:
    return lambda item: _plain(getattr(item, name))


def _through(name: str, value: Callable[[Any], object]) -> Callable[[Any], object]:
    return lambda item: None if getattr(item, name) is None else value(getattr(item, name))


def _plain(value: Any) -> object:
    if isinstance(value, BaseModel):  # one of a list
        return value.id  # type: ignore[attr-defined]
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return "; ".join(str(_plain(v)) for v in value) if isinstance(value, list | tuple) else value


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The header and a record for each row."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    yield text.getvalue()
    for row in rows:
        text.seek(0)
        text.truncate()
        writer.writerow([spreadsheet_cell(v) for v in row])
        yield text.getvalue()
