"""How likely an act that was found is right: a logistic regression over sparse features and word vectors (`features`).

Its weights are data, learnt by `python -m graph.evaluate.training` from annotated articles; the file says from which.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from graph.extract.confidence.features import Seen, features, vectors

WEIGHTS = "weights.json"
"""File beside this one: {"intercept", "weights": {feature: weight}, "directions": {role: weights of its vector},
"source": what it was learnt from}."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """Weights of a logistic regression: `of` gives a probability.

    `directions` has, for each role, one weight for each dimension of its word vector.
    """

    intercept: float
    weights: Mapping[str, float]
    directions: Mapping[str, NDArray[np.float32]] = field(default_factory=dict)

    @classmethod
    def told(cls, told: Mapping[str, Any]) -> Self:
        directions = {str(role): np.array(given, dtype=np.float32) for role, given in told["directions"].items()}
        return cls(float(told["intercept"]), {str(k): float(v) for k, v in told["weights"].items()}, directions)

    def of(self, seen: Seen) -> float:
        """The probability, between 0 and 1, that an annotator would write the same act."""
        score = self.intercept + sum(self.weights.get(feature, 0.0) for feature in features(seen))
        for role, vector in vectors(seen).items():
            direction = self.directions.get(role)
            # A pipeline of the user's choice may have other vectors, or none.
            if vector is not None and direction is not None and vector.shape == direction.shape:
                score += float(vector @ direction)
        return 1 / (1 + math.exp(-score))


@cache
def learnt() -> Confidence:
    """The model that comes with whowhom."""
    return Confidence.told(json.loads((files("graph.extract.confidence") / WEIGHTS).read_text(encoding="utf-8")))
