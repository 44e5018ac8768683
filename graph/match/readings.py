"""What was typed, read as a name with or without an office: "Sessions, Jeff", "Chicago Mayor Rahm Emanuel", "the AG".

Every way to read it is given; which one was meant shows when names are compared.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from graph.identity import normalise
from graph.registry import Registry
from ontology.word_lists import word_list

_TITLES, _PEOPLE = word_list("names", "titles"), word_list("nouns", "people")
OFFICES = frozenset(normalise(words) for words in _PEOPLE["Official"])
BELONGING: dict[str, str] = _TITLES["belonging"]
"""The class of body by belonging to which somebody holds an office without a post on record."""
_ABBREVIATED: dict[str, str] = {**_PEOPLE["abbreviations"], **_TITLES["abbreviations"]}
_BODIES: dict[str, str] = _TITLES["bodies"]
_SAME: dict[str, str] = _PEOPLE["same"]
_FOR_NOW, GENERATIONS = frozenset(_TITLES["for_now"]), frozenset(_TITLES["generations"])
_HONORIFICS = frozenset([*_PEOPLE["honorifics"], *_TITLES["honorifics"]])
_LONGEST_OFFICE = 8
_LONGEST_INVERTED = 4
"""Words on a side of the comma that may be a person's name with the surname first."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Normalised words of a name and of an office; one of them may be empty."""

    name: str
    office: str


@lru_cache(maxsize=10_000)
def readings(typed: str) -> tuple[Reading, ...]:
    """Every reading, the plain one first."""
    return tuple(dict.fromkeys(_readings(typed)))


def _readings(typed: str) -> Iterator[Reading]:
    plain = normalise(typed)
    yield Reading(plain, "")
    bare = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", typed)
    yield Reading(_expanded(normalise(bare), _BODIES), "")
    head, comma, tail = bare.partition(",")
    if comma:
        yield from _around_comma(normalise(head), normalise(tail))
    yield from _leading(normalise(bare.replace(",", " ")))
    if initials := re.match(r"\s*((?:[A-Z]\.\s*){2,3})(?=[^\W\d_]{2})", bare):
        letters = re.findall("[a-z]", initials.group().casefold())
        yield Reading(" ".join([*letters, normalise(bare[initials.end() :])]), "")


def _around_comma(head: str, tail: str) -> Iterator[Reading]:
    """ "Sessions, Jeff" and "Jeff Sessions, the attorney general"."""
    office = _office(tail)
    if office:
        yield Reading(head, office)
        yield from (Reading(r.name, office) for r in _leading(head) if r.name)
    words = [w for w in tail.split() if w not in GENERATIONS]
    if words and max(len(words), len(head.split())) <= _LONGEST_INVERTED:
        yield from _leading(" ".join([*words, head, *(w for w in tail.split() if w in GENERATIONS)]))


def _leading(plain: str) -> Iterator[Reading]:
    """The longest office at the beginning taken from the name, and the name without honorifics."""
    words = [w for w in plain.split() if w not in _HONORIFICS]
    while words and words[0] in _FOR_NOW:
        words = words[1:]
    if not words:
        return
    yield Reading(" ".join(words), "")
    expanded = _expanded(" ".join(words[:-1]), _ABBREVIATED).split() + words[-1:]
    for end in range(min(len(expanded), _LONGEST_OFFICE), 0, -1):
        name = expanded[end:]
        if (office := _office(" ".join(expanded[:end]))) and name and not GENERATIONS.issuperset(name):
            yield Reading(" ".join(name), office)
            break
    if whole := _office(" ".join(expanded)):
        yield Reading("", whole)


def _office(plain: str) -> str:
    """The words if they are an office, its place or body included, without "former" and the like; else empty."""
    words = _expanded(plain, _ABBREVIATED).split()
    while words and words[0] in _FOR_NOW:
        words = words[1:]
    phrase = " ".join(words)
    ends = any(" ".join(words[-n:]) in OFFICES for n in (1, 2, 3) if n <= len(words))
    return phrase if words and (ends or Registry.read().posts(phrase)) else ""


def _expanded(plain: str, abbreviated: dict[str, str]) -> str:
    return " ".join(abbreviated.get(word, word) for word in plain.split())


def same_office(plain: str) -> str:
    """The office under the name by which others of its kind are compared: "congresswoman" is "representative"."""
    return " ".join(_SAME.get(word, word) for word in plain.split())
