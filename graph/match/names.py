"""How like a typed name is to the names of a participant."""

from collections.abc import Iterable, Sequence

from graph.identity import normalise
from graph.match.readings import GENERATIONS
from graph.match.words import likeness, weight

GIVEN_ONLY = 0.6
"""What is left of the likeness to a person's name whose surname was not typed."""
INVERTED = 0.9
"""What is left where the surname came first without a comma: John Kelly may be another man than Kelly John."""
_MOST_WORDS = 16


def similarity(typed: str, names: Iterable[str], person: bool) -> float:
    """0 to 1: that of the best of the names, all normalised here but for `typed`, which is already."""
    return max((_similarity(typed, normalise(name), person) for name in names), default=0.0)


def _similarity(typed: str, name: str, person: bool) -> float:
    """The harmonic mean of how much of each name, by the weight of its words, the other one has."""
    if typed == name:
        return 1.0
    if typed.replace(" ", "") == name.replace(" ", ""):
        return 0.98
    one, other = typed.split()[:_MOST_WORDS], name.split()[:_MOST_WORDS]
    pairs = _aligned(one, other, person)
    covered = sum(weight(one[i]) * like for i, _, like in pairs) / (sum(map(weight, one)) or 1)
    covering = sum(weight(other[j]) * like for _, j, like in pairs) / (sum(map(weight, other)) or 1)
    if not covered or not covering:
        return 0.0
    return 2 * covered * covering / (covered + covering) * (_by_surname(one, other, pairs) if person else 1.0)


def _by_surname(one: list[str], other: list[str], pairs: list[tuple[int, int, float]]) -> float:
    """What is left of the likeness by where the surname was typed: at the end, elsewhere, or not at all."""
    typed = next((one[i] for i, j, _ in pairs if other[j] == surname(other)), None)
    return GIVEN_ONLY if typed is None else 1.0 if typed == surname(one) else INVERTED


def _aligned(one: list[str], other: list[str], person: bool) -> list[tuple[int, int, float]]:
    """Each word with at most one of the other name, the likest pairs first; a surname is no initial."""
    last = (len(one) - 1, len(other) - 1)
    pairs = [
        (like, -i, -j)
        for i, a in enumerate(one)
        for j, b in enumerate(other)
        if (like := likeness(a, b, given=person and i != last[0] and j != last[1]))
    ]
    taken: list[tuple[int, int, float]] = []
    for like, i, j in sorted(pairs, reverse=True):
        if all(-i != a and -j != b for a, b, _ in taken):
            taken.append((-i, -j, like))
    return taken


def surname(words: Sequence[str]) -> str:
    """The last word that tells no generation."""
    return next((w for w in reversed(words) if w not in GENERATIONS), words[-1])


def acronyms(names: Iterable[str]) -> set[str]:
    """What the first letters of the capitalised words of the names spell, with and without that of "U.S."."""
    spelt = {"".join(map(_letters, name.replace("-", " ").split())) for name in names}
    return spelt | {a.removeprefix("US") for a in spelt}


def _letters(word: str) -> str:
    """The first letter of a capitalised word, all of them of one with dots."""
    return "".join(c for c in word if c.isupper()) if "." in word else word[0] if word[0].isupper() else ""
