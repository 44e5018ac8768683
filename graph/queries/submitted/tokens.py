"""A Cypher statement as tokens, read as Neo4j reads it; where the two might read differently it is refused.

Neo4j decodes `\\u0041` everywhere before it reads, even in comments, and takes dashes and spaces of all scripts for its
own; here such characters stand only in quotes, comments and backticks, and those escapes nowhere.
"""

import re
from dataclasses import dataclass
from typing import Literal, cast

from graph.errors import StatementRefused

Kind = Literal["word", "name", "text", "number", "sign"]
MOST_TOKENS = 2500
DEEPEST = 30
"""Brackets within brackets: Neo4j's parser takes for ever over some that are deeper."""

_TOKEN = re.compile(
    r"""
      (?P<blank> [ \t\r\n]+ | //[^\r\n]* | /\*.*?\*/ )
    | (?P<text> '(?:\\.|[^'\\])*' | "(?:\\.|[^"\\])*" )
    | (?P<name> `(?:``|[^`])*` )
    | (?P<number> [0-9][0-9A-Za-z_]* (?: \.[0-9][0-9A-Za-z_]* )? )
    | (?P<word> [^\W\d]\w* )
    | (?P<sign> /(?!\*) | [!$%&()*+,.:;<=>?@\[\]^{|}~-] )
    """,
    re.VERBOSE | re.DOTALL,
)
_OPEN, _CLOSE = "([{", ")]}"


@dataclass(frozen=True, slots=True)
class Token:
    """`text` as written, but a name without its backticks; `depth` counts the brackets that are open around it.

    `mate` is the index of the bracket that a bracket belongs to. A word may be a keyword, a name in backticks is none.
    """

    kind: Kind
    text: str
    depth: int
    mate: int = -1

    @property
    def upper(self) -> str:
        """The keyword that it may be, else nothing."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def named(self) -> bool:
        return self.kind in ("word", "name")


def tokens(statement: str) -> list[Token]:
    """The tokens of one statement, without the semicolon that ends it. Raises `StatementRefused`."""
    if "\\u" in statement:
        raise StatementRefused(r"escapes such as \u0041 are not taken; JSON carries the character itself")
    read = _bracketed(_raw(statement))
    while read and read[-1].text == ";" and read[-1].kind == "sign":
        read.pop()
    if not read:
        raise StatementRefused("there is no statement")
    if any(t.text == ";" and t.kind == "sign" for t in read):
        raise StatementRefused("one statement a request")
    return read


def _raw(statement: str) -> list[tuple[Kind, str]]:
    found: list[tuple[Kind, str]] = []
    at = 0
    while at < len(statement):
        match = _TOKEN.match(statement, at)
        if match is None:
            raise StatementRefused(
                f"{statement[at]!r} at character {at} only stands in quotes, or opens what never ends"
            )
        at = match.end()
        if len(found) > MOST_TOKENS:
            raise StatementRefused(f"a statement has at most {MOST_TOKENS} words and signs")
        kind = cast(Kind | None, match.lastgroup)
        if kind == "name":
            found.append((kind, match.group()[1:-1].replace("``", "`")))
        elif kind in ("text", "number", "word", "sign"):
            found.append((kind, match.group()))
    return found


def _bracketed(raw: list[tuple[Kind, str]]) -> list[Token]:
    """Raises `StatementRefused` where brackets do not pair or are too deep."""
    made: list[Token] = []
    open_: list[int] = []
    for i, (kind, text) in enumerate(raw):
        mate = -1
        if kind == "sign" and text in _CLOSE:
            if not open_ or raw[open_[-1]][1] != _OPEN[_CLOSE.index(text)]:
                raise StatementRefused(f"{text} closes nothing")
            mate = open_.pop()
            made[mate] = Token("sign", made[mate].text, len(open_), i)
        made.append(Token(kind, text, len(open_), mate))
        if kind == "sign" and text in _OPEN:
            open_.append(i)
            if len(open_) > DEEPEST:
                raise StatementRefused(f"brackets stand at most {DEEPEST} deep")
    if open_:
        raise StatementRefused(f"{raw[open_[-1]][1]} is never closed")
    return made
