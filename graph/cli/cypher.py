"""`whowhom cypher`: statements from the argument, from standard input or, on a terminal, from the console."""

import json
import sys
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Thread
from typing import Annotated, Any, TypeVar

import typer

from graph.cli.output import note, show, table, write_csv, write_jsonl
from graph.cli.session import asking
from graph.cli.statements import Statement, split
from graph.cli.values import plain, readable
from graph.errors import QueryError, WhowhomError
from graph.settings import Settings
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


def cypher_command(
    statement: Annotated[
        str | None, typer.Argument(metavar="STATEMENT", help="Run this; several are separated by semicolons.")
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Let statements change the graph.")] = False,
    param: Annotated[
        list[str] | None, typer.Option(metavar="NAME=JSON", help="A parameter, $NAME in the statement.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=MOST_ROWS, help="At most so many rows of each answer.")] = 1000,
    timeout: Annotated[
        float, typer.Option(min=0.1, max=LONGEST, help="Seconds after which Neo4j gives up a statement.")
    ] = 30.0,
    form: Annotated[
        Rows | None, typer.Option("--format", help="[default: table on a terminal, jsonl elsewhere]")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, a line for each row.")] = False,
) -> None:
    """Ask the graph in Cypher: a console on a terminal, or statements from the argument or standard input.

    Neo4j itself refuses to change anything unless --write is given. At the first statement that fails the others are
    left.

    Example: whowhom cypher 'MATCH (a:Actor {name: $name}) RETURN a' --param name='"Jeff Sessions"'
    """
    if form and as_json:
        raise typer.BadParameter("--format and --json exclude each other")
    default = Rows.table if sys.stdout.isatty() and not as_json else Rows.jsonl
    manner = Manner(form or default, write, limit, timeout, dict(parameter(p) for p in param or ()))
    settings = Settings()
    interactive = statement is None and sys.stdin.isatty() and sys.stdout.isatty()
    script = "" if interactive else statement or sys.stdin.read()
    with asking(settings) as store:
        if interactive:
            from graph.cli.console import converse

            converse(store, settings, manner)
        for one in split(script):
            run(store, one, manner)


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
    match manner.form:
        case Rows.table:
            show(table(answer.columns, ([readable(v) for v in row] for row in answer.rows)))
            note(f"{len(answer.rows)} row{'' if len(answer.rows) == 1 else 's'}")
        case Rows.jsonl:
            write_jsonl(dict(zip(answer.columns, map(plain, row), strict=True)) for row in answer.rows)
        case Rows.csv:
            write_csv(answer.columns, ([_cell(v) for v in row] for row in answer.rows))


def _cell(value: Any) -> object:
    told = plain(value)
    return json.dumps(told, ensure_ascii=False) if isinstance(told, dict | list) else told
