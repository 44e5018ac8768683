"""What is looked for, what is known of a candidate, and how well the two agree."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from graph.acts import Entity

PROPERTIES = ("jurisdiction", "post", "on", "party", "wikidata")
"""What may be said of whoever is looked for beside the name: properties of the ontology, and the day of the post."""

Strictness = Literal["any", "all", "should"]


@dataclass(frozen=True, slots=True)
class Days:
    """From a day to a day, both included: a day, or the month or the year that is all that was said."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name, or an identifier, and what else is said: of `said`, one of the values of each property is to agree.

    `types` are classes of the ontology: hard, unless `strict` is "should"; `required` are the properties without whose
    agreement nobody is a candidate; `limit` is the number of candidates.
    """

    name: str = ""
    types: tuple[str, ...] = ()
    strict: Strictness = "any"
    said: dict[str, tuple[str, ...]] = field(default_factory=dict)
    on: Days | None = None
    required: frozenset[str] = frozenset()
    limit: int = 5


@dataclass(frozen=True, slots=True)
class Named:
    """Something that a candidate has to do with, by IRI, names and class."""

    iri: str
    names: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post with the phrases that mean it, and the days of the tenure; `until` is None while it lasts."""

    iri: str
    names: tuple[str, ...]
    since: date
    until: date | None

    def covers(self, on: Days) -> bool:
        return self.since <= on.last and (self.until is None or on.first <= self.until)


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a participant; `wholes` are the bodies and places it belongs to, over its posts, too."""

    entity: Entity
    names: tuple[str, ...]
    description: str | None
    wikidata: str | None
    posts: tuple[HeldPost, ...]
    wholes: tuple[Named, ...]
    parties: tuple[Named, ...]
    acts: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A participant with its score from 0 to 100 and the `features` that say why, by name.

    `match`: it fits so well, and nothing else does nearly as well, that it may be taken without a look.
    """

    profile: Profile
    score: float
    features: dict[str, float | bool]
    match: bool = False
