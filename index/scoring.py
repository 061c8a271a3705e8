"""Scores passages from the lists they were found on and from what the question names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.passage import Signal
from index.query_reading import QueryReading
from index.weights import SCALE, Weights

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]


class Hits:
    """One list of hits: rows of the catalogue with scores, best first, and the scale that they are put on.

    ``possible`` is how many chunks could be on it, ``asked`` how many were asked for.  Chunks beyond its end are given
    the score of the last one; or ``lowest``, where the list ended because nothing else fits at all.
    """

    def __init__(self, rows: Rows, scores: Floats, *, asked: int, possible: int, lowest: float | None) -> None:
        self.rows = rows
        self.scores = scores
        ended = lowest is not None and len(scores) < min(asked, possible)
        self._floor = float(lowest) if ended and lowest is not None else float(scores[-1]) if len(scores) else 0.0
        top = scores[:SCALE].astype(np.float64)
        if ended:
            top = np.concatenate([top, np.full(max(0, min(SCALE, possible) - len(top)), self._floor)])
        self._mean = float(top.mean()) if len(top) else 0.0
        # A thousandth more, so that a list of equals is at zero and not divided by it.
        self._deviation = float(top.std()) + 1e-3 if len(top) else 1.0

    def raw(self, rows: Rows) -> Floats:
        """The scores of ``rows``, NaN for those that are not on the list."""
        if not len(self.rows):
            return np.full(len(rows), np.nan, dtype=np.float32)
        order = np.argsort(self.rows)
        places = np.minimum(np.searchsorted(self.rows, rows, sorter=order), len(order) - 1)
        found = order[places]
        return np.where(self.rows[found] == rows, self.scores[found], np.float32(np.nan))

    def scaled(self, rows: Rows) -> Floats:
        """Standard deviations above the mean of the list's beginning."""
        raw = self.raw(rows)
        known = np.where(np.isnan(raw), np.float32(self._floor), raw)
        return ((known - self._mean) / self._deviation).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Found:
    """The lists of one question."""

    words: Hits
    meaning: Hits
    clauses: tuple[Hits, ...]

    @property
    def rows(self) -> Rows:
        """All chunks that are on any list."""
        return np.unique(np.concatenate([hits.rows for hits in (self.words, self.meaning, *self.clauses)]))


@dataclass(frozen=True, slots=True)
class Named:
    """Which passages are from where and when the question names: 0 or 1 each, clauses a row each."""

    publisher: Floats
    time: Floats
    event_time: Floats
    clause_publisher: Floats
    clause_time: Floats


@dataclass(frozen=True, slots=True)
class Sentences:
    """What each passage's best sentence holds of the question and of each clause, 0 to 1."""

    question: Floats
    clauses: Floats


class Scores:
    """The scores of ``rows``, part by part."""

    def __init__(
        self, found: Found, rows: Rows, named: Named, weights: Weights, sentences: Sentences | None = None
    ) -> None:
        self._found = found
        self._weights = weights
        self._parts: dict[str, Floats] = {
            "bm25": weights.words * found.words.scaled(rows),
            "cosine": weights.meaning * found.meaning.scaled(rows),
            "publisher": weights.publisher * named.publisher,
            "date": weights.time * named.time + weights.event_time * named.event_time,
        }
        if sentences is not None:
            self._parts["sentence"] = weights.sentence * sentences.question
        self.clause: NDArray[np.int64] = np.full(len(rows), -1, dtype=np.int64)
        """For each passage, the clause that it fits best; -1 where the question has none."""
        if found.clauses:
            clauses = np.stack([hits.scaled(rows) for hits in found.clauses])
            clauses = (
                clauses + weights.clause_publisher * named.clause_publisher + weights.clause_time * named.clause_time
            )
            if sentences is not None:
                clauses = clauses + weights.clause_sentence * sentences.clauses
            self.clause = clauses.argmax(axis=0)
            self._parts["clause"] = weights.clause * clauses.max(axis=0)
        self.total: Floats = np.sum(list(self._parts.values()), axis=0)

    def signals(self, number: int, reading: QueryReading, score: float) -> tuple[Signal, ...]:
        """Why the passage ``number`` stands where it does; ``score`` is what it was taken with."""
        signals = [
            Signal(name, float(part[number]), self._detail(name, number, reading))
            for name, part in self._parts.items()
            if part[number]
        ]
        lost = score - float(self.total[number])
        return (*signals, Signal("turn", lost, "others like it stand before it")) if lost < -1e-6 else tuple(signals)

    def _detail(self, name: str, number: int, reading: QueryReading) -> str:
        if name == "clause":
            return reading.clauses[int(self.clause[number])].clause.words
        if name == "sentence":
            return reading.content
        if name == "publisher":
            return ", ".join(reading.question[mention.start : mention.end] for mention in reading.mentions)
        if name == "date":
            return ", ".join(reading.question[time.start : time.end] for time in reading.times)
        return ""


def take_turns(
    scores: Floats, groups: Sequence[tuple[NDArray[np.int64], float]], limit: int
) -> list[tuple[int, float]]:
    """(index, score) of the best ``limit``, best first; what shares a group with one taken falls back by its penalty.

    ``groups``: the number of each passage's group, -1 for none, and the penalty.
    """
    left = scores.astype(np.float64)
    taken: list[tuple[int, float]] = []
    for _ in range(min(limit, len(left))):
        best = int(left.argmax())
        taken.append((best, float(left[best])))
        left[best] = -np.inf
        for numbers, penalty in groups:
            if numbers[best] >= 0:
                left[numbers == numbers[best]] -= penalty
    return taken
