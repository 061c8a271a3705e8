"""The sentences that words alone put first, compared with the question by what they mean."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.evidence.alignment import Alignment
from bot.evidence.answering import answering
from bot.evidence.features import SENTENCE_FEATURES, Read
from bot.evidence.measures import fits
from bot.evidence.weights import SHORTLIST
from index.passage import Passage

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
JUDGED_FEATURES = (*CLOSE_FEATURES, "answers", "answers_gap")
"""With what the trained model says of each, where it can judge."""
COMPARED = 10
"""Sentences that are embedded, those of the best passages besides: some 90 ms.  Twice as many find nothing more."""
JUDGED = 20
"""Sentences that the trained model reads, where it can judge and finds none that answers among the first."""
ANSWERS = 2.0
"""Log odds of a sentence that answers."""
JUDGED_BEST, COMPARED_OF_JUDGED = 6, 8
"""Of these, those that it puts first are embedded, with those that words put first: so many in all."""
TELLING = 0.35
"""How much a term must tell, against the one that tells most, for being missed."""
FROM_PASSAGES = 4
"""Passages whose best sentence is embedded whatever its place."""


def choose(found: Read, passages: Sequence[Passage]) -> tuple[list[int], NDArray[np.float64] | None]:
    """The sentences worth comparing with the question, and what the trained model says of each, if it can judge."""
    odds = SHORTLIST.odds(found.features) + found.rules.log_odds
    by_words = shortlist(found, odds)
    said = answering(found, by_words, passages)
    if said is None:
        return by_words, None
    if max(said.values(), default=0.0) < ANSWERS:
        more = [number for number in shortlist(found, odds, JUDGED) if number not in said]
        said |= answering(found, more, passages, named=0) or {}
    best = sorted(said, key=lambda number: -said[number] - found.rules.log_odds[number])[:JUDGED_BEST]
    chosen = list(dict.fromkeys([*best, *by_words]))[:COMPARED_OF_JUDGED]
    return chosen, np.array([said[number] for number in chosen])


def shortlist(found: Read, odds: NDArray[np.float64], most: int = COMPARED) -> list[int]:
    """The sentences worth a closer look, by the log odds of all: the best ones, and the best of the first passages."""
    order = [int(number) for number in np.argsort(-odds, kind="stable") if found.sentences[number].quotable]
    chosen = dict.fromkeys(order[:most])
    for passage in range(FROM_PASSAGES):
        best = next((number for number in order if found.sentences[number].passage == passage), None)
        if best is not None:
            chosen[best] = None
    return list(chosen)


def close_features(
    found: Read, numbers: Sequence[int], compared: Alignment, answers: NDArray[np.float64] | None = None
) -> NDArray[np.float64]:
    """One row for each of these sentences, in the order of CLOSE_FEATURES; of JUDGED_FEATURES with ``answers``."""
    seen = _close_features(found, numbers, compared)
    return seen if answers is None else np.column_stack([seen, answers, answers - answers.max(initial=-np.inf)])


def _close_features(found: Read, numbers: Sequence[int], compared: Alignment) -> NDArray[np.float64]:
    if not numbers:
        return np.zeros((0, len(CLOSE_FEATURES)))
    cosines = compared.cosines
    fitting = np.array(
        [
            fits(found.asked.text, found.sentences[number].read_as, found.words[number], found.asked.stems)
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
