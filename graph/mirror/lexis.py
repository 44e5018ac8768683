"""What the words of a SPARQL query tell before it is parsed: whether it calls other endpoints, which graphs it names.

The terminals are those of SPARQL 1.1, section 19.8. A keyword in a comment, a string, an IRI, a name or a variable is
none. Whether the query is well-formed is for the parser to say.

pyoxigraph wants no space after a keyword (`SERVICEex:a` calls), so a word counts when it only holds the keyword.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from graph.errors import FederationRefused, QueryError

_TOKENS = re.compile(
    r"""
    (?P<space>\s+|\#[^\r\n]*)
    |(?P<string>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}
        |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
    |<(?P<iri>[^<>"{}|^`\\\x00-\x20]*(?:\\u[0-9A-Fa-f]{4}[^<>"{}|^`\\\x00-\x20]*)*)>
    |(?P<variable>[?$]\w+)
    |(?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<pname>(?:[^\W\d_](?:[\w\-·.]*[\w\-·])?|_)?:(?:[\w:%\-·]|\\.|\.(?=[\w:%\-·\\.]))*)
    |(?P<word>\w+)
    |(?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that make the default graph, and those that have names; None: all that there are."""

    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


def examine(query: str) -> Dataset:
    """The dataset that the query names by FROM. Raises `FederationRefused` for SERVICE."""
    tokens = list(_significant(query))
    for kind, text in tokens:
        if kind == "word" and "SERVICE" in text.upper():
            raise FederationRefused("the query calls another endpoint by SERVICE; ask that one yourself")
        if kind == "pname" and "SERVICE" in text.partition(":")[0].upper():
            raise FederationRefused(f"{text} may be read as a call of SERVICE; give the prefix another name")
    return _dataset(tokens)


def _significant(query: str) -> Iterator[tuple[str, str]]:
    for match in _TOKENS.finditer(query):
        kind = str(match.lastgroup)
        if kind != "space":
            yield kind, match.group(kind)


def _dataset(tokens: list[tuple[str, str]]) -> Dataset:
    default: list[str] = []
    named: list[str] = []
    prefixes: dict[str, str] = {}
    base = ""
    words = iter(tokens)
    for kind, text in words:
        keyword = text.upper() if kind == "word" else ""
        if keyword == "BASE":
            base = urljoin(base, next(words, ("", ""))[1])
        elif keyword == "PREFIX":
            prefix = next(words, ("", ""))[1]
            prefixes[prefix] = urljoin(base, next(words, ("", ""))[1])
        elif keyword == "FROM":
            into, given = default, next(words, ("", ""))
            if given[0] == "word" and given[1].upper() == "NAMED":
                into, given = named, next(words, ("", ""))
            into.append(_iri(given, prefixes, base))
        elif "FROM" in keyword or (kind == "pname" and _is_glued(text, prefixes)):
            raise QueryError("write a space after FROM")
    return Dataset(tuple(default), tuple(named)) if default or named else Dataset()


def _is_glued(pname: str, prefixes: dict[str, str]) -> bool:
    prefix = pname.partition(":")[0] + ":"
    return prefix.upper().startswith("FROM") and prefix not in prefixes


def _iri(token: tuple[str, str], prefixes: dict[str, str], base: str) -> str:
    kind, text = token
    if kind == "iri":
        return urljoin(base, text) if base else text
    prefix, colon, local = text.partition(":")
    if kind == "pname" and prefix + colon in prefixes:
        return prefixes[prefix + colon] + re.sub(r"\\(.)", r"\1", local)
    raise QueryError("FROM is followed by the IRI of a graph")
