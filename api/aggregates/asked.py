"""What a question about sums may hold, as query parameters."""

from typing import Annotated, cast

from pydantic import Field

from api.asked import WHO, Asked, Name, Paged, Sided, Sorted, Which
from api.codes import OneOf, Stance
from graph.queries.claims import VOICES, Voice
from graph.queries.claims import Asked as Claimed
from graph.queries.groups import GROUPINGS, Grouping, GroupPage
from graph.queries.names import resolve
from graph.queries.network import DEEPEST, LARGEST
from graph.store import Store

Order = Annotated[str, OneOf(GroupPage.sorts)]


class Ranked(Which, Paged):
    sort: Order = Field("-count", description="The greatest, most severe, surest, latest or earliest, or by key.")

    def page(self) -> GroupPage:
        return GroupPage(self.limit, self.cursor, self.sort)


class Grouped(Ranked, Sided):
    group_by: Annotated[str, OneOf(GROUPINGS)] = Field("dyad", description="A dyad is an agent and a target.")

    def grouping(self) -> Grouping:
        return cast(Grouping, self.group_by)


class Said(Asked):
    speaker: Name | None = Field(None, description=f"Who says so. {WHO}")
    voice: Annotated[str, OneOf(VOICES)] = Field("speaker", description="The outlet's own, a speaker's, or any.")


class Claiming(Sided, Said):
    """Whose claims about which acts."""

    stance: list[Stance] = Field([], description="Every stance, unless said.")

    def claimed(self, store: Store) -> Claimed:
        """Raises `UnknownResource`, `AmbiguousName` and `QueryError`."""
        speaker = resolve(store, self.speaker).iri if self.speaker else None
        return Claimed(speaker, cast(Voice, self.voice), **self.sides(store))


class Claims(Sorted, Claiming):
    pass


class Speakers(Ranked, Claiming):
    pass


class Drawn(Which):
    actor: Name | None = Field(None, description=f"Whom it is drawn around; everybody unless said. {WHO}")
    depth: int = Field(1, ge=1, le=DEEPEST, description="Acts away from the actor.")
    budget: int = Field(100, ge=1, le=LARGEST, description="The most nodes.")
    stance: list[Stance] = Field([], description="Every stance, unless said.")
