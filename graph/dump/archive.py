"""The tables as files of a folder, or as a ZIP archive that is sent while it is made."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from graph.queries.tables import arguments, tables
from graph.store import Store

ARGUMENTS = "import.args"
_THEN = (1980, 1, 1, 0, 0, 0)
"""The same graph gives the same bytes, whenever it is asked for."""
_PIECE = 64 * 1024


def files(store: Store) -> Iterator[tuple[str, Iterator[str]]]:
    """Each file's name and lines; to be read one after the other."""
    names = []
    for table in tables(store):
        names.append(table.file)
        yield table.file, table.lines(store)
    yield ARGUMENTS, iter([arguments(names)])


def write_folder(store: Store, folder: Path) -> None:
    """Every file into a folder that is there. Raises `OSError`."""
    for name, lines in files(store):
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            file.writelines(lines)


class _Sink(io.RawIOBase):
    """Holds what was written until it is taken."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._held += data
        return len(data)

    def taken(self) -> bytes:
        data = bytes(self._held)
        self._held.clear()
        return data

    def __len__(self) -> int:
        return len(self._held)


def archive(store: Store) -> Iterator[bytes]:
    """A ZIP archive (of ZIP64 entries where they are large) in pieces."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w") as made:
        for name, lines in files(store):
            entry = zipfile.ZipInfo(name, _THEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with made.open(entry, "w", force_zip64=True) as file:
                for line in lines:
                    file.write(line.encode())
                    if len(sink) >= _PIECE:
                        yield sink.taken()
    yield sink.taken()
