"""What a named graph comes to under the decisions about identity; what it states itself is never changed by them.

A pure function of the graph and the fates, so that a decision can be undone by laying the same graph again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.projection import PropertyGraph, Relationship, derived
from ontology.vocabulary import VOCABULARY

Fates = Mapping[str, str | None]
"""The IRI of the survivor of each merged participant; None for a removed one."""


@dataclass(frozen=True, slots=True)
class Effect:
    """`laid` holds as it is stated, `implied` by a decision; `kept` are statements that a decision took or turned away.

    `derived` follow from the first two; `withdrawn` are the IRIs of acts that no longer count.
    """

    laid: tuple[Relationship, ...]
    implied: tuple[Relationship, ...]
    kept: tuple[Relationship, ...]
    derived: tuple[Relationship, ...]
    withdrawn: frozenset[str]


def effect(graph: PropertyGraph, fates: Fates) -> Effect:
    """A merged participant's own statements stay with it; what others say of it is said of the survivor."""
    stated = [r for r in graph.relationships if not VOCABULARY.relations[r.type].derived]
    withdrawn = frozenset(_withdrawn(stated, fates)) if fates else frozenset[str]()
    laid: list[Relationship] = []
    implied: dict[tuple[str, str, str], Relationship] = {}
    kept: list[Relationship] = []
    for r in stated:
        subject, value = ends(r)
        if subject not in withdrawn and subject not in fates and value not in fates:
            laid.append(r)
            continue
        kept.append(r)
        survivor = fates.get(value)
        if survivor not in (None, subject) and subject not in withdrawn and subject not in fates:
            turned = _between(r.type, subject, str(survivor))
            implied[r.type, turned.start, turned.end] = turned
    holding = (*laid, *implied.values())
    return Effect(tuple(laid), tuple(implied.values()), tuple(kept), tuple(derived(graph.nodes, holding)), withdrawn)


def ends(r: Relationship) -> tuple[str, str]:
    """Subject and object of the statement that the relationship is."""
    return (r.end, r.start) if VOCABULARY.relations[r.type].reversed else (r.start, r.end)


def _between(kind: str, subject: str, value: str) -> Relationship:
    return Relationship(kind, *((value, subject) if VOCABULARY.relations[kind].reversed else (subject, value)))


def _withdrawn(stated: Iterable[Relationship], fates: Fates) -> Iterator[str]:
    """Acts of, towards or claimed by a removed participant, and those that a merge turns into acts towards oneself.

    Without its speaker a claim would read as the article's own word.
    """
    sides: dict[str, dict[str, str | None]] = {}
    for r in stated:
        if r.type in ("AGENT_OF", "TARGETS", "ATTRIBUTED_TO"):
            act, participant = ends(r)
            sides.setdefault(act, {})[r.type] = fates.get(participant, participant)
    for act, has in sides.items():
        if None in has.values() or ("TARGETS" in has and has.get("AGENT_OF") == has["TARGETS"]):
            yield act
