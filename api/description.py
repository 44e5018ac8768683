"""The API's description of itself (OpenAPI), with problems under their own media type and examples.

The examples are put in last, because FastAPI takes the nulls out of those that a model carries.
"""

from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from api.access.described import describe_access
from api.aggregates.examples import AGGREGATES
from api.examples import EXAMPLES
from api.http.described import describe_http
from api.links import add_links
from api.models import Problem
from api.problems import MEDIA_TYPE
from api.resources.examples import RESOURCES

PROBLEMS: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": Problem, "description": "The request is at fault; the problem says how."},
    "5XX": {"model": Problem, "description": "The service or its store is at fault."},
}
"""Answers that every endpoint may give."""


_SHOWN = {
    **EXAMPLES,
    **AGGREGATES,
    **RESOURCES,
}


def operation_id(route: APIRoute) -> str:
    """The endpoint's own name: `list_groups_against`."""
    return route.name


def describe(app: FastAPI) -> dict[str, Any]:
    """The description, made once."""
    if app.openapi_schema is None:
        made = FastAPI.openapi(app)
        for operations in made["paths"].values():
            for method, operation in operations.items():
                describe_http(method, operation, made["components"]["schemas"])
                for status, answer in operation["responses"].items():
                    if status in PROBLEMS:
                        answer["content"] = {MEDIA_TYPE: answer["content"]["application/json"]}
        add_links(made)
        for name, schema in made["components"]["schemas"].items():
            schema["examples"] = [_SHOWN[name]]
        describe_access(made, app.state.settings)
    return app.openapi_schema or {}
