"""Logistic regression, to learn the weights of ``bot.linear.LinearModel``."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def logistic(rows: Floats, labels: Floats, counts: Floats, pull: Floats) -> tuple[list[float], float]:
    """The weight of each column of ``rows``, and the intercept, by Newton's method on standardized columns.

    ``labels`` are 0 or 1; ``counts``: how often each row counts; ``pull``: how strongly each weight is drawn to zero.
    """
    middle, spread = rows.mean(0), rows.std(0) + 1e-9
    standard = np.column_stack([(rows - middle) / spread, np.ones(len(rows))])
    pull = np.append(pull, 0.0)
    weights = np.zeros(rows.shape[1] + 1)
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(standard @ weights, -30, 30)))
        slope = standard.T @ (counts * (chance - labels)) + pull * weights
        curve = (standard * (counts * chance * (1 - chance) + 1e-9)[:, None]).T @ standard + np.diag(pull + 1e-9)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    scaled = weights[:-1] / spread
    return scaled.tolist(), float(weights[-1] - scaled @ middle)
