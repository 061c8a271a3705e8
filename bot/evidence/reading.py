"""Reads the passages of a question once: for judging whether they answer it, and for picking the sentences that do."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.evidence.features import Read, read
from bot.evidence.linear import LinearModel
from bot.evidence.support import support
from bot.evidence.weights import SENTENCES
from bot.evidence.words import WordReader
from index.passage import Passage

MOST_CONSIDERED = 40
"""Sentences that may be picked; the fortieth of a question has never been."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The passages as read for one question."""

    read: Read
    best: list[int]
    """Positions of the sentences that are most likely to answer, best first; only such that may be quoted."""
    odds: NDArray[np.float64]
    """Their log odds, in the same order."""
    support: NDArray[np.float64]
    """What is measured of the question and the passages as a whole, in the order of SUPPORT_FEATURES."""


class EvidenceReader:
    """Reads passages; safe to use from several threads.  ``words`` remembers the stems of the words it met."""

    def __init__(self) -> None:
        self.words = WordReader()
        self._guard = threading.Lock()
        self._last: tuple[tuple[object, ...], Reading] | None = None

    def reading(self, question: str, passages: Sequence[Passage]) -> Reading:
        """What the passages say about the question.  The last one is kept: it is asked for twice in a row."""
        key = (question, *((passage.article.id, passage.article.version, passage.start) for passage in passages))
        last = self._last
        if last is not None and last[0] == key:
            return last[1]
        with self._guard:
            reading = self._read(question, passages)
        self._last = (key, reading)
        return reading

    def _read(self, question: str, passages: Sequence[Passage]) -> Reading:
        return self.weigh(read(question, passages, self.words), passages)

    def weigh(self, found: Read, passages: Sequence[Passage], sentences: LinearModel = SENTENCES) -> Reading:
        """The sentences put in order by ``sentences``, and what they amount to."""
        quotable = np.array([candidate.quotable for candidate in found.sentences], bool)
        odds = np.where(quotable, sentences.odds(found.features), -np.inf)
        best = np.argsort(-odds, kind="stable")[: min(MOST_CONSIDERED, int(quotable.sum()))].tolist()
        return Reading(
            found, best, odds[best], support(found, best, odds[best], passages, self._headers(found, passages))
        )

    def _headers(self, found: Read, passages: Sequence[Passage]) -> list[set[str]]:
        """The question's terms in each passage's title, publisher and date."""
        languages = [passage.article.language for passage in passages]
        return [
            set(found.asked_in[language].among(self.words.words(_header(passage), language)))
            for passage, language in zip(passages, languages, strict=True)
        ]


def _header(passage: Passage) -> str:
    article = passage.article
    published = f"{article.published_at:%d %B %Y %Y-%m-%d}" if article.published_at else ""
    return f"{article.title} {article.publisher or ''} {published}"
