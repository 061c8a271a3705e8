"""Estimates whether the passages answer the question."""

from __future__ import annotations

from collections.abc import Sequence

from bot.evidence.reading import EvidenceReader
from bot.evidence.weights import ANSWERABLE
from index.passage import Passage


def confidence(question: str, passages: Sequence[Passage], reader: EvidenceReader | None = None) -> float:
    """The estimated probability that the passages answer the question, 0 to 1; 0 without passages.

    It is right as a probability where half of the questions can be answered, and separates well elsewhere too;
    docs/answering.md shows what is declined at which threshold.  ``reader`` saves reading the passages again for the
    writer that holds it.
    """
    if not passages:
        return 0.0
    reading = (reader or EvidenceReader()).reading(question, passages)
    if not reading.best:
        return 0.0
    return ANSWERABLE.probability(reading.support)


def reason(question: str, passages: Sequence[Passage]) -> str:
    """Why nothing was answered, in one sentence."""
    if not passages:
        return "No article matches the question."
    titles = list(dict.fromkeys(passage.article.title for passage in passages))
    return (
        f"The articles don't say; the nearest one found is “{titles[0]}”." if titles[0] else "The articles don't say."
    )
