"""Untrusted input becomes an `Article` here, and is clean ever after.

Text, files, folders, tables, web addresses and standard input all end in `graph.read.text.make`. What cannot be read
raises an `InputError` that names what is wrong; where many inputs are read it is a `Refusal` among the articles.
"""

from pathlib import Path
from typing import BinaryIO

from graph.article import Article
from graph.read import guards
from graph.read.fetch import fetch
from graph.read.folder import read_path
from graph.read.given import Given, Origin, Refusal
from graph.read.sniff import read_data
from graph.read.text import make
from graph.settings import Settings

__all__ = ["Given", "Refusal", "read_bytes", "read_path", "read_stdin", "read_text", "read_url"]


def read_text(text: str, given: Given, settings: Settings) -> Article:
    """The article of a plain text. Raises an `InputError`."""
    return make(text.removeprefix("\ufeff"), given, settings)


def read_bytes(data: bytes, name: str, given: Given, settings: Settings) -> Article:
    """The article of a text file, a web page or a feed's only item, told apart by what they hold.

    `name` is the file's name, from which document and date are taken; it may be empty. Raises an `InputError`.
    """
    return read_data(data, Origin(name), given.over(Given(document=Path(name).stem)), settings)


def read_stdin(stream: BinaryIO, given: Given, settings: Settings) -> Article:
    """The article that the stream holds, text or web page. Raises an `InputError`."""
    return read_bytes(guards.bounded(stream, settings), "", given, settings)


def read_url(url: str, given: Given, settings: Settings, *, allow_loopback: bool = False) -> Article:
    """The article at that address. `allow_loopback` is for a server on this machine. Raises an `InputError`.

    The page may name an address of its own on the same host (its canonical one); otherwise the fetched one is kept.
    """
    got = fetch(url, settings, allow_loopback=allow_loopback)
    return read_data(got.data, Origin("", got.url, got.charset), given, settings)
