"""Values of chosen properties for many participants at once, as a table wants them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rdflib import RDFS, SKOS

from graph.acts import Entity
from graph.match.wanted import Days
from graph.queries.acts import ENTITY, entity, shown
from graph.store import Store
from ontology.vocabulary import VOCABULARY

MOST_PARTS = 500
"""Parts that are told of a whole; the United States has more."""

Value = str | int | date | Entity | None
"""A text, a number, a day, an entity, or None where the other columns of the same row have a value and it has none."""

_RELATED = {VOCABULARY.property(n).key: n for n in "jurisdiction locatedIn partOf memberOf party owner".split()}

_TABLE = f"""
MATCH (p:Resource:Participant) WHERE p.uri IN $iris
RETURN {shown("p")} AS found, properties(p) AS has,
  [(p)-[r:{"|".join(_RELATED)}]->(w) | {{key: type(r), found: {ENTITY.replace("%s", "w")}}}] AS related,
  COLLECT {{ MATCH (w)-[:PART_OF]->(p) RETURN {ENTITY.replace("%s", "w")} ORDER BY w.uri LIMIT {MOST_PARTS} }} AS parts,
  [(p)<-[:HELD_BY]-(t)-[:OF_POST]->(post)-[:POST_OF]->(body) |
    {{post: post.name, body: {ENTITY.replace("%s", "body")}, from: t.from, until: t.until}}] AS held,
  COUNT {{ (p)-[:AGENT_OF]->() }} AS done, COUNT {{ ()-[:TARGETS]->(p) }} AS suffered
"""


@dataclass(frozen=True, slots=True)
class Column:
    """A property by its id, what people call it, what it means, and the class that has it."""

    id: str
    label: str
    definition: str
    domain: str = "Participant"
    entities: bool = False
    """Its values are participants."""


def _of_ontology(name: str, domain: str | None = None) -> Column:
    known = VOCABULARY.property(name)
    label, definition = (str(VOCABULARY.graph.value(known.iri, p)) for p in (RDFS.label, SKOS.definition))
    return Column(name, label, definition, domain or known.domain, name in _RELATED.values() or name == "postOf")


COLUMNS = {
    c.id: c
    for c in (
        _of_ontology("name", "Participant"),
        _of_ontology("names", "Participant"),
        Column("kind", "kind", "Its class in the ontology."),
        Column("iri", "IRI", "Its address on the web of data."),
        _of_ontology("description", "Participant"),
        _of_ontology("wikidata", "Participant"),
        *map(_of_ontology, ("jurisdiction", "locatedIn", "partOf", "memberOf", "party", "owner")),
        Column("parts", "parts", "What is part of it.", entities=True),
        _of_ontology("post", "Person"),
        _of_ontology("postOf", "Person"),
        _of_ontology("from", "Person"),
        _of_ontology("until", "Person"),
        Column("actsDone", "acts done", "How many acts it did, of every kind."),
        Column("actsSuffered", "acts suffered", "How many acts were done to it, of every kind."),
        _of_ontology("source", "Participant"),
    )
}
"""What can be asked for. `post`, `postOf`, `from` and `until` tell the same tenures in the same order, latest first."""


def proposed(kind: str) -> tuple[Column, ...]:
    """The properties that an instance of the class, or of one below it, may have."""
    return tuple(c for c in COLUMNS.values() if VOCABULARY.is_a(kind, c.domain) or VOCABULARY.is_a(c.domain, kind))


def extended(
    store: Store, iris: Sequence[str], columns: Sequence[str], on: Mapping[str, Days]
) -> dict[str, dict[str, tuple[Value, ...]]]:
    """By IRI and property; what is not known is missing. `on`, by property: only the tenures of these days."""
    rows = store.ask(_TABLE, iris=sorted(set(iris)))
    return {r["found"]["uri"]: {c: tuple(_values(r, c, on.get(c))) for c in columns} for r in rows}


def _values(row: Mapping[str, Any], column: str, on: Days | None) -> Iterable[Value]:
    found = entity(row["found"])
    assert found
    single = {"kind": found.kind, "iri": found.iri, "actsDone": row["done"], "actsSuffered": row["suffered"]}
    if column in single:
        return (single[column],)
    if column in _RELATED.values():
        return _entities(r["found"] for r in row["related"] if _RELATED[r["key"]] == column)
    if column == "parts":
        return _entities(row["parts"])
    if column in ("post", "postOf", "from", "until"):
        return [_of_tenure(t, column) for t in _tenures(row["held"], on)]
    value = row["has"].get(column, ())
    return (value,) if isinstance(value, str) else sorted(value)


def _tenures(held: Iterable[dict[str, Any]], on: Days | None) -> list[dict[str, Any]]:
    latest = sorted(held, key=lambda t: (t["from"], t["post"]), reverse=True)
    return [t for t in latest if on is None or (t["from"] <= on.last and (t["until"] or date.max) >= on.first)]


def _of_tenure(tenure: Mapping[str, Any], column: str) -> Value:
    if column == "postOf":
        return entity(tenure["body"])
    value: str | date | None = tenure[column]
    return value


def _entities(found: Iterable[Mapping[str, Any]]) -> list[Entity]:
    return sorted((e for f in found if (e := entity(f))), key=lambda e: e.iri)
