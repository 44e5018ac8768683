"""What may not pass: each function raises a named error of `graph.errors`, or lets the input through."""

import math
import re
from typing import BinaryIO

from graph.errors import EmptyText, NotEnglish, NotText, TooLarge, UnsafeInput
from graph.settings import Settings

_OFFICE = (b"[Content_Types].xml", b"mimetypeapplication/")
_ARCHIVES = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"\x28\xb5\x2f\xfd",
)
_BINARIES = {
    b"%PDF-": "a PDF file",
    b"\xd0\xcf\x11\xe0": "a Word file",
    b"{\\rtf": "a rich text file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"SQLite format 3": "a database",
}

MARGIN = 3.0
"""How much likelier another language must be, in nats by the square root of the bytes. English news stays below 1.5
in pieces of 80 characters, one sentence of another language lies above 8."""
_ENOUGH = 20
"""Bytes without names that are too few to tell a language by."""
_CAPITALISED = re.compile(r"\b[A-Z\u00c0-\u00de][\w'\u2019.-]*")


def bounded(stream: BinaryIO, settings: Settings) -> bytes:
    """All of the stream, of which never more than the limit is held. Raises `TooLarge`."""
    data = stream.read(settings.max_bytes + 1)
    small_enough(len(data), settings)
    return data


def small_enough(size: int, settings: Settings) -> None:
    if size > settings.max_bytes:
        raise TooLarge(f"the input has over {settings.max_bytes:,} bytes (WHOWHOM_MAX_BYTES); is it one article?")


def short_enough(text: str, settings: Settings) -> None:
    if len(text) > settings.max_characters:
        raise TooLarge(
            f"the article has {len(text):,} characters; {settings.max_characters:,} are read (WHOWHOM_MAX_CHARACTERS)"
        )


def no_archive(data: bytes) -> None:
    """Nothing is ever unpacked. Raises `UnsafeInput` for archives, `NotText` for files of other programs."""
    if any(name in data[:100] for name in _OFFICE):
        raise NotText("this is a word processor's or spreadsheet's file; save it as plain text or CSV")
    if data.startswith(_ARCHIVES):
        raise UnsafeInput("archives and compressed files are not read; unpack it and give the article's own file")
    kind = next((kind for start, kind in _BINARIES.items() if data.startswith(start)), None)
    if kind:
        raise NotText(f"this is {kind}; give the article's text or its web page")


def has_words(text: str) -> None:
    if not any(c.isalpha() for c in text):
        raise EmptyText("there are no words in it" if text.strip() else "there is nothing in it")


def is_english(text: str) -> None:
    """Names are left out, and what cannot be told is let through. Raises `NotEnglish`."""
    import py3langid  # type: ignore[import-untyped]  # a model of 1 MB, loaded by the first article

    words = " ".join(_CAPITALISED.sub(" ", text[:20_000]).split())
    size = len(words.encode())
    if size < _ENOUGH:
        return
    ranked = py3langid.rank(words)
    best, score = ranked[0]
    if (score - dict(ranked)["en"]) / math.sqrt(size) > MARGIN:
        raise NotEnglish(f"the article seems to be in another language ({best}); only English is read")
