"""What a question about acts asks for, and the shape of its answer."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Generic, Literal, TypeVar

from graph.acts import Act, Entity
from graph.errors import QueryError
from ontology.vocabulary import VOCABULARY

T = TypeVar("T")

Through = Literal["direct", "policy", "member"]
Sort = Literal["-date", "date", "-severity", "-confidence"]
WAYS: tuple[Through, ...] = ("direct", "policy", "member")
SORTS: tuple[Sort, ...] = ("-date", "date", "-severity", "-confidence")
LARGEST_PAGE = 500


@dataclass(frozen=True, slots=True)
class Filters:
    """Which acts; an empty tuple or None leaves a side open. Raises `QueryError` for an unknown code.

    `types` includes the narrower ones; `since` and `until` are days, compared with the act's date or, where that is
    not known, its article's; `policy` and `article` are IRIs.
    """

    stances: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    realis: tuple[str, ...] = ("actual",)
    since: date | None = None
    until: date | None = None
    policy: str | None = None
    article: str | None = None
    min_confidence: float = 0.0

    def __post_init__(self) -> None:
        for scheme, given in (("Stance", self.stances), ("ActType", self.types), ("Realis", self.realis)):
            for code in given:
                known = VOCABULARY.notations(scheme)
                if code not in known:
                    raise QueryError(f"{code!r} is none of {', '.join(known)}")
        if self.since and self.until and self.since > self.until:
            raise QueryError(f"since {self.since} is after until {self.until}")

    def parameters(self) -> dict[str, object]:
        types = sorted({n for t in self.types for n in VOCABULARY.narrower(t)})
        return {
            "stances": list(self.stances),
            "types": types,
            "realis": list(self.realis),
            "since": self.since,
            "until": self.until,
            "policy": self.policy,
            "article": self.article,
            "minConfidence": self.min_confidence,
            "upto": None,
        }


@dataclass(frozen=True, slots=True)
class Page:
    """At most `limit` items after the one that `cursor` stands for, in the order of `sort`, one of `sorts`.

    Where an item's place depends on what else is there, the cursor also holds the change up to which acts count.
    """

    sorts: ClassVar[tuple[str, ...]] = SORTS

    limit: int = 50
    cursor: str | None = None
    sort: str = "-date"

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= LARGEST_PAGE:
            raise QueryError(f"limit is {self.limit}, not between 1 and {LARGEST_PAGE}")
        if self.sort not in self.sorts:
            raise QueryError(f"sort is {self.sort!r}, none of {', '.join(self.sorts)}")
        self.after()

    def after(self) -> tuple[str, str] | None:
        """The sort key and IRI of the last item of the page before."""
        return self._read()[:2] if self.cursor is not None else None

    def upto(self) -> int | None:
        """The number of the last change that counted on the page before, if the list goes by one."""
        return self._read()[2] if self.cursor is not None else None

    def _read(self) -> tuple[str, str, int | None]:
        try:
            sort, key, iri, *upto = json.loads(base64.urlsafe_b64decode((self.cursor or "").encode()))
        except (ValueError, TypeError, binascii.Error, RecursionError) as error:
            raise QueryError("the cursor is none of ours") from error
        if not all(isinstance(part, str) and part.isprintable() for part in (sort, key, iri)):
            raise QueryError("the cursor is none of ours")
        if len(upto) > 1 or not all(type(number) is int and 0 <= number < 2**63 for number in upto):
            raise QueryError("the cursor is none of ours")
        if sort != self.sort:
            raise QueryError(f"the cursor belongs to sort={sort}, the question has sort={self.sort}")
        return key, iri, upto[0] if upto else None

    def next(self, key: str, iri: str, upto: int | None = None) -> str:
        held = [self.sort, key, iri] if upto is None else [self.sort, key, iri, upto]
        return base64.urlsafe_b64encode(json.dumps(held).encode()).decode()


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """What an answer says of the article that states an act."""

    iri: str
    document: str
    title: str
    published: date
    publisher: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """An act, its article, and the way by which it reaches the one that was asked about.

    `by_way_of` is the policy or the member; `why` says it in words.
    """

    act: Act
    article: ArticleRecord
    through: Through = "direct"
    by_way_of: Entity | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """A page of items; `total` counts all that fit, `left_out` those that only their realis kept out, by realis."""

    items: tuple[T, ...]
    total: int
    next: str | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)
