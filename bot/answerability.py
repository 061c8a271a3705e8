"""Estimates whether the passages answer the question."""

from __future__ import annotations

from collections.abc import Sequence

from bot.evidence.reading import EvidenceReader
from bot.evidence.weights import ANSWERABLE, ANSWERABLE_BY_WORDS
from index.passage import Passage


def confidence(
    question: str, passages: Sequence[Passage], reader: EvidenceReader | None = None, *, cosines: bool = True
) -> float:
    """The estimated probability that the passages answer the question, 0 to 1; 0 without passages.

    It is right as a probability where as many questions can be answered as cannot; docs/answering.md shows what is
    declined at which threshold.  ``reader``: the writer's, which then need not read the passages again.  ``cosines``:
    whether the passages' cosines are the built-in model's; those of others have another scale, and are left out.
    """
    if not passages:
        return 0.0
    reading = (reader or EvidenceReader()).reading(question, passages)
    if not reading.best:
        return 0.0
    # A library may hold a passage without one (found by its words alone): three of ten have one nearly always.
    if cosines and any(passage.cosine is not None for passage in passages):
        return ANSWERABLE.probability(reading.support)
    return ANSWERABLE_BY_WORDS.probability(reading.support[:-1])
