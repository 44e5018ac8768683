"""From what a user types to a participant: an IRI, its last part, a name, or words of a name."""

import re
from dataclasses import dataclass

from graph.acts import Entity
from graph.errors import AmbiguousName, UnknownResource
from graph.queries.acts import ENTITY, entity
from graph.store import Store
from ontology.vocabulary import ID, VOCABULARY

_SHOWN = ENTITY.replace("%s", "p")

_EXACT = f"""
MATCH (p:Resource:Participant {{uri: $iri}}) RETURN {_SHOWN} AS found, 0 AS acts
"""

_SEARCH = f"""
CALL db.index.fulltext.queryNodes('participant_names', $words, {{limit: 200}}) YIELD node AS p, score
WHERE $kinds = [] OR any(label IN labels(p) WHERE label IN $kinds)
WITH p, score, any(name IN [p.name] + coalesce(p.names, []) WHERE toLower(name) = toLower($name)) AS exact,
  COUNT {{ (p)-[:AGENT_OF]->() }} + COUNT {{ ()-[:TARGETS]->(p) }} AS acts
RETURN {_SHOWN} AS found, exact, score, acts ORDER BY exact DESC, score DESC, acts DESC, p.uri LIMIT $limit
"""


@dataclass(frozen=True, slots=True)
class Match:
    """A participant whose name fits; `exact` when one of its names is the words themselves, case aside."""

    entity: Entity
    exact: bool
    score: float
    acts: int


def search(store: Store, name: str, kinds: tuple[str, ...] = (), limit: int = 20) -> tuple[Match, ...]:
    """Participants by the words of their names, the exact and the best first; `kinds` are classes of the ontology."""
    words = _words(name)
    if not words:
        return ()
    rows = store.ask(_SEARCH, words=words, name=name.strip(), kinds=list(kinds), limit=limit)
    return tuple(Match(e, r["exact"], r["score"], r["acts"]) for r in rows if (e := entity(r["found"])))


def resolve(store: Store, given: str, kinds: tuple[str, ...] = ()) -> Entity:
    """The participant of that IRI, identifier (`person/jeff-sessions`) or name.

    Raises `UnknownResource`, or `AmbiguousName` naming those that the name fits.
    """
    iri = given if given.startswith(str(ID)) else str(ID) + given
    if rows := store.ask(_EXACT, iri=iri):
        found = entity(rows[0]["found"])
        assert found
        return found
    matches = search(store, given, kinds)
    exact = [m for m in matches if m.exact]
    best = exact or list(matches)
    if not best:
        raise UnknownResource(f"nobody and nothing is known by the name {given!r}")
    named = [m for m in exact if m.entity.name.casefold() == given.strip().casefold()]
    acting = [m for m in exact if m.acts]
    for group in (best, named, acting):
        if len(group) == 1:
            return group[0].entity
    candidates = [(m.entity.name, identifier(m.entity.iri)) for m in best]
    shown = ", ".join(f"{name} ({id_})" for name, id_ in candidates[:8])
    raise AmbiguousName(f"{given!r} may be {shown}", candidates)


def identifier(iri: str) -> str:
    """The part of one of our IRIs that names the thing, as used in addresses: `person/jeff-sessions`."""
    return iri.removeprefix(str(ID))


def kinds_of(kind: str) -> tuple[str, ...]:
    """The class, as a filter for `search`; labels carry the wider classes, so one is enough."""
    VOCABULARY.require_participant(kind)
    return (kind,)


def _words(name: str) -> str:
    """A Lucene query of the words: each must be there, the last may be begun; no syntax of the user reaches it."""
    words = [w for w in re.sub(r'["\\\\]', " ", name).split() if re.search(r"\w", w)]
    begun = [f" OR {w.casefold()}*" for w in words[-1:] if re.fullmatch(r"\w+", w)]
    return " AND ".join([f'"{w}"' for w in words[:-1]] + [f'("{w}"{"".join(begun)})' for w in words[-1:]])
