"""The jars of Neo4j: fetched once by jgo, as the lock beside this file pins them.

A jar stands in the cache under its own name only after its sha256 was right: it is fetched aside and renamed. So
whatever cuts a fetch off, the next one goes on from there. Every jar is hashed again before each use, not trusted by
size and time: all 157 MB take 0.1 s, next to the seconds that Java needs to load them.
"""

import hashlib
import os
import shutil
import time
import tomllib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from filelock import FileLock
from jgo.config import GlobalSettings
from jgo.maven import MavenContext
from jgo.maven._core import DEFAULT_REMOTE_REPOS

from graph.errors import FetchFailed, WhowhomError, WrongChecksum
from graph.managed.disk import disk, disk_failed
from graph.managed.progress import Progress, quiet

_AT_ONCE = 8
_TRIES = 3
_TIMEOUT_S = 30


@dataclass(frozen=True, slots=True)
class Jar:
    """One line of the lock: Maven coordinates, size in bytes, sha256 in hex."""

    groupId: str
    artifactId: str
    version: str
    size: int
    sha256: str
    classifier: str = ""

    @property
    def name(self) -> str:
        return "-".join(filter(None, (self.artifactId, self.version, self.classifier))) + ".jar"

    def is_whole(self, path: Path) -> bool:
        try:
            if path.stat().st_size != self.size:
                return False
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == self.sha256
        except FileNotFoundError:
            return False


@cache
def locked() -> tuple[Jar, ...]:
    """What the lock pins, in the order of the classpath."""
    text = (files("graph.managed") / "neo4j.lock.toml").read_text(encoding="utf-8")
    return tuple(Jar(**entry) for entry in tomllib.loads(text)["dependencies"])


@cache
def neo4j_version() -> str:
    return next(jar.version for jar in locked() if (jar.groupId, jar.artifactId) == ("org.neo4j", "neo4j"))


def folder(cache: Path) -> Path:
    """Where the jars of this release stand."""
    return cache / f"neo4j-{neo4j_version()}"


def ready(cache: Path, progress: Progress = quiet, jars: Sequence[Jar] | None = None) -> list[Path]:
    """The jars' paths, each checked, in the lock's order; fetches those that the cache lacks or holds damaged.

    Nothing is asked of the network, and nothing written, when all are there. Raises FetchFailed, WrongChecksum or
    DiskFailed; the jars fetched until then are kept.
    """
    jars = locked() if jars is None else jars
    into = folder(cache)
    with disk(into):
        if _lacking(jars, into):
            into.mkdir(parents=True, exist_ok=True)
            with FileLock(into / ".lock"):
                # asked anew: another process may have fetched them while this one waited for the lock
                _fetch(_lacking(jars, into), jars, into, progress)
    return [into / jar.name for jar in jars]


def _lacking(jars: Sequence[Jar], into: Path) -> list[Jar]:
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        whole = pool.map(lambda jar: jar.is_whole(into / jar.name), jars)
        return [jar for jar, there in zip(jars, whole, strict=True) if not there]


def _fetch(lacking: Sequence[Jar], jars: Sequence[Jar], into: Path, progress: Progress) -> None:
    aside = into / ".partial"
    shutil.rmtree(aside, ignore_errors=True)  # what a fetch that was killed left half-written
    repositories = DEFAULT_REMOTE_REPOS | GlobalSettings.load().repositories  # as jgo's own command does: mirrors count
    context = MavenContext(repo_cache=aside, remote_repos=repositories, timeout=_TIMEOUT_S)
    total = sum(jar.size for jar in jars)
    done = total - sum(jar.size for jar in lacking)
    pool = ThreadPoolExecutor(_AT_ONCE)
    try:
        fetching = {pool.submit(_fetch_one, jar, context, into): jar for jar in lacking}
        for future in as_completed(fetching):
            future.result()
            done += fetching[future].size
            progress(f"Fetching Neo4j {neo4j_version()}", done, total)
    finally:
        pool.shutdown(cancel_futures=True)
        shutil.rmtree(aside, ignore_errors=True)


def _fetch_one(jar: Jar, context: MavenContext, into: Path) -> None:
    for attempt in range(1, _TRIES + 1):
        try:
            _try(jar, context, into)
            return
        except FetchFailed as error:
            if attempt == _TRIES or isinstance(error, WrongChecksum):
                raise
            time.sleep(attempt / 2)


def _try(jar: Jar, context: MavenContext, into: Path) -> None:
    artifact = context.project(jar.groupId, jar.artifactId).at_version(jar.version).artifact(jar.classifier, "jar")
    aside = artifact.cached_path
    assert aside is not None
    aside.unlink(missing_ok=True)  # jgo takes any file there for the jar, even one that the last try left half-written
    try:
        artifact.resolve()
    except OSError as error:
        # requests' errors are OSErrors too, but only the system's carry a number
        raise (disk_failed(aside, error) if error.errno else _network_failed(jar, error)) from error
    except RuntimeError as error:  # jgo's word for "no repository has it"
        raise _network_failed(jar, error) from error
    if jar.is_whole(aside):
        os.replace(aside, into / jar.name)
        return
    size = aside.stat().st_size
    aside.unlink()
    raise _not_the_one(jar, size)


def _network_failed(jar: Jar, error: Exception) -> FetchFailed:
    return FetchFailed(
        f"{jar.name}: {error}\nNeo4j is fetched once, over the network. Check the connection (HTTPS_PROXY, or a mirror "
        "under [repositories] in jgo's settings, are used if set) and give the same command again: it goes on where "
        "it stopped. Or set NEO4J_URI to use a Neo4j that already runs."
    )


def _not_the_one(jar: Jar, size: int) -> WhowhomError:
    if size < jar.size:
        return _network_failed(jar, OSError(f"the connection ended after {size} of {jar.size} bytes"))
    return WrongChecksum(
        f"{jar.name} does not have the sha256 {jar.sha256} and was deleted. Something between here and the repository "
        "(a mirror, a proxy) hands out another file; nothing of it was run."
    )
