"""A script into statements: they end at `;`, but not at one in quotes, in backticks or in a comment."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
      (?P<comment> //[^\n]* | /\*.*?\*/ )
    | (?P<text> '(?:\\.|[^'\\])*' | "(?:\\.|[^"\\])*" | `(?:``|[^`])*` )
    | (?P<open> /\*.*\Z | ['"`].*\Z )
    | (?P<end> ; )
    | (?P<other> [^;'"`/]+ | / )
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """`line` is that of its first word, from 1; `ended` by a semicolon."""

    text: str
    line: int
    ended: bool


def split(script: str) -> Iterator[Statement]:
    """The statements of the script, comments within them kept; what is empty but for comments is none."""
    first: int | None = None
    for token in _TOKEN.finditer(script):
        if token["end"]:
            if first is not None:
                yield _statement(script, first, token.start(), True)
            first = None
        elif first is None and not token["comment"] and token.group().strip():
            first = token.end() - len(token.group().lstrip())
    if first is not None:
        yield _statement(script, first, len(script), False)


def complete(text: str) -> bool:
    """Whether nothing is left open: the text is blank or its last statement is ended."""
    return all(statement.ended for statement in split(text))


def _statement(script: str, first: int, end: int, ended: bool) -> Statement:
    return Statement(script[first:end].strip(), script.count("\n", 0, first) + 1, ended)
