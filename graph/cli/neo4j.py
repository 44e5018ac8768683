"""`whowhom neo4j`: the Neo4j that whowhom runs for its user: start, stop, status, browser, shell.

Only `browser`, which asks for it, and `status --show-password` print the password.
"""

import webbrowser
from collections.abc import Mapping
from typing import Annotated

import psutil
import typer

from graph.cli.output import safe, write, write_json
from graph.cli.progress import progress_on_stderr
from graph.errors import BadSettings
from graph.managed import ensure_running, running, stop
from graph.managed.home import Home
from graph.managed.jars import neo4j_version
from graph.managed.memory import heap_mb, pagecache_mb
from graph.managed.server import is_starting
from graph.managed.shell import prepare
from graph.settings import Settings

app = typer.Typer(no_args_is_help=True, help="The Neo4j that whowhom runs for you.")

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
NoOpen = Annotated[bool, typer.Option("--no-open", help="Only print the address and the login.")]
ShowPassword = Annotated[bool, typer.Option("--show-password", help="Print the password too.")]

_OWN_OPTIONS = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}


@app.command("start")
def start_command(as_json: Json = False) -> None:
    """Start Neo4j, fetching it first if need be (157 MB, once)."""
    settings = _managed()
    with progress_on_stderr() as progress:
        ensure_running(settings, progress)
    _print(_status(settings), as_json)


@app.command("stop")
def stop_command(as_json: Json = False) -> None:
    """Stop Neo4j in order; what is stored stays."""
    stopped = stop(_managed())
    _print({"state": "stopped", "was_running": stopped}, as_json)


@app.command("status")
def status_command(as_json: Json = False, show_password: ShowPassword = False) -> None:
    """Say whether Neo4j runs, where, as whom, and where its files are."""
    settings = Settings()
    told = _status(settings) if settings.neo4j_uri is None else _status_given(settings)
    if show_password:
        told["password"] = _password(settings)
    _print(told, as_json)


@app.command("browser")
def browser_command(no_open: NoOpen = False, as_json: Json = False) -> None:
    """Open Neo4j Browser, starting Neo4j if need be, and print the login that it asks for."""
    settings = _managed()
    with progress_on_stderr() as progress:
        server = ensure_running(settings, progress)
    login = {"connect_url": server.bolt, "username": server.username, "password": server.password}
    _print({"browser": server.browser, **login}, as_json)
    if not no_open:
        webbrowser.open(server.browser)


@app.command("shell", context_settings=_OWN_OPTIONS)
def shell_command(context: typer.Context) -> None:
    """Run cypher-shell, logged in; what follows is passed on to it (its options: shell --help)."""
    with progress_on_stderr() as progress:
        shell = prepare(Settings(), context.args, progress)
    exit_code = shell.run()
    raise typer.Exit(0 if {"-h", "--help"} & set(context.args) else exit_code)  # its own is 1 for help


def _managed() -> Settings:
    settings = Settings()
    if settings.neo4j_uri is not None:
        raise BadSettings(
            f"NEO4J_URI is set to {settings.neo4j_uri}: whowhom uses that Neo4j and does not start, stop or open it. "
            "Unset NEO4J_URI (look into .env, too) to use the one that whowhom runs."
        )
    return settings


def _status(settings: Settings) -> dict[str, object]:
    server, home = running(settings), Home.of(settings)
    told: dict[str, object] = {"state": _state(settings), "version": neo4j_version()}
    if server:
        told |= {"bolt": server.bolt, "browser": server.browser, "username": server.username, "pid": server.pid}
        told["memory_mb"] = psutil.Process(server.pid).memory_info().rss // 1024**2
    told |= {"heap_mb": heap_mb(settings), "pagecache_mb": pagecache_mb(settings), "home": str(home.folder)}
    return told | {"password_file": str(home.password_file), "log": str(home.log), "jars": str(settings.cache)}


def _state(settings: Settings) -> str:
    if running(settings):
        return "running"
    return "starting" if is_starting(settings) else "stopped"


def _status_given(settings: Settings) -> dict[str, object]:
    return {
        "state": "given by NEO4J_URI, not run by whowhom",
        "bolt": settings.neo4j_uri,
        "username": settings.neo4j_username,
        "database": settings.neo4j_database,
    }


def _password(settings: Settings) -> str | None:
    if settings.neo4j_uri is not None:
        return settings.neo4j_password.get_secret_value() if settings.neo4j_password else None
    home = Home.of(settings)
    return home.password() if home.password_file.exists() else None


def _print(told: Mapping[str, object], as_json: bool) -> None:
    if as_json:
        write_json(told)
        return
    width = max(map(len, told))
    for name, value in told.items():
        write(f"{name.replace('_', ' '):{width}}  {safe(_words(value))}")


def _words(value: object) -> object:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
