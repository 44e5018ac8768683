"""Who says that whom did what."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.aggregates import represent
from api.aggregates.asked import Claims as ClaimsAsked
from api.aggregates.asked import Speakers as SpeakersAsked
from api.aggregates.models import Claims, Speakers
from api.dependencies import TheStore
from api.formats.listing import listing
from graph.queries.claims import claims, speakers, voices

router = APIRouter(prefix="/v1/claims", tags=["claims"])


@listing(router, "")
def list_claims(asked: Annotated[ClaimsAsked, Query()], store: TheStore) -> Claims:
    """Acts that somebody is said to claim, each with the speaker; an outlet's own voice is apart (`voice`)."""
    claimed, filters = asked.claimed(store), asked.filters(store, asked.stance)
    return represent.claims(claims(store, claimed, filters, asked.page()), voices(store, claimed, filters))


@listing(router, "/speakers")
def list_speakers(asked: Annotated[SpeakersAsked, Query()], store: TheStore) -> Speakers:
    """Who claims how much, each with the best evidence."""
    claimed, filters = asked.claimed(store), asked.filters(store, asked.stance)
    return represent.speakers(speakers(store, claimed, filters, asked.page()), voices(store, claimed, filters))
