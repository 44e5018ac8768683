"""What may be asked of posts, tenures, sentences, sources and decisions; see `api.asked`."""

import base64
import binascii
from typing import Annotated

from pydantic import Field

from api.asked import WHO, Listed, Name, Paged
from api.days import Day
from api.dependencies import iri_of
from api.resources.models import DecisionKind
from graph.errors import QueryError
from graph.queries.asked import Page
from graph.queries.names import identifier, resolve
from graph.queries.posts import Tenures
from graph.store import Store
from ontology.vocabulary import ID

Id = Annotated[str, Field(min_length=1, max_length=2000)]


class PostsAsked(Listed):
    body: Name | None = Field(None, description=f"Of which body or jurisdiction. {WHO}")

    def of(self, store: Store) -> str | None:
        return resolve(store, self.body).iri if self.body else None


class TenuresAsked(Listed):
    holder: Name | None = Field(None, description=f"By whom. {WHO}")
    post: Id | None = Field(None, description="Of which post: an id or an IRI.")
    body: Name | None = Field(None, description=f"Of the posts of which body or jurisdiction. {WHO}")
    on: Day | None = Field(None, description="Those that cover this day.")

    def which(self, store: Store) -> Tenures:
        """Raises `UnknownResource` and `AmbiguousName`."""
        holder, body = (resolve(store, n).iri if n else None for n in (self.holder, self.body))
        return Tenures(holder, iri_of("post/", identifier(self.post)) if self.post else None, body, self.on)


class SentencesAsked(Paged):
    q: Annotated[str, Field(min_length=1, max_length=500)] = Field(description="Words that the sentence has, all.")

    def page(self) -> Page:
        return Page(self.limit, self.cursor)


class SourcesAsked(Paged):
    def after(self) -> str | None:
        """The publisher after whom the page begins. Raises `QueryError`."""
        if self.cursor is None:
            return None
        try:
            return base64.b64decode(self.cursor, altchars=b"-_", validate=True).decode()
        except (ValueError, binascii.Error) as error:
            raise QueryError("the cursor is none of ours") from error


class DecisionsAsked(Listed):
    kind: DecisionKind | None = None
    entity: Id | None = Field(None, description="About which participant, decided away or not: an id or an IRI.")
    query: Annotated[str, Field(max_length=300)] | None = Field(None, description="Matches of this name, case aside.")

    def about(self) -> str | None:
        return str(ID) + identifier(self.entity) if self.entity else None
