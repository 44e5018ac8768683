"""Whoever may be meant by a name: found by names, acronyms, identifiers and posts, and ranked by `graph.match`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.acts import Entity
from graph.identity import normalise
from graph.match.names import acronyms
from graph.match.readings import readings
from graph.match.score import rank
from graph.match.wanted import Candidate, HeldPost, Named, Profile, Wanted
from graph.match.words import misspellings
from graph.queries.acts import entity, shown
from graph.queries.verdicts import verdicts
from graph.registry import Registry
from graph.store import Store
from ontology.vocabulary import ID

LONGEST = 300
"""Characters of a name; what is longer names nobody."""
_WORDS, _ACRONYM = 8, 8
_FOUND, _KEPT = 200, 30
"""How many the index gives for a name, best first, and how many of those that are of the wanted class are looked at."""

_BY_NAME = f"""
UNWIND $sought AS sought
CALL (sought) {{
  CALL db.index.fulltext.queryNodes('participant_names', sought.words, {{limit: {_FOUND}}}) YIELD node, score
  WHERE sought.kinds = [] OR any(label IN labels(node) WHERE label IN sought.kinds)
  WITH node, score ORDER BY score DESC, node.uri LIMIT {_KEPT}
  RETURN collect(node.uri) AS iris
}}
RETURN sought.key AS key, iris
"""

_BODIES = """
MATCH (p:Agency|Court|Legislature|Organization|Group)
WHERE any(letter IN $letters WHERE p.name STARTS WITH letter)
RETURN p.uri AS iri, [p.name] + coalesce(p.names, []) AS names
"""

_BY_WIKIDATA = "MATCH (p:Participant) WHERE p.wikidata IN $items RETURN p.wikidata AS item, p.uri AS iri"

_HOLDERS = """
MATCH (post:Post)<-[:OF_POST]-()-[:HELD_BY]->(p)
WHERE post.uri IN $posts
RETURN post.uri AS post, collect(DISTINCT p.uri) AS iris
"""

_NAMED = "{uri: %s.uri, names: [%s.name] + coalesce(%s.names, []), labels: labels(%s)}"
_POST = "{uri: post.uri, names: [post.name] + coalesce(post.names, []), from: t.from, until: t.until}"
_UPWARDS = "PART_OF|IN_JURISDICTION|LOCATED_IN|OWNED_BY"

_PROFILES = f"""
MATCH (p:Resource:Participant) WHERE p.uri IN $iris
RETURN {shown("p")} AS found, [p.name] + coalesce(p.names, []) AS names,
  p.description AS description, p.wikidata AS wikidata,
  [(p)<-[:HELD_BY]-(t)-[:OF_POST]->(post) | {_POST}] AS posts,
  [(p)-[:{_UPWARDS}|MEMBER_OF*1..4]->(w) | {_NAMED.replace("%s", "w")}] +
  [(p)<-[:HELD_BY]-()-[:OF_POST]->()-[:POST_OF]->()-[:{_UPWARDS}*0..4]->(w) | {_NAMED.replace("%s", "w")}] AS wholes,
  [(p)-[:OF_PARTY]->(w) | {_NAMED.replace("%s", "w")}] AS parties,
  COUNT {{ (p)-[:AGENT_OF]->() }} + COUNT {{ ()-[:TARGETS]->(p) }} AS acts
