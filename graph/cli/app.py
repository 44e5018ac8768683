"""Every command of `whowhom`, by its name."""

import logging
import sys
from collections.abc import Callable
from io import TextIOWrapper
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from graph import __version__
from graph.cli import actors, ask, check, cypher, export, identity, importing, load, neo4j, serve, status
from graph.cli import audit as auditing
from graph.cli import backup as backups
from graph.cli import keys as api_keys
from graph.cli import migrate as migrations
from graph.cli import sparql as sparql_commands
from graph.cli.exits import EXITS, reported
from graph.cli.options import AsTable, Json
from graph.cli.output import show, table, wants_json, write_json

_HELP = """Who acted against whom in US immigration policy, with the sentence that says so.

Answers are tables on a terminal and JSON elsewhere; --json and --table choose. Messages and progress go to standard
error. Settings are environment variables (see: whowhom status).
"""

_EPILOG = "\n\n".join(["Exit codes:", *(f"{code} {meaning}" for code, meaning in EXITS.items())])


class Commands(TyperGroup):
    """The group whose commands all run within `reported`."""

    def invoke(self, ctx: Any) -> Any:
        with reported(ctx.params.get("debug", False)):
            return super().invoke(ctx)


app = typer.Typer(cls=Commands, help=_HELP, epilog=_EPILOG, no_args_is_help=True, pretty_exceptions_enable=False)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"whowhom {__version__}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error came from.")] = False,
) -> None:
    """Options of every command."""


_ASKING, _GRAPH, _SERVICE = "Ask", "Fill and check", "Run"

_COMMANDS: dict[str, dict[str, Callable[..., None]]] = {
    _ASKING: {
        "against": ask.against_command,
        "by": ask.by_command,
        "acts": ask.acts_command,
        "timeline": ask.timeline_command,
        "opponents": actors.opponents_command,
        "path": actors.path_command,
        "actor": actors.actor_command,
        "search": actors.search_command,
    },
    _GRAPH: {
        "load": load.load_command,
        "export": export.export_command,
        "import": importing.import_command,
        "validate": check.validate_command,
        "evaluate": check.evaluate_command,
    },
    _SERVICE: {
        "serve": serve.serve_command,
        "cypher": cypher.cypher_command,
        "status": status.status_command,
        "audit": auditing.audit_command,
        "migrate": migrations.migrate_command,
        "backup": backups.backup_command,
        "restore": backups.restore_command,
    },
}
for panel, commands in _COMMANDS.items():
    for name, command in commands.items():
        app.command(name, rich_help_panel=panel)(command)

app.add_typer(neo4j.app, name="neo4j", rich_help_panel=_SERVICE)
app.add_typer(sparql_commands.app, name="sparql", rich_help_panel=_SERVICE)
app.add_typer(identity.app, name="identity", rich_help_panel=_GRAPH)
app.add_typer(api_keys.app, name="keys", rich_help_panel=_SERVICE)


@app.command("exit-codes", rich_help_panel=_SERVICE)
def exit_codes(as_json: Json = False, as_table: AsTable = False) -> None:
    """What each exit code means."""
    if wants_json(as_json, as_table):
        write_json(EXITS)
    else:
        show(table(("Code", "Meaning"), EXITS.items()))


def main() -> None:
    """Run the command line of this process. The driver's own log is not for the user: errors are told by `exits`."""
    logging.getLogger("neo4j").addHandler(logging.NullHandler())
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    app(prog_name="whowhom")
