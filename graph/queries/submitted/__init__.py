"""Cypher that strangers submit: what of it may run, checked before Neo4j runs it, whatever else Neo4j itself refuses.

Neo4j enforces read mode, time and memory. It does not keep a reading statement from calling what reaches out, and it
can stop no expression while it is evaluated; so words, functions, growth and loops are checked here (`vet`), and the
plan that Neo4j makes of the statement after that (`check_plan`). What is not known to be harmless is refused.
"""

from collections.abc import Mapping
from typing import Any

from graph.queries.submitted.growth import check_growth
from graph.queries.submitted.loops import check_loops
from graph.queries.submitted.plan import check_plan
from graph.queries.submitted.tokens import tokens
from graph.queries.submitted.words import check_words

__all__ = ["check_plan", "vet"]


def vet(statement: str, parameters: Mapping[str, Any]) -> None:
    """Raises `StatementRefused` or `WriteRefused` for a statement that may not even be planned."""
    read = tokens(statement)
    check_words(read)
    check_loops(read, parameters)
    check_growth(read, parameters)
