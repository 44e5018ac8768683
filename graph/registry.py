"""Who is who, and who held which post when: an index of the facts under `seeds/actors`.

What it answers is a pure function of these files. A name or a post that fits several gives them all, best first: the
registry never guesses.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Self, TypeVar

from rdflib import Graph

from graph.acts import Entity
from graph.identity import normalise
from ontology.vocabulary import VOCABULARY
from seeds import ACTORS, Facts

K = TypeVar("K", bound=Hashable)
V = TypeVar("V", bound=Hashable)

_FOR_NOW = ("acting ", "interim ", "then ", "current ")
_SUFFIXES = ("jr", "sr", "ii", "iii", "iv")


@dataclass(frozen=True, slots=True)
class Post:
    """An office and the body or jurisdiction it belongs to; `names` are the phrases by which news mentions it."""

    iri: str
    name: str
    names: tuple[str, ...]
    body: Entity


@dataclass(frozen=True, slots=True)
class Tenure:
    """`holder` held `post` from the day `since` to the day `until`, both included; `until` is None while it lasts."""

    iri: str
    holder: Entity
    post: Post
    since: date
    until: date | None
    acting: bool

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


class Registry:
    """The known entities, by IRI, by name, by post and by surname."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        kinds = sorted(facts.kinds.items())
        self._entities = {i: self._entity(i) for i, kind in kinds if VOCABULARY.is_a(kind, "Participant")}
        self._posts = {i: self._post(i) for i, kind in kinds if kind == "Post"}
        tenures = [self._tenure(i) for i, kind in kinds if kind == "Tenure"]
        tenures.sort(key=lambda t: t.since, reverse=True)
        entities = self._entities.values()
        self._by_name = _grouped((normalise(name), e) for e in entities for name in self.names(e.iri))
        self._by_surname = _grouped((s, e) for e in self.entities("Person") for s in self._surnames(e))
        self._by_phrase = _grouped((normalise(name), p) for p in self._posts.values() for name in p.names)
        self._by_post = _grouped((t.post, t) for t in tenures)
        self._by_holder = _grouped((t.holder.iri, t) for t in tenures)

    @classmethod
    @cache
    def read(cls, folder: Path = ACTORS) -> Self:
        """The registry of every Turtle file of the folder, read once. Raises `seeds.BrokenSeeds`."""
        return cls(Facts.read(folder))

    @property
    def graphs(self) -> Mapping[str, Graph]:
        """The facts themselves, by the IRI of the named graph that each file is."""
        return self._facts.graphs

    @property
    def version(self) -> str:
        """Hex SHA-256 over names and contents of the files."""
        return self._facts.version

    # entities

    def entity(self, iri: str) -> Entity | None:
        return self._entities.get(iri)

    def entities(self, kind: str = "Participant") -> tuple[Entity, ...]:
        """Every known entity of that class, its subclasses included, by IRI."""
        return tuple(e for e in self._entities.values() if VOCABULARY.is_a(e.kind, kind))

    def named(self, name: str, on: date | None = None) -> tuple[Entity, ...]:
        """Every entity that goes by the name, best first.

        First come measures in force `on` that day ("the travel ban"; of several the latest), then those whose standard
        name it is, then those that spell it just so.
        """
        plain = normalise(name)

        def rank(e: Entity) -> tuple[bool, bool, bool]:
            return not self.in_force(e.iri, on), normalise(e.name) != plain, name not in self.names(e.iri)

        found = self._by_name.get(plain, ())
        latest = (
            found if on is None else sorted(found, key=lambda e: self._facts.value(e.iri, "begins") or "", reverse=True)
        )
        return tuple(sorted(latest, key=rank))

    def in_force(self, iri: str, on: date | None) -> bool:
        """Whether nothing that is known of a measure says that it had not begun or had ended by that day."""
        begins, ends = (self._facts.value(iri, name) for name in ("begins", "ends"))
        return on is None or (begins or "") <= on.isoformat() <= (ends or "9999")

    def names(self, iri: str) -> tuple[str, ...]:
        """The standard name, then the further ones."""
        return (*self._facts.values(iri, "name"), *self._facts.values(iri, "names"))

    def wikidata(self, iri: str) -> str | None:
        return self._facts.value(iri, "wikidata")

    # posts and persons

    def posts(self, phrase: str, of: Entity | None = None) -> tuple[Post, ...]:
        """The posts that the phrase may mean; `of` is the body or jurisdiction, where the phrase leaves it out."""
        plain = normalise(phrase)
        for word in _FOR_NOW:
            plain = plain.removeprefix(word)
        found = self._by_phrase.get(plain, ())
        if of is None:
            return found
        own = [p for p in found if of.iri in (p.body.iri, *self._facts.above(p.body.iri, "partOf"))]
        full = [self._by_phrase.get(normalise(f"{name} {plain}"), ()) for name in self.names(of.iri)]
        return tuple(dict.fromkeys(own or (p for posts in full for p in posts)))

    def holders(self, post_phrase: str, on: date, of: Entity | None = None) -> tuple[Entity, ...]:
        """Who held the post on that day, the last to take it first.

        The phrase is as an article has it ("the acting homeland security secretary", "New York's attorney general").
        """
        held = [t for post in self.posts(post_phrase, of) for t in self._by_post.get(post, ()) if t.covers(on)]
        held.sort(key=lambda t: t.since, reverse=True)
        return tuple(dict.fromkeys(t.holder for t in held))

    def posts_of(self, iri: str, on: date | None = None) -> tuple[Tenure, ...]:
        """The tenures of a person, the latest first; `on`: only those that cover the day."""
        return tuple(t for t in self._by_holder.get(iri, ()) if on is None or t.covers(on))

    def persons_by_surname(self, surname: str, on: date | None = None) -> tuple[Entity, ...]:
        """The persons whose last name it is; `on`: those who held a post on that day come first."""
        found = self._by_surname.get(normalise(surname), ())
        return tuple(sorted(found, key=lambda e: on is not None and not self.posts_of(e.iri, on)))

    # making

    def _entity(self, iri: str) -> Entity:
        owner = self._facts.value(iri, "owner")
        return Entity(iri, self.names(iri)[0], self._facts.kinds[iri], self._entity(owner) if owner else None)

    def _post(self, iri: str) -> Post:
        names = self.names(iri)
        return Post(iri, names[0], names, self._entities[self._facts.values(iri, "postOf")[0]])

    def _tenure(self, iri: str) -> Tenure:
        value = self._facts.value
        until = value(iri, "until")
        return Tenure(
            iri=iri,
            holder=self._entities[str(value(iri, "holder"))],
            post=self._posts[str(value(iri, "post"))],
            since=date.fromisoformat(str(value(iri, "from"))),
            until=date.fromisoformat(until) if until else None,
            acting=value(iri, "acting") == "true",
        )

    def _surnames(self, person: Entity) -> set[str]:
        return {s for name in self.names(person.iri) for s in surnames(name)}


def surnames(name: str) -> tuple[str, ...]:
    """What may be the last name in a full name: "Grisham" and "Lujan Grisham" in "Michelle Lujan Grisham"."""
    words = normalise(name).split()
    bare = words[:-1] if words[-1] in _SUFFIXES else words
    tails = (form[i:] for form in (bare, words) for i in range(1, len(form)) if form[i] not in _SUFFIXES)
    return tuple(dict.fromkeys(" ".join(tail) for tail in tails))


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """The values of each key, each once, in the order in which they came."""
    groups: dict[K, dict[V, None]] = {}
    for key, value in pairs:
        groups.setdefault(key, {})[value] = None
    return {key: tuple(values) for key, values in groups.items()}
