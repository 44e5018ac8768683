"""A request's body: how much of it is taken, and what it holds: an article, or JSON of a model."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from anyio import fail_after
from fastapi import Depends, Query, Request
from pydantic import BaseModel, ValidationError

from api.asked import Asked
from api.days import Day
from api.dependencies import TheSettings
from api.examples import EXAMPLES
from api.models import ArticleGiven
from api.problems import BodyTooLarge, BodyTooSlow, InvalidBody, RequestError, UnsupportedBody
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


T = TypeVar("T", bound=BaseModel)


class Told(Asked):
    """What is said of an article beside its text."""

    title: str | None = None
    published: Day | None = None
    publisher: str | None = None
    url: str | None = None
    document: str | None = None


async def bounded(request: Request, settings: TheSettings) -> bytes:
    """The body, of which never more than the limit is taken.

    Raises `BodyTooLarge`, `BodyTooSlow`, `UnsupportedBody`, and `RequestError` for a length that is no number.
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
    try:
        with fail_after(settings.client_seconds):
            async for chunk in request.stream():
                body += chunk
                if len(body) > settings.max_bytes:
                    raise too_large
    except TimeoutError as error:
        raise BodyTooSlow(f"it takes at most {settings.client_seconds:g} s (WHOWHOM_CLIENT_SECONDS)") from error
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


def json_of(model: type[T]) -> Callable[..., T]:
    """A dependency that reads a body of that model. Raises `UnsupportedBody`, `BodyTooLarge` and `InvalidBody`."""

    def read(request: Request, body: Annotated[bytes, Depends(bounded)]) -> T:
        media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type != JSON:
            raise UnsupportedBody(f"{media_type or 'a body without Content-Type'} is not {JSON}")
        return _parsed(model, body)

    return read


def _parsed(model: type[T], body: bytes) -> T:
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        wrong = (f"{'.'.join(map(str, e['loc'])) or 'body'}: {e['msg']}" for e in error.errors()[:5])
        raise InvalidBody("; ".join(wrong)) from error


def _from_json(body: bytes, told: Told, settings: Settings) -> Article:
    given = _parsed(ArticleGiven, body)
    said = Given(given.title, given.published, given.publisher, given.url, given.document)
    return read_text(given.text, said.over(_given(told)), settings)


def _given(told: Told) -> Given:
    return Given(**dict(told))


def json_body(model: type[BaseModel], example: dict[str, Any]) -> dict[str, Any]:
    """A body that the endpoint reads for itself, by the schema of its model."""
    schema = model.model_json_schema()
    whole = _inlined(schema, schema.pop("$defs", {}))
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": whole, "example": example}}}}


def _inlined(schema: Any, definitions: dict[str, Any]) -> Any:
    """Without references, which would be looked for in the description as a whole; a discriminator is made of them."""
    if isinstance(schema, list):
        return [_inlined(each, definitions) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _inlined(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    return {key: _inlined(each, definitions) for key, each in schema.items() if key != "discriminator"}
