"""Each stage of reading scored alone, given what the stages before it need to have found.

Mentions are scored where annotations mark the words of an act's participants, so their figures are recall: mentions
that take part in no act are nobody's loss. What follows the predicate is scored on the gold acts whose trigger the
reader found, and the last stages on those of which it found agent and target too.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.acts import Act, Entity, Span
from graph.evaluate.gold import Annotated, Gold
from graph.evaluate.matching import Wikidata
from graph.extract.study import Study
from ontology.vocabulary import VOCABULARY

STAGES: Mapping[str, str] = {
    "mentions": "participants' mentions found",
    "kinds": "of these, of the right kind",
    "names": "of these, names linked right",
    "descriptions": "of these, descriptions linked right",
    "pronouns": "of these, pronouns linked right",
    "predicates": "core acts whose predicate is found",
    "agents": "of these, agent right",
    "targets": "of these, target right",
    "pairs": "of these, both right",
    "types": "of these, type right",
    "stances": "of these, stance right",
    "realis": "of these, realis right",
    "sources": "of these, attribution right",
    "dates": "of those with a date, date right",
    "owners": "of measures acted upon, owner right",
    "acts": "acts found whose trigger is one of an annotated act",
}
_PRONOUN = re.compile(
    r"(?i)(he|him|his|she|hers?|it|its|they|them|theirs?|who|whom|whose|which|that|we|us|our|i|me|my)"
)


@dataclass(frozen=True, slots=True)
class Stage:
    """`right` of `all` cases; the share of an empty stage is 0."""

    name: str
    right: int
    all: int

    @property
    def share(self) -> float:
        return round(self.right / self.all, 4) if self.all else 0.0


def stages(counts: Counter[tuple[str, bool]]) -> tuple[Stage, ...]:
    """The table of every stage, in the order in which reading goes."""
    return tuple(Stage(n, counts[n, True], counts[n, True] + counts[n, False]) for n in STAGES)


def staged(gold: Gold, study: Study, wikidata: Wikidata) -> Counter[tuple[str, bool]]:
    """Right and wrong cases of one article, by stage."""
    scoring = _Scoring(gold, study, wikidata)
    return Counter([*scoring.mentions(), *scoring.acts(), *scoring.predicted()])


class _Scoring:
    def __init__(self, gold: Gold, study: Study, wikidata: Wikidata) -> None:
        self.gold, self.study, self.wikidata = gold, study, wikidata

    def mentions(self) -> Iterator[tuple[str, bool]]:
        for place, id in sorted(self._annotated_mentions()):
            found = [(span, entity) for span, entity in self.study.mentions if _overlap(place, span)]
            yield "mentions", bool(found)
            if not found:
                continue
            span, entity = max(found, key=lambda pair: (self._stands_for(pair[1], id), _shared(place, pair[0])))
            if entity is not None:
                yield "kinds", self._of_kind(entity, id)
            yield _form(span.text), self._stands_for(entity, id)

    def _annotated_mentions(self) -> set[tuple[tuple[int, int], str]]:
        ends = (("agent_mention", "agent"), ("target_mention", "target"))
        return {(a.places[key], getattr(a, end)) for a in self.gold.told for key, end in ends if key in a.places}

    def acts(self) -> Iterator[tuple[str, bool]]:
        """Of acts that say one thing, the one that was read best speaks for all."""
        alike: dict[object, list[Annotated]] = {}
        for number, act in enumerate(self.gold.told):
            if "trigger" in act.places:
                alike.setdefault(act.same or (-1, number), []).append(act)
        for acts in alike.values():
            if any(a.core for a in acts):
                yield from max((list(self._of_predicate(a)) for a in acts), key=lambda told: sum(ok for _, ok in told))

    def _of_predicate(self, act: Annotated) -> Iterator[tuple[str, bool]]:
        place = act.places["trigger"]
        triggers = [*self.study.predicates, *(a.evidence.trigger for a in self.study.acts)]
        tried = any(_overlap(place, span) for span in triggers)
        yield "predicates", tried
        if tried:
            yield from self._of_act(act, [p for p in self.study.acts if _overlap(place, p.evidence.trigger)])

    def _of_act(self, act: Annotated, found: list[Act]) -> Iterator[tuple[str, bool]]:
        agents = [self._is(p.agent, act.agent) for p in found]
        targets = [self._is_target(p.target, act.target) for p in found]
        both = [p for p, agent, target in zip(found, agents, targets, strict=True) if agent and target]
        yield "agents", any(agents)
        yield "targets", any(targets)
        yield "pairs", bool(both)
        if both:
            yield from self._of_pair(act, both[0])

    def _of_pair(self, act: Annotated, found: Act) -> Iterator[tuple[str, bool]]:
        yield "types", found.type == act.type
        yield "stances", found.stance == act.stance
        yield "realis", found.realis == act.realis
        credited = found.attributed_to
        yield "sources", self._is(credited, act.source) if credited and act.source else not (credited or act.source)
        if act.date:
            yield "dates", str(found.date) == act.date
        owner = self.gold.owner(act.target)
        if owner:
            told = found.target.owner
            yield "owners", (told is not None and self._is(told, owner)) or self._is(found.target, owner)

    def predicted(self) -> Iterator[tuple[str, bool]]:
        places = [a.places["trigger"] for a in self.gold.told if "trigger" in a.places]
        for act in self.study.acts if places else ():
            yield "acts", any(_overlap(place, act.evidence.trigger) for place in places)

    def _is(self, entity: Entity, id: str) -> bool:
        return self.gold.is_entity(entity.name, self.wikidata(entity.iri), id)

    def _is_target(self, entity: Entity, id: str) -> bool:
        return self.gold.is_target(entity.name, self.wikidata(entity.iri), id)

    def _stands_for(self, entity: Entity | None, id: str) -> bool:
        return entity is not None and self._is(entity, id)

    def _of_kind(self, entity: Entity, id: str) -> bool:
        return VOCABULARY.is_a(entity.kind, self.gold.kind(id))


def _form(words: str) -> str:
    if _PRONOUN.fullmatch(words):
        return "pronouns"
    return "names" if re.search(r"[A-Z]", words[1:] if words.startswith("The ") else words) else "descriptions"


def _overlap(place: tuple[int, int], span: Span) -> bool:
    return place[0] < span.end and span.start < place[1]


def _shared(place: tuple[int, int], span: Span) -> float:
    """The share of both that they have in common."""
    return (min(place[1], span.end) - max(place[0], span.start)) / (max(place[1], span.end) - min(place[0], span.start))
