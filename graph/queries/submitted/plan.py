"""The plan that Neo4j made of a statement: every operator of it is one that only reads."""

from collections.abc import Iterator, Mapping
from typing import Any

from graph.errors import StatementRefused, WriteRefused
from graph.queries.submitted.allowed import OPERATORS, PROCEDURES


def check_plan(query_type: str | None, plan: Mapping[str, Any] | None) -> None:
    """Raises `WriteRefused` and `StatementRefused`. `plan` is the driver's, `query_type` the server's word for it."""
    if query_type in ("w", "rw"):
        raise WriteRefused("the statement would change the graph")
    if query_type != "r" or plan is None:
        raise StatementRefused("commands that administer the server or the schema are not offered")
    for operator in _operators(plan):
        name = str(operator["operatorType"]).partition("@")[0]
        if name not in OPERATORS:
            raise StatementRefused(f"the statement would be run by {name}, which is not known to be harmless")
        details = str((operator.get("args") or {}).get("Details", ""))
        if name == "ProcedureCall" and details.partition("(")[0] not in PROCEDURES:
            raise StatementRefused("the statement would call a procedure that is not offered")


def _operators(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    waiting = [plan]
    while waiting:
        operator = waiting.pop()
        yield operator
        waiting += operator.get("children") or ()
