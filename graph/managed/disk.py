"""Files that are whole or absent, and a disk's refusal told as `DiskFailed`."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import DiskFailed


@contextmanager
def disk(path: Path) -> Iterator[None]:
    """Whatever the system refuses inside is a `DiskFailed` that names the file."""
    try:
        yield
    except OSError as error:
        raise disk_failed(path, error) from error


def disk_failed(path: Path, error: OSError) -> DiskFailed:
    return DiskFailed(
        f"{error.filename or path}: {error.strerror or error}. Make room or allow writing there, or name "
        "another folder with WHOWHOM_HOME (data) or WHOWHOM_CACHE (fetched files)."
    )


def write_whole(path: Path, text: str, encoding: str = "utf-8") -> None:
    """Replaces the file at one stroke; only its owner may read it (where the system has such modes)."""
    with disk(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        # mkstemp gives mode 0600 from the first moment: a password is never readable by others, not even briefly
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding=encoding, newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.replace(aside, path)
        except BaseException:
            Path(aside).unlink(missing_ok=True)
            raise
