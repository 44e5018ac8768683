"""Learn how likely an act that the rules find is right, and say how well that can be told.

    python -m graph.evaluate.training ANNOTATED_DIR[:TEXTS_DIR] ... [--calibrate ANNOTATED_DIR[:TEXTS_DIR] ...]
                                      [--write]

A folder of annotations, with its texts beside them or in the second folder. Learnt is a logistic regression
(`graph.extract.confidence`) over the acts found in them, the unlikely ones included; right is an act whose agent,
target and stance an annotator gave to an act of the same sentence. What is printed first is measured by
cross-validation over articles, so that no article is judged by a model that has seen it. Rules do better on articles
that they were written with: `--calibrate` names articles that they were not, by which two numbers, a slope and an
offset (Platt scaling), set the probabilities right. `--write` replaces the weights that come with whowhom.
Needs scikit-learn, which the development dependencies bring.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score
from sklearn.model_selection import GroupKFold

from graph.article import Article
from graph.evaluate.gold import Gold, gold_articles, read_gold
from graph.evaluate.matching import Wikidata, is_right
from graph.extract.confidence.confidence import WEIGHTS
from graph.extract.confidence.features import ROLES, Seen, features, vectors
from graph.extract.reader import Reader
from graph.read import read_path
from graph.registry import Registry
from graph.settings import Settings

_STRENGTH = 0.1
"""Inverse strength of the L2 penalty (C of scikit-learn)."""
_FOLDS = 8
_WIDTH, _SPREAD = 20, 3
"""Components of each role's vectors, and by how much they count less than a feature."""
_RARE = 2
"""Features of fewer acts are left out."""


Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Example:
    article: str
    features: tuple[str, ...]
    vectors: Mapping[str, Vector | None]
    right: bool


class Model:
    """A logistic regression over the sparse features and, for each role, the main components of its word vectors."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.names = DictVectorizer(dtype=np.float32)
        seen = self.names.fit_transform(_counted(examples))
        self.names.restrict(np.asarray((seen > 0).sum(axis=0)).ravel() >= _RARE)
        self.components = {role: _components(examples, role) for role in ROLES}
        self.regression = LogisticRegression(C=_STRENGTH, max_iter=2000)
        self.regression.fit(self._matrix(examples), [e.right for e in examples])

    def odds(self, examples: Sequence[Example]) -> Any:
        """The log-odds that each is right."""
        return self.regression.decision_function(self._matrix(examples))

    def likely(self, examples: Sequence[Example]) -> Any:
        """The probability that each is right."""
        return self.regression.predict_proba(self._matrix(examples))[:, 1]

    def weights(self) -> dict[str, float]:
        names = self.names.feature_names_
        told = zip(names, self.regression.coef_[0][: len(names)], strict=True)
        return {str(name): float(weight) for name, weight in sorted(told)}

    def directions(self) -> dict[str, Any]:
        """The weight of each dimension of a role's vector."""
        rest = self.regression.coef_[0][len(self.names.feature_names_) :]
        return {role: rest[n * _WIDTH : (n + 1) * _WIDTH] @ self.components[role] for n, role in enumerate(ROLES)}

    def _matrix(self, examples: Sequence[Example]) -> Any:
        dense = [_stacked(examples, role) @ self.components[role].T for role in ROLES]
        return hstack([self.names.transform(_counted(examples)), csr_matrix(np.hstack(dense))]).tocsr()


def _components(examples: Sequence[Example], role: str) -> Any:
    """`_WIDTH` rows that a role's vectors are projected upon, each scaled to a spread of 1/`_SPREAD`."""
    stacked = _stacked(examples, role)
    found = TruncatedSVD(_WIDTH, random_state=1).fit(stacked)
    spread = (stacked @ found.components_.T).std(axis=0)
    return found.components_ / (np.maximum(spread, 1e-6)[:, None] * _SPREAD)


def _stacked(examples: Sequence[Example], role: str) -> Any:
    """One row for each example, zeros where the role has no vector."""
    given = [e.vectors[role] for e in examples]
    none = np.zeros(max((len(v) for e in examples for v in e.vectors.values() if v is not None), default=0), np.float32)
    return np.array([v if v is not None else none for v in given])


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


def _example(document: str, gold: Gold, wikidata: Wikidata, seen: Seen) -> Example:
    finding = seen.finding
    sentence = finding.anchor.sent
    agent, target, at = finding.agent.entity, finding.target.entity, (sentence.start_char, sentence.end_char)
    right = is_right(agent, target, finding.stance, at, gold, wikidata)
    kept = {role: None if v is None else v.copy() for role, v in vectors(seen).items()}
    return Example(document, tuple(features(seen)), kept, right)


def _validated(examples: Sequence[Example]) -> Iterator[str]:
    """Cross-validated discrimination and calibration, and a reliability table."""
    right = np.array([e.right for e in examples])
    guessed = np.zeros(len(examples))
    folds = GroupKFold(_FOLDS, shuffle=True, random_state=1)
    for seen, held in folds.split(examples, right, [e.article for e in examples]):
        guessed[held] = Model([examples[i] for i in seen]).likely([examples[i] for i in held])
    base = brier_score_loss(right, np.full(len(right), right.mean()))
    yield f"area under the ROC curve {roc_auc_score(right, guessed):.3f}"
    yield f"Brier score {brier_score_loss(right, guessed):.3f} (of the mere base rate {base:.3f})"
    for low in np.arange(0, 1, 0.1):
        within = (guessed >= low) & (guessed < low + 0.1)
        if within.any():
            told = f"told {guessed[within].mean():.2f}, right {right[within].mean():.2f}"
            yield f"{low:.1f} to {low + 0.1:.1f}: {told} of {within.sum()}"


def _counted(examples: Sequence[Example]) -> list[dict[str, float]]:
    return [dict.fromkeys(e.features, 1.0) for e in examples]


def _write(examples: Sequence[Example], others: Sequence[Example], source: str) -> None:
    model = Model(examples)
    slope, offset = _scaling(model, others) if others else (1.0, 0.0)
    told: dict[str, Any] = {
        "source": source + (f", scaled by {len(others)} of others" if others else ""),
        "intercept": round(float(model.regression.intercept_[0]) * slope + offset, 4),
        "weights": {name: round(w * slope, 3) for name, w in model.weights().items() if round(w * slope, 3)},
        "directions": {role: [round(float(w) * slope, 4) for w in d] for role, d in model.directions().items()},
    }
    path = Path(__file__).parents[1] / "extract" / "confidence" / WEIGHTS
    path.write_text(json.dumps(told, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(told['weights'])} weights, slope {slope:.2f}, offset {offset:+.2f}")


def _scaling(model: Model, others: Sequence[Example]) -> tuple[float, float]:
    """Slope and offset that turn the model's log-odds into those of acts that it was not learnt from."""
    odds = model.odds(others).reshape(-1, 1)
    scaled = LogisticRegression(C=1e6).fit(odds, [e.right for e in others])
    return float(scaled.coef_[0][0]), float(scaled.intercept_[0])


if __name__ == "__main__":
    main()
