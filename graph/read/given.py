"""What is said about an article from outside its text, and what became of an input that is no article."""

from dataclasses import dataclass, fields
from datetime import date

from graph.errors import InputError


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of the article; it wins over what is recognised."""

    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    document: str | None = None

    def over(self, other: "Given") -> "Given":
        """This, and from `other` whatever this leaves open."""
        return Given(**{f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(Given)})

    def names_one(self) -> bool:
        """Whether it says what can be true of one article only."""
        return bool(self.title or self.url or self.document)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where bytes come from: a file's name, or the address and the charset that a server declared."""

    name: str = ""
    url: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that could not be read: `source` is the path, or the table and its row."""

    source: str
    error: InputError
