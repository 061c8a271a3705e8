"""What is measured of a question and its passages as a whole, for judging whether they answer it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.evidence.closeness import CLOSE_FEATURES
from bot.evidence.features import Read

SUPPORT_FEATURES = (
    "best_odds",
    "neighbours_covered",
    "all_covered",
    "names_missing_near",
    "names_missing_anywhere",
    "sentence_cosine",
    "best_cosine",
    "best_fits",
)
"""Tried and not taken, as they gained nothing or fitted one set alone: whether a date, a figure or a name is there
where one is asked for; the rarest word missing; pairs of words; negation; figures missing; the gaps between the best
sentences and passages; the cosines of whole passages, which are low where a long one answers in one sentence, so that
libraries of short articles and of long ones need different thresholds."""
_FITS, _COSINE = CLOSE_FEATURES.index("fits"), CLOSE_FEATURES.index("cosine")


def support(
    found: Read,
    best: Sequence[int],
    odds: NDArray[np.float64],
    features: NDArray[np.float64],
    headers: Sequence[set[str]],
) -> NDArray[np.float64]:
    """One row, in the order of SUPPORT_FEATURES, of what the passages as a whole hold of the question.

    ``best``: the sentences most likely to answer, best first, with their log odds and features; ``headers``: the
    question's terms in each passage's title, publisher and date.
    """
    asked = found.asked
    anywhere = set().union(*headers)
    for sentence, terms in zip(found.sentences, found.matched, strict=True):
        if sentence.inside:
            anywhere |= terms
    near = found.around[best[0]] | headers[found.sentences[best[0]].article] if best else set()
    return np.array(
        [
            odds[0] if best else -10.0,
            asked.share(near),
            asked.share(anywhere),
            _missing(asked.names, near),
            _missing(asked.names, anywhere),
            float(features[:, _COSINE].max()) if best else 0.0,
            float(features[0, _COSINE]) if best else 0.0,
            float(features[0, _FITS]) if best else 0.0,
        ]
    )


def _missing(wanted: frozenset[str], there: set[str]) -> float:
    return len(wanted - there) / len(wanted) if wanted else 0.0
