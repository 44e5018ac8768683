"""One running Neo4j per home folder: start, find, heal, stop.

Whoever starts or stops it holds the home's lock until it answers or is gone; `State.ready` is only written after a
login succeeded. So a second command either waits for the first or finds a server that can be used. What a crash leaves
behind (a stale pid, a server nobody noted, one that is still starting) is put right by the next `ensure_running`.
"""

import time
from dataclasses import dataclass
from pathlib import Path

import neo4j
import psutil
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph.errors import ServerDidNotStart, StoreLogin
from graph.managed import archive, configuration, jars, ports, process
from graph.managed.home import Home, State
from graph.managed.progress import Progress, quiet
from graph.settings import Settings

_START_TIMEOUT_S = 300  # recovery after a crash reads the log of transactions; a usual start takes seconds
_PORT_TRIES = 3
_TAIL_LINES = 12


@dataclass(frozen=True, slots=True)
class Server:
    """A Neo4j that answers: where, to whom, and where its files are."""

    pid: int
    bolt: str
    browser: str
    username: str
    password: str
    home: Path
    log: Path


def running(settings: Settings) -> Server | None:
    """The server of these settings if it runs and answers; starts and changes nothing."""
    home = Home.of(settings)
    state = home.state()
    if state and state.ready and process.find(home.folder, state.pid) and ports.answers(state.bolt):
        return _server(home, state)
    return None


def is_starting(settings: Settings) -> bool:
    """Whether there is a process that does not answer yet."""
    home = Home.of(settings)
    state = home.state()
    return running(settings) is None and state is not None and process.find(home.folder, state.pid) is not None


def ensure_running(settings: Settings, progress: Progress = quiet) -> Server:
    """The running server, started first where there is none (and its jars fetched before).

    Safe to call from several processes at once: they get the same server. Raises FetchFailed, DiskFailed,
    ServerDidNotStart, or StoreLogin if the stored password is no longer the server's.
    """
    if server := running(settings):
        return server
    home = Home.of(settings)
    with home.lock():
        return running(settings) or _wait_for_started(home, progress) or _start(home, settings, progress)


def stop(settings: Settings) -> bool:
    """Stops the server in order, having waited for a start that is under way; False when none ran."""
    home = Home.of(settings)
    if not home.folder.exists():
        return False
    with home.lock():
        state = home.state()
        found = _process(home, state)
        if found:
            process.end(found)
        if state:
            home.remember(state.stopped())
        return found is not None


def _process(home: Home, state: State | None) -> psutil.Process | None:
    return process.find(home.folder, state.pid if state else None) or process.search(home.folder)


def _wait_for_started(home: Home, progress: Progress) -> Server | None:
    """A server that another command started but did not see through, because it was killed."""
    state = home.state()
    found = _process(home, state)
    if found is None:
        return None
    if state is None:  # its ports are lost with the file: only a new start makes them known
        process.end(found)
        return None
    return _wait(home, home.remember(state.started(found.pid)), found, progress)


def _start(home: Home, settings: Settings, progress: Progress) -> Server:
    cache = settings.cache.expanduser().resolve()
    java = [*configuration.on_classpath(jars.ready(cache, progress)), *archive.options(cache)]
    last = home.state()
    bolt, http = ports.choose(last.bolt if last else None, last.http if last else None)
    for attempt in range(1, _PORT_TRIES + 1):
        state = home.remember(State(bolt, http))
        configuration.write(home, settings, state, java)
        child = process.spawn(home.folder, home.conf, home.java_arguments, home.console)
        try:
            return _wait(home, home.remember(state.started(child.pid)), child, progress)
        except ServerDidNotStart as error:
            # another program, or another home's server, took a port between our look and Neo4j's
            if "already in use" not in str(error) or attempt == _PORT_TRIES:
                raise
            bolt, http = ports.choose_unusual()
    raise AssertionError("unreachable")


def _wait(home: Home, state: State, child: psutil.Process, progress: Progress) -> Server:
    began, mark = time.monotonic(), _size(home.log)
    # Only our own process is shown the password: another home's server may have taken the ports a moment before.
    while not (process.listens(child, state.bolt, state.http) and _logs_in(home, state)):
        waited = time.monotonic() - began
        progress(f"Starting Neo4j {jars.neo4j_version()} ({waited:.0f} s)")
        if not process.is_alive(child):
            raise ServerDidNotStart(f"{_last_words(home, mark)}\nThe whole log: {home.log} and {home.console}")
        if waited > _START_TIMEOUT_S:
            raise ServerDidNotStart(
                f"Process {child.pid} has not answered on port {state.bolt} for {_START_TIMEOUT_S} s. "
                f"Its log: {home.log}. To end it: whowhom neo4j stop"
            )
        time.sleep(0.1)
    return _server(home, home.remember(state.answered()))


def _logs_in(home: Home, state: State) -> bool:
    server = _server(home, state)
    try:
        with neo4j.GraphDatabase.driver(server.bolt, auth=(server.username, server.password)) as driver:
            driver.execute_query("RETURN 1")
    except AuthError as error:
        raise StoreLogin(
            f"The managed Neo4j refuses the password in {home.password_file}. "
            "If it was changed in the server, write the new one into that file."
        ) from error
    except (DriverError, Neo4jError):  # the port is open but the databases are not, yet
        return False
    return True


def _server(home: Home, state: State) -> Server:
    assert state.pid is not None
    return Server(
        pid=state.pid,
        bolt=f"bolt://{ports.LOOPBACK}:{state.bolt}",
        browser=f"http://{ports.LOOPBACK}:{state.http}/browser/",
        username=configuration.USERNAME,
        password=home.password(),
        home=home.folder,
        log=home.log,
    )


def _last_words(home: Home, mark: int) -> str:
    """What Java and, from `mark` on, Neo4j's log said last, without the frames of stack traces."""
    lines = _text(home.console, 0).splitlines() + _text(home.log, mark).splitlines()
    told = [line for line in lines if line.strip() and not line.startswith(("\tat ", "\t... "))]
    return "\n".join(told[-_TAIL_LINES:]) or "It said nothing."


def _text(path: Path, start: int) -> str:
    try:
        return path.read_bytes()[start:].decode(errors="replace")
    except OSError:
        return ""


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
