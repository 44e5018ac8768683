"""The words of a statement: what it begins with, which functions and procedures it calls, and what it must not say.

The plan shows neither every function nor every subquery, so both are looked for in the text.
"""

from collections.abc import Sequence

from graph.errors import StatementRefused, WriteRefused
from graph.queries.submitted.allowed import BEFORE_BRACKET, BEGINNINGS, FUNCTIONS, PROCEDURES, WRITING
from graph.queries.submitted.tokens import Token


def check_words(read: Sequence[Token]) -> None:
    """Raises `StatementRefused` and `WriteRefused`."""
    first = read[0].upper
    if first in WRITING:
        raise WriteRefused(f"{first} would change the graph")
    if first not in BEGINNINGS:
        raise StatementRefused(f"a statement begins with one of {', '.join(sorted(BEGINNINGS))}")
    for i, token in enumerate(read):
        if token.named:
            _check_clause(read, i)
            _check_call(read, i)


def _check_clause(read: Sequence[Token], i: int) -> None:
    """LOAD CSV reaches out, USE leads to another database, IN TRANSACTIONS past the limits of one."""
    word, after = read[i].upper, read[i + 1] if i + 1 < len(read) else None
    if after_sign(read, i, ".:$"):
        return
    if word == "LOAD" and after is not None and after.upper == "CSV":
        raise StatementRefused("LOAD CSV is not offered: it reads files and addresses")
    if word == "USE" and after is not None and after.named:
        raise StatementRefused("USE is not offered: there is one database")
    if word == "TRANSACTIONS":
        raise StatementRefused("IN TRANSACTIONS is not offered: a statement is one transaction")


def _check_call(read: Sequence[Token], i: int) -> None:
    """A name of the allow-lists wherever something is called."""
    if i and (after_sign(read, i, "$") or (after_sign(read, i, ".") and not after_sign(read, i - 1, "."))):
        return  # a parameter, or the middle of a name that was checked from its beginning; not `..`
    parts, end = dotted(read, i)
    name = ".".join(parts)
    called = i > 0 and read[i - 1].upper == "CALL" and not after_sign(read, i - 1, ".:$")
    if called and name not in PROCEDURES:
        raise StatementRefused(f"the procedure {name} is not offered, only {', '.join(sorted(PROCEDURES))}")
    if called or end >= len(read) or read[end].text != "(" or read[end].kind != "sign":
        return
    keyword = len(parts) == 1 and read[i].upper in BEFORE_BRACKET
    if not keyword and name.lower() not in FUNCTIONS:
        raise StatementRefused(f"the function {name} is not offered")


def dotted(read: Sequence[Token], i: int) -> tuple[list[str], int]:
    """The parts of the name that begins at `i`, as in `point.distance`, and the index after it."""
    parts, i = [read[i].text], i + 1
    while i + 1 < len(read) and read[i].text == "." and read[i].kind == "sign" and read[i + 1].named:
        parts.append(read[i + 1].text)
        i += 2
    return parts, i


def after_sign(read: Sequence[Token], i: int, signs: str) -> bool:
    """Whether one of the signs stands before token `i`."""
    return i > 0 and read[i - 1].kind == "sign" and read[i - 1].text in signs
