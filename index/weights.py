"""Every weight of the search, in one place.

Found with ``python benchmarks/weights.py --search`` on MultiHop-RAG's and SQuAD's development halves, one set for both;
docs/retrieval.md tells how they were chosen and what else was tried.  Scores of a search are comparable after each list
is put on one scale: standard deviations above the mean of its first ``SCALE`` hits.
"""

from __future__ import annotations

from dataclasses import dataclass

SCALE = 100
"""Hits of a list that its mean and deviation are taken of."""

DEPTH = 200
"""Hits asked of BM25 and of the vectors; a passage beyond is given the score of the last one."""

CLAUSE_DEPTH = 100
"""The same for each clause of a question."""

CANDIDATES = 100
"""Passages whose sentences are looked at; more cost time and change nothing."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each signal adds to a passage's score."""

    words: float = 0.28
    """BM25 of the question as it was asked, per standard deviation."""
    meaning: float = 0.28
    """Cosine, per standard deviation."""
    publisher: float = 7.5
    """The article is by a publisher that the question names."""
    time: float = 4.0
    """The article is of a time that the question names as that of articles."""
    event_time: float = 1.5
    """It is of a time at which, the question says, something happened: that may be told later, too."""
    sentence: float = 4.5
    """Share of the content words' rarity that the passage's best sentence holds."""
    clause: float = 1.4
    """The best of the question's clauses: BM25 per standard deviation, and the four below."""
    clause_sentence: float = 1.4
    """Share of the clause's words that the passage's best sentence holds."""
    clause_publisher: float = 2.5
    """By the publisher that the clause names; half, where it names none, for one that the question names."""
    clause_time: float = 2.0
    """Of a time that the clause names."""
    same_clause: float = 0.5
    """Taken off for each passage before it that fits the same clause best: every part of a question gets its turn."""
    same_publisher: float = 0.25
    """Taken off for each passage before it by the same publisher, where the question names publishers."""


WEIGHTS = Weights()
