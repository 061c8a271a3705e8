"""Whether the figures of a series stand with what the source gives each to: "two in Norland and three in Sudmark"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.grounding.evidence import Evidence
from bot.grounding.fault import Fault
from bot.grounding.reading import Reading
from bot.language.figure import Figure
from bot.language.words import Word


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure of a series, and the words that are its own."""

    figure: Figure
    words: list[Word]
    elliptic: bool
    """Whether its unit may be that of another entry: the "two" of "three months in Norland and two in Sudmark"."""


def crossed_series(evidence: Evidence) -> Iterator[Fault]:
    """Two figures of the claim that have changed places: each is what the source gives to the other's words."""
    for reading in evidence.readings:
        crossed: Fault | None = None
        for ours in _series(evidence.claim):
            for theirs in _series(reading):
                pairs = _pairs(ours, theirs)
                if len(pairs) < 2:
                    continue
                if all(_equal(one.figure, other.figure) for one, other in pairs):
                    return  # read in this way, all is as the source has it
                crossed = crossed or _crossed(pairs)
        if crossed is not None:
            yield crossed
            return


def _series(reading: Reading) -> Iterator[list[Entry]]:
    """The figures of a sentence with the words that follow each, and with those that stand before each."""
    figures = [figure for figure in reading.figures if not figure.loose]
    if len(figures) < 2:
        return
    words = [word for word in reading.content if not word.figure and not any(_holds(each, word) for each in figures)]
    ends = [*(figure.start for figure in figures[1:]), len(reading.text) + reading.start]
    yield [
        Entry(figure, [word for word in words if figure.end <= word.start < end], _is_elliptic(figure, reading))
        for figure, end in zip(figures, ends, strict=True)
    ]
    begins = [reading.start, *(figure.end for figure in figures[:-1])]
    yield [
        Entry(figure, [word for word in words if begin <= word.start < figure.start], _is_elliptic(figure, reading))
        for begin, figure in zip(begins, figures, strict=True)
    ]


def _is_elliptic(figure: Figure, reading: Reading) -> bool:
    following = next((word for word in reading.words if word.start >= figure.end), None)
    return figure.dimension is None and following is not None and not following.content and not following.figure


def _holds(figure: Figure, word: Word) -> bool:
    return figure.start <= word.start < figure.end


def _pairs(ours: Sequence[Entry], theirs: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
    """The entries of both that share a word which no other entry of either has, where each has one counterpart."""
    found = []
    for one in ours:
        own = [word for word in one.words if not _is_elsewhere(word, one, ours)]
        alike = [
            other
            for other in theirs
            if any(
                word.matches(there) and not _is_elsewhere(there, other, theirs) for word in own for there in other.words
            )
        ]
        if len(alike) == 1:
            found.append((one, alike[0]))
    return found if len({id(other) for _, other in found}) == len(found) else []


def _is_elsewhere(word: Word, entry: Entry, entries: Sequence[Entry]) -> bool:
    return any(word.matches(other) for each in entries if each is not entry for other in each.words)


def _crossed(pairs: Sequence[tuple[Entry, Entry]]) -> Fault | None:
    for one, its in pairs:
        for other, others in pairs:
            if (
                one is not other
                and _are_of_one_kind(one, other)
                and not _equal(one.figure, other.figure)
                and _equal(one.figure, others.figure)
                and _equal(other.figure, its.figure)
            ):
                words = next(word for word in one.words if any(word.matches(there) for there in its.words))
                return Fault(f"the source gives another figure for “{words.text or words.low}”", True)
    return None


def _are_of_one_kind(one: Entry, other: Entry) -> bool:
    return one.figure.dimension == other.figure.dimension or one.elliptic or other.elliptic


def _equal(one: Figure, other: Figure) -> bool:
    """Whether both are the same number: units may be left out in a series."""
    return one.value == other.value and (one.dimension == other.dimension or None in (one.dimension, other.dimension))
