"""What is measured of each sentence, for picking the ones that answer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.evidence.answer_types import Kind, holds
from bot.evidence.asked import Asked, joined, take_apart
from bot.evidence.candidates import Candidate, candidates
from bot.evidence.words import Word, WordReader
from index.passage import Passage

SENTENCE_FEATURES = (
    "covered",
    "covered_with_neighbours",
    "names_with_neighbours",
    "pairs",
    "holds_kind",
    "holds_kind_covered",
    "first_passage",
    "passage_rank",
    "passage_score",
    "length",
    "short",
    "leans",
    "question",
    "lead",
    "rank_covered",
    "new_words",
)


@dataclass(frozen=True, slots=True)
class Read:
    """The passages read for one question."""

    asked: Asked
    sentences: list[Candidate]
    words: list[list[Word]]
    matched: list[set[str]]
    """The question's terms in each sentence."""
    around: list[set[str]]
    """The same with the two sentences before, the one after and the title."""
    holds: list[bool]
    features: NDArray[np.float64]
    """One row a sentence, in the order of SENTENCE_FEATURES."""


def read(question: str, passages: Sequence[Passage], reader: WordReader) -> Read:
    """The sentences under the passages with everything that is measured of them."""
    found = candidates(passages)
    asked_in: dict[str | None, Asked] = {}
    titles: dict[int, list[Word]] = {}
    words: list[list[Word]] = []
    for candidate in found:
        article = passages[candidate.article].article
        if article.language not in asked_in:
            asked_in[article.language] = take_apart(question, article.language, reader)
        if candidate.article not in titles:
            titles[candidate.article] = reader.words(article.title, article.language)
        words.append(reader.words(candidate.text, article.language))
    asks = [asked_in[passages[candidate.article].article.language] for candidate in found]
    matched = [
        {word.term for word in own if word.term in asked.weights} for own, asked in zip(words, asks, strict=True)
    ]
    around = [
        _around(number, found, matched)
        | {word.term for word in titles[candidate.article] if word.term in asked.weights}
        for number, (candidate, asked) in enumerate(zip(found, asks, strict=True))
    ]
    holding = [
        asked.kind not in (Kind.YES_NO, Kind.OTHER) and holds(asked.kind, candidate.text, own, asked.weights)
        for candidate, own, asked in zip(found, words, asks, strict=True)
    ]
    features = _features(passages, found, words, asks, matched, around, holding)
    asked = asked_in[passages[0].article.language] if found else take_apart(question, None, reader)
    return Read(asked, found, words, matched, around, holding, features)


def _around(number: int, found: Sequence[Candidate], matched: Sequence[set[str]]) -> set[str]:
    terms = set(matched[number])
    article = found[number].article
    for other in (number - 2, number - 1, number + 1):
        if 0 <= other < len(found) and found[other].article == article:
            terms |= matched[other]
    return terms


def _features(
    passages: Sequence[Passage],
    found: Sequence[Candidate],
    words: Sequence[list[Word]],
    asks: Sequence[Asked],
    matched: Sequence[set[str]],
    around: Sequence[set[str]],
    holding: Sequence[bool],
) -> NDArray[np.float64]:
    rows = np.zeros((len(found), len(SENTENCE_FEATURES)))
    if not found:
        return rows
    scores = [passage.score for passage in passages]
    spread = (scores[0] - scores[-1]) or 1.0
    for number, (candidate, own, asked) in enumerate(zip(found, words, asks, strict=True)):
        weights = asked.weights
        covered = sum(weights[term] for term in matched[number]) / asked.total
        wide = sum(weights[term] for term in around[number]) / asked.total
        names = len(asked.names & around[number]) / len(asked.names) if asked.names else 1.0
        pairs = len(asked.pairs & joined(own, weights)) / len(asked.pairs) if asked.pairs else covered
        informative = asked.kind not in (Kind.YES_NO, Kind.OTHER)
        new = len({word.term for word in own} - matched[number])
        rows[number, :14] = (
            covered,
            wide,
            names,
            pairs,
            (1.0 if holding[number] else -1.0) if informative else 0.0,
            (covered if holding[number] else -covered) if informative else 0.0,
            candidate.passage == 0,
            1 / (1 + candidate.passage),
            (scores[candidate.passage] - scores[-1]) / spread,
            math.log1p(len(own)),
            len(own) < 8,
            candidate.leans,
            candidate.text.rstrip("\"'”’)").endswith("?"),
            candidate.span.start < 400,
        )
        rows[number, 15] = min(1.0, new / 25)
    order = np.argsort(-(rows[:, 0] + 0.3 * rows[:, 1]))
    rows[order, 14] = 1 / (1 + np.arange(len(found)))
    return rows