"""


def candidates(store: Store, asked: Sequence[Wanted]) -> list[tuple[Candidate, ...]]:
    """For each that is wanted its candidates, the best first; each is judged without regard to the others.

    What was decided about a name comes before all that it is like.
    """
    decided = verdicts(store, [w.name for w in asked])
    found = [_identified(w) | d.keys() for w, d in zip(asked, decided, strict=True)]
    for i, iris in (
        *_by_name(store, asked),
        *_by_acronym(store, asked),
        *_by_item(store, asked),
        *_by_post(store, asked),
    ):
        found[i] |= set(iris)
    known = profiles(store, set().union(*found))
    fitting = ([known[i] for i in sorted(iris) if i in known] for iris in found)
    return [rank(w, those, d) for w, those, d in zip(asked, fitting, decided, strict=True)]


def profiles(store: Store, iris: Iterable[str]) -> dict[str, Profile]:
    """What is known of the participants among the IRIs."""
    rows = store.ask(_PROFILES, iris=sorted(iris))
    return {p.entity.iri: p for p in map(_profile, rows)}


def _identified(wanted: Wanted) -> set[str]:
    name = wanted.name
    return {name} if name.startswith(str(ID)) else {f"{ID}{name}"} if "/" in name else set()


def _by_name(store: Store, asked: Sequence[Wanted]) -> list[tuple[int, list[str]]]:
    hard = ((i, w, list(w.types) if w.strict != "should" else []) for i, w in enumerate(asked))
    sought = [{"key": i, "words": words, "kinds": k} for i, w, k in hard if (words := _lucene(w.name))]
    return [(r["key"], r["iris"]) for r in store.ask(_BY_NAME, sought=sought)] if sought else []


def _lucene(name: str) -> str:
    """Any of the words, those of four letters and more also misspelt. No syntax that was typed reaches the index."""
    if len(name) > LONGEST:
        return ""
    plain = {w for r in readings(name) for w in r.name.split()}
    words = sorted(plain | set(normalise(name).split()), key=lambda w: (-len(w), w))[:_WORDS]
    near = (f"{w}~{misspellings(w)}" for w in words if w.isalnum() and misspellings(w))
    return " OR ".join([*(f'"{w}"' for w in words if w.isalnum()), *near])


def _by_acronym(store: Store, asked: Sequence[Wanted]) -> list[tuple[int, list[str]]]:
    """Bodies whose name begins with the same letters, which only the program can spell."""
    spelt = {i: w.name.replace(".", "") for i, w in enumerate(asked) if w.name.isupper()}
    spelt = {i: a for i, a in spelt.items() if a.isalpha() and 2 <= len(a) <= _ACRONYM}
    if not spelt:
        return []
    letters = sorted({a[0] for a in spelt.values()} | {"U"})
    rows = [(r["iri"], acronyms(r["names"])) for r in store.ask(_BODIES, letters=letters)]
    return [(i, [iri for iri, own in rows if a in own]) for i, a in spelt.items()]


def _by_item(store: Store, asked: Sequence[Wanted]) -> list[tuple[int, list[str]]]:
    items = {i: [*w.said.get("wikidata", ()), w.name] for i, w in enumerate(asked)}
    wanted = sorted({v for values in items.values() for v in values if v[:1] == "Q" and v[1:].isdecimal()})
    if not wanted:
        return []
    known = {r["item"]: r["iri"] for r in store.ask(_BY_WIKIDATA, items=wanted)}
    return [(i, [known[v] for v in values if v in known]) for i, values in items.items()]


def _by_post(store: Store, asked: Sequence[Wanted]) -> list[tuple[int, list[str]]]:
    """Who held a post that is named without its holder."""
    posts = {i: list(_posts(w)) for i, w in enumerate(asked)}
    wanted = sorted({p for found in posts.values() for p in found})
    held = {r["post"]: r["iris"] for r in store.ask(_HOLDERS, posts=wanted)} if wanted else {}
    return [(i, [iri for p in found for iri in held.get(p, ())]) for i, found in posts.items()]


def _posts(wanted: Wanted) -> Iterable[str]:
    offices = [r.office for r in readings(wanted.name) if r.office and not r.name] if wanted.name else []
    for phrase in offices or (() if wanted.name else wanted.said.get("post", ())):
        yield from (p.iri for p in Registry.read().posts(phrase))
        yield phrase if phrase.startswith(str(ID)) else f"{ID}{phrase}"


def _profile(row: Mapping[str, Any]) -> Profile:
    found = entity(row["found"])
    assert found
    posts = (HeldPost(p["uri"], tuple(p["names"]), p["from"], p["until"]) for p in row["posts"])
    return Profile(
        entity=found,
        names=tuple(dict.fromkeys(row["names"])),
        description=row["description"],
        wikidata=row["wikidata"],
        posts=tuple(sorted(posts, key=lambda p: (p.since, p.iri), reverse=True)),
        wholes=_named(row["wholes"]),
        parties=_named(row["parties"]),
        acts=row["acts"],
    )


def _named(rows: Iterable[Mapping[str, Any]]) -> tuple[Named, ...]:
    by_iri = {r["uri"]: r for r in rows}
    return tuple(Named(iri, tuple(r["names"]), _kind(r)) for iri, r in sorted(by_iri.items()))


def _kind(row: Mapping[str, Any]) -> str:
    found: Entity | None = entity({**row, "name": row["names"][0]})
    assert found
    return found.kind
