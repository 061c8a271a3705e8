"""What is measured of a question and its passages as a whole, for judging whether they answer it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.evidence.features import Read
from index.passage import Passage

SUPPORT_FEATURES = (
    "best_odds",
    "neighbours_covered",
    "all_covered",
    "names_missing_near",
    "names_missing_anywhere",
    "cosine",
)
"""Tried and not taken, as they gained nothing or fitted one set alone: whether a date, a figure or a name is there
where one is asked for; the rarest word missing; pairs of words; negation; figures missing; the gaps between the best
sentences and passages; each sentence's cosine with the question (100 ms more, and 1 point for the first sentence)."""


def support(
    found: Read,
    best: Sequence[int],
    odds: NDArray[np.float64],
    passages: Sequence[Passage],
    headers: Sequence[set[str]],
) -> NDArray[np.float64]:
    """One row, in the order of SUPPORT_FEATURES, of what the passages as a whole hold of the question.

    ``best``: the sentences most likely to answer, best first, with their log odds; ``headers``: the question's terms
    in each passage's title, publisher and date.
    """
    asked = found.asked
    anywhere = set().union(*headers)
    for sentence, terms in zip(found.sentences, found.matched, strict=True):
        if sentence.inside:
            anywhere |= terms
    near = found.around[best[0]] | headers[found.sentences[best[0]].article] if best else set()
    cosines = sorted((passage.cosine for passage in passages if passage.cosine is not None), reverse=True)[:3]
    return np.array(
        [
            odds[0] if best else -10.0,
            asked.share(near),
            asked.share(anywhere),
            _missing(asked.names, near),
            _missing(asked.names, anywhere),
            sum(cosines) / max(1, len(cosines)),
        ]
    )


def _missing(wanted: frozenset[str], there: set[str]) -> float:
    return len(wanted - there) / len(wanted) if wanted else 0.0
