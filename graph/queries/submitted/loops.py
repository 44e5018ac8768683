"""Lists that are walked inside one expression, which Neo4j neither counts nor stops.

`[x IN list WHERE ... | ...]`, `all(x IN list WHERE ...)` and `range(...)`: their work is kept in proportion to a list
that the memory limit bounds. A walk looks at nothing that another part of the statement computed, so that no two large
lists are walked within each other; `UNWIND` does the same row by row, and Neo4j counts and stops rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph.errors import StatementRefused
from graph.queries.submitted.tokens import Token
from graph.queries.submitted.words import after_sign

LONGEST_RANGE = 10_000
_MOST_RANGE_TOKENS = 12
_MOST_ITEMS, _LONGEST_TEXT, _LONGEST_LIST = 50, 200, 1000
_LARGE = frozenset("range split replace reverse tail collect".split())
_QUANTIFIERS = frozenset("ALL ANY NONE SINGLE".split())
_INSTEAD = "UNWIND the list instead, which the limits of time and memory cover"


def check_loops(read: Sequence[Token], parameters: Mapping[str, Any]) -> None:
    """Raises `StatementRefused`."""
    for i, token in enumerate(read):
        if token.upper == "RANGE" and _opens(read, i + 1, "(") and not after_sign(read, i, "$"):
            _check_range(read, i + 1, parameters)
        elif token.upper == "REDUCE" and _opens(read, i + 1, "("):
            raise StatementRefused(f"reduce() is not offered; {_INSTEAD}")
    computed = {read[i + 1].text for i, t in enumerate(read[:-1]) if t.upper == "AS" and not after_sign(read, i, ".:$")}
    for start in _loops(read):
        _check_loop(read, start, computed, parameters)


def _loops(read: Sequence[Token]) -> Iterator[int]:
    """The bracket that opens each loop: `[x IN`, `any(x IN`."""
    for i, token in enumerate(read[:-2]):
        walks = token.mate > i and read[i + 1].named and read[i + 2].upper == "IN"
        if walks and (token.text == "[" or (token.text == "(" and i > 0 and read[i - 1].upper in _QUANTIFIERS)):
            yield i


def _check_range(read: Sequence[Token], start: int, parameters: Mapping[str, Any]) -> None:
    """Its numbers are small, or sizes and lengths of what is there."""
    end, i, seen = read[start].mate, start + 1, 0
    while i < end:
        token, seen = read[i], seen + 1
        if token.upper in ("SIZE", "LENGTH") and _opens(read, i + 1, "("):
            i = read[i + 1].mate
        elif token.text == "$" and token.kind == "sign":
            i += 1
            value = parameters.get(read[i].text, 0)
            if not isinstance(value, int) or abs(value) > LONGEST_RANGE:
                seen = _MOST_RANGE_TOKENS + 1
        elif not (token.kind == "number" and token.text.isdigit() and int(token.text[:20]) <= LONGEST_RANGE):
            if token.kind != "sign" or token.text not in "+-,()":
                seen = _MOST_RANGE_TOKENS + 1
        if seen > _MOST_RANGE_TOKENS:
            raise StatementRefused(
                f"range() takes whole numbers up to {LONGEST_RANGE}, such parameters, size() and length()"
            )
        i += 1


def _check_loop(read: Sequence[Token], start: int, computed: set[str], parameters: Mapping[str, Any]) -> None:
    end, variable = read[start].mate, read[start + 1].text
    body = _after_source(read, start)
    inner = [i for i in _loops(read[:end]) if i > body]
    own = {variable, *(read[i + 1].text for i in inner)}
    if any(j > i and j < read[i].mate and j > _after_source(read, i) for i in inner for j in inner):
        raise StatementRefused(f"lists are walked at most two within each other; {_INSTEAD}")
    output = _output(read, start, body)
    for i in range(body, end):
        _check_inside(read, i, computed - own, parameters, body)
        if i > output and i in inner:
            raise StatementRefused(f"no list is walked in what another walk gives; {_INSTEAD}")
        if i > output and _is_variable(read, i) and read[i].text not in own:
            raise StatementRefused(f"a walk over a list gives only its own variable, not {read[i].text}; {_INSTEAD}")


def _check_inside(read: Sequence[Token], i: int, foreign: set[str], parameters: Mapping[str, Any], body: int) -> None:
    token = read[i]
    if token.kind == "text" and len(token.text) > _LONGEST_TEXT:
        raise StatementRefused(f"texts inside a walk over a list have at most {_LONGEST_TEXT} characters")
    if token.text == "," and token.kind == "sign" and sum(t.text == "," for t in read[body:i]) > _MOST_ITEMS:
        raise StatementRefused(f"a walk over a list names at most {_MOST_ITEMS} items; give them as a parameter")
    if after_sign(read, i, "$"):
        if (
            len(str(parameters.get(token.text, ""))) > 20 * _LONGEST_LIST
            or _items(parameters.get(token.text)) > _LONGEST_LIST
        ):
            raise StatementRefused(f"the parameter {token.text} is too large for a walk over a list; {_INSTEAD}")
    elif token.named and token.text.lower() in _LARGE and _opens(read, i + 1, "("):
        raise StatementRefused(f"{token.text}() is not offered inside a walk over a list; {_INSTEAD}")
    elif token.named and token.text in foreign and not after_sign(read, i, "."):
        raise StatementRefused(f"{token.text} is computed elsewhere and cannot be looked at in a walk; {_INSTEAD}")


def _after_source(read: Sequence[Token], start: int) -> int:
    """The index of the WHERE or `|` that ends the list that is walked, or of the bracket that ends all."""
    end, depth = read[start].mate, read[start].depth + 1
    for i in range(start + 3, end):
        if read[i].depth == depth and (read[i].upper == "WHERE" or (read[i].text == "|" and read[i].kind == "sign")):
            return i
    return end


def _output(read: Sequence[Token], start: int, body: int) -> int:
    """The index of the last `|` of the loop itself; that of its end where it gives its variable."""
    end, depth = read[start].mate, read[start].depth + 1
    bars = [i for i in range(body, end) if read[i].depth == depth and read[i].text == "|" and read[i].kind == "sign"]
    return bars[0] if bars else end


def _is_variable(read: Sequence[Token], i: int) -> bool:
    """Whether the token may name a variable: no key, label, function, parameter or keyword."""
    token = read[i]
    if not token.named or after_sign(read, i, ".$") or _opens(read, i + 1, "(") or _opens(read, i + 1, ":"):
        return False
    return token.upper not in KEYWORDS


def _items(value: Any) -> int:
    return len(value) if isinstance(value, list | dict) else 1


def _opens(read: Sequence[Token], i: int, sign: str) -> bool:
    return i < len(read) and read[i].text == sign and read[i].kind == "sign"


KEYWORDS = frozenset(
    "AND OR XOR NOT IN AS CASE WHEN THEN ELSE END IS NULL NAN TRUE FALSE CONTAINS STARTS ENDS WITH DISTINCT WHERE "
    "TYPED NORMALIZED NFC NFD NFKC NFKD EXISTS COUNT COLLECT INF INFINITY ASC DESC ASCENDING DESCENDING BY "
    "ORDER".split()
)
"""Words of expressions that name no variable."""
