"""What answers are made of. Fields are named by the ontology's property keys; the rest is in `ENVELOPE`, and no more.

What is not known is null.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from api.codes import ActType, DatePrecision, Kind, Realis, Stance, Way
from api.days import Day

ENVELOPE = frozenset(
    # of answers
    "items total next leftOut through byWayOf why hops".split()
    # of every resource: its IRI, the part of the IRI that addresses it here, its class, a link to read it
    + "id iri kind link".split()
    # what is counted or gathered from several properties
    + "tenures wholes measures acts actsDone actsSuffered severity types first last".split()
    + "policy month count byType byStance byRealis byThrough highestConfidence meanConfidence top".split()
    + "voices outlet speaker articles nodes edges cut actors byClass policies publishers lastLoad".split()
    # what a publisher has
    + ["articles", "withoutPublisher"]
    # what became of an article
    + ["outcome"]
)
"""The names of fields that are no property of the ontology."""

T = TypeVar("T")


class Model(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, frozen=True)


class Participant(Model):
    """An actor, a place, a policy or a programme, as answers name it."""

    id: str = Field(description="Addresses it here: /v1/actors/{id}.")
    iri: str
    name: str
    kind: Kind = Field(description="Its class in the ontology.")
    owner: Participant | None = Field(None, description="Whose policy or programme it is.")


class ArticleReference(Model):
    """The article that states an act."""

    id: str = Field(description="Addresses it here: /v1/articles/{id}.")
    iri: str
    document: str
    title: str
    published: date
    publisher: str | None
    url: str | None


class Passage(Model):
    """Words of the article; `start` and `end` (exclusive) count code points of its text."""

    text: str
    start: int
    end: int


class Evidence(Passage):
    """The sentence that states the act."""

    article: ArticleReference
    link: str | None = Field(description="Opens the live article at the sentence (a text fragment).")


class Act(Model):
    """A single deed of one agent towards one target, done, under way, intended or threatened."""

    id: str = Field(description="Addresses it here: /v1/acts/{id}.")
    iri: str
    type: ActType
    stance: Stance
    realis: Realis = Field(description="Whether it happened.")
    date: Annotated[date | None, Field(description="The first day of the month or year that is all that is known.")]
    date_precision: DatePrecision | None
    agent: Participant
    target: Participant
    about: Participant | None = Field(description="The policy or programme by which or over which it was done.")
    attributed_to: Participant | None = Field(description="Who claims it; null when the article itself does.")
    confidence: float = Field(ge=0, le=1)
    trigger: str = Field(description="The words that express it.")
    trigger_start: int
    trigger_end: int
    agent_mention: Passage
    target_mention: Passage
    evidence: Evidence


class FoundAct(Act):
    """An act, and the way by which it reaches the actor that was asked about."""

    through: Way
    by_way_of: Participant | None = Field(description="The policy or the member.")
    why: str


class Items(Model, Generic[T]):
    items: list[T]
    total: int = Field(description="How many fit, on this page and off it.")
    next: str | None = Field(None, description="The cursor of the next page; null on the last one.")


class Acts(Items[FoundAct]):
    """A page of acts."""

    left_out: dict[str, int] = Field(description="Acts that only their realis kept out, by realis.")


class Participants(Items[Participant]):
    """A page of actors, policies or whatever was asked for."""


class Tenure(Model):
    """The holding of a post; `until` is null while it lasts."""

    post: str
    post_of: Participant
    from_: date = Field(alias="from")
    until: date | None
    acting: bool


class Actor(Participant):
    """What is known of an actor, a place, a policy or a programme."""

    names: list[str]
    description: str | None
    wikidata: str | None
    source: list[str]
    tenures: list[Tenure]
    wholes: list[Participant] = Field(description="What it is part or a member of, or lies in.")
    measures: list[Participant] = Field(description="Its policies and programmes.")
    acts_done: int
    acts_suffered: int


class Opponent(Model):
    """Somebody who acted against an actor: how often, how severely, by what kinds of act and when."""

    agent: Participant
    acts: int
    severity: int = Field(description="The sum of the severities of the acts' types.")
    first: date
    last: date
    types: list[ActType]


class Opponents(Items[Opponent]):
    """A page of opponents."""

    left_out: dict[str, int] = Field(description="Acts that only their realis kept out, by realis.")


class Hop(Model):
    """One step of a path: the agent did the act to the target, or is owned by, part of or a member of it.

    Of the `acts` between the two that pass the filters it shows the surest, of equals the latest.
    """

    agent: Participant
    target: Participant
    type: str
    acts: int
    act: str | None = Field(
        description="For /v1/acts/{id}; null for OWNED_BY, PART_OF and MEMBER_OF, as is what follows."
    )
    stance: Stance | None
    realis: Realis | None
    date: Annotated[date | None, Field(description="Null also where the act's is not known.")]
    date_precision: DatePrecision | None
    evidence: Evidence | None


class Path(Model):
    hops: list[Hop]


class Paths(Model):
    """The shortest chains between two actors, then longer ones."""

    items: list[Path]
    next: str | None = Field(description="The cursor of the next page; null on the last one.")
    left_out: dict[str, int] = Field(description="Acts of the two that only their realis kept out, by realis.")


class ArticleVersion(Model):
    """What an article said before."""

    sha256: str
    title: str
    published: date
    text: str
    replaced_at: datetime


class Extraction(Model):
    """The run that read the article."""

    program: str
    model: str
    extracted_at: datetime


class Article(ArticleReference):
    """An article with its text, the run that read it and what it said before."""

    dateline: str | None
    byline: str | None
    language: str
    text: str
    sha256: str
    acts: int = Field(description="How many acts it states.")
    extraction: Extraction | None
    replaces: list[ArticleVersion]


class Articles(Items[ArticleReference]):
    """A page of articles."""


class ArticleGiven(Model):
    """An article to load; what is left out is recognised in the text."""

    model_config = ConfigDict(extra="forbid")

    text: str
    title: str | None = None
    published: Day | None = None
    publisher: str | None = None
    url: str | None = None
    document: str | None = Field(None, description="A name under which a corrected text replaces this one.")


class Loaded(Model):
    """What became of an article: of a duplicate, `id` and `iri` are those of the article that has the same text."""

    outcome: Literal["loaded", "replaced", "unchanged", "duplicate"]
    id: str = Field(description="Addresses it here: /v1/articles/{id}.")
    iri: str
    acts: int


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    instance: str
    requestId: str = Field(description="The request's id, which the log of the service has too.")
    candidates: list[dict[str, str]] | None = Field(None, description="Whom an ambiguous name fits.")
    errors: list[dict[str, str]] | None = Field(None, description="What is wrong with each parameter.")


class Health(BaseModel):
    status: Literal["ok"]
    version: str
    store: str = Field(description="Version and edition of Neo4j.")
    articles: int


class Index(BaseModel):
    """Where to go from here."""

    name: str
    version: str
    docs: str
    openapi: str
    ontology: str
    against: str
    health: str
