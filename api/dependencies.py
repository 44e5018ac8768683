"""What endpoints are handed: the store, the settings, and which resource is wanted in which form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Path, Request

from api.formats.context import address_of
from api.loading import Loading
from api.negotiation import EXTENSIONS, RESOURCE, by_extension, preferred
from api.represent import quoted
from graph.settings import Settings
from graph.store import Store
from ontology.vocabulary import ID


@dataclass(frozen=True, slots=True)
class Wanted:
    iri: str
    media_type: str
    context: str
    """The address of the JSON-LD context."""


def _store(request: Request) -> Store:
    found: Store = request.app.state.store
    return found


def _settings(request: Request) -> Settings:
    found: Settings = request.app.state.settings
    return found


def _loading(request: Request) -> Loading:
    found: Loading = request.app.state.loading
    return found


TheStore = Annotated[Store, Depends(_store)]
TheSettings = Annotated[Settings, Depends(_settings)]
TheLoading = Annotated[Loading, Depends(_loading)]


def iri_of(segment: str, id_: str) -> str:
    """The IRI of what is addressed as `id_` in a collection whose IRIs begin with `segment` (none for actors)."""
    return str(ID) + (quoted(id_) if id_.startswith(segment) else segment + quoted(id_))


def _wanted(segment: str, example: str) -> Callable[[Request, str], Wanted]:
    description = f"The id; it may end in {', '.join(EXTENSIONS)}, which then counts instead of Accept."

    def wanted(request: Request, id: Annotated[str, Path(description=description, examples=[example])]) -> Wanted:
        name, media_type = by_extension(id)
        chosen = media_type or preferred(request.headers.get("accept"), RESOURCE)
        return Wanted(iri_of(segment, name), chosen, address_of(request))

    return wanted


def _actor_iri(id: Annotated[str, Path(description="The id.", examples=["person/jeff-sessions"])]) -> str:
    return iri_of("", id)


ActorIri = Annotated[str, Depends(_actor_iri)]
"""The actor whose list is asked for; the form is that of the list."""
AnActor = Annotated[Wanted, Depends(_wanted("", "person/jeff-sessions"))]
AnAct = Annotated[Wanted, Depends(_wanted("act/", "5f0c9d1e7a3b4c2d8e6f"))]
AnArticle = Annotated[Wanted, Depends(_wanted("article/", "2017-08-07-chicago-sues-1f2e3d4c"))]
APost = Annotated[Wanted, Depends(_wanted("post/", "attorney-general"))]
ATenure = Annotated[Wanted, Depends(_wanted("tenure/", "jeff-sessions-attorney-general-2017"))]
ASentence = Annotated[Wanted, Depends(_wanted("article/", "2017-08-07-chicago-sues-1f2e3d4c/sentence/0-46"))]
ADecision = Annotated[Wanted, Depends(_wanted("decision/", "20261130T081500Z-1f2e3d4c"))]
