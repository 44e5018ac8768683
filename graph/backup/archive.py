"""The file of a backup: a ZIP archive of the parts that its manifest, the last of its files, names with their sums.

It is written aside and put in its place whole; its owner alone may read it. It is read as if an enemy had made it:
nothing but the known names, and no byte more than was told.
"""

import errno
import hashlib
import os
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import disk_usage
from typing import IO

from pydantic import ValidationError

from graph.backup.home import KEPT
from graph.backup.manifest import GRAPHS, NAME, Manifest, Part
from graph.errors import BadBackup, DiskFailed, MissingFile
from graph.managed.disk import disk

PARTS = (GRAPHS, *KEPT)
_PIECE = 1024 * 1024
_LONGEST_MANIFEST = 64 * 1024
_DENSEST = 200
"""How many times its compressed size a part may have; TriG has some ten times."""


class Writer:
    """Adds parts to an archive, and counts and sums what it adds."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.parts: dict[str, Part] = {}

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        count, digest = 0, hashlib.sha256()
        with self._archive.open(name, "w", force_zip64=True) as part:
            for piece in pieces:
                count += len(piece)
                digest.update(piece)
                part.write(piece)
        self.parts[name] = Part(bytes=count, sha256=digest.hexdigest())

    def close(self, manifest: Manifest) -> None:
        self._archive.writestr(NAME, manifest.model_dump_json(indent=1))


@contextmanager
def written(path: Path) -> Iterator[Writer]:
    """The file is there when all went well, and else what was there before. Raises `DiskFailed`."""
    with disk(path):
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                    yield Writer(archive)
                file.flush()
                os.fsync(file.fileno())
            os.replace(aside, path)
        except BaseException:
            Path(aside).unlink(missing_ok=True)
            raise


def pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from iter(lambda: file.read(_PIECE), b"")


@contextmanager
def unpacked(path: Path) -> Iterator[tuple[Manifest, Path]]:
    """The manifest, and a private folder with every part, each with the sum that it should have.

    Raises `MissingFile`, `BadBackup`, `DiskFailed`.
    """
    if not path.is_file():
        raise MissingFile(str(path))
    with tempfile.TemporaryDirectory(prefix="whowhom-") as folder:
        try:
            with zipfile.ZipFile(path) as archive:
                manifest = _unpack(archive, Path(folder))
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
            raise BadBackup(f"{path} is no whole ZIP archive: {error}") from error
        except OSError as error:
            if error.errno == errno.EINVAL:  # its table of contents leads before its beginning
                raise BadBackup(f"{path} is no whole ZIP archive") from error
            raise DiskFailed(f"{error.filename or path}: {error.strerror or error}") from error
        yield manifest, Path(folder)


def _unpack(archive: zipfile.ZipFile, folder: Path) -> Manifest:
    entries = _entries(archive)
    manifest = _manifest(archive, entries.pop(NAME, None))
    if set(entries) != set(manifest.parts) or GRAPHS not in entries:
        raise BadBackup(f"the manifest names {sorted(manifest.parts)}, the archive holds {sorted(entries)}")
    for name, entry in entries.items():
        if entry.file_size != manifest.parts[name].bytes:
            raise BadBackup(f"{name} has another size than the manifest says")
        if entry.file_size > _PIECE + _DENSEST * entry.compress_size:
            raise BadBackup(f"{name} would grow over {_DENSEST} times its size")
    whole, room = sum(part.bytes for part in manifest.parts.values()), disk_usage(folder).free
    if whole > room:
        raise DiskFailed(f"the parts take {whole:,} bytes, and {folder} has room for {room:,} (TMPDIR names another)")
    for name in entries:
        with archive.open(name) as part, (folder / name).open("wb") as copy:
            _copy(name, part, copy, manifest.parts[name])
    return manifest


def _entries(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """By name: only names that are known, each once, and plain files."""
    entries: dict[str, zipfile.ZipInfo] = {}
    for entry in archive.infolist():
        name = entry.filename
        if name not in (NAME, *PARTS):
            raise BadBackup(f"{name[:100]!r} is no part of a backup")
        if name in entries:
            raise BadBackup(f"{name} is there twice")
        if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
            raise BadBackup(f"{name} is a link or no file")
        entries[name] = entry
    return entries


def _manifest(archive: zipfile.ZipFile, entry: zipfile.ZipInfo | None) -> Manifest:
    if entry is None:
        raise BadBackup("it has no manifest")
    with archive.open(entry) as file:
        text = file.read(_LONGEST_MANIFEST + 1)
    try:
        if len(text) > _LONGEST_MANIFEST:
            raise BadBackup(f"{NAME} is too long")
        return Manifest.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise BadBackup(f"{NAME}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error


def _copy(name: str, part: IO[bytes], copy: IO[bytes], told: Part) -> None:
    count, digest = 0, hashlib.sha256()
    while piece := part.read(_PIECE):
        count += len(piece)
        if count > told.bytes:
            break
        digest.update(piece)
        copy.write(piece)
    if (count, digest.hexdigest()) != (told.bytes, told.sha256):
        raise BadBackup(f"{name} is not what was backed up: its sum is another than the manifest's")
