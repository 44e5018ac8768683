"""Running `whowhom` on the Neo4j of the tests: in this process, as a process of its own, and on a terminal."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pexpect
from pydantic import SecretStr
from typer.testing import CliRunner

from graph import managed
from graph.cli.app import app
from graph.settings import Settings

WHOWHOM = [sys.executable, "-m", "graph.cli"]
ROOT = Path(__file__).parent.parent


def environment(settings: Settings) -> dict[str, str]:
    """What leads a command to the Neo4j of the settings, whoever runs it."""
    if settings.neo4j_uri:
        secret = settings.neo4j_password.get_secret_value() if settings.neo4j_password else ""
        uri, user = settings.neo4j_uri, settings.neo4j_username
    else:
        server = managed.running(settings)
        assert server
        uri, user, secret = server.bolt, server.username, server.password
    login = {"NEO4J_URI": uri, "NEO4J_USERNAME": user, "NEO4J_PASSWORD": secret}
    return {**login, "NEO4J_DATABASE": settings.neo4j_database, "WHOWHOM_HOME": str(settings.home)}


def at_home(settings: Settings, home: Path, **changes: Any) -> Settings:
    """The same Neo4j with another home, and what else is changed."""
    given = environment(settings)
    login = {"neo4j_uri": given["NEO4J_URI"], "neo4j_username": given["NEO4J_USERNAME"]}
    secret = SecretStr(given["NEO4J_PASSWORD"])
    return settings.model_copy(update={"home": home, "neo4j_password": secret, **login, **changes})


def whowhom(settings: Settings, *arguments: str, stdin: str | None = None, **env: str) -> Any:
    """The result of the command in this process: `exit_code`, `stdout`, `stderr`."""
    return CliRunner().invoke(app, list(arguments), input=stdin, env={**environment(settings), **env})


def process(settings: Settings, *arguments: str, **options: Any) -> subprocess.Popen[str]:
    """The command as a process with pipes."""
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([*WHOWHOM, *arguments], text=True, env=_whole(settings), **{**pipes, **options})


def terminal(settings: Settings, *arguments: str) -> "pexpect.spawn[str]":
    """The command on a terminal of 120 columns."""
    env = {**_whole(settings), "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}
    command, *first = WHOWHOM
    return pexpect.spawn(command, [*first, *arguments], env=env, encoding="utf-8", dimensions=(60, 120), timeout=15)


def _whole(settings: Settings) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", **environment(settings)}
