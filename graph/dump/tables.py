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
_OF_GRAPH = {"graphs": "string[]"}
_DESCRIBES = {"keys": "string[]", "labels": "string[]"}
_DERIVED = {"act": "string", "date": "date", "realis": "string", "type": "string"}


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
    yield from sorted((_nodes(labels) for labels in label_sets if labels <= known), key=lambda t: t.file)
    for kind in sorted(VOCABULARY.relations):
        yield _relationships(kind)


def _nodes(labels: set[str]) -> Table:
    own = sorted(labels)
    keys = {p.key: _type(p) for p in _literals() if p.domain in labels and not p.store_only}
    columns = {"uri": "uri:ID", **{k: f"{k}:{t}" for k, t in sorted(keys.items())}, ":LABEL": ":LABEL"}
    statement = (
        f"MATCH (n:{':'.join(own)}) WHERE size(labels(n)) = {len(own)} "
        "RETURN n {.*, `:LABEL`: labels(n)} AS has ORDER BY n.uri"
    )
    return Table(f"nodes-{'-'.join(sorted(VOCABULARY.narrowest(own)))}.csv", columns, statement)


def _relationships(kind: str) -> Table:
    p = VOCABULARY.relations[kind]
    keys = _DERIVED if p.derived else _DESCRIBES if p.store_only else _OF_GRAPH
    ends = {":START_ID": ":START_ID", ":END_ID": ":END_ID", ":TYPE": ":TYPE"}
    columns = {**ends, **{k: f"{k}:{t}" for k, t in keys.items()}}
    statement = (
        f"MATCH (a:Resource)-[r:{kind}]->(b:Resource) "
        "RETURN r {.*, `:START_ID`: a.uri, `:END_ID`: b.uri, `:TYPE`: type(r)} AS has ORDER BY a.uri, b.uri"
    )
    return Table(f"relationships-{kind}.csv", columns, statement)


def _literals() -> Iterable[Property]:
    return (*VOCABULARY.literals.values(), *VOCABULARY.coded.values())


def _type(p: Property) -> str:
    return _TYPES.get(p.range, "string") + ("" if p.functional else "[]")


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
