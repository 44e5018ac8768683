"""The article as it travels: its text never changes after `graph.read` has made one, so offsets stay true for ever.

Offsets count Unicode code points of `Article.text`.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property


@dataclass(frozen=True)
class Article:
    """A news article whose text is clean (see `graph.read`) and whose date is known.

    `document` is the stem of the file, the row's id or a digest: with `url` absent it identifies the article across
    versions.
    """

    document: str
    text: str
    title: str
    published: date
    publisher: str | None = None
    url: str | None = None
    dateline: str | None = None
    byline: str | None = None
    language: str = "en"

    @cached_property
    def sha256(self) -> str:
        """Hex SHA-256 of the UTF-8 text."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def key(self) -> str:
        """What stays the same when the text is corrected: the address, else the document's name and the day."""
        return self.url or f"{self.document} {self.published.isoformat()}"

    def quote(self, start: int, end: int) -> str:
        return self.text[start:end]


def slug(text: str, longest: int = 80) -> str:
    """Letters, digits and hyphens of `text`, lower case, for the readable part of an IRI; may be empty."""
    return re.sub(r"[^\w]+", "-", text.casefold(), flags=re.UNICODE).strip("-_")[:longest].strip("-")
