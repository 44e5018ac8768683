"""A CSV table with named columns: one article a row, each read or refused by itself.

Columns are found by name, whatever their case, spaces, hyphens and underscores:

    text (needed)  text, body, content, article, article text, full text, story
    title          title, headline, heading
    published      published, date, published at, published on, publication date, publish date, pub date, date published
    publisher      publisher, publication, source, outlet, newspaper, site name
    url            url, link, address, web url, permalink
    id             id, document, doc id, article id, identifier

The table may be of any length; a row may hold what one article may. Fields are parted by comma, semicolon, tab or bar.
"""

import csv
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path

from graph.article import Article
from graph.errors import BadColumns, InputError, TooLarge
from graph.read import guards
from graph.read.decode import decode
from graph.read.given import Given, Refusal
from graph.read.recognise import first_words
from graph.read.sidecar import as_given
from graph.read.text import make
from graph.settings import Settings

SPELLINGS = {
    "text": "text body content article articletext fulltext story",
    "title": "title headline heading",
    "published": "published date publishedat publishedon publicationdate publishdate pubdate datepublished",
    "publisher": "publisher publication source outlet newspaper sitename",
    "url": "url link address weburl permalink",
    "id": "id document docid articleid identifier",
}


def read_table(path: Path, given: Given, settings: Settings) -> Iterator[Article | Refusal]:
    """Every row in order; a table that cannot be read is one refusal."""
    try:
        with path.open("rb") as stream:
            head = stream.peek(100)[:100]
            guards.no_archive(head)
            encoding = "utf-16" if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
            # Bytes that are no UTF-8 stay in the text as surrogates until `_cell` looks at them.
            with TextIOWrapper(stream, encoding, errors="surrogateescape", newline="") as lines:
                yield from _rows(lines, path, given, settings)
    except InputError as error:
        yield Refusal(str(path), error)


def _rows(stream: TextIOWrapper, path: Path, given: Given, settings: Settings) -> Iterator[Article | Refusal]:
    rows = _records(stream, settings)
    header = next(rows, [])
    columns = _columns(header)
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, 2):
        if not any(row):
            continue
        try:
            _fits(row, header)
            told = {name: _cell(row, at) for name, at in columns.items()}
            _is_new(told.get("id"), number, seen)
            yield _article(told, Given(document=f"{path.stem}-{number}"), given, settings)
        except InputError as error:
            yield Refusal(f"{path}: row {number}", error)


def _article(told: dict[str, str], default: Given, given: Given, settings: Settings) -> Article:
    text = told.pop("text")
    said = as_given({name: value or None for name, value in told.items()}, "the row")
    return make(text, given.over(said).over(default).over(Given(title=first_words(text))), settings)


def _fits(row: list[str], header: list[str]) -> None:
    if len(row) > len(header):
        raise BadColumns(f"it has {len(row)} fields, the first row has {len(header)}; quote the text")


def _is_new(name: str | None, number: int, seen: dict[str, int]) -> None:
    if name and seen.setdefault(name, number) != number:
        raise BadColumns(f"its id {name[:80]!r} is that of row {seen[name]} too")


def _records(stream: TextIOWrapper, settings: Settings) -> Iterator[list[str]]:
    lines = _lines(stream, settings.max_bytes)
    csv.field_size_limit(settings.max_bytes)
    first = next(lines, "")
    try:
        yield from csv.reader(_again(first, lines), delimiter=_delimiter(first))
    except csv.Error as error:
        raise TooLarge(f"the table cannot be read on: {error}; is a quotation mark missing?") from error


def _lines(stream: TextIOWrapper, longest: int) -> Iterator[str]:
    while line := stream.readline(longest + 1):
        if len(line) > longest:
            raise TooLarge(f"a line of the table has over {longest:,} characters (WHOWHOM_MAX_BYTES)")
        yield line


def _again(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines


def _delimiter(first: str) -> str:
    """The one by which the first row names a column of texts."""
    return next((d for d in ",;\t|" if "text" in _named(next(csv.reader([first], delimiter=d), []))), ",")


def _columns(header: list[str]) -> dict[str, int]:
    columns = _named(header)
    if "text" not in columns:
        names = ", ".join(name.strip()[:40] for name in header if name.strip()) or "none"
        raise BadColumns(f'no column holds the texts: name one "text" (columns found: {names[:300]})')
    return columns


def _named(header: list[str]) -> dict[str, int]:
    """Where each column stands; of two spellings the one listed first counts."""
    plain = [re.sub(r"[\W_]+", "", name).casefold() for name in header]
    found = {name: [s for s in spellings.split() if s in plain] for name, spellings in SPELLINGS.items()}
    return {name: plain.index(spellings[0]) for name, spellings in found.items() if spellings}


def _cell(row: list[str], at: int) -> str:
    value = row[at] if at < len(row) else ""
    return value if value.isascii() else decode(value.encode("utf-8", "surrogateescape"))
