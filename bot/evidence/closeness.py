"""The sentences that words alone put first, compared with the question by what they mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.evidence.features import SENTENCE_FEATURES, Read
from bot.evidence.measures import fits

Embed = Callable[[Sequence[str]], NDArray[np.float32]]
"""One unit vector a text, same order."""

CLOSE_FEATURES = (
    *SENTENCE_FEATURES,
    "fits",
    "cosine",
    "cosine_gap",
    "cosine_rank",
    "cosine_fits",
    "cosine_neighbour",
)
COMPARED = 10
"""Sentences that are embedded, those of the best passages besides: some 90 ms.  Twice as many find nothing more."""
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


def cosines(found: Read, numbers: Sequence[int], embed: Embed) -> NDArray[np.float64]:
    """The cosine of each of these sentences with the question."""
    if not numbers:
        return np.zeros(0)
    vectors = embed([found.asked.text, *(found.sentences[number].text for number in numbers)])
    compared: NDArray[np.float64] = vectors[1:].astype(np.float64) @ vectors[0].astype(np.float64)
    return compared


def close_features(found: Read, numbers: Sequence[int], compared: NDArray[np.float64]) -> NDArray[np.float64]:
    """One row for each of these sentences, in the order of CLOSE_FEATURES."""
    if not numbers:
        return np.zeros((0, len(CLOSE_FEATURES)))
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
                compared[places[other]]
                for other in (number - 1, number + 1)
                if other in places and found.sentences[other].article == found.sentences[number].article
            ),
            default=0.0,
        )
        for number in numbers
    ]
    ranks = np.argsort(np.argsort(-compared, kind="stable"))
    return np.column_stack(
        [
            found.features[list(numbers)],
            fitting,
            compared,
            compared - compared.max(),
            1 / (1 + ranks),
            compared * np.maximum(fitting, 0),
            beside,
        ]
    )
