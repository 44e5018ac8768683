"""Who says that whom did what: acts by their speaker, and those that the article states in its outlet's own voice."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from graph.errors import QueryError
from graph.queries.acts import FILTER, HAPPENED, ITSELF, answer, beginning
from graph.queries.asked import WAYS, Answer, Filters, Found, Page, Through
from graph.queries.groups import GroupPage, Groups, grouped
from graph.store import Store

Voice = Literal["outlet", "speaker", "any"]
VOICES: tuple[Voice, ...] = ("outlet", "speaker", "any")

_BY_SPEAKER = "MATCH (:Resource:Participant {uri: $speaker})<-[:ATTRIBUTED_TO]-(act:Act) " + ITSELF

_SAID = {
    "outlet": "WITH act, way WHERE NOT EXISTS { (act)-[:ATTRIBUTED_TO]->() }\n",
    "speaker": "WITH act, way WHERE EXISTS { (act)-[:ATTRIBUTED_TO]->() }\n",
    "any": "",
}
_SAID_BY = "WITH act, way WHERE EXISTS { (act)-[:ATTRIBUTED_TO]->(:Resource {uri: $speaker}) }\n"

_VOICES = f"""{FILTER}  AND {HAPPENED}
RETURN CASE WHEN EXISTS {{ (act)-[:ATTRIBUTED_TO]->() }} THEN 'speaker' ELSE 'outlet' END AS voice, count(*) AS n
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose claims: those of the speaker of an IRI, or in a `voice`; about acts of these IRIs, as for `acts`.

    Raises `QueryError` for a speaker in the outlet's own voice.
    """

    speaker: str | None = None
    voice: Voice = "speaker"
    agent: str | None = None
    target: str | None = None
    through: tuple[Through, ...] = WAYS

    def __post_init__(self) -> None:
        if self.speaker and self.voice == "outlet":
            raise QueryError("what an outlet says in its own voice has no speaker")

    def parameters(self) -> dict[str, Any]:
        sides = {"agent": self.agent, "target": self.target, "through": list(self.through)}
        return {**sides, "speaker": self.speaker}

    def beginning(self, filters: Filters) -> str:
        """From the speaker, where nothing else is named that leads to fewer acts."""
        if self.speaker and not (self.agent or self.target):
            return _BY_SPEAKER
        return beginning(filters, self.agent, self.target) + (_SAID_BY if self.speaker else _SAID[self.voice])


def claims(store: Store, asked: Asked = Asked(), filters: Filters = Filters(), page: Page = Page()) -> Answer[Found]:
    """The acts that are claimed; `Act.attributed_to` is the speaker, None where the article itself states the act."""
    return answer(store, asked.beginning(filters), filters, page, asked.parameters())


def speakers(store: Store, asked: Asked = Asked(), filters: Filters = Filters(), page: Page = GroupPage()) -> Groups:
    """The same acts summed up by speaker; what the outlet says in its own voice is in no group."""
    return grouped(store, "speaker", asked.beginning(filters), filters, page, asked.parameters())


def voices(store: Store, asked: Asked = Asked(), filters: Filters = Filters()) -> Mapping[Voice, int]:
    """How many of the acts the outlets state themselves, and how many they say somebody claims, whatever the voice."""
    every = replace(asked, voice="any").beginning(filters) + _VOICES
    counts = {r["voice"]: r["n"] for r in store.ask(every, **filters.parameters(), **asked.parameters())}
    return {"outlet": counts.get("outlet", 0), "speaker": counts.get("speaker", 0)}
