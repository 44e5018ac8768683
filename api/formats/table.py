"""CSV by RFC 4180: a header, records that end in CRLF; formulas of spreadsheets are defused.

A participant takes two columns, its name and its id; any other part of an item takes one for each of its fields.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from api.formats import records
from api.models import FoundAct, Participant
from graph.printable import spreadsheet_cell

Columns = dict[str, Callable[[Any], object]]


def csv_lines(kind: type[BaseModel], items: Iterable[BaseModel]) -> Iterator[str]:
    """The header and a record for each item, which is of that kind."""
    if issubclass(kind, FoundAct):
        return _lines(records.COLUMNS, map(records.row, items))  # type: ignore[arg-type]
    columns = columns_of(kind)
    return _lines(columns, ([value(item) for value in columns.values()] for item in items))


def columns_of(kind: type[BaseModel]) -> Columns:
    """The columns of a model by their names."""
    columns: Columns = {}
    for name, field in kind.model_fields.items():
        title, part = field.alias or name, _model_in(field.annotation)
        if part is None:
            columns[title] = _field(name)
        elif issubclass(part, Participant):
            columns |= {title: _through(name, _field("name")), f"{title}Id": _through(name, _field("id"))}
        else:
            parts = columns_of(part).items()
            columns |= {f"{title}{t[0].upper()}{t[1:]}": _through(name, value) for t, value in parts}
    return columns


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that a field is of, null or not; None for values and lists."""
    options = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
    return next((o for o in options if isinstance(o, type) and issubclass(o, BaseModel)), None)


def _field(name: str) -> Callable[[Any], object]:
    return lambda item: _plain(getattr(item, name))


def _through(name: str, value: Callable[[Any], object]) -> Callable[[Any], object]:
    return lambda item: None if getattr(item, name) is None else value(getattr(item, name))


def _plain(value: object) -> object:
    if isinstance(value, BaseModel):
        return value.model_dump_json(by_alias=True)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return "; ".join(str(_plain(v)) for v in value) if isinstance(value, list | tuple) else value


def _lines(header: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    yield text.getvalue()
    for row in rows:
        text.seek(0)
        text.truncate()
        writer.writerow([spreadsheet_cell(v) for v in row])
        yield text.getvalue()
