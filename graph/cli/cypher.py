"""`whowhom cypher`: statements from the argument, from standard input or, on a terminal, from the console."""

import sys
from typing import Annotated

import typer

from graph.cli.options import AsTable
from graph.cli.output import wants_json
from graph.cli.running import LONGEST, MOST_ROWS, Manner, Rows, parameter, run
from graph.cli.session import asking
from graph.cli.statements import split
from graph.settings import Settings


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
    as_table: AsTable = False,
) -> None:
    """Ask the graph in Cypher: a console on a terminal, or statements from the argument or standard input.

    Neo4j itself refuses to change anything unless --write is given. At the first statement that fails the others are
    left.

    Example: whowhom cypher 'MATCH (a:Actor {name: $name}) RETURN a' --param name='"Jeff Sessions"'
    """
    if form and (as_json or as_table):
        raise typer.BadParameter("--format, --json and --table exclude each other")
    form = form or (Rows.jsonl if wants_json(as_json, as_table) else Rows.table)
    manner = Manner(form, write, limit, timeout, dict(parameter(p) for p in param or ()))
    settings = Settings()
    interactive = statement is None and sys.stdin.isatty() and sys.stdout.isatty()
    script = "" if interactive else statement or sys.stdin.read()
    with asking(settings) as store:
        if interactive:
            from graph.cli.console import converse

            converse(store, settings, manner)
        for one in split(script):
            run(store, one, manner)
