"""Which entities to extend by which properties, as clients send it, and the table that answers it."""

import re
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import Field, StrictBool, StrictFloat, StrictInt, StrictStr, TypeAdapter

from api.reconcile import answers
from api.reconcile.batches import Given, UnreadableBatch, bounded, days, parsed
from graph.match.wanted import Days
from graph.queries.extended import COLUMNS, extended
from graph.store import Store
from ontology.vocabulary import ID

Rows = dict[str, dict[str, list[dict[str, Any]]]]


class ColumnGiven(Given):
    id: str
    settings: dict[str, StrictStr | StrictInt | StrictFloat | StrictBool | None] = Field({})


class ExtensionGiven(Given):
    ids: list[Annotated[str, Field(max_length=2000)]]
    properties: Annotated[list[ColumnGiven], Field(max_length=len(COLUMNS))]


def table(store: Store, text: str | bytes) -> tuple[list[dict[str, Any]], Rows]:
    """The columns and, by identifier and property, the values. Raises `UnreadableBatch` and `BatchTooLarge`."""
    given = parsed(TypeAdapter(ExtensionGiven), text)
    bounded(len(given.ids))
    for column in given.properties:
        if column.id not in COLUMNS:
            raise UnreadableBatch(f"there is no property {column.id!r} to extend by; there are {', '.join(COLUMNS)}")
    iris = {i: i if i.startswith(str(ID)) else f"{ID}{i}" for i in given.ids}
    limits = _limits(given.properties)
    found = extended(store, list(iris.values()), list(limits), _on(given.properties))
    return answers.columns(limits), answers.rows(iris, found, limits)


def _limits(columns: Iterable[ColumnGiven]) -> dict[str, int]:
    """The largest number of values by property, 0 for all; clients send it as a number or as its digits.

    Raises `UnreadableBatch`.
    """
    said = {c.id: str(c.settings.get("limit") or 0) for c in columns}
    for id_, text in said.items():
        if not re.fullmatch(r"[0-9]{1,9}(\.0)?", text):
            raise UnreadableBatch(f"{id_}: the limit {text[:40]!r} is no number from 0 on")
    return {id_: int(text.removesuffix(".0")) for id_, text in said.items()}


def _on(columns: Iterable[ColumnGiven]) -> dict[str, Days]:
    """The days that the setting `on` of a column names. Raises `UnreadableBatch`."""
    said = {c.id: c.settings.get("on") for c in columns}
    return {id_: days(str(text), id_) for id_, text in said.items() if text not in (None, "")}
