"""Who is known: one participant with its names, posts and counts, and lists of them by class."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.acts import Entity
from graph.errors import UnknownResource
from graph.queries import decided
from graph.queries.acts import ENTITY, entity, shown
from graph.store import Store
from ontology.vocabulary import VOCABULARY

_FACTS = f"""
MATCH (p:Resource:Participant {{uri: $iri}})
RETURN {shown("p")} AS found,
  properties(p) AS has,
  [(p)<-[:HELD_BY]-(t)-[:OF_POST]->(post)-[:POST_OF]->(body) |
    {{post: post.name, body: {ENTITY.replace("%s", "body")}, from: t.from, until: t.until, acting: t.acting}}] AS held,
  [(p)-[:PART_OF|MEMBER_OF|OF_PARTY|IN_JURISDICTION|LOCATED_IN]->(w) | {ENTITY.replace("%s", "w")}] AS wholes,
  [(m)-[:OWNED_BY]->(p) | {ENTITY.replace("%s", "m")}] AS measures,
  COUNT {{ (p)-[:AGENT_OF]->() }} AS done, COUNT {{ ()-[:TARGETS]->(p) }} AS suffered
"""

_OF_KIND = """
MATCH (p:Participant) WHERE any(label IN labels(p) WHERE label IN $kinds)
  AND ($owner IS NULL OR EXISTS { (p)-[:OWNED_BY]->({uri: $owner}) })
"""

_LIST = f"""{_OF_KIND}  AND ($after IS NULL OR p.uri > $after)
WITH p ORDER BY p.uri LIMIT $limit
RETURN {shown("p")} AS found ORDER BY p.uri
"""

_COUNT = f"{_OF_KIND}RETURN count(p) AS n"


@dataclass(frozen=True, slots=True)
class Held:
    """A tenure: the post of the body, from a day to a day; `until` is None while it lasts."""

    post: str
    body: Entity
    since: date
    until: date | None
    acting: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a participant; `acts_done` and `acts_suffered` count its acts of every realis and stance."""

    entity: Entity
    names: tuple[str, ...]
    description: str | None
    wikidata: str | None
    sources: tuple[str, ...]
    posts: tuple[Held, ...]
    wholes: tuple[Entity, ...]
    measures: tuple[Entity, ...]
    acts_done: int
    acts_suffered: int


def actor(store: Store, iri: str) -> Known:
    """The participant of that IRI. Raises `UnknownResource`, `Merged` and `Gone`."""
    rows = store.ask(_FACTS, iri=iri)
    found = entity(rows[0]["found"]) if rows else None
    if found is None:
        decided.stands(store, iri)
        raise UnknownResource(f"no actor, place, policy or programme {iri}")
    (row,) = rows
    has = row["has"]
    held = sorted(map(_held, row["held"]), key=lambda h: (h.since, h.post))
    return Known(
        entity=found,
        names=tuple(has.get("names", ())),
        description=has.get("description"),
        wikidata=has.get("wikidata"),
        sources=tuple(has.get("source", ())),
        posts=tuple(held),
        wholes=_entities(row["wholes"]),
        measures=_entities(row["measures"]),
        acts_done=row["done"],
        acts_suffered=row["suffered"],
    )


def known(
    store: Store, kind: str, limit: int = 50, after: str | None = None, owner: str | None = None
) -> tuple[tuple[Entity, ...], int]:
    """Participants of the class `kind` in the order of their IRIs from the one `after`, and how many there are.

    `owner` is the IRI of the actor whose policies and programmes are wanted.
    """
    VOCABULARY.require_participant(kind)
    rows = store.ask(_LIST, kinds=[kind], limit=limit, after=after, owner=owner)
    (count,) = store.ask(_COUNT, kinds=[kind], owner=owner)
    return _entities([r["found"] for r in rows]), count["n"]


def _entities(found: list[dict[str, Any]]) -> tuple[Entity, ...]:
    return tuple(sorted((e for f in found if (e := entity(f))), key=lambda e: e.iri))


def _held(row: dict[str, Any]) -> Held:
    body = entity(row["body"])
    assert body
    return Held(row["post"], body, row["from"], row["until"], bool(row["acting"]))
