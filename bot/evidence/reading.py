"""Reads the passages of a question once: for judging whether they answer it, and for picking the sentences that do."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.evidence.alignment import Alignment, align
from bot.evidence.closeness import choose, close_features
from bot.evidence.continuing import is_discussed
from bot.evidence.features import Read, read
from bot.evidence.layout import layout_of
from bot.evidence.measures import asks_for_sum, may_state_sum
from bot.evidence.sayings import TELLS
from bot.evidence.support import support
from bot.evidence.weights import ANSWERABLE, ANSWERABLE_BY_WORDS, SENTENCES, SENTENCES_BY_WORDS
from bot.language.terms import WordReader
from bot.linear import LinearModel
from index.article import BETWEEN_CELLS
from index.embedding import BuiltinEmbedding
from index.onnx_encoder import TokenStates
from index.passage import Passage

SURE = 0.95
"""The probability that a question is answered where a sentence says what it asks to have explained."""

ROW_ANSWERS = 1.0
"""Log odds of a table row that answers, where neither its cells nor a name tell that it is the one asked for."""

MOST_KEPT = 4
"""Selections of passages that are kept as read: those of a question, and of each of its sides."""
MOST_STATES = 200
"""Sentences whose vectors are kept, 0.4 MB each at most."""


@dataclass(frozen=True, slots=True)
class EvidenceReading:
    """The passages as read for one question."""

    read: Read
    best: list[int]
    """Positions of the sentences that are most likely to answer, best first; only such that may be quoted."""
    odds: NDArray[np.float64]
    """Their log odds, in the same order."""
    answers: NDArray[np.float64] | None
    """What the trained model says of them, as log odds, in the same order; None where it cannot judge."""
    support: NDArray[np.float64]
    """What is measured of the question and the passages as a whole, in the order of SUPPORT_FEATURES; with what the
    trained model says, where it can judge, in the order of JUDGED_SUPPORT_FEATURES."""
    apart: float | None = None
    """How likely they answer one side of the question, where these are the sentences for that side; else None."""

    @property
    def confidence(self) -> float:
        """The estimated probability that the passages answer the question, 0 to 1."""
        if self.apart is not None:
            return self.apart
        if not self.best:
            return 0.0
        if self.read.rules.defines[self.best[0]] > TELLS:
            return SURE
        if self._without_sum() or self._of_another_row():
            return 0.0
        return (ANSWERABLE_BY_WORDS if self.answers is None else ANSWERABLE).probability(self.support)

    def _without_sum(self) -> bool:
        """Whether a price is asked for, and none of the best sentences has anything that may be one."""
        said = (self.read.sentences[number].with_heading for number in self.best)
        return asks_for_sum(self.read.asked.text) and not any(map(may_state_sum, said))

    def _of_another_row(self) -> bool:
        """Whether a table row is the best there is, and does not answer: there is none of what is asked about."""
        row = self.read.sentences[self.best[0]]
        if row.columns is None or self.answers is None:
            return False
        asked, matched = self.read.asked, self.read.matched[self.best[0]]
        told = row.sought or row.text.split(BETWEEN_CELLS)[0].lower() in asked.text.lower()
        told = told or not asked.names.isdisjoint(matched)
        return bool(self.answers[0] < (0.0 if told else ROW_ANSWERS))


class EvidenceReader:
    """Reads passages; safe to use from several threads.  ``words`` remembers the stems of the words it met.

    ``embedding`` compares sentences.  It is the built-in one, which the weights were learned with, whichever model the
    library was made with.
    """

    def __init__(self, embedding: BuiltinEmbedding | None = None) -> None:
        self.words = WordReader()
        self._embedding = embedding or BuiltinEmbedding()
        self._states: dict[str, TokenStates] = {}
        self._guard = threading.Lock()
        self._kept: dict[tuple[object, ...], dict[str, EvidenceReading]] = {}

    def reading(self, question: str, passages: Sequence[Passage]) -> EvidenceReading:
        """What the passages say about the question.

        What was read of the last passages is kept, and the vectors of their sentences: a question, and each of its
        parts, is asked of them twice, and each of its sides of some of them.
        """
        key = tuple((*_place(each), is_discussed(each)) for each in passages)
        with self._guard:
            if key not in self._kept and len(self._kept) == MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            if len(self._states) > MOST_STATES:
                self._states.clear()
            readings = self._kept.setdefault(key, {})
            if question not in readings:
                readings[question] = self._read(question, passages)
            return readings[question]

    def _read(self, question: str, passages: Sequence[Passage]) -> EvidenceReading:
        found = read(question, passages, self.words)
        chosen, answers = choose(found, passages)
        compared = align(found.asked, [found.sentences[number].with_heading for number in chosen], self._encode)
        return self.weigh(found, passages, chosen, compared, answers)

    def _encode(self, texts: Sequence[str]) -> list[TokenStates]:
        for text in texts:
            if text not in self._states:
                # One by one, as in `cross_encoder`: the same states whatever was asked before.
                self._states[text] = self._embedding.encoder.encode_tokens([text])[0]
        return [self._states[text] for text in texts]

    def weigh(
        self,
        found: Read,
        passages: Sequence[Passage],
        chosen: Sequence[int],
        compared: Alignment,
        answers: NDArray[np.float64] | None,
        sentences: LinearModel | None = None,
    ) -> EvidenceReading:
        """The chosen sentences put in order, and what they amount to.

        ``answers``: what the trained model says of each, if it can judge; ``sentences``: the weights to use instead of
        those that go with it.
        """
        features = close_features(found, chosen, compared, answers)
        sentences = sentences or (SENTENCES_BY_WORDS if answers is None else SENTENCES)
        odds = sentences.odds(features) + found.rules.log_odds[list(chosen)]
        order = np.argsort(-odds, kind="stable").tolist()
        best = [chosen[place] for place in order]
        headers = self._headers(found, passages)
        row = support(found, best, features[order], compared.of(order), headers)
        said = None if answers is None else answers[order]
        return EvidenceReading(found, best, odds[order], said, row)

    def _headers(self, found: Read, passages: Sequence[Passage]) -> list[set[str]]:
        """The question's terms in each passage's title, author, publisher and date, and in the lines above its text."""
        languages = [passage.article.language for passage in passages]
        return [
            set(found.asked_in[language].among(self.words.words(_header(passage), language)))
            for passage, language in zip(passages, languages, strict=True)
        ]


def _place(passage: Passage) -> tuple[object, ...]:
    """What tells a passage from all others: an article that was removed and added again begins at version 1 again."""
    article = passage.article
    return article.id, article.version, article.changed_at, passage.start, passage.end


def _header(passage: Passage) -> str:
    article = passage.article
    published = f"{article.published_at:%d %B %Y %Y-%m-%d}" if article.published_at else ""
    names = f"{article.title} {article.author or ''} {article.publisher or ''}"
    # "Annual Report 2023" is whose the next line says.
    return f"{names} {published} {layout_of(article.text).opening()}"
