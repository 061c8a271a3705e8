"""A sentence's segments: the stretches between commas and clause words, with the figures and dates in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.grounding.reading import Reading
from bot.language import figures, moments
from bot.language.figure import Figure
from bot.language.moments import Moment
from bot.language.words import Word

_TRAILING = frozenset((way, lead) for way in ("down", "up") for lead in ("from", "on", "by"))


@dataclass(slots=True)
class Segment:
    """A stretch of a sentence."""

    words: list[Word]
    figures: list[Figure]
    moments: list[Moment]

    content: list[Word]


def segments(reading: Reading) -> list[Segment]:
    """The segments in order; each has a word."""
    if reading.parts is None:
        reading.parts = _segments(reading)
    return reading.parts


def _segments(reading: Reading) -> list[Segment]:
    runs = [list(group) for _, group in groupby(reading.words, key=lambda word: word.segment)]
    for at in range(len(runs) - 1, 0, -1):
        # "Rose 3.1%, down from 3.6%" is one statement.
        if len(runs[at]) > 1 and (runs[at][0].low, runs[at][1].low) in _TRAILING:
            runs[at - 1 : at + 1] = [runs[at - 1] + runs[at]]
    return [segment_of(words, reading.figures, reading.moments) for words in runs]


def segment_of(words: list[Word], within: Sequence[Figure], dates: Sequence[Moment]) -> Segment:
    """The words as a segment, with those of the figures and dates that stand among them."""
    start, end = words[0].start, words[-1].end
    return Segment(
        words,
        [figure for figure in within if start <= figure.start < end],
        [moment for moment in dates if start <= moment.start < end],
        [word for word in words if word.content],
    )


def overlap(one: Segment, other: Segment, without: Sequence[Word] = ()) -> float:
    """How many words, figures and dates of one segment the other has; some words can be left out of account."""
    words = sum(
        any(word.matches(there) for there in other.words if there.content)
        for word in one.content
        if not any(word is left for left in without)
    )
    numbers = sum(any(figures.agree(figure, there) for there in other.figures) for figure in one.figures)
    dates = sum(moments.agree(moment, other.moments) for moment in one.moments)
    return words + 1.5 * numbers + 1.5 * dates
