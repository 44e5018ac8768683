"""The one place where an error becomes an answer: RFC 9457 `application/problem+json`.

What is known by name (`graph.errors`) says what was wrong; what is not says nothing but an id that the log has too.
"""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, ClassVar

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.methods import allowed
from api.moved import location
from graph.errors import AmbiguousName, Merged, StatementFailed, WhowhomError
from ontology.vocabulary import BASE

PROBLEMS = BASE + "problems/"
MEDIA_TYPE = "application/problem+json"

_log = logging.getLogger("whowhom.api")


class RequestError(WhowhomError):
    """The request cannot be served as it was made, whatever it asks for."""

    slug, title, status, exit_code = "bad-request", "The request cannot be served", 400, 2
    leaves_body: ClassVar[bool] = False
    """The body was not read to its end, so the connection cannot serve another request."""
    members: Mapping[str, Any] = MappingProxyType({})
    """What the problem tells beside the members that every problem has."""


class NotAcceptable(RequestError):
    slug, title, status = "not-acceptable", "There is no representation of that media type", 406


class UnsupportedBody(RequestError):
    slug, title, status = "unsupported-body", "A body of that kind is not read", 415
    leaves_body = True


class BodyTooLarge(RequestError):
    slug, title, status = "body-too-large", "The body is too large", 413
    leaves_body = True


class BodyTooSlow(RequestError):
    slug, title, status = "body-too-slow", "The body did not come in time", 408
    leaves_body = True


class InvalidBody(RequestError):
    slug, title, status = "invalid-body", "The body does not have the shape that is asked for", 422


class WritesForbidden(RequestError):
    slug, title, status = "writes-forbidden", "Another site may not write here", 403
    leaves_body = True


class TooManyStatements(RequestError):
    slug, title, status, retry_after = "too-many-statements", "Too many statements are running", 429, 2


def install(app: FastAPI) -> None:
    """Let every error of the app be answered with a problem."""
    app.add_exception_handler(WhowhomError, answer)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _plain)
    app.add_exception_handler(Exception, unexpected)


def _problem(
    request: Request,
    slug: str,
    title: str,
    status: int,
    detail: str,
    *,
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> JSONResponse:
    content = {
        "type": PROBLEMS + slug,
        "title": title,
        "status": status,
        "detail": detail,
        "instance": request.scope.get("raw_path", b"").decode("latin-1") or request.url.path,
        "requestId": _id(request),
        **more,
    }
    return JSONResponse(content, status, media_type=MEDIA_TYPE, headers=dict(headers or {}))


def _id(request: Request) -> str:
    return str(request.scope["state"]["request_id"])


def answer(request: Request, error: Exception) -> JSONResponse:
    """The problem of an error that is known by name."""
    assert isinstance(error, WhowhomError)
    more: dict[str, Any] = dict(error.members) if isinstance(error, RequestError) else {}
    if isinstance(error, AmbiguousName):
        more["candidates"] = [{"name": name, "id": id_} for name, id_ in error.candidates]
    if isinstance(error, StatementFailed) and error.code:
        more["code"] = error.code
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.error("%s: %s", error.slug, error)
    # Neo4j's own words may name addresses and users; they are for the log.
    detail = str(error) if error.status != HTTPStatus.SERVICE_UNAVAILABLE else "The log of the service says more."
    headers = _headers(request, error)
    return _problem(request, error.slug, error.title, error.status, detail or error.title, headers=headers, **more)


def _headers(request: Request, error: WhowhomError) -> dict[str, str]:
    headers = {}
    if isinstance(error, RequestError) and error.leaves_body:
        headers["Connection"] = "close"
    if isinstance(error, Merged):
        headers["Location"] = location(request, error)
    if error.retry_after is not None:
        headers["Retry-After"] = str(error.retry_after)
    return headers


def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    errors = [{"name": ".".join(map(str, e["loc"][1:])), "detail": e["msg"]} for e in error.errors()]
    detail = "; ".join(f"{e['name']}: {e['detail']}" for e in errors[:5])
    title = "A parameter cannot be read"
    return _problem(request, "invalid-parameter", title, HTTPStatus.UNPROCESSABLE_ENTITY, detail, errors=errors)


def _plain(request: Request, error: Exception) -> JSONResponse:
    """An error of the framework: an unknown path, a method that the path does not have."""
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    slug = {404: "no-such-path", 405: "no-such-method"}.get(status, status.phrase.lower().replace(" ", "-"))
    headers = {"Allow": allowed(request)} if status == HTTPStatus.METHOD_NOT_ALLOWED else error.headers
    return _problem(request, slug, status.phrase, status, str(error.detail), headers=headers)


def unexpected(request: Request, error: Exception) -> JSONResponse:
    """The problem of any other error, and all of it in the log under the request's id."""
    reference = _id(request)
    _log.error("unexpected error %s at %s", reference, request.url.path, exc_info=error)
    detail = f"An error that nobody foresaw. The log of the service tells of it under {reference}."
    return _problem(request, "unexpected", "Something went wrong", HTTPStatus.INTERNAL_SERVER_ERROR, detail)
