"""Batches of queries and of properties to extend by, as clients send them, checked and put into our own terms.

What cannot be read is named with its query, and the whole batch refused: the protocol knows no error of a single query.
"""

import calendar
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Literal, TypeVar
from urllib.parse import parse_qs

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StrictStr,
    TypeAdapter,
    ValidationError,
)

from api.problems import RequestError, UnsupportedBody
from graph.match.wanted import PROPERTIES, Days, Wanted
from graph.queries.candidates import LONGEST
from ontology.vocabulary import ID, VOCABULARY

LARGEST = 50
"""Queries in a batch, and entities to extend; candidates of a query."""
_VALUES, _PROPERTIES = 20, 20
FORM = "application/x-www-form-urlencoded"

T = TypeVar("T")


class UnreadableBatch(RequestError):
    slug, title, status = "unreadable-batch", "The batch of queries cannot be read", 422


class BatchTooLarge(RequestError):
    slug, title, status = "batch-too-large", "The batch holds too many queries", 413


class Given(BaseModel):
    model_config = ConfigDict(frozen=True)


class EntityGiven(Given):
    """A value that was reconciled before."""

    id: Annotated[str, Field(max_length=2000)]
    name: str | None = None


Text = Annotated[StrictStr, Field(max_length=2000)]
Value = Text | StrictInt | StrictFloat | StrictBool | EntityGiven
Values = Value | Annotated[list[Value], Field(max_length=_VALUES)]


class PropertyGiven(Given):
    pid: str
    v: Values


class QueryGiven(Given):
    """A query of version 0.2."""

    model_config = ConfigDict(extra="forbid")

    query: Annotated[StrictStr, Field(max_length=LONGEST)] | None = None
    type: StrictStr | list[StrictStr] | None = None
    limit: Annotated[float, Field(ge=1, allow_inf_nan=False)] = 5
    properties: Annotated[list[PropertyGiven], Field(max_length=_PROPERTIES)] = []
    type_strict: Literal["any", "all", "should"] = "any"


_QUERIES = TypeAdapter(dict[str, QueryGiven])


def form(body: bytes, media_type: str) -> Mapping[str, str]:
    """The fields of a form. Raises `UnsupportedBody` and `UnreadableBatch`."""
    if media_type.partition(";")[0].strip().lower() != FORM:
        raise UnsupportedBody(f"a batch comes as {FORM}, in the field `queries` or `extend`")
    try:
        fields = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=100, errors="strict")
    except ValueError as error:
        raise UnreadableBatch(f"the form: {error}") from error
    return {name: values[0] for name, values in fields.items()}


def queries(text: str) -> dict[str, Wanted]:
    """The queries of a batch by their names. Raises `UnreadableBatch` and `BatchTooLarge`."""
    given = parsed(_QUERIES, text)
    bounded(len(given))
    return {name: _wanted(name, q) for name, q in given.items()}


def parsed(adapter: TypeAdapter[T], text: str | bytes) -> T:
    try:
        return adapter.validate_json(text)
    except (ValidationError, UnicodeEncodeError) as error:
        if isinstance(error, UnicodeEncodeError):
            raise UnreadableBatch("the text holds half of a character") from error
        wrong = (f"{'.'.join(map(str, e['loc'])) or 'batch'}: {e['msg']}" for e in error.errors(include_url=False)[:5])
        raise UnreadableBatch("; ".join(wrong)) from error


def bounded(number: int) -> None:
    if number > LARGEST:
        raise BatchTooLarge(f"{number} at once; {LARGEST} (the manifest's batchSize) are taken")


def _wanted(name: str, given: QueryGiven) -> Wanted:
    said = {p.pid: p.v for p in given.properties}
    types = [given.type] if isinstance(given.type, str) else given.type or []
    return wanted(name, given.query or "", types, said, given.limit, given.type_strict)


def wanted(
    where: str, typed: str, types: Iterable[str], said: Mapping[str, Values], limit: float, strict: str = "any"
) -> Wanted:
    """A query in our own terms; `where` is how errors name it. Raises `UnreadableBatch`."""
    for kind in types:
        if kind not in VOCABULARY.participants:
            raise UnreadableBatch(f"{where}: there is no type {kind!r}; the types are under /v1/reconcile/suggest/type")
    for pid in said:
        if pid not in PROPERTIES:
            raise UnreadableBatch(
                f"{where}: there is no property {pid!r} to match by; there are {', '.join(PROPERTIES)}"
            )
    texts = {pid: tuple(filter(None, map(plain, v if isinstance(v, list) else [v]))) for pid, v in said.items()}
    on = texts.pop("on", ())
    if not typed.strip() and not said:
        raise UnreadableBatch(f"{where}: neither a query nor properties")
    return Wanted(
        name=typed.strip(),
        types=tuple(types),
        strict=strict,  # type: ignore[arg-type]
        said={pid: values for pid, values in texts.items() if values},
        on=days(on[0], where) if on else None,
        limit=min(int(limit), LARGEST),
    )


def plain(value: Value) -> str:
    text = value.id if isinstance(value, EntityGiven) else f"{value:g}" if isinstance(value, float) else str(value)
    return text.strip().removeprefix("http://www.wikidata.org/entity/").removeprefix(str(ID))


def days(text: str, where: str) -> Days:
    """The day, month or year that is written as in ISO 8601; a time of day is left away. Raises `UnreadableBatch`."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T.*)?)?)?", text.strip(), flags=re.ASCII)
    try:
        if found is None:
            raise ValueError("no date")
        year, month, day = (int(part) if part else None for part in found.groups())
        first = date(year or 0, month or 1, day or 1)
        last = date(first.year, month or 12, day or calendar.monthrange(first.year, month or 12)[1])
    except ValueError as error:
        raise UnreadableBatch(f"{where}: {text[:40]!r} is no date such as 2017-08-03, 2017-08 or 2017") from error
    return Days(first, last)
