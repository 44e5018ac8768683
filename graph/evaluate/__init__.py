"""How well extracted acts agree with annotated articles: precision, recall and F1, and each error by name.

Annotations are one `NAME.json` beside `NAME.txt`, with entities (names, aliases, owners) and acts between them. Counted
are distinct pairs of agent and target, micro-averaged over the articles, negated acts left out: `against` (stance
against, the headline), `dyads` (any stance) and `acts` (pairs with the act type). Precision is the share of predicted
pairs that are gold, one to one. Recall is the share of what annotators hold clearly stated ("core") that was found;
gold acts that say one thing (they share `same`) are found together. A pair over a policy's owner is as good as the
policy's, and asked of nobody. `agreement` tells, of the matched against pairs, how often type, realis and sentence fit.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.acts import Act
from graph.evaluate.gold import Gold, annotations, gold_articles, read_gold
from graph.evaluate.matching import Tally, Wikidata, agreement, tally
from graph.evaluate.stages import STAGES, Stage, staged, stages
from graph.extract.study import Study

__all__ = ["STAGES", "Report", "Stage", "as_record", "evaluate", "gold_articles"]


_NOTHING = Study(())


@dataclass(frozen=True, slots=True)
class Report:
    """`figures` by measure (against, dyads, acts, agreement), rounded to four places; `errors` a line each.

    `stages` tells how each stage of reading fares alone.
    """

    figures: dict[str, dict[str, float]]
    stages: tuple[Stage, ...]
    errors: tuple[str, ...]


def evaluate(gold_dir: Path, studies: Mapping[str, Study], wikidata: Wikidata, texts: Path | None = None) -> Report:
    """Compare what was read, by document, with every annotation of the folder; `wikidata` gives an IRI's item.

    `texts` is the folder of the texts when they do not lie beside the annotations. Raises `InputError` where the
    folder or an annotation cannot be read.
    """
    counts = {name: Counter[str]() for name in ("against", "dyads", "acts")}
    agreed: Counter[str] = Counter()
    by_stage: Counter[tuple[str, bool]] = Counter()
    errors: list[str] = []
    for path in annotations(gold_dir):
        gold, study = read_gold(path, texts), studies.get(path.stem, _NOTHING)
        by_stage += staged(gold, study, wikidata)
        predicted = [a for a in study.acts if a.realis != "negated"]
        against = tally(gold, predicted, wikidata, stance="against")
        counts["against"] += against.counts()
        counts["dyads"] += tally(gold, predicted, wikidata).counts()
        counts["acts"] += tally(gold, predicted, wikidata, typed=True).counts()
        agreed += agreement(gold, predicted, against)
        errors += _errors(path.stem, gold, against)
    figures = {name: _rates(count) for name, count in counts.items()}
    right = counts["against"]["right"]
    figures["agreement"] = {k: _ratio(agreed[k], right) for k in ("type", "realis", "evidence")}
    return Report(figures, stages(by_stage), tuple(errors))


def _rates(count: Counter[str]) -> dict[str, float]:
    right, predicted, found, core = (count[k] for k in ("right", "predicted", "found", "core"))
    p, r = right / predicted if predicted else 0.0, found / core if core else 0.0
    rates = {"precision": round(p, 4), "recall": round(r, 4), "f1": round(2 * p * r / (p + r), 4) if p + r else 0.0}
    return {**rates, "right": right, "predicted": predicted, "found": found, "core": core}


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _errors(document: str, gold: Gold, against: Tally) -> Iterator[str]:
    for act in against.missed:
        agent, target = gold.entities[act.agent].name, gold.entities[act.target].name
        yield f"{document}: missed: {agent} -{act.type}-> {target} | {act.trigger}"
    for j, found in enumerate(against.predicted):
        if j not in against.matched.values():
            words = " ".join(found.evidence.sentence.text.split())[:160]
            yield f"{document}: spurious: {found.agent.name} -{found.type}-> {found.target.name} | {words}"


def as_record(act: Act, document: str, wikidata: Wikidata) -> dict[str, Any]:
    """The act as one line of the JSON Lines that scorers of this annotation read."""
    return {
        "doc": document,
        "agent": {"name": act.agent.name, "wikidata": wikidata(act.agent.iri)},
        "type": act.type,
        "target": {"name": act.target.name, "wikidata": wikidata(act.target.iri)},
        "stance": act.stance,
        "realis": act.realis,
        "date": str(act.date) if act.date else None,
        "start": act.evidence.sentence.start,
        "end": act.evidence.sentence.end,
    }
