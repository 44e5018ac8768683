"""Files and folders: a path yields its articles in the order of their names, or says of each why it is none."""

import os
from collections.abc import Iterator
from pathlib import Path

from graph.article import Article
from graph.errors import InputError, MissingFile, UnsafeInput
from graph.read import guards
from graph.read.given import Given, Origin, Refusal
from graph.read.sidecar import read_sidecar, sidecar_of
from graph.read.sniff import read_data
from graph.read.table import read_table
from graph.settings import Settings

SUFFIXES = (".txt", ".html", ".htm", ".csv")


def read_path(path: Path, given: Given, settings: Settings) -> Iterator[Article | Refusal]:
    """The articles of a file, a table or a folder with all its folders. Raises nothing: what fails is a `Refusal`."""
    if path.is_dir():
        yield from _read_folder(path, given, settings)
    elif path.suffix.lower() == ".csv":
        yield from _read_table(path, given, settings)
    else:
        yield _read_file(path, given, settings, None)


def _read_folder(folder: Path, given: Given, settings: Settings) -> Iterator[Article | Refusal]:
    files = list(_files(folder))
    if not files:
        yield Refusal(str(folder), MissingFile(f"the folder holds no {', '.join(SUFFIXES)} file"))
    elif given.names_one():
        yield Refusal(str(folder), InputError("a title, address or name belongs to one article; this is a folder"))
    else:
        for file in files:
            if file.suffix.lower() == ".csv":
                yield from _read_table(file, given, settings, folder)
            else:
                yield _read_file(file, given, settings, folder)


def _files(folder: Path) -> Iterator[Path]:
    """Sorted; links to folders are not followed, hidden files are left out."""
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                yield Path(here, name)


def _read_table(path: Path, given: Given, settings: Settings, root: Path | None = None) -> Iterator[Article | Refusal]:
    try:
        _present(path, root)
        if given.names_one():
            raise InputError("a title, address or name belongs to one article; this is a table")
    except InputError as error:
        yield Refusal(str(path), error)
    else:
        yield from read_table(path, given, settings)


def _read_file(path: Path, given: Given, settings: Settings, root: Path | None) -> Article | Refusal:
    try:
        _present(path, root)
        beside = sidecar_of(path)
        if root and beside.exists():
            _inside(beside, root)
        guards.small_enough(path.stat().st_size, settings)
        with path.open("rb") as stream:
            data = guards.bounded(stream, settings)
        told = given.over(read_sidecar(beside, settings)).over(Given(document=path.stem))
        return read_data(data, Origin(path.name), told, settings)
    except InputError as error:
        return Refusal(str(path), error)
    except OSError as error:
        return Refusal(str(path), MissingFile(f"it cannot be opened: {error.strerror}"))


def _present(path: Path, root: Path | None) -> None:
    if not path.exists():
        raise MissingFile("there is no such file or folder")
    if root:
        _inside(path, root)


def _inside(path: Path, root: Path) -> None:
    if not path.resolve().is_relative_to(root.resolve()):
        raise UnsafeInput(f"{path.name} is a link that leads out of the folder; give the file itself")
