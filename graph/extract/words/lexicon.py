"""Which words express which act: the data of `ontology/lexicon/acts`, read and checked at import.

A file that names a code, a kind or a key that is not defined raises `BrokenVocabulary`. README.md beside the data tells
its format.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from graph.acts import Realis, Stance
from ontology.vocabulary import VOCABULARY, BrokenVocabulary
from ontology.word_lists import word_list

Part = Literal["verb", "noun", "adjective"]
JUDGE = "Judge"
"""The one kind that is not a class: a court, or whoever is called a judge."""

OPPOSITE: Mapping[Stance, Stance] = {"against": "for", "for": "against", "neutral": "against"}


@dataclass(frozen=True, slots=True)
class Frame:
    """An act that a word expresses, the places of its participants, and the conditions under which it does."""

    type: str
    stance: Stance
    particle: str
    target: tuple[str, ...]
    agent: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    object: frozenset[str] = frozenset()
    near: frozenset[tuple[str, str]] = frozenset()
    after: frozenset[str] = frozenset()
    asks: bool = False
    itself: bool = False


@dataclass(frozen=True, slots=True)
class Operator:
    """A word that takes an act as its complement: whether it turns the act, and what becomes of an actual one."""

    turns: bool = False
    realis: Realis = "actual"
    becomes: str = ""
    takes: tuple[str, ...] = ()
    particle: str = ""


_FIELDS = {"type", "words", "target", "stance", "agent", "by", "whom", "object", "near", "after", "asks", "itself"}


def _frame(table: Mapping[str, Any], particle: str) -> Frame:
    unknown = set(table) - _FIELDS
    if unknown:
        raise BrokenVocabulary(f"a frame of {table.get('type')} has the unknown key {', '.join(sorted(unknown))}")
    default = VOCABULARY.require_code("ActType", table["type"]).default_stance
    for kind in (*table.get("by", ()), *table.get("whom", ())):
        if kind != JUDGE:
            VOCABULARY.require_participant(kind)
    return Frame(
        type=table["type"],
        stance=_one_of(get_args(Stance), table.get("stance", default)),
        particle=particle,
        target=tuple(table["target"]),
        agent=tuple(table.get("agent", ())),
        by=tuple(table.get("by", ())),
        whom=tuple(table.get("whom", ())),
        object=frozenset(table.get("object", ())),
        near=frozenset(_pair(words) for words in table.get("near", ())),
        after=frozenset(table.get("after", ())),
        asks=table.get("asks", False),
        itself=table.get("itself", False),
    )


def _one_of(allowed: Iterable[str], value: str) -> Any:
    if value not in allowed:
        raise BrokenVocabulary(f"{value!r} in the lexicon is none of {', '.join(allowed)}")
    return value


def _pair(words: str) -> tuple[str, str]:
    first, _, second = words.partition(" ")
    return first, second


def _frames(tables: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Frame, ...]]:
    """The frames of each word, in the order of the file, those with a particle first."""
    found: dict[str, list[Frame]] = {}
    for table in tables:
        for words in table["words"]:
            word, particle = _pair(words)
            found.setdefault(word, []).append(_frame(table, particle))
    return {word: tuple(sorted(frames, key=lambda f: not f.particle)) for word, frames in found.items()}


def _operators(tables: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Operator, ...]]:
    found: dict[str, tuple[Operator, ...]] = {}
    for table in tables:
        realis = _one_of(get_args(Realis), table.get("realis", "actual"))
        becomes = table.get("becomes", "")
        if becomes:
            VOCABULARY.require_code("ActType", becomes)
        for words in table["words"]:
            word, particle = _pair(words)
            operator = Operator(table.get("turns", False), realis, becomes, tuple(table.get("takes", ())), particle)
            found[word] = (*found.get(word, ()), operator)
    return {word: tuple(sorted(every, key=lambda o: not o.particle)) for word, every in found.items()}


def _turned(table: Mapping[str, str]) -> dict[str, str]:
    for code in (*table, *table.values()):
        VOCABULARY.require_code("ActType", code)
    return dict(table)


_nouns, _operator_file, _judgements, _transparent = (
    word_list("acts", name) for name in ("nouns", "operators", "judgements", "transparent")
)
_verbs = word_list("acts", "verbs")

FRAMES: Mapping[Part, Mapping[str, tuple[Frame, ...]]] = {
    "verb": _frames([*word_list("acts", "phrases")["frames"], *_verbs["frames"]]),
    "noun": _frames(_nouns["frames"]),
    "adjective": _frames(word_list("acts", "adjectives")["frames"]),
}
IDLE: Mapping[str, frozenset[str]] = {verb: frozenset(words) for verb, words in _verbs["idle"].items()}
LOSSES: Mapping[str, frozenset[str]] = {verb: frozenset(words) for verb, words in _verbs["losses"].items()}
LIGHT = frozenset(_nouns["light"])
RECEIVED = frozenset(_nouns["received"])

OPERATORS: Mapping[str, tuple[Operator, ...]] = _operators(_operator_file["operators"])
TURNED: Mapping[str, str] = _turned(_operator_file["turned"])
_asking = _operator_file["asking"]
CHANGES, UPON, PERSISTING = (frozenset(_asking[key]) for key in ("changes", "upon", "persisting"))
ORDERS, FORCING, ADVICE = (frozenset(_asking[key]) for key in ("orders", "forcing", "advice"))

REPORTING = frozenset(_judgements["reporting"])

TRANSPARENT = frozenset(_transparent["of"])
OWNED = frozenset(_transparent["owned"])
BRINGING = frozenset(_transparent["bringing"])
VOICES = frozenset(_transparent["voices"])
ISSUING, JURISDICTIONS = frozenset(_transparent["issuing"]), frozenset(_transparent["jurisdictions"])
DEEDS = frozenset(_transparent["deeds"])
SUFFERED = frozenset(_transparent["suffered"])
ALLEGED = frozenset(_transparent["alleged"])
SPOKEN = frozenset(_transparent["spoken"])
UNDERGONE = frozenset(_transparent["undergone"])
OFFICERS = frozenset(_transparent["officers"])
EXCHANGING, MUTUAL = frozenset(_transparent["exchanging"]), frozenset(_transparent["mutual"])
DEMONYMS: Mapping[str, str] = {word: name for name, words in word_list("acts", "demonyms").items() for word in words}
"""Adjectives of countries and parties, and the name by which an article knows them."""
