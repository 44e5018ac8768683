"""`fields=total,items.agent.name`: an answer with these fields only, for every answer in JSON.

The names are those of the route's model, so an unknown one is refused before the store is asked. The parameter is taken
out of the query here: the questions themselves refuse whatever they do not know.
"""

from typing import Any
from urllib.parse import unquote_plus

from fastapi import Request
from pydantic_core import from_json, to_json
from starlette.types import Receive, Scope, Send

from api.http.shape import Shape, shape_of
from api.http.whole import Answer, WholeAnswers
from api.problems import RequestError

NAME = "fields"
Chosen = dict[str, "Chosen"]
"""Names, each with those below it; with none below it, the whole is meant."""


class UnknownField(RequestError):
    """`known` are the names that stand at that place."""

    slug, title, status = "unknown-field", "The answer has no field of that name", 422

    def __init__(self, message: str = "", known: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.members = {"known": list(known)} if known else {}


class Fields(WholeAnswers):
    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        whole: bytes = scope["query_string"]
        if NAME.encode() in whole or b"%" in whole:
            parts = whole.split(b"&")
            mine = [part for part in parts if _name(part) == NAME]
            if mine:
                scope["state"]["fields"] = [_value(part) for part in mine]
                scope["query_string"] = b"&".join(part for part in parts if part not in mine)
        try:
            await super().http(scope, receive, send)
        finally:
            scope["query_string"] = whole

    def wants(self, scope: Scope, answer: Answer) -> bool:
        is_json = answer.headers.get("content-type") == "application/json"
        return "chosen" in scope["state"] and answer.status < 300 and is_json

    async def changed(self, scope: Scope, answer: Answer, receive: Receive, send: Send) -> bool:
        answer.body = to_json(_kept(from_json(answer.body), scope["state"]["chosen"]))
        return True


async def choose_fields(request: Request) -> None:
    """What every endpoint depends on. Raises `UnknownField`."""
    asked = request.scope["state"].get("fields")
    if asked is not None:
        shape = shape_of(request.scope["route"].response_model)
        request.scope["state"]["chosen"] = chosen([name.strip() for each in asked for name in each.split(",")], shape)


def chosen(names: list[str], shape: Shape) -> Chosen:
    """The names as a tree. Raises `UnknownField`."""
    tree: Chosen = {}
    for path in sorted((name.split(".") for name in names), key=len):  # so that a whole comes before its parts
        _check(path, shape)
        here = tree
        for name in path:
            if name in here and not here[name]:
                break
            here = here.setdefault(name, {})
    return tree


def _check(path: list[str], shape: Shape) -> None:
    for depth, name in enumerate(path):
        below = shape.below(name)
        if below is None:
            where = ".".join(path[:depth]) or "the answer"
            known = shape.names()
            there = f"has {', '.join(known)}" if known else "has no fields to choose"
            raise UnknownField(f"{name[:100]!r} is unknown: {where[:300]} {there}", known)
        shape = below


def _kept(value: Any, tree: Chosen) -> Any:
    if isinstance(value, list):
        return [_kept(each, tree) for each in value]
    if not tree or not isinstance(value, dict):
        return value
    return {name: _kept(each, tree[name]) for name, each in value.items() if name in tree}


def _name(part: bytes) -> str:
    return unquote_plus(part.partition(b"=")[0].decode("latin-1"))


def _value(part: bytes) -> str:
    return unquote_plus(part.partition(b"=")[2].decode("latin-1"))
