"""What single words of a name are worth, and how like two of them are.

A word weighs its squared inverse document frequency over the names of the registry, as in cosine similarity of TF-IDF
vectors (Cohen, Ravikumar and Fienberg 2003, "SoftTFIDF"): "Houston" tells police departments apart, "police" does not.
"""

import math
from collections import Counter
from collections.abc import Mapping
from functools import cache

from rapidfuzz.distance import OSA

from graph.identity import normalise
from graph.registry import Registry
from ontology.word_lists import word_list

INITIAL, SHORT = 0.5, 0.95
"""Likeness of an initial, and of a short form of a given name, to the name."""
_SHORTEST, _LONG, _LONGEST = 4, 8, 16
"""Letters from which a word may be misspelt by one letter, by two, and beyond which none is looked for."""


@cache
def _weights() -> tuple[Mapping[str, float], float]:
    """The weight of every word of the registry's names, and that of a word that none of them has."""
    registry = Registry.read()
    names = [set(normalise(name).split()) for e in registry.entities() for name in registry.names(e.iri)]
    counts = Counter(word for words in names for word in words)
    return {word: math.log(1 + len(names) / n) ** 2 for word, n in counts.items()}, math.log(1 + len(names)) ** 2


def weight(word: str) -> float:
    known, unknown = _weights()
    return known.get(word, unknown)


def misspellings(word: str) -> int:
    """How many letters may be wrong, missing, too many or swapped in a word of that length."""
    return 0 if not _SHORTEST <= len(word) <= _LONGEST else 1 if len(word) < _LONG else 2


@cache
def _forms() -> Mapping[str, frozenset[str]]:
    """Every given name that a form may stand for, itself included."""
    stands_for: dict[str, set[str]] = {}
    for name, forms in word_list("names", "nicknames")["short"].items():
        for form in (name, *forms.split()):
            stands_for.setdefault(form, set()).add(name)
    return {form: frozenset(names) for form, names in stands_for.items()}


def likeness(one: str, other: str, given: bool = False) -> float:
    """0 to 1; `given`: an initial or a short form of a given name counts, too."""
    if one == other:
        return 1.0
    if given and 1 in (len(one), len(other)):
        return INITIAL if one[0] == other[0] else 0.0
    if given and _forms().get(one, frozenset()) & _forms().get(other, frozenset()):
        return SHORT
    allowed = min(misspellings(one), misspellings(other))
    distance = OSA.distance(one, other, score_cutoff=allowed) if allowed else 1
    return 1 - distance / max(len(one), len(other)) if distance <= allowed else 0.0
