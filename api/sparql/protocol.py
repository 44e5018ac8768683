"""A request of the SPARQL 1.1 Protocol (section 2.1): the query and the graphs that it asks, however they are sent."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Request

from api.bodies import bounded
from api.problems import BodyTooLarge, RequestError, UnsupportedBody
from graph.errors import WriteRefused
from graph.mirror.lexis import Dataset, examine

FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
LONGEST = 100_000
"""Characters of a query."""

_DEFAULT, _NAMED = "default-graph-uri", "named-graph-uri"
_KNOWN = ("query", _DEFAULT, _NAMED)


@dataclass(frozen=True, slots=True)
class Operation:
    """A query, and the dataset that it is asked of; what the request says counts instead of what FROM says."""

    query: str
    dataset: Dataset


def from_address(request: Request) -> Operation | None:
    """The query in the address; None when the address has no parameters at all."""
    given = _parameters(request.scope["query_string"])
    return _operation(given) if given else None


def from_body(request: Request, body: Annotated[bytes, Depends(bounded)]) -> Operation:
    """The query in a form or as the body itself. Raises `UnsupportedBody` for another kind of body."""
    media_type, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    charset = parameters.partition("charset=")[2].partition(";")[0].strip(' "')
    in_address = _parameters(request.scope["query_string"])
    if media_type.strip() == UPDATE:
        raise WriteRefused("this endpoint answers queries and takes no updates")
    if charset not in ("", "utf-8"):
        raise UnsupportedBody("the body is UTF-8 (SPARQL 1.1 Protocol, section 2.1.3)")
    if media_type.strip() == DIRECT:
        if any(name not in (_DEFAULT, _NAMED) for name, _ in in_address):
            raise RequestError(f"beside a query in the body the address may only hold {_DEFAULT} and {_NAMED}")
        return _operation([("query", _text(body)), *in_address])
    if media_type.strip() == FORM:
        if in_address:
            raise RequestError("a form holds every parameter, and the address none")
        return _operation(_parameters(body))
    raise UnsupportedBody(f"{media_type or 'a body without Content-Type'} is none of {FORM}, {DIRECT}")


AQuery = Annotated[Operation | None, Depends(from_address)]
ASentQuery = Annotated[Operation, Depends(from_body)]


def _parameters(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:  # UnicodeDecodeError is one
        raise RequestError("the parameters are not percent-encoded UTF-8") from error


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise RequestError("the query is not UTF-8") from error


def _operation(given: list[tuple[str, str]]) -> Operation:
    if any(name == "update" for name, _ in given):
        raise WriteRefused("this endpoint answers queries and takes no updates")
    if unknown := [name for name, _ in given if name not in _KNOWN]:
        raise RequestError(f"{unknown[0][:100]!r} is none of {', '.join(_KNOWN)}")
    queries = [value for name, value in given if name == "query"]
    if len(queries) != 1:
        raise RequestError(f"a request holds one query, this one {len(queries)}")
    (query,) = queries
    if len(query) > LONGEST:
        raise BodyTooLarge(f"a query has at most {LONGEST:,} characters")
    default, named = (tuple(v for n, v in given if n == name) for name in (_DEFAULT, _NAMED))
    in_query = examine(query)
    return Operation(query, Dataset(default, named) if default or named else in_query)
