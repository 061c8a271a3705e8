"""How near a claim's figures, dates and names stand in the sources to the rest of what it says.

Of a claim that gives one thing's figure to another, every word stands in the source.  What gives it away is that
another figure of the same kind stands nearer to the claim's other words than the figure that it has.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.grounding.evidence import Evidence, same_name
from bot.grounding.segments import Segment, segments
from bot.language import figures, moments
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
    claim = evidence.claim
    content = claim.content
    spots = []
    for number, source in enumerate(evidence.sources):
        for position, reading in enumerate(source.readings):
            held = {at: word for at, word in enumerate(content) if reading.counterpart(word)}
            spots += [
                _Spot(number, position, segment, {at for at, word in held.items() if _has(segment, word)})
                for segment in segments(reading)
            ]
    every = set(range(len(content)))
    found = {"figure": 0.0, "date": 0.0, "name": 0.0}
    for figure in claim.figures:
        if not figure.loose:
            own = [spot for spot in spots if any(figures.agree(figure, other) for other in spot.segment.figures)]
            rivals = [
                spot
                for spot in spots
                if any(
                    other.dimension == figure.dimension
                    and not other.loose
                    and not any(figures.agree(mine, other) for mine in claim.figures)
                    for other in spot.segment.figures
                )
            ]
            found["figure"] = max(found["figure"], _margin(every, own, rivals, spots))
    for moment in claim.moments:
        own = [spot for spot in spots if moments.agree(moment, spot.segment.moments)]
        rivals = [
            spot
            for spot in spots
            if any(not moments.agree(mine, [other]) for other in spot.segment.moments for mine in claim.moments)
        ]
        found["date"] = max(found["date"], _margin(every, own, rivals, spots))
    named = {at for at, word in enumerate(content) if word.name}
    for at in named:
        own = [spot for spot in spots if at in spot.held]
        rivals = [
            spot
            for spot in spots
            if any(
                word.name and not any(word.matches(content[one]) or same_name(word, content[one]) for one in named)
                for word in spot.segment.content
            )
        ]
        found["name"] = max(found["name"], _margin(every - named, own, rivals, spots))
    return found


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
