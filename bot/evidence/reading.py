"""Reads the passages of a question once: for judging whether they answer it, and for picking the sentences that do."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.evidence.closeness import Embed, close_features, cosines, shortlist
from bot.evidence.features import Read, read
from bot.evidence.linear import LinearModel
from bot.evidence.support import support
from bot.evidence.weights import SENTENCES, SHORTLIST
from bot.evidence.words import WordReader
from index.embedding import BuiltinEmbedding
from index.passage import Passage


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
    """Reads passages; safe to use from several threads.  ``words`` remembers the stems of the words it met.

    ``embed`` makes the vectors of sentences.  It is the built-in model's, which the weights were learned with,
    whichever model the library was made with.
    """

    def __init__(self, embed: Embed | None = None) -> None:
        self.words = WordReader()
        self._embed = embed or BuiltinEmbedding().embed
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
        found = read(question, passages, self.words)
        chosen = shortlist(found, SHORTLIST.odds(found.features))
        return self.weigh(found, passages, chosen, cosines(found, chosen, self._embed))

    def weigh(
        self,
        found: Read,
        passages: Sequence[Passage],
        chosen: Sequence[int],
        compared: NDArray[np.float64],
        sentences: LinearModel = SENTENCES,
    ) -> Reading:
        """The chosen sentences put in order by ``sentences``, and what they amount to; ``compared``: their cosines."""
        features = close_features(found, chosen, compared)
        odds = sentences.odds(features)
        order = np.argsort(-odds, kind="stable")
        best = [chosen[place] for place in order]
        row = support(found, best, odds[order], features[order], self._headers(found, passages))
        return Reading(found, best, odds[order], row)

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
