"""What the answers about posts, sentences, sources and decisions are made of; see `api.models` for the names."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field

from api.codes import ActType, DatePrecision, OneOf, Realis, Stance
from api.models import Evidence, Items, Model, Participant
from graph.queries.decided import KINDS

DecisionKind = Annotated[str, OneOf(KINDS)]


class PostReference(Model):
    """A post, as tenures name it."""

    id: str = Field(description="Addresses it here: /v1/posts/{id}.")
    iri: str
    name: str
    post_of: Participant = Field(description="The body or jurisdiction to which it belongs.")


class HeldPost(Model):
    """Who held which post from when to when; `until` is null while it lasts."""

    id: str = Field(description="Addresses it here: /v1/tenures/{id}.")
    iri: str
    holder: Participant
    post: PostReference
    from_: dt.date = Field(alias="from")
    until: dt.date | None
    acting: bool
    source: list[str]


class HeldPosts(Items[HeldPost]):
    """A page of tenures."""


class Post(PostReference):
    """A post, the names by which news mentions it, and its tenures in the order of time."""

    names: list[str]
    source: list[str]
    tenures: list[HeldPost]


class Posts(Items[PostReference]):
    """A page of posts."""


class StatedAct(Model):
    """An act, as the sentence that states it shows it."""

    id: str = Field(description="Addresses it here: /v1/acts/{id}.")
    iri: str
    type: ActType
    stance: Stance
    realis: Realis = Field(description="Whether it happened.")
    date: dt.date | None
    date_precision: DatePrecision | None
    agent: Participant
    target: Participant
    about: Participant | None
    attributed_to: Participant | None = Field(description="Who claims it; null when the article itself does.")
    confidence: float = Field(ge=0, le=1)
    trigger: str


class Sentence(Evidence):
    """A sentence that states acts, and these."""

    id: str = Field(description="Addresses it here: /v1/sentences/{id}.")
    iri: str
    acts: list[StatedAct]


class Sentences(Items[Sentence]):
    """A page of sentences, the best first."""


class Count(Model):
    """How many articles and acts, and the days of the first and the last article."""

    articles: int
    acts: int = Field(description="Acts of every realis and stance.")
    first: dt.date
    last: dt.date


class Source(Count):
    """Who published articles."""

    id: str = Field(description="Addresses it here, percent-encoded: /v1/sources/{id}.")
    publisher: str


class Sources(Items[Source]):
    """A page of publishers in the order of their names."""

    without_publisher: Count | None = Field(description="The articles that name no publisher.")


class Decision(Model):
    """What somebody decided about the identity of a participant; `undoneAt` is null while it holds."""

    id: str = Field(description="Addresses it here: /v1/decisions/{id}.")
    iri: str
    kind: DecisionKind
    entity: str = Field(description="The IRI of the participant that is decided about.")
    survivor: str | None = Field(description="The IRI that takes the place of a merged one.")
    query: str | None = Field(description="The name that a match is about.")
    accepted: bool | None = Field(description="Whether the name means the participant.")
    reason: str | None
    decided_by: str
    decided_at: dt.datetime
    undone_by: str | None
    undone_at: dt.datetime | None


class Decisions(Items[Decision]):
    """A page of decisions in the order of time."""
