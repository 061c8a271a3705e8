"""Logistic regression, as far as it is needed to apply it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Learned weights: log odds = intercept + sum of weight x feature, in the order of the feature names."""

    weights: dict[str, float]
    intercept: float

    def odds(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Log odds of each row of features."""
        logits: NDArray[np.float64] = rows @ np.array(list(self.weights.values())) + self.intercept
        return logits

    def probability(self, row: NDArray[np.float64]) -> float:
        """The probability for one row of features, 0 to 1."""
        return 1 / (1 + math.exp(-float(np.clip(self.odds(row[None, :])[0], -50, 50))))
