"""From what a user types to a participant: an IRI, its last part, a name, or words of a name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.acts import Entity
from graph.errors import AmbiguousName, QueryError, UnknownResource
from graph.queries import decided
from graph.queries.acts import ENTITY, entity
from graph.queries.asked import Answer, Page
from graph.queries.words import quoted
from graph.store import Store
from ontology.vocabulary import ID, VOCABULARY

_PARTICIPANT = ENTITY.replace("%s", "p")

_EXACT = f"""
MATCH (p:Resource:Participant {{uri: $iri}}) RETURN {_PARTICIPANT} AS found, 0 AS acts
"""

_FITTING = """
CALL db.index.fulltext.queryNodes('participant_names', $words) YIELD node AS p, score
WHERE $kinds = [] OR any(label IN labels(p) WHERE label IN $kinds)
"""

_COUNT = f"{_FITTING}RETURN count(p) AS n"

_SEARCH = f"""{_FITTING}
WITH p, score, any(name IN [p.name] + coalesce(p.names, []) WHERE toLower(name) = toLower($name)) AS exact,
  COUNT {{ (p)-[:AGENT_OF]->() }} + COUNT {{ ()-[:TARGETS]->(p) }} AS acts
RETURN {_PARTICIPANT} AS found, exact, score, acts ORDER BY exact DESC, score DESC, acts DESC, p.uri
SKIP $skip LIMIT $limit
"""


@dataclass(frozen=True, slots=True)
class Match:
    """A participant whose name fits; `exact` when one of its names is the words themselves, case aside.

    `near` when the words are only spelt nearly so.
    """

    entity: Entity
    exact: bool
    score: float
    acts: int
    near: bool


def search(store: Store, name: str, kinds: tuple[str, ...] = (), limit: int = 20) -> tuple[Match, ...]:
    """The first of `matches`."""
    return matches(store, name, kinds, Page(limit)).items


def matches(store: Store, name: str, kinds: tuple[str, ...], page: Page) -> Answer[Match]:
    """Participants by the words of their names, the exact and the best first; `kinds` are classes of the ontology.

    Only where no name has all the words, the last may be begun, and only where none does, they may be misspelt.
    The cursor counts what came before, since what fits better or worse changes with whatever else is stored.
    """
    skip = skipped(page)
    whole, begun, near = _words(name)
    for words in filter(None, (whole, begun, near)):
        (count,) = store.ask(_COUNT, words=words, kinds=list(kinds))
        if count["n"]:
            given = {"words": words, "name": name.strip(), "kinds": list(kinds)}
            rows = store.ask(_SEARCH, **given, skip=skip, limit=page.limit)
            found = ((entity(r["found"]), r) for r in rows)
            items = tuple(Match(e, r["exact"], r["score"], r["acts"], words is near) for e, r in found if e)
            seen = skip + page.limit
            return Answer(items, count["n"], page.next(str(seen), "") if seen < count["n"] else None)
    return Answer((), 0)


def skipped(page: Page) -> int:
    """How many items the cursor of a search says came before. Raises `QueryError`."""
    after = page.after()
    if after is None:
        return 0
    if not re.fullmatch(r"[0-9]{1,9}", after[0]):
        raise QueryError("the cursor is none of ours")
    return int(after[0])


def resolve(store: Store, given: str, kinds: tuple[str, ...] = ()) -> Entity:
    """The participant of that IRI, identifier (`person/jeff-sessions`) or name; of a merged one the survivor.

    Raises `Gone` for a removed one, `UnknownResource`, or `AmbiguousName` naming those that the name fits.
    """
    iri = given if given.startswith(str(ID)) else str(ID) + given
    if rows := store.ask(_EXACT, iri=iri):
        known = entity(rows[0]["found"])
        assert known
        return known
    if survivor := decided.current(store, iri):
        return resolve(store, survivor)
    found = search(store, given, kinds)
    exact = [m for m in found if m.exact]
    best = exact or list(found)
    if not best or best[0].near:
        alike = "; near to it: " + _shown(best[:5]) if best else ""
        raise UnknownResource(f"nobody and nothing is known by the name {given!r}{alike}")
    named = [m for m in exact if m.entity.name.casefold() == given.strip().casefold()]
    acting = [m for m in exact if m.acts]
    for group in (best, named, acting):
        if len(group) == 1:
            return group[0].entity
    candidates = [(m.entity.name, identifier(m.entity.iri)) for m in best]
    raise AmbiguousName(f"{given!r} may be {_shown(best[:8])}", candidates)


def _shown(found: Sequence[Match]) -> str:
    return ", ".join(f"{m.entity.name} ({identifier(m.entity.iri)})" for m in found)


def identifier(iri: str) -> str:
    """The part of one of our IRIs that names the thing, as used in addresses: `person/jeff-sessions`."""
    return iri.removeprefix(str(ID))


def kinds_of(kind: str) -> tuple[str, ...]:
    """The class, as a filter for `search`; labels carry the wider classes, so one is enough."""
    VOCABULARY.require_participant(kind)
    return (kind,)


def _words(name: str) -> tuple[str, str, str]:
    """Lucene queries for all the words, for the last one begun, and for misspelt ones; no syntax reaches it."""
    words = quoted(name)
    plain = [w.casefold() for w in re.findall(r"\w+", name)]
    begun = [*words[:-1], f"{plain[-1]}*"] if words and re.fullmatch(r'"\w+"', words[-1]) else []
    near = [f"{w}~{1 if len(w) < 6 else 2}" for w in plain if len(w) > 3]
    return " AND ".join(words), " AND ".join(begun), " AND ".join(near)
