"""The store as tables for `neo4j-admin database import full`: one for each set of labels and each relationship type.

Only what the ontology defines leaves the store; what the store keeps of itself (its schema's version) is made anew
when it is used first. Text is always quoted, so that an empty one is told from none; items of an array are parted by
U+001F, which no text may hold. (Neo4j, Operations Manual, Import.)
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rdflib import XSD

from graph.errors import RefusedGraph
from graph.store import Store
from ontology.vocabulary import VOCABULARY, Property

PARTED = "\x1f"
_TYPES = {XSD.date: "date", XSD.dateTime: "datetime", XSD.integer: "long", XSD.double: "double", XSD.boolean: "boolean"}
_STORE = "StoreRecord"
_LABEL_SETS = f"MATCH (n:Resource) WHERE NOT n:{_STORE} RETURN DISTINCT labels(n) AS labels"
_KEYS = "UNWIND keys(x) AS key RETURN DISTINCT key ORDER BY key"


@dataclass(frozen=True, slots=True)
class Table:
    """A file's name, the types of its columns by their names, and the statement that gives its rows as `has`."""

    file: str
    columns: Mapping[str, str]
    statement: str

    def lines(self, store: Store) -> Iterator[str]:
        """The header and the records, fetched from the store as they are read."""
        yield ",".join(self.columns.values()) + "\n"
        for row in store.stream(self.statement):
            yield ",".join(_cell(row["has"].get(name), name) for name in self.columns) + "\n"


def tables(store: Store) -> Iterator[Table]:
    """Nodes first, then relationships; in order of their names."""
    known = set(VOCABULARY.classes)
    label_sets = [set(row["labels"]) for row in store.ask(_LABEL_SETS)]
    yield from sorted((_nodes(store, labels) for labels in label_sets if labels <= known), key=lambda t: t.file)
    for kind in sorted(VOCABULARY.relations):
        yield _relationships(store, kind)


def _nodes(store: Store, labels: set[str]) -> Table:
    own = sorted(labels)
    match = f"MATCH (x:{':'.join(own)}) WHERE size(labels(x)) = {len(own)} "
    columns = {"uri": "uri:ID", **_columns(store, match), ":LABEL": ":LABEL"}
    rows = match + "RETURN x {.*, `:LABEL`: labels(x)} AS has ORDER BY x.uri"
    return Table(f"nodes-{'-'.join(sorted(VOCABULARY.narrowest(own)))}.csv", columns, rows)


def _relationships(store: Store, kind: str) -> Table:
    match = f"MATCH (a:Resource)-[x:{kind}]->(b:Resource) "
    ends = {name: name for name in (":START_ID", ":END_ID", ":TYPE")}
    rows = "RETURN x {.*, `:START_ID`: a.uri, `:END_ID`: b.uri, `:TYPE`: type(x)} AS has ORDER BY a.uri, b.uri"
    return Table(f"relationships-{kind}.csv", {**ends, **_columns(store, match)}, match + rows)


def _columns(store: Store, match: str) -> dict[str, str]:
    """The headers of the properties that there are."""
    keys = (row["key"] for row in store.ask(match + _KEYS))
    return {key: f"{key}:{_COLUMN_TYPES[key]}" for key in keys if key in _COLUMN_TYPES}


def _type(p: Property) -> str:
    return _TYPES.get(p.range, "string") + ("" if p.functional else "[]")


_COLUMN_TYPES = {p.key: _type(p) for p in (*VOCABULARY.literals.values(), *VOCABULARY.coded.values())}
_COLUMN_TYPES["labels"] = "string[]"  # of DESCRIBES


def _cell(value: Any, name: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return _quoted(_joined(value, name) if isinstance(value, list) else value)


def _joined(values: Iterable[str], name: str) -> str:
    found = list(values)
    if any(PARTED in value or not value for value in found):
        raise RefusedGraph(f"{name}: a text that is empty or holds U+001F cannot be an item of an array in CSV")
    return PARTED.join(found)


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def arguments(files: Iterable[str]) -> str:
    """What `neo4j-admin database import full neo4j @import.args` reads, in the folder of the tables."""
    kinds = (f"--{file.partition('-')[0]}={file}" for file in files)
    return "\n".join(["--array-delimiter=U+001F", "--multiline-fields=true", *kinds]) + "\n"
