"""Estimates whether the passages answer the question."""

from __future__ import annotations

from collections.abc import Sequence

from bot.evidence.reading import EvidenceReader
from bot.parts.apart import sides_confidence
from bot.parts.cutting import parts
from index.passage import Passage


def confidence(question: str, passages: Sequence[Passage], reader: EvidenceReader | None = None) -> float:
    """The estimated probability that the passages answer the question or a part of it, 0 to 1; 0 without passages.

    It is right as a probability where as many questions can be answered as cannot; docs/answering.md shows what is
    declined at which threshold.  ``reader``: the writer's, which then need not read the passages again.
    """
    if not passages:
        return 0.0
    reader = reader or EvidenceReader()
    # Of several things that are asked at once, one that is answered is worth showing.
    asked = dict.fromkeys((question, *parts(question)))
    surest = max(reader.reading(each, passages).confidence for each in asked)
    # Of what the same is asked of, each must be: "A and B" also stands where nobody asks of two things.
    return max(surest, *(sides_confidence(part, passages, reader) for part in parts(question)))
