"""The sentences that words alone put first, compared with the question by what they mean."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.evidence.alignment import Alignment
from bot.evidence.features import SENTENCE_FEATURES, Read
from bot.evidence.measures import fits

CLOSE_FEATURES = (
    *SENTENCE_FEATURES,
    "fits",
    "cosine",
    "cosine_gap",
    "cosine_rank",
    "cosine_fits",
    "cosine_neighbour",
    "aligned",
    "aligned_gap",
    "aligned_worst",
    "aligned_near",
    "aligned_near_gap",
    "asking",
    "asking_gap",
)
COMPARED = 10
"""Sentences that are embedded, those of the best passages besides: some 90 ms.  Twice as many find nothing more."""
TELLING = 0.35
"""How much a term must tell, against the one that tells most, for being missed."""
FROM_PASSAGES = 4
"""Passages whose best sentence is embedded whatever its place."""


def shortlist(found: Read, odds: NDArray[np.float64]) -> list[int]:
    """The sentences worth a closer look, by the log odds of all: the best ones, and the best of the first passages."""
    order = [int(number) for number in np.argsort(-odds, kind="stable") if found.sentences[number].quotable]
    chosen = dict.fromkeys(order[:COMPARED])
    for passage in range(FROM_PASSAGES):
        best = next((number for number in order if found.sentences[number].passage == passage), None)
        if best is not None:
            chosen[best] = None
    return list(chosen)


def close_features(found: Read, numbers: Sequence[int], compared: Alignment) -> NDArray[np.float64]:
    """One row for each of these sentences, in the order of CLOSE_FEATURES."""
    if not numbers:
        return np.zeros((0, len(CLOSE_FEATURES)))
    cosines = compared.cosines
    fitting = np.array(
        [
            fits(found.asked.text, found.sentences[number].text, found.words[number], found.asked.stems)
            for number in numbers
        ]
    )
    places = {number: place for place, number in enumerate(numbers)}
    beside = [
        max(
            (
                cosines[places[other]]
                for other in (number - 1, number + 1)
                if other in places and found.sentences[other].article == found.sentences[number].article
            ),
            default=0.0,
        )
        for number in numbers
    ]
    ranks = np.argsort(np.argsort(-cosines, kind="stable"))
    return np.column_stack(
        [
            found.features[list(numbers)],
            fitting,
            cosines,
            cosines - cosines.max(),
            1 / (1 + ranks),
            cosines * np.maximum(fitting, 0),
            beside,
            *_aligned(found, numbers, compared),
        ]
    )


def _aligned(found: Read, numbers: Sequence[int], compared: Alignment) -> list[NDArray[np.float64]]:
    words, weights = compared.words, compared.weights
    if not compared.terms:
        return [np.zeros(len(numbers))] * 7
    here = np.array([[term in found.matched[number] for term in compared.terms] for number in numbers])
    near = np.array([[term in found.around[number] for term in compared.terms] for number in numbers])
    soft = np.where(here, 1.0, words) @ weights
    beside = np.where(near, 1.0, words)
    telling = weights >= TELLING * weights.max()
    return [
        (words / np.maximum(words.max(0), 1e-6)) @ weights,
        soft - soft.max(),
        beside[:, telling].min(1),
        beside @ weights,
        beside @ weights - (beside @ weights).max(),
        compared.asking,
        compared.asking - compared.asking.max(),
    ]
