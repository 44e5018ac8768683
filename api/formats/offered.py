"""An endpoint in several forms: `path` with content negotiation, and `path.EXTENSION`."""

import inspect
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Literal, get_type_hints

from fastapi import APIRouter, Path, Request, Response

from api import forms
from api.models import Model
from api.negotiation import preferred

Responses = dict[int | str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Offered(ABC):
    """An endpoint that gives a model, and what else becomes of it; JSON is the first of the forms."""

    endpoint: Callable[..., Any]

    @property
    def answer(self) -> type[Model]:
        """What the endpoint gives."""
        found: type[Model] = get_type_hints(self.endpoint)["return"]
        return found

    @property
    @abstractmethod
    def forms(self) -> Mapping[str, str]:
        """The media types by extension."""

    @abstractmethod
    def send(self, request: Request, given: dict[str, Any], media_type: str) -> Response:
        """The answer to what the endpoint was given, in the form of that media type."""


def offer(router: APIRouter, path: str, of: Offered, responses: Responses | None = None) -> None:
    """Register the endpoint, with its other responses, for the path and for the path with an extension."""
    offers = tuple(of.forms.values())
    name = of.endpoint.__name__

    def negotiated(request: Request, **given: Any) -> Response:
        return of.send(request, given, preferred(request.headers.get("accept"), offers))

    def extended(request: Request, extension: str, **given: Any) -> Response:
        return of.send(request, given, of.forms[extension])

    extension = Annotated[Literal[tuple(of.forms)], Path(description="The form.")]  # type: ignore[valid-type]
    add = partial(router.get, response_model=of.answer, responses={**forms.documented(offers), **(responses or {})})
    add(path, name=name)(_as(of.endpoint, negotiated))
    add(f"{path}.{{extension}}", name=f"{name}_as")(_as(of.endpoint, extended, extension=extension))


def _as(endpoint: Callable[..., Any], answer: Callable[..., Response], **more: Any) -> Callable[..., Response]:
    """The function with the parameters of the endpoint, as FastAPI is to see them."""
    own = list(inspect.signature(endpoint, eval_str=True).parameters.values())
    added = {"request": Request, **more}
    parameters = [inspect.Parameter(n, inspect.Parameter.KEYWORD_ONLY, annotation=a) for n, a in added.items()]
    parameters += [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own]
    answer.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    answer.__doc__ = endpoint.__doc__
    return answer
