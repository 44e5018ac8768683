"""How large a value can a statement make of another, and how long can Neo4j think about it before it runs.

Neo4j's memory limit counts rows that are kept, not texts and lists that an expression makes: thirty times `s + s` is a
gigabyte. So the product of what each step may multiply is bounded, and so is what its parser, its planner and its
regular expressions take exponential time over.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph.errors import StatementRefused
from graph.queries.submitted.loops import KEYWORDS
from graph.queries.submitted.tokens import Token
from graph.queries.submitted.words import after_sign, dotted

MOST_GROWTH = 512
MOST = {"XOR": 5, "NOT": 30, "UNION": 20, "WITH": 30, "MATCH": 30, "UNWIND": 20, "CALL": 15, "CASE": 30}
"""How often each word may stand in a statement."""
DEEPEST_SUBQUERY = 3

_REPLACEMENT, _REPLACE_GROWS, _SPLIT_GROWS = 10, 10, 20
_PROJECTING = frozenset("WITH RETURN UNWIND".split())
_CLAUSES = _PROJECTING | frozenset("MATCH OPTIONAL WHERE CALL YIELD ORDER SKIP OFFSET LIMIT UNION".split())
_SUBQUERY = frozenset("EXISTS COUNT COLLECT CALL".split())


def check_growth(read: Sequence[Token], parameters: Mapping[str, Any]) -> None:
    """Raises `StatementRefused`."""
    counts = Counter(t.upper for t in read)
    for word, most in MOST.items():
        if counts[word] > most:
            raise StatementRefused(f"{word} stands at most {most} times in a statement")
    _check_subqueries(read)
    for i in range(len(read)):
        if read[i].text == "~" and after_sign(read, i, "="):
            _check_pattern(read, i + 1, parameters)
    growth = 1
    for start in _projections(read):
        growth *= _grows(read, start)
        if growth > MOST_GROWTH:
            raise StatementRefused(
                "the statement repeats values so often that they could grow without measure; "
                "name each value once, or ask in several statements"
            )


def _check_subqueries(read: Sequence[Token]) -> None:
    open_: list[int] = []
    for i, token in enumerate(read):
        open_ = [end for end in open_ if end > i]
        if token.text == "{" and token.mate > i and i and _is_subquery(read, i):
            open_.append(token.mate)
            if len(open_) > DEEPEST_SUBQUERY:
                raise StatementRefused(f"subqueries stand at most {DEEPEST_SUBQUERY} deep")


def _is_subquery(read: Sequence[Token], i: int) -> bool:
    """After `EXISTS`, `COUNT`, `COLLECT`, `CALL`, or `CALL (a, b)`."""
    before = read[i - 1]
    if before.text == ")" and before.mate > 0:
        before = read[before.mate - 1]
    return before.upper in _SUBQUERY


def _projections(read: Sequence[Token]) -> Iterator[int]:
    for i, token in enumerate(read):
        if token.upper in _PROJECTING and not after_sign(read, i, ".:$"):
            if not (token.upper == "WITH" and i and read[i - 1].upper in ("STARTS", "ENDS")):
                yield i


def _grows(read: Sequence[Token], start: int) -> int:
    """By how much a projection may multiply a value: how often it names one, and what it adds up."""
    names: Counter[str] = Counter()
    additions, factor, i = 1, 1, start + 1
    while i < len(read) and read[i].depth >= read[start].depth and not _ends(read, i, read[start].depth):
        token = read[i]
        additions += token.text == "+" and token.kind == "sign"
        if token.named and not after_sign(read, i, "."):
            parts, after = dotted(read, i)
            called = after < len(read) and read[after].text == "(" and read[after].kind == "sign"
            keyed = after < len(read) and read[after].text == ":" and not after_sign(read, i, "$")
            if called:
                factor *= _function(read, parts[-1].lower(), after)
            elif not keyed and token.upper not in KEYWORDS:
                names[".".join(parts)] += 1
        i += 1
    return max(additions, *names.values(), 1) * factor


def _ends(read: Sequence[Token], i: int, depth: int) -> bool:
    if read[i].depth != depth or read[i].upper not in _CLAUSES or after_sign(read, i, ".:$"):
        return False
    return not (read[i].upper == "WITH" and read[i - 1].upper in ("STARTS", "ENDS"))


def _function(read: Sequence[Token], name: str, opened: int) -> int:
    """What a function multiplies. Raises `StatementRefused` for a replacement that is not short."""
    if name == "split":
        return _SPLIT_GROWS
    if name != "replace":
        return 1
    last, before = read[read[opened].mate - 1], read[read[opened].mate - 2]
    if last.kind != "text" or before.text != "," or len(last.text) > _REPLACEMENT + 2:
        raise StatementRefused(f"replace() puts in a text in quotes of at most {_REPLACEMENT} characters")
    return _REPLACE_GROWS


def _check_pattern(read: Sequence[Token], at: int, parameters: Mapping[str, Any]) -> None:
    """Only patterns that Java's matcher does not take exponential time over."""
    pattern: object = None
    if at < len(read) and read[at].kind == "text":
        pattern = read[at].text[1:-1]
    elif at + 1 < len(read) and read[at].text == "$":
        pattern = parameters.get(read[at + 1].text)
    rest = read[at + 1 + (read[at].text == "$")] if at + 1 + (read[at].text == "$") < len(read) else None
    if not isinstance(pattern, str) or len(pattern) > 200 or (rest is not None and rest.text in ("+", "[")):
        raise StatementRefused("=~ takes a pattern in quotes or a parameter, of at most 200 characters")
    if len(re.findall(r"[*+{?](?<!\(\?)", pattern)) > 2 or re.search(r"\)\s*[*+{?]|\\\\?[1-9k]|\(\?[=!<>]", pattern):
        raise StatementRefused("=~ takes at most two repetitions, none of them of a group; CONTAINS does without")
