"""Which predicted act stands for which annotated one, one to one, and what of the core was found."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from graph.acts import Act, Entity, Stance
from graph.evaluate.gold import Annotated, Gold

Wikidata = Callable[[str], str | None]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Tally:
    """How one article fares by one measure: gold and predicted acts, one for each pair, and which were matched."""

    gold: list[Annotated]
    predicted: list[Act]
    matched: dict[int, int]
    missed: list[Annotated]
    found: int
    core: int

    def counts(self) -> Counter[str]:
        told = {"right": len(self.matched), "predicted": len(self.predicted), "found": self.found, "core": self.core}
        return Counter(told)


def tally(gold: Gold, acts: list[Act], wikidata: Wikidata, stance: str | None = None, typed: bool = False) -> Tally:
    kept = gold.with_owners(a for a in gold.acts if stance in (None, a.stance))
    group = _groups(kept, typed)
    core = {group[_key(a, typed)] for a in kept if a.core}
    # Core ones are served first, so that the matching finds as many of them as it can.
    golds = sorted(_distinct(kept, lambda a: _key(a, typed)), key=lambda a: group[_key(a, typed)] not in core)
    predicted = _distinct((a for a in acts if stance in (None, a.stance)), lambda a: _named(a, typed))
    matched = _match(golds, predicted, lambda g, p: _same(gold, g, p, wikidata) and (not typed or g.type == p.type))
    found = core & {group[_key(golds[i], typed)] for i in matched}
    missed = [a for a in golds if group[_key(a, typed)] in core - found]
    return Tally(golds, predicted, matched, missed, len(found), len(core))


def _same(gold: Gold, annotated: Annotated, act: Act, wikidata: Wikidata) -> bool:
    return _joins(gold, annotated, act.agent, act.target, wikidata)


def _joins(gold: Gold, annotated: Annotated, agent: Entity, target: Entity, wikidata: Wikidata) -> bool:
    return gold.is_entity(agent.name, wikidata(agent.iri), annotated.agent) and gold.is_target(
        target.name, wikidata(target.iri), annotated.target
    )


def is_right(
    agent: Entity, target: Entity, stance: Stance, sentence: tuple[int, int], gold: Gold, wikidata: Wikidata
) -> bool:
    """Whether an annotator gave an act of the same sentence (its two offsets) the same agent, target and stance."""
    return any(
        told.stance == stance
        and told.start < sentence[1]
        and sentence[0] < told.end
        and _joins(gold, told, agent, target, wikidata)
        for told in gold.with_owners(gold.told)
    )


def _key(act: Annotated, typed: bool) -> tuple[str, ...]:
    return (act.agent, act.target, act.type) if typed else (act.agent, act.target)


def _named(act: Act, typed: bool = False) -> tuple[str, ...]:
    return (act.agent.name, act.target.name, act.type) if typed else (act.agent.name, act.target.name)


def _distinct(items: Iterable[_T], key: Callable[[_T], Hashable]) -> list[_T]:
    """The first of each key."""
    first: dict[Hashable, _T] = {}
    for item in items:
        first.setdefault(key(item), item)
    return list(first.values())


def _groups(acts: list[Annotated], typed: bool) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Each pair's group, named by one of its pairs: pairs of acts that share `same` are one group."""
    group = {_key(a, typed): _key(a, typed) for a in acts}
    first: dict[int, tuple[str, ...]] = {}
    for act in acts:
        for number in act.same:
            joined = group[_key(act, typed)]
            into = group[first.setdefault(number, _key(act, typed))]
            group = {pair: into if name == joined else name for pair, name in group.items()}
    return group


def _match(golds: list[Annotated], acts: list[Act], same: Callable[[Annotated, Act], bool]) -> dict[int, int]:
    """A largest one-to-one matching of the two lists, by augmenting paths; earlier golds are never given up."""
    fits = [[j for j, act in enumerate(acts) if same(gold, act)] for gold in golds]
    holder: dict[int, int] = {}

    def place(i: int, tried: set[int]) -> bool:
        for j in fits[i]:
            if j not in tried:
                tried.add(j)
                if j not in holder or place(holder[j], tried):
                    holder[j] = i
                    return True
        return False

    for i in range(len(golds)):
        place(i, set())
    return {i: j for j, i in holder.items()}


def agreement(gold: Gold, acts: list[Act], against: Tally) -> Counter[str]:
    """In how many matched pairs an act of the one agrees with one of the other in type, realis, sentence."""
    count: Counter[str] = Counter()
    for i, j in against.matched.items():
        pair, named = _key(against.gold[i], False), _named(against.predicted[j])
        both = [
            (g, p)
            for g in gold.acts
            for p in acts
            if g.stance == p.stance == "against" and _key(g, False) == pair and _named(p) == named
        ]
        count["type"] += any(g.type == p.type for g, p in both)
        count["realis"] += any(g.realis == p.realis for g, p in both)
        count["evidence"] += any(_overlap(g, p) for g, p in both)
    return count


def _overlap(gold: Annotated, act: Act) -> bool:
    return act.evidence.sentence.start < gold.end and gold.start < act.evidence.sentence.end
