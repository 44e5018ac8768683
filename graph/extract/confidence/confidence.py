"""How likely an act that was found is right: a logistic regression over sparse features (`features`).

Its weights are data, learnt by `python -m graph.evaluate.training` from annotated articles; the file says from which.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Self

from graph.extract.arguments.arguments import Finding
from graph.extract.confidence.features import features

WEIGHTS = "weights.json"
"""File beside this one: {"intercept", "weights": {feature: weight}, "source": what it was learnt from}."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """Weights of a logistic regression: `of` gives a probability."""

    intercept: float
    weights: Mapping[str, float]

    @classmethod
    def told(cls, told: Mapping[str, Any]) -> Self:
        return cls(float(told["intercept"]), {str(k): float(v) for k, v in told["weights"].items()})

    def of(self, finding: Finding) -> float:
        """The probability, between 0 and 1, that an annotator would write the same act."""
        score = self.intercept + sum(self.weights.get(feature, 0.0) for feature in features(finding))
        return 1 / (1 + math.exp(-score))


@cache
def learnt() -> Confidence:
    """The model that comes with whowhom."""
    return Confidence.told(json.loads((files("graph.extract.confidence") / WEIGHTS).read_text(encoding="utf-8")))
