"""Learn how likely an act that the rules find is right, and say how well that can be told.

    python -m graph.evaluate.training ANNOTATED_DIR[:TEXTS_DIR] ... [--calibrate ANNOTATED_DIR[:TEXTS_DIR] ...]
                                      [--write]

A folder of annotations, with its texts beside them or in the second folder. Learnt is a logistic regression
(`graph.extract.confidence`) over the acts found in them; right is an act whose agent, target and stance an annotator
gave to an act of the same sentence. What is printed first is measured by cross-validation over articles, so that no
article is judged by a model that has seen it. Rules do better on articles that they were written with: `--calibrate`
names articles that they were not, by which two numbers, a slope and an offset (Platt scaling), set the probabilities
right. `--write` replaces the weights that come with whowhom.
Needs scikit-learn, which the development dependencies bring.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score
from sklearn.model_selection import GroupKFold

from graph.article import Article
from graph.evaluate.gold import Gold, gold_articles, read_gold
from graph.evaluate.matching import Wikidata, is_right
from graph.extract.arguments.arguments import Finding
from graph.extract.confidence.confidence import WEIGHTS
from graph.extract.confidence.features import features
from graph.extract.reader import Reader
from graph.read import read_path
from graph.registry import Registry
from graph.settings import Settings

_STRENGTH = 0.1
"""Inverse strength of the L2 penalty (C of scikit-learn)."""
_FOLDS = 8
_RARE = 2
"""Features of fewer acts are left out."""


@dataclass(frozen=True, slots=True)
class Example:
    article: str
    features: tuple[str, ...]
    right: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="ANNOTATED_DIR[:TEXTS_DIR]")
    parser.add_argument("--calibrate", nargs="+", default=[], metavar="ANNOTATED_DIR[:TEXTS_DIR]")
    parser.add_argument("--write", action="store_true")
    told = parser.parse_args()
    examples = list(_examples(told.folders))
    articles = len({e.article for e in examples})
    share = sum(e.right for e in examples) / len(examples)
    print(f"{len(examples)} acts found in {articles} articles, {share:.3f} of them right")
    for line in _validated(examples):
        print(line)
    if told.write:
        source = f"{len(examples)} acts found in {articles} annotated articles"
        _write(examples, list(_examples(told.calibrate)), source)


def _examples(folders: Sequence[str]) -> Iterator[Example]:
    settings, registry = Settings(), Registry.read()
    reader = Reader(settings, registry)
    for folder, _, texts in (f.partition(":") for f in folders):
        for document, path, given in gold_articles(Path(folder), Path(texts) if texts else None):
            gold = read_gold(Path(folder) / f"{document}.json", Path(texts) if texts else None)
            (article,) = read_path(path, given, settings)
            assert isinstance(article, Article), article
            see = partial(_example, document, gold, registry.wikidata)
            yield from reader.over(article, see)


def _example(document: str, gold: Gold, wikidata: Wikidata, finding: Finding) -> Example:
    sentence = finding.anchor.sent
    agent, target, at = finding.agent.entity, finding.target.entity, (sentence.start_char, sentence.end_char)
    right = is_right(agent, target, finding.stance, at, gold, wikidata)
    return Example(document, tuple(features(finding)), right)


def _validated(examples: Sequence[Example]) -> Iterator[str]:
    """Cross-validated discrimination and calibration, and a reliability table."""
    right = np.array([e.right for e in examples])
    guessed = np.zeros(len(examples))
    folds = GroupKFold(_FOLDS, shuffle=True, random_state=1)
    for seen, held in folds.split(examples, right, [e.article for e in examples]):
        vectors, model = _fitted([examples[i] for i in seen])
        guessed[held] = model.predict_proba(vectors.transform(_counted([examples[i] for i in held])))[:, 1]
    base = brier_score_loss(right, np.full(len(right), right.mean()))
    yield f"area under the ROC curve {roc_auc_score(right, guessed):.3f}"
    yield f"Brier score {brier_score_loss(right, guessed):.3f} (of the mere base rate {base:.3f})"
    for low in np.arange(0, 1, 0.1):
        within = (guessed >= low) & (guessed < low + 0.1)
        if within.any():
            told = f"told {guessed[within].mean():.2f}, right {right[within].mean():.2f}"
            yield f"{low:.1f} to {low + 0.1:.1f}: {told} of {within.sum()}"


def _fitted(examples: Sequence[Example]) -> tuple[DictVectorizer, Any]:
    vectors = DictVectorizer(dtype=np.float32)
    seen = vectors.fit_transform(_counted(examples))
    common = np.asarray((seen > 0).sum(axis=0)).ravel() >= _RARE
    vectors.restrict(common)
    model = LogisticRegression(C=_STRENGTH, max_iter=1000)
    model.fit(vectors.transform(_counted(examples)), [e.right for e in examples])
    return vectors, model


def _counted(examples: Sequence[Example]) -> list[dict[str, float]]:
    return [dict.fromkeys(e.features, 1.0) for e in examples]


def _write(examples: Sequence[Example], others: Sequence[Example], source: str) -> None:
    vectors, model = _fitted(examples)
    slope, offset = _scaling(vectors, model, others) if others else (1.0, 0.0)
    told: dict[str, Any] = {
        "source": source + (f", scaled by {len(others)} of others" if others else ""),
        "intercept": round(float(model.intercept_[0]) * slope + offset, 4),
        "weights": {
            str(name): round(float(weight) * slope, 3)
            for name, weight in sorted(zip(vectors.feature_names_, model.coef_[0], strict=True))
            if round(float(weight) * slope, 3)
        },
    }
    path = Path(__file__).parents[1] / "extract" / "confidence" / WEIGHTS
    path.write_text(json.dumps(told, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(told['weights'])} weights, slope {slope:.2f}, offset {offset:+.2f}")


def _scaling(vectors: DictVectorizer, model: Any, others: Sequence[Example]) -> tuple[float, float]:
    """Slope and offset that turn the model's log-odds into those of acts that it was not learnt from."""
    odds = model.decision_function(vectors.transform(_counted(others))).reshape(-1, 1)
    scaled = LogisticRegression(C=1e6).fit(odds, [e.right for e in others])
    return float(scaled.coef_[0][0]), float(scaled.intercept_[0])


if __name__ == "__main__":
    main()
