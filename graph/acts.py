"""The one thing that travels: an act of one agent towards one target, with the sentence that states it.

Extraction yields `Act`s, `triples` turns them into RDF and back, queries return them and the service represents them.
Codes (`type`, `stance`, `realis`, `Entity.kind`, ...) are terms of the ontology, checked when an object is made.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date as Date
from typing import Literal

from ontology.vocabulary import VOCABULARY

Stance = Literal["against", "for", "neutral"]
Realis = Literal["actual", "planned", "threatened", "possible", "negated"]
Precision = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class Entity:
    """A participant: an actor, a place, a policy or a programme.

    `iri` is the registry's own or minted by `graph.identity`; `kind` is a class of the ontology (`Official`, `City`,
    `ExecutiveOrder`, ...); `owner` is the IRI of the actor whose policy or programme it is.
    """

    iri: str
    name: str
    kind: str
    owner: "Entity | None" = None

    def __post_init__(self) -> None:
        VOCABULARY.require_participant(self.kind)


@dataclass(frozen=True, slots=True)
class Span:
    """Code points `start` to `end` (exclusive) of the article's text, and the text that stands there."""

    start: int
    end: int
    text: str

    def within(self, other: "Span") -> bool:
        return other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True)
class ActDate:
    """A day, or the first day of the month or year that is all the text tells."""

    day: Date
    precision: Precision = "day"

    def __str__(self) -> str:
        return self.day.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that states the act and, in it, the words that express it and name the two participants."""

    article: str
    sentence: Span
    trigger: Span
    agent: Span
    target: Span


@dataclass(frozen=True, slots=True)
class Act:
    """A single deed of `agent` towards `target`, done or not (`realis` tells; Act of the ontology).

    `about` is the policy or programme by which or over which it was done; `attributed_to` whoever claims it by
    the article's account (None: the article itself); `confidence` lies between 0 and 1. `stored_as` is the IRI of one
    that comes out of the store, where a decision may have put another participant in the place of the article's.
    """

    agent: Entity
    target: Entity
    type: str
    stance: Stance
    realis: Realis
    evidence: Evidence
    date: ActDate | None = None
    about: Entity | None = None
    attributed_to: Entity | None = None
    confidence: float = 1.0
    stored_as: str | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        VOCABULARY.require_code("ActType", self.type)
        VOCABULARY.require_code("Stance", self.stance)
        VOCABULARY.require_code("Realis", self.realis)

    @property
    def iri(self) -> str:
        """Content-derived, so that the same act of the same article has the same name on every machine."""
        if self.stored_as:
            return self.stored_as
        e = self.evidence
        parts = (e.article, str(e.sentence.start), str(e.trigger.start), self.agent.iri, self.type, self.target.iri)
        return VOCABULARY.resource("act", hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20])

    def entities(self) -> tuple[Entity, ...]:
        """Every entity the act names, owners included."""
        named = (self.agent, self.target, self.about, self.attributed_to)
        owners = [e.owner for e in named if e and e.owner]
        return tuple(e for e in (*named, *owners) if e)
