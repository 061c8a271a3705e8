"""What is measured of a question and its passages as a whole, for judging whether they answer it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.evidence.alignment import Alignment
from bot.evidence.closeness import CLOSE_FEATURES, JUDGED_FEATURES
from bot.evidence.features import Read

SUPPORT_FEATURES = (
    "covered_near",
    "names",
    "names_missing_near",
    "names_missing_anywhere",
    "name_missing_anywhere",
    "figures_missing",
    "sentence_cosine",
    "aligned_near",
    "aligned_most",
    "aligned_anywhere",
    "asking",
    "best_fits",
    "best_holds_kind",
    "long",
)
"""Tried and not taken, as they gained nothing or fitted one set alone: the log odds of the best sentence, and how far
the next ones are behind; the rarest and the worst aligned word; the word behind "what" and "who" by itself; pairs of
words; negation; the cosines of whole passages, which are low where a long one answers in one sentence."""
JUDGED_SUPPORT_FEATURES = (*SUPPORT_FEATURES, "answers")
"""With the most that the trained model says of a sentence, where it can judge; less the longer the question is."""
SURE_NOT, SURE = -4.0, 2.0
"""Log odds of the model beyond which it makes no difference what it says."""
_FITS, _HOLDS = CLOSE_FEATURES.index("fits"), CLOSE_FEATURES.index("holds_kind")
_ALIGNED_NEAR = CLOSE_FEATURES.index("aligned_near")
_ANSWERS = JUDGED_FEATURES.index("answers")
SHORT, LONG = 5, 15
"""Terms of a question in one breath, and of one that tells a story before it asks: of that, less is found."""
MOST_NAMES = 4


def support(
    found: Read,
    best: Sequence[int],
    features: NDArray[np.float64],
    compared: Alignment,
    headers: Sequence[set[str]],
) -> NDArray[np.float64]:
    """One row, in the order of SUPPORT_FEATURES, of what the passages as a whole hold of the question.

    Of JUDGED_SUPPORT_FEATURES, where ``features`` are JUDGED_FEATURES.

    ``best``: the sentences most likely to answer, best first, with their features and alignment;
    ``headers``: the question's terms in each passage's title, author, publisher and date.
    """
    asked = found.asked
    terms = compared.terms
    anywhere = set().union(*headers)
    for sentence, own in zip(found.sentences, found.matched, strict=True):
        if sentence.inside:
            anywhere |= own
    near = found.around[best[0]] | headers[found.sentences[best[0]].article] if best else set()
    long = min(1.0, max(0.0, (len(terms) - SHORT) / (LONG - SHORT)))
    missing = [len(asked.names - there) / len(asked.names) if asked.names else 0.0 for there in (near, anywhere)]
    return np.array(
        [
            asked.share(near),
            min(len(asked.names), MOST_NAMES),
            *missing,
            missing[1] > 0,
            0.0 if asked.figures <= near else 1 - long,
            compared.cosines.max() if best else 0.0,
            _aligned(compared, near, compared.words[0]) if best else 0.0,
            features[:, _ALIGNED_NEAR].max() if best else 0.0,
            _aligned(compared, anywhere, compared.words.max(0)) if best else 0.0,
            compared.asking[0] if best else 0.0,
            features[0, _FITS] if best else 0.0,
            features[0, _HOLDS] if best else 0.0,
            long,
            *_answers(features, 1 - long),
        ],
        np.float64,
    )


def _answers(features: NDArray[np.float64], count: float) -> list[float]:
    """What the trained model says of the best; nothing where it cannot judge."""
    if features.shape[1] <= _ANSWERS:
        return []
    best = features[:, _ANSWERS].max() if len(features) else SURE_NOT
    return [count * float(np.clip(best, SURE_NOT, SURE))]


def _aligned(compared: Alignment, there: set[str], words: NDArray[np.float64]) -> float:
    """How much of the question is there, where what is there in other words counts by how near they come."""
    held = np.array([term in there for term in compared.terms], bool)
    return float(np.where(held, 1.0, words) @ compared.weights)
