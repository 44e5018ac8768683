"""Running one Cypher statement and writing its rows, for scripts and the console alike."""

import json
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Thread
from typing import Any, TypeVar

from graph.cli.output import note, show, table, write_csv, write_jsonl
from graph.cli.statements import Statement
from graph.cli.values import plain, readable
from graph.errors import QueryError, WhowhomError
from graph.store import Answer, Store

T = TypeVar("T")

MOST_ROWS = 100_000
LONGEST = 3600.0


class Rows(StrEnum):
    """How rows are written."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


@dataclass
class Manner:
    """How statements are run and their rows written; the console changes it by `:set` and `:param`."""

    form: Rows
    write: bool = False
    limit: int = 1000
    timeout: float = 30.0
    parameters: dict[str, Any] = field(default_factory=dict)


def parameter(text: str) -> tuple[str, Any]:
    """`name=JSON`; what is no JSON and does not begin like a list, an object or a string is a text."""
    name, equals, value = text.partition("=")
    name, value = name.strip().removeprefix("$"), value.strip()
    if not (equals and name.isidentifier()):
        raise QueryError(f"{text!r} is not NAME=JSON")
    try:
        return name, json.loads(value)
    except ValueError as error:
        if value.startswith(("[", "{", '"')):
            raise QueryError(f"parameter {name}: {value!r} is no JSON: {error}") from error
        return name, value


def run(store: Store, statement: Statement, manner: Manner) -> None:
    """Run one statement and write its rows. An error tells where the statement begins in a script."""

    def ask() -> Answer:
        return store.console(
            statement.text, manner.parameters, write=manner.write, limit=manner.limit, timeout=manner.timeout
        )

    try:
        answer = interruptible(ask)
    except WhowhomError as error:
        where = f" (in the statement that begins at line {statement.line})" if statement.line > 1 else ""
        raise type(error)(f"{error}{where}") from error
    _write(answer, manner)
    if answer.changed:
        note("The graph was changed.")
    if answer.more:
        note(f"Only the first {manner.limit} rows; there are more.")


def interruptible(call: Callable[[], T]) -> T:
    """What the call returns or raises; Ctrl-C is felt at once, where the driver would first wait for the server."""
    future: Future[T] = Future()

    def work() -> None:
        try:
            future.set_result(call())
        except BaseException as error:
            future.set_exception(error)

    thread = Thread(target=work, daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(0.2)
    return future.result()


def _write(answer: Answer, manner: Manner) -> None:
    if not answer.columns:
        return
    if manner.form == Rows.table or not answer.rows:
        note(f"{len(answer.rows)} row{'' if len(answer.rows) == 1 else 's'}")
    match manner.form:
        case Rows.table:
            show(table(answer.columns, ([readable(v) for v in row] for row in answer.rows)))
        case Rows.jsonl:
            write_jsonl(dict(zip(answer.columns, map(plain, row), strict=True)) for row in answer.rows)
        case Rows.csv:
            write_csv(answer.columns, ([_cell(v) for v in row] for row in answer.rows))


def _cell(value: Any) -> object:
    told = plain(value)
    return json.dumps(told, ensure_ascii=False) if isinstance(told, dict | list) else told
