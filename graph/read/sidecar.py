"""`NAME.meta.json` beside an article: {"id", "title", "published", "publisher", "url"}, each of them optional."""

import json
from pathlib import Path

from graph.errors import InputError, NoDate
from graph.read import guards
from graph.read.dates import as_date
from graph.read.given import Given
from graph.settings import Settings


def sidecar_of(path: Path) -> Path:
    return path.with_name(path.stem + ".meta.json")


def read_sidecar(path: Path, settings: Settings) -> Given:
    """What the file says; nothing where there is none. Other keys are left alone. Raises `InputError`."""
    if not path.is_file():
        return Given()
    with path.open("rb") as stream:
        data = guards.bounded(stream, settings)
    try:
        told = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path.name} is not JSON: {error}") from error
    if not isinstance(told, dict):
        raise InputError(f"{path.name} holds no JSON object")
    return as_given(
        {key: _text(told, key, path) for key in ("id", "title", "published", "publisher", "url")}, path.name
    )


def as_given(told: dict[str, str | None], where: str) -> Given:
    """Fields as text become what is given. Raises `NoDate` for one that cannot be read."""
    printed = told.get("published")
    day = as_date(printed) if printed else None
    if printed and not day:
        raise NoDate(f"{where}: {printed[:40]!r} is no date; write it as 2017-08-03")
    return Given(told.get("title"), day, told.get("publisher"), told.get("url"), told.get("id"))


def _text(told: dict[str, object], key: str, path: Path) -> str | None:
    value = told.get(key)
    if value is not None and not isinstance(value, str):
        raise InputError(f"{path.name}: {key!r} must be text")
    return value
