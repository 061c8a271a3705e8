"""Which sentences of the sources a claim rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.grounding.reading import Reading, ReadSource, folded
from bot.language import figures, moments
from bot.language.figure import Figure
from bot.language.moments import Moment
from bot.language.words import Word

MOST_SENTENCES = 3
"""A claim that needs more sentences than this is not one claim."""
NAME_WEIGHT = 2.0
FACT_WEIGHT = 2.5
"""A figure or a date says more about where a claim comes from than a word does."""


@dataclass(slots=True)
class SourceSentence:
    """A sentence of a source."""

    source: ReadSource
    position: int

    @property
    def reading(self) -> Reading:
        """The sentence itself."""
        return self.source.readings[self.position]


@dataclass(slots=True)
class Evidence:
    """A claim beside the sentences that come closest to it."""

    claim: Reading
    sources: Sequence[ReadSource]
    places: list[SourceSentence]
    """The sentences that together say most of it, best first."""
    coverage: float
    """The share of the claim's words, by weight, that those sentences or their titles hold."""
    unmatched: list[Word]
    held: float = 0.0
    """The weight of the words and facts of the claim that they hold."""

    @property
    def readings(self) -> list[Reading]:
        """The chosen sentences, best first."""
        return [place.reading for place in self.places]

    @property
    def best(self) -> Reading:
        """The sentence that holds most of the claim."""
        return self.places[0].reading


def gather(claim: Reading, sources: Sequence[ReadSource]) -> Evidence | None:
    """The sentences a claim rests on, taken one by one for what each adds; None if none shares a word with it."""
    every = [SourceSentence(source, position) for source in sources for position in range(len(source.readings))]
    worth = [frozenset(_shared(claim, place.reading)) for place in every]
    weights = _weights(claim)
    chosen: list[int] = []
    covered: frozenset[int] = frozenset()
    while len(chosen) < MOST_SENTENCES:
        gains = [_total(held - covered, weights) + 0.01 * _total(held, weights) for held in worth]
        at = max(range(len(every)), key=lambda one: gains[one], default=None)
        # Less than a fact's or a name's worth is chance.
        if at is None or gains[at] < (0.9 if not chosen else 0.95):
            break
        chosen.append(at)
        covered |= worth[at]
    if not chosen:
        return None
    places = [every[at] for at in chosen]
    unmatched = [word for item, word in enumerate(claim.content) if item not in covered and not _around(word, places)]
    # Figures and dates count where they are held; where they are not, ``facts`` says so.
    facts = FACT_WEIGHT * sum(item >= len(claim.content) for item in covered)
    missed = sum(_weight(word) for word in unmatched)
    whole = sum(_weight(word) for word in claim.content) + facts
    return Evidence(claim, sources, places, 1 - missed / whole if whole else 1.0, unmatched, whole - missed)


def adds(claim: Reading, reading: Reading, before: Sequence[Reading]) -> bool:
    """Whether a sentence holds a fact, a name or two words of the claim that the sentences before it do not."""
    items = [item for item in _shared(claim, reading) if all(item not in _shared(claim, other) for other in before)]
    return _total(frozenset(items), _weights(claim)) >= NAME_WEIGHT


def holds_figure(readings: Iterable[Reading], figure: Figure) -> bool:
    """Whether one of the sentences has the figure."""
    return any(figures.agree(figure, other) for reading in readings for other in reading.figures)


def holds_word(readings: Iterable[Reading], word: Word) -> bool:
    """Whether one of the sentences has the word, or one of its meaning, be it a function word."""
    return any(
        word.stem == other.stem or word.meaning.groups & other.meaning.groups
        for reading in readings
        for other in reading.words
    )


def holds_moment(readings: Iterable[Reading], moment: Moment) -> bool:
    """Whether one of the sentences has the date."""
    return moments.agree(moment, [other for reading in readings for other in reading.moments])


def same_name(word: Word, other: Word) -> bool:
    """Whether two words name the same: equal but for accents and case, or a country and its people."""
    if other.low in word.low.split() or word.low in other.low.split():
        return True
    return (
        _same_name(word.low, other.low)
        or (word.stem == other.stem)
        or bool((word.name or other.name) and word.meaning.groups & other.meaning.groups)
    )


@lru_cache(maxsize=8192)
def _same_name(one: str, other: str) -> bool:
    one, other = folded(one), folded(other)
    if one == other or one.rstrip("s") == other.rstrip("s"):
        return True
    # "Marseille" and "marseillais": a long common beginning with an ending of a people's name.
    short, long = sorted((one, other), key=len)
    return len(short) >= 5 and long.startswith(short[:-1]) and len(long) - len(short) <= 3


def _shared(claim: Reading, reading: Reading) -> Iterable[int]:
    """Which items of the claim a sentence holds: its content words by position, then its figures, then its dates."""
    content = claim.content
    for item, word in enumerate(content):
        if reading.counterpart(word) or word.meaning.groups & reading.groups:
            yield item
    for item, figure in enumerate(claim.figures, start=len(content)):
        if any(figures.agree(figure, other) for other in reading.figures):
            yield item
    for item, moment in enumerate(claim.moments, start=len(content) + len(claim.figures)):
        if moments.agree(moment, reading.moments):
            yield item


def _weights(claim: Reading) -> list[float]:
    facts = len(claim.figures) + len(claim.moments)
    return [_weight(word) for word in claim.content] + [FACT_WEIGHT] * facts


def _weight(word: Word) -> float:
    return NAME_WEIGHT if word.name else 1.0


def _total(items: frozenset[int], weights: Sequence[float]) -> float:
    return sum(weights[item] for item in items)


def _around(word: Word, places: Sequence[SourceSentence]) -> bool:
    """Whether the title, or what goes before a chosen sentence in its source, says the word: "he", "the company"."""
    for place in places:
        before = place.source.readings[: place.position]
        if any(reading.counterpart(word) for reading in (place.source.header, *before)):
            return True
    return False
