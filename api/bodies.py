"""A request's body: how much of it is taken, and the article that it holds."""

from datetime import date
from typing import Annotated, Any

from fastapi import Depends, Query, Request
from pydantic import ValidationError

from api.asked import Asked
from api.dependencies import TheSettings
from api.examples import EXAMPLES
from api.models import ArticleGiven
from api.problems import BodyTooLarge, InvalidBody, RequestError, UnsupportedBody
from graph.article import Article
from graph.read import Given, read_bytes, read_text
from graph.settings import Settings

JSON, TEXTS = "application/json", ("text/plain", "text/html")

BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            JSON: {"schema": ArticleGiven.model_json_schema(), "example": EXAMPLES["ArticleGiven"]},
            **{media_type: {"schema": {"type": "string"}} for media_type in TEXTS},
        },
    }
}
"""How the API's description tells of the body, which is taken in pieces and not by FastAPI."""


class Told(Asked):
    """What is said of an article beside its text."""

    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    document: str | None = None


async def bounded(request: Request, settings: TheSettings) -> bytes:
    """The body, of which never more than the limit is taken.

    Raises `BodyTooLarge`, `UnsupportedBody`, and `RequestError` for a length that is no number.
    """
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise UnsupportedBody("compressed bodies are not unpacked; send it plain")
    too_large = BodyTooLarge(f"more than {settings.max_bytes:,} bytes (WHOWHOM_MAX_BYTES) are not taken")
    declared = request.headers.get("content-length", "0")
    if not (declared.isascii() and declared.isdigit()):
        raise RequestError("Content-Length is no number")
    if len(declared) > 18 or int(declared) > settings.max_bytes:
        raise too_large
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > settings.max_bytes:
            raise too_large
    return bytes(body)


def given_article(
    request: Request,
    settings: TheSettings,
    told: Annotated[Told, Query()],
    body: Annotated[bytes, Depends(bounded)],
) -> Article:
    """The article in the body. Raises `InputError`, `InvalidBody` and `UnsupportedBody`."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == JSON:
        return _from_json(body, told, settings)
    if media_type in TEXTS:
        return read_bytes(body, "", _given(told), settings)
    raise UnsupportedBody(f"{media_type or 'a body without Content-Type'} is none of {', '.join((JSON, *TEXTS))}")


def _from_json(body: bytes, told: Told, settings: Settings) -> Article:
    try:
        given = ArticleGiven.model_validate_json(body)
    except ValidationError as error:
        wrong = (f"{'.'.join(map(str, e['loc'])) or 'body'}: {e['msg']}" for e in error.errors()[:5])
        raise InvalidBody("; ".join(wrong)) from error
    said = Given(given.title, given.published, given.publisher, given.url, given.document)
    return read_text(given.text, said.over(_given(told)), settings)


def _given(told: Told) -> Given:
    return Given(**dict(told))
