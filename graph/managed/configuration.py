"""What the managed Neo4j is told before it starts: neo4j.conf, Java's arguments, and the first user.

All of it is written anew at every start from settings and state, so nothing here has to be migrated.
"""

import hashlib
import os
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path

from graph.managed.disk import write_whole
from graph.managed.home import Home, State
from graph.managed.memory import heap_mb, pagecache_mb, transaction_mb
from graph.managed.ports import LOOPBACK
from graph.settings import Settings

USERNAME = "neo4j"
_ROUNDS = 1024


def write(home: Home, settings: Settings, state: State, java: Sequence[str]) -> None:
    """Everything a start reads. `java` is what Java is told beside the memory: its classpath first of all."""
    write_whole(home.conf / "neo4j.conf", _neo4j_conf(settings, state))
    write_argument_file(home.java_arguments, [f"-Xmx{heap_mb(settings)}m", *_JAVA, *java])
    if not home.initial_users.exists():
        write_whole(home.initial_users, _user_line(home.make_password()))


def _neo4j_conf(settings: Settings, state: State) -> str:
    return f"""\
# Written at every start by whowhom: changes made here are lost.
server.default_listen_address={LOOPBACK}
server.bolt.listen_address={LOOPBACK}:{state.bolt}
server.bolt.advertised_address={LOOPBACK}:{state.bolt}
server.http.listen_address={LOOPBACK}:{state.http}
server.http.advertised_address={LOOPBACK}:{state.http}
server.memory.heap.max_size={heap_mb(settings)}m
server.memory.pagecache.size={pagecache_mb(settings)}m
db.memory.transaction.max={transaction_mb(settings)}m

# A statement reads neither the machine's files nor other machines (LOAD CSV), and nothing is reported to anybody.
dbms.security.allow_csv_import_from_file_urls=false
internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0
dbms.usage_report.enabled=false
client.allow_telemetry=false

# A laptop's disk: the log of transactions grows by what is written (not 256 MB ahead) and keeps little.
db.tx_log.preallocate=false
db.tx_log.rotation.size=32m
db.tx_log.rotation.retention_policy=64M size

# Bolt's workers have nothing left to do once the databases are closed; by default a stop waits 10 s for them.
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
"""


_JAVA = (
    "-XX:+UseSerialGC",  # the smallest footprint for heaps of this size
    "-XX:+ExitOnOutOfMemoryError",  # a dead server heals at the next command, a half-dead one does not
    "-XX:-OmitStackTraceInFastThrow",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF-8",
    "-Dlog4j2.disable.jmx=true",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
)


def on_classpath(classpath: Iterable[Path]) -> tuple[str, str]:
    """Java's option that names the jars."""
    return "-cp", os.pathsep.join(map(str, classpath))


def write_argument_file(path: Path, arguments: Iterable[str]) -> None:
    """A file that Java takes as `@path`: 225 jars do not fit on Windows' command line, nor legibly in any process list.

    Java reads it in the system's own encoding, quotes and backslashes escaped (the `java` command, argument files).
    """
    lines = ['"' + argument.replace("\\", "\\\\").replace('"', '\\"') + '"' for argument in arguments]
    write_whole(path, "\n".join(lines) + "\n", encoding="locale")


def _user_line(password: str) -> str:
    """The one user, as Neo4j reads it when it first sets up its system database (what `set-initial-password` writes).

    So there is never a moment in which the well-known first password opens the server, and no first login to fail.
    """
    salt = secrets.token_bytes(32)
    digest = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(_ROUNDS - 1):
        digest = hashlib.sha256(digest).digest()
    return f"{USERNAME}:SHA-256,{digest.hex().upper()},{salt.hex().upper()},{_ROUNDS}:\n"
