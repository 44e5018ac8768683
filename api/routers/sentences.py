"""The sentences that state acts."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api import forms
from api.dependencies import ASentence, TheStore
from api.formats.listing import listing
from api.negotiation import RESOURCE
from api.resources import represent
from api.resources.asked import SentencesAsked
from api.resources.models import Sentence, Sentences
from graph.queries import described, sentences

router = APIRouter(prefix="/v1/sentences", tags=["sentences"])


@listing(router, "")
def search_sentences(asked: Annotated[SentencesAsked, Query()], store: TheStore) -> Sentences:
    """Sentences with all the words, each with its article and the acts that rest on it."""
    return represent.sentence_page(sentences.sentences(store, asked.q, asked.page()))


@router.get("/{id:path}", response_model=Sentence, responses=forms.documented(RESOURCE))
def get_sentence(wanted: ASentence, store: TheStore) -> Response:
    """One sentence with its article and acts."""
    found = represent.sentence(sentences.sentence(store, wanted.iri))
    return forms.resource(found, lambda: described.sentence(store, wanted.iri), wanted)
