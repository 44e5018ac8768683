"""What a question may hold, as query parameters; an unknown one is refused, so that a slip never widens an answer."""

from collections.abc import Sequence
from typing import Annotated, Literal, TypedDict, cast

from pydantic import BaseModel, ConfigDict, Field

from api.codes import ANY, ActType, Kind, MeasureKind, Order, Ranking, RealisOrAny, Stance, Way
from api.days import Day
from graph.errors import QueryError
from graph.queries import articles
from graph.queries.asked import LARGEST_PAGE, WAYS, Filters, Page, Sort, Through
from graph.queries.names import identifier, resolve
from graph.store import Store
from ontology.vocabulary import ID

WHO = "A name, an id such as `person/jeff-sessions`, or an IRI."
Name = Annotated[str, Field(min_length=1, max_length=300, description=WHO)]
Limit = Annotated[int, Field(ge=1, le=LARGEST_PAGE, description="Items on a page.")]
Cursor = Annotated[str, Field(max_length=4000, description="`next` of the page before.")]


class Sides(TypedDict):
    agent: str | None
    target: str | None
    through: tuple[Through, ...]


class Asked(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Which(Asked):
    """Which acts."""

    type: list[ActType] = Field([], description="Narrower types are included.")
    realis: list[RealisOrAny] = Field(["actual"], description=f"What happened only, unless said; `{ANY}`: whatever.")
    since: Day | None = Field(None, description="The first day; of the article, where the act's is not known.")
    until: Day | None = Field(None, description="The last day.")
    policy: Name | None = Field(None, description="Over which policy or programme: a name, an id or an IRI.")
    article: Annotated[str, Field(max_length=2000)] | None = Field(None, description="Its id, IRI, name or address.")
    min_confidence: float = Field(0.0, ge=0, le=1)

    def filters(self, store: Store, stances: Sequence[str] = ()) -> Filters:
        """Raises `QueryError` where the policy or the article is not known or ambiguous."""
        return Filters(
            stances=tuple(stances),
            types=tuple(self.type),
            realis=() if ANY in self.realis else tuple(self.realis),
            since=self.since,
            until=self.until,
            policy=resolve(store, self.policy, ("Measure",)).iri if self.policy else None,
            article=_article(store, self.article) if self.article else None,
            min_confidence=self.min_confidence,
        )


class Paged(Asked):
    limit: Limit = 50
    cursor: Cursor | None = None


class Sorted(Which, Paged):
    sort: Order = "-date"

    def page(self) -> Page:
        return Page(self.limit, self.cursor, cast(Sort, self.sort))


class Reaching(Asked):
    """How an act reaches the actor that is asked about."""

    through: list[Way] = Field(
        list(WAYS), description="Directly, by a policy that the actor owns, or by a part or member of it."
    )

    def ways(self) -> tuple[Through, ...]:
        return tuple(way for way in WAYS if way in self.through)


class Between(Asked):
    target: Name | None = Field(None, description=f"To whom it was done. {WHO}")
    agent: Name | None = Field(None, description=f"Who did it. {WHO}")


class Sided(Reaching, Between):
    """Acts between two sides, or by or towards one."""

    def sides(self, store: Store) -> Sides:
        """Raises `UnknownResource` and `AmbiguousName`."""
        agent, target = (resolve(store, n).iri if n else None for n in (self.agent, self.target))
        return {"agent": agent, "target": target, "through": self.ways()}


class Acts(Sorted, Sided):
    stance: list[Stance] = Field([], description="Every stance, unless said.")


class Timeline(Sorted):
    sort: Order = "date"
    stance: list[Stance] = []
    role: Literal["agent", "target", "both"] = "both"


class Opposed(Asked):
    target: Name = Field(description=f"Whose opponents. {WHO}")


class Strongest(Which, Paged, Reaching, Opposed):
    stance: list[Stance] = Field(["against"], description="Against, unless said.")
    limit: Limit = 20
    sort: Ranking = Field("-severity", description="The most severe, those who acted last, or those who acted first.")

    def page(self) -> Page:
        return Page(self.limit, self.cursor, cast(Sort, self.sort))


class Ends(Asked):
    from_: Name = Field(alias="from", description=f"One end. {WHO}")
    to: Name = Field(description=f"The other end. {WHO}")


class Chains(Which, Paged, Ends):
    """Every act of a chain passes."""

    stance: list[Stance] = Field([], description="Every stance, unless said.")
    limit: Limit = 10

    def page(self) -> Page:
        return Page(self.limit, self.cursor)


class Listed(Paged):
    """A list in the order of the items' ids; the cursor is the last id."""

    def after(self, segment: str = "") -> str | None:
        """The IRI after which the page begins. Raises `QueryError`."""
        if self.cursor is None:
            return None
        iri = str(ID) + segment + self.cursor
        if "/" not in identifier(iri) or not iri.isprintable():
            raise QueryError("the cursor is none of ours")
        return iri


class ActorsAsked(Listed):
    name: Annotated[str, Field(max_length=300)] | None = Field(None, description="Words of the name; best first.")
    kind: Kind = Field("Participant", description="A class of the ontology, its subclasses included.")

    def page(self) -> Page:
        """That of a search by name, whose cursor is another one."""
        return Page(self.limit, self.cursor)


class PoliciesAsked(Listed):
    owner: Name | None = Field(None, description="Whose.")
    kind: MeasureKind = "Measure"


def _article(store: Store, given: str) -> str:
    """The IRI of an article by what the API calls its id, or by what else names it."""
    short = not given.startswith((str(ID), "article/")) and articles.stored(store, f"{ID}article/{given}")
    return f"{ID}article/{given}" if short else articles.identify(store, given)
