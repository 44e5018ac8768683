"""Words that judge: `judgements.toml` and `opinions.toml` in `ontology/lexicon/acts`, read and checked at import.

A table or a list that is not described in README.md beside the data, or a word listed as both good and bad, raises
`BrokenVocabulary`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ontology.vocabulary import BrokenVocabulary
from ontology.word_lists import word_list

_PARTS = ("verbs", "adjectives", "nouns")


@dataclass(frozen=True, slots=True)
class Judgement:
    """Words that say something good or bad of their subject."""

    verbs: frozenset[str]
    adjectives: frozenset[str]
    nouns: frozenset[str]


def _judgement(table: Mapping[str, list[str]]) -> Judgement:
    unknown = set(table) - set(_PARTS)
    if unknown:
        raise BrokenVocabulary(f"words that judge are verbs, adjectives or nouns, not {', '.join(sorted(unknown))}")
    return Judgement(*(frozenset(table.get(part, ())) for part in _PARTS))


def _phrases(words: list[str]) -> dict[str, frozenset[str]]:
    """The words that stand under each verb."""
    found: dict[str, set[str]] = {}
    for phrase in words:
        verb, _, under = phrase.partition(" ")
        found.setdefault(verb, set()).add(under)
    return {verb: frozenset(under) for verb, under in found.items()}


def _opposed(wrong: Judgement, right: Judgement) -> None:
    both = [w for part in _PARTS for w in getattr(wrong, part) & getattr(right, part)]
    if both:
        raise BrokenVocabulary(f"listed as both good and bad: {', '.join(sorted(both))}")


_told, _opinions = word_list("acts", "judgements"), word_list("acts", "opinions")
_constructions: dict[str, list[str]] = _opinions["constructions"]

QUOTING = frozenset(_told["quoting"])
NAMING = frozenset(_told["naming"])
OBLIGATION = frozenset(_told["obligation"])
NEEDED = frozenset(_told["needed"])
RULING, PROVING = frozenset(_told["ruling"]), frozenset(_told["proving"])
DENYING = frozenset(_told["denying"])
DOUBTING = frozenset(_told["doubting"])
AMENDS = frozenset(_told["amends"])
COMPLAINING = frozenset(_told["complaining"])
VOICING = frozenset(_told["voicing"])
GRAVE = frozenset(_told["grave"])
DISPLEASED, PLEASED = _judgement(_told["displeased"]), _judgement(_told["pleased"])
CLAIMING = frozenset(_told["claiming"])
COMPLAINTS = frozenset(_told["complaints"]) | DISPLEASED.nouns

WRONG, RIGHT = _judgement(_opinions["against"]), _judgement(_opinions["for"])
_opposed(WRONG, RIGHT)
WRONG_PHRASES, RIGHT_PHRASES = _phrases(_constructions["against"]), _phrases(_constructions["for"])
PRODUCING = frozenset(_constructions["producing"])
RELIEVING = frozenset(_constructions["relieving"])
MENACES = frozenset(_constructions["menaces"])
OWED = frozenset(_constructions["owed"])
OUT_OF = frozenset(_constructions["out"])
AGAINST_WHAT = frozenset(_constructions["against_what"])
FORMS = frozenset(_constructions["forms"])
LICENCES = frozenset(_constructions["licences"])
CLASSIFYING, CLASSIFIED = frozenset(_constructions["classifying"]), frozenset(_constructions["classified"])
MAKING = frozenset(_constructions["making"])
DONE_WRONG, DONE_RIGHT = frozenset(_constructions["done"]), frozenset(_constructions["done_right"])
BASED = frozenset(_constructions["based"])
DESERVING = frozenset(_constructions["deserving"])
BEHAVING = frozenset(_constructions["behaving"])
PASSING = frozenset(_constructions["passing"])
UNDERGOING = frozenset(_constructions["undergoing"])
