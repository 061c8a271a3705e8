"""How near a claim's figures, dates and names stand in the sources to the rest of what it says.

Of a claim that gives one thing's figure to another, every word stands in the source.  What gives it away is that
another figure of the same kind stands nearer to the claim's other words than the figure that it has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.grounding.evidence import Evidence, same_name
from bot.grounding.reading import Reading
from bot.grounding.segments import Segment, segments
from bot.language import figures, moments
from bot.language.figure import Figure
from bot.language.moments import Moment
from bot.language.words import Word

SAME_SENTENCE = 0.6
NEXT_SENTENCE = 0.25
"""What a word counts that stands not in the same stretch between commas but in the same sentence, or in the next."""


@dataclass(slots=True)
class _Spot:
    """A stretch of a source, and which words of the claim it has."""

    source: int
    sentence: int
    segment: Segment
    held: set[int]


def loosest_bonds(evidence: Evidence) -> dict[str, float]:
    """By kind, by how much another figure, date or name fits the claim's other words better than the one it has."""
    spots = _spots(evidence)
    return {
        "figure": max(_figure_margins(evidence.claim, spots), default=0.0),
        "date": max(_date_margins(evidence.claim, spots), default=0.0),
        "name": max(_name_margins(evidence.claim, spots), default=0.0),
    }


def _spots(evidence: Evidence) -> list[_Spot]:
    """Every stretch of the sources, with the places of the claim's content words that it has."""
    spots = []
    for number, source in enumerate(evidence.sources):
        for position, reading in enumerate(source.readings):
            held = {at: word for at, word in enumerate(evidence.claim.content) if reading.counterpart(word)}
            spots += [
                _Spot(number, position, segment, {at for at, word in held.items() if _has(segment, word)})
                for segment in segments(reading)
            ]
    return spots


def _figure_margins(claim: Reading, spots: Sequence[_Spot]) -> Iterator[float]:
    every = set(range(len(claim.content)))
    for figure in claim.figures:
        if not figure.loose:
            own = [spot for spot in spots if any(figures.agree(figure, other) for other in spot.segment.figures)]
            rivals = [spot for spot in spots if any(_is_rival(other, figure, claim) for other in spot.segment.figures)]
            yield _margin(every, own, rivals, spots)


def _date_margins(claim: Reading, spots: Sequence[_Spot]) -> Iterator[float]:
    every = set(range(len(claim.content)))
    for moment in claim.moments:
        own = [spot for spot in spots if moments.agree(moment, spot.segment.moments)]
        rivals = [spot for spot in spots if any(_is_other_date(other, claim) for other in spot.segment.moments)]
        yield _margin(every, own, rivals, spots)


def _name_margins(claim: Reading, spots: Sequence[_Spot]) -> Iterator[float]:
    named = {at for at, word in enumerate(claim.content) if word.name}
    others = set(range(len(claim.content))) - named
    for at in named:
        own = [spot for spot in spots if at in spot.held]
        rivals = [spot for spot in spots if any(_is_other_name(word, claim) for word in spot.segment.content)]
        yield _margin(others, own, rivals, spots)


def _is_rival(other: Figure, figure: Figure, claim: Reading) -> bool:
    """Whether a figure is of the same kind as one of the claim's and is none of them: "7 euros" beside "5 euros"."""
    return (
        other.dimension == figure.dimension
        and not other.loose
        and not any(figures.agree(mine, other) for mine in claim.figures)
    )


def _is_other_date(other: Moment, claim: Reading) -> bool:
    """Whether a date differs from one of the claim's: "2021" beside "2019"."""
    return any(not moments.agree(mine, [other]) for mine in claim.moments)


def _is_other_name(word: Word, claim: Reading) -> bool:
    """Whether a word is a name that the claim does not have: "Oslo" beside "Bergen"."""
    return word.name and not any(word.matches(name) or same_name(word, name) for name in claim.content if name.name)


def _has(segment: Segment, word: Word) -> bool:
    return any(word.matches(other) for other in segment.content)


def _margin(wanted: set[int], own: Sequence[_Spot], rivals: Sequence[_Spot], spots: Sequence[_Spot]) -> float:
    """How much better the best rival fits the wanted words; 0 if the claim's own does as well or stands nowhere."""
    if not wanted or not own or not rivals:
        return 0.0
    fit: Callable[[_Spot], float] = lambda spot: _fit(wanted, spot, spots)  # noqa: E731
    return max(0.0, max(map(fit, rivals)) - max(map(fit, own)))


def _fit(wanted: set[int], spot: _Spot, spots: Sequence[_Spot]) -> float:
    """The share of the wanted words around a stretch, near ones counting more."""
    worth = dict.fromkeys(wanted, 0.0)
    for other in spots:
        if other.source != spot.source or abs(other.sentence - spot.sentence) > 1:
            continue
        near = 1.0 if other is spot else SAME_SENTENCE if other.sentence == spot.sentence else NEXT_SENTENCE
        for at in other.held & wanted:
            worth[at] = max(worth[at], near)
    return sum(worth.values()) / len(wanted)
