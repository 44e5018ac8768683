"""What sums are made of; names as in `api.models`."""

from datetime import date, datetime

from pydantic import Field

from api.codes import ActType, Realis, Stance, Way
from api.models import ArticleReference, FoundAct, Items, Model, Participant


class Sums(Model):
    """Acts counted."""

    count: int
    severity: int = Field(description="The sum of the severities of the acts' types.")
    first: date = Field(description="The day of the first act; of its article, where the act's is not known.")
    last: date
    by_type: dict[ActType, int]
    by_realis: dict[Realis, int]
    by_through: dict[Way, int] = Field(description="By the way in which the acts reach the actor asked about.")
    highest_confidence: float = Field(ge=0, le=1)
    mean_confidence: float = Field(ge=0, le=1)
    top: FoundAct = Field(description="The best evidence: the surest act, of equals the latest.")


class Key(Model):
    agent: Participant | None
    target: Participant | None
    policy: Participant | None
    month: str | None = Field(description="2017-08; or 2017, for acts of which only the year is known.")


class Group(Sums, Key):
    """The acts of one key: of agent, target, policy and month what the grouping has, the rest null."""


class Groups(Items[Group]):
    """A page of groups."""

    acts: int = Field(description="Acts that fit; one over two policies is in both groups, one over none in none.")
    left_out: dict[str, int] = Field(description="Acts that only their realis kept out, by realis.")


class Voices(Model):
    """How many acts articles state in their own voice, and how many they say somebody claims."""

    outlet: int
    speaker: int


class Claims(Items[FoundAct]):
    """A page of acts with who claims them: `attributedTo`, null where the article states it itself."""

    left_out: dict[str, int] = Field(description="Acts that only their realis kept out, by realis.")
    voices: Voices = Field(description="Of the acts asked about, whatever the voice.")


class Claimant(Model):
    attributed_to: Participant


class Speaker(Sums, Claimant):
    """What somebody claims, summed up."""


class Speakers(Items[Speaker]):
    """A page of speakers."""

    acts: int
    left_out: dict[str, int] = Field(description="Acts that only their realis kept out, by realis.")
    voices: Voices = Field(description="Of the acts asked about, whatever the voice.")


class Edge(Model):
    """What one node did towards another in one stance."""

    agent: str = Field(description="The id of a node: /v1/actors/{id}.")
    target: str = Field(description="The id of a node: /v1/actors/{id}.")
    stance: Stance
    count: int
    first: date
    last: date
    types: list[ActType]


class Cut(Model):
    """What the budget kept out, as far as it is next to what is shown."""

    nodes: int
    edges: int


class Network(Model):
    """Nodes and edges for a picture; the first node is the actor asked about, nearer and busier ones come first."""

    nodes: list[Participant]
    edges: list[Edge]
    cut: Cut
    left_out: dict[str, int] = Field(description="Acts that only their realis kept out, by realis.")


class Publisher(Model):
    publisher: str
    count: int = Field(description="Its articles.")


class LastLoad(Model):
    """The article that was read last."""

    program: str
    model: str
    extracted_at: datetime
    article: ArticleReference


class Stats(Model):
    """What the graph holds."""

    articles: int
    acts: int
    by_type: dict[ActType, int]
    by_stance: dict[Stance, int]
    by_realis: dict[Realis, int]
    actors: int
    by_class: dict[str, int] = Field(description="Actors, places, policies and programmes, each by its own class.")
    policies: int = Field(description="Policies and programmes.")
    publishers: list[Publisher] = Field(description="Those of the most articles first.")
    first: date | None = Field(description="The day of the first act; null where there is none.")
    last: date | None
    schema_version: int | None
    registry_version: str | None = Field(description="Of the actors, posts and policies that come with the program.")
    last_load: LastLoad | None
