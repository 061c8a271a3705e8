"""Figures that no source writes and that follow from what one does: sums, differences, shares, so many each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from math import prod

from bot.grounding.evidence import Evidence, holds_figure
from bot.grounding.reading import Reading
from bot.grounding.thresholds import is_instance
from bot.language import figures
from bot.language.clock import DAY_H, ClockTime, same_time
from bot.language.figure import Figure
from bot.language.figures import LARGE

_MULTIPLES = {
    2.0: re.compile(
        r"\b(?:twice|doubl\w*|two-?fold|half|halv\w*|both|pair|each|per|doppelt\w*|verdoppel\w*|deux fois|doble)\b",
        re.I,
    ),
    3.0: re.compile(r"\b(?:three times|tripl\w*|trebl\w*|three-?fold|thrice|dreimal|trois fois)\b", re.I),
    4.0: re.compile(r"\b(?:four times|quadrupl\w*|four-?fold|viermal|quatre fois)\b", re.I),
}
_DAY_S = 86400.0
_MONTH_S = 2629746.0
_YEAR_S = 31556952.0
_PERIODS = {
    "hour": 3600.0,
    "day": _DAY_S,
    "week": 604800.0,
    "fortnight": 1209600.0,
    "month": _MONTH_S,
    "year": _YEAR_S,
    "decade": 10 * _YEAR_S,
    "century": 100 * _YEAR_S,
}
_ORDINALS = {
    2.0: r"\bsecond\b|zweite|deuxième|segund",
    3.0: r"\bthird\b|dritte|troisième|tercer",
    4.0: r"\bfourth\b|vierte|quatrième|cuart",
    5.0: r"\bfifth\b|fünfte|cinquième|quint",
    6.0: r"\bsixth\b|sechste|sixième|sext",
    10.0: r"\btenth\b|zehnte|dixième|décim",
}
_POINT = re.compile(r"\s(?:percentage\s)?points?\b", re.IGNORECASE)
_SCALES = (1e3, 1e6, 1e9, 1e12)
_MOST_FIGURES = 12
"""Figures of one kind that are combined: among more, chance would find any number."""


def follows(figure: Figure, evidence: Evidence) -> bool:
    """Whether a figure is what the evidence's figures or dates come to, or a case of a rule, and none itself."""
    if holds_figure(evidence.readings, figure):
        return False
    return derives(figure, evidence) or is_instance(figure, evidence)


def derives(figure: Figure, evidence: Evidence, *, nearby: bool = False) -> bool:
    """Whether a figure is a sum, a difference, a multiple or a share of the sources' figures, or a span of dates.

    ``nearby``: of the figures of the sentences alone that the claim rests on.
    """
    if figure.clock is not None and not figure.clock.bare:
        return any(same_time(figure.clock, time) for time in _times_of_day(evidence))
    return any(_equal(figure, value) for value in _results(figure, evidence, nearby)) or any(
        _equal(figure, span) for span in _spans(figure, evidence)
    )


def _equal(figure: Figure, value: float) -> bool:
    # Of a result only what rounds to the figure counts: "more than 40" of a difference of 45 would let anything pass.
    bound = figure.bound if figure.bound == "about" else "exact"
    given = Figure(0, 0, value, figure.dimension, 1.0, 0.0, "exact")
    wanted = replace(figure, value=figure.base, factor=1.0, step=figure.step * figure.factor, bound=bound, unit=None)
    return figures.agree(wanted, given) or (
        figure.bound in ("over", "under") and abs(wanted.value - value) <= 0.05 * abs(value)
    )


def _results(figure: Figure, evidence: Evidence, nearby: bool) -> Iterator[float]:
    """Values in the figure's base unit that can be reckoned from the sources' figures."""
    near = [other for reading in evidence.readings for other in reading.figures]
    every = near if nearby else _of_whole_sources(evidence)
    # Further away a bare number is of something else: nine piers less two lanes are no seven euros.
    found = [other.base for other in near if _of_kind(other, figure)]
    found += [other.base for other in every if figure.dimension and other.dimension == figure.dimension]
    if figure.dimension:
        found += _in_unit_beside(figure, evidence)
    if figure.dimension is None or figure.dimension.startswith("money:"):
        scaled = list(_in_scale_beside(evidence))
        yield from scaled
        found += scaled
    same = list(dict.fromkeys(found))[:_MOST_FIGURES]
    yield from _sums(same, figure, evidence)
    yield from _shares_and_multiples(same, evidence, near, every)
    if figure.dimension == "ratio":
        yield from _percentages(near)
        yield from _points_apart(evidence)
    if figure.dimension == "time":
        for one, other in combinations([3600 * other.clock.hours for other in near if other.clock is not None], 2):
            yield from ((one - other) % _DAY_S, (other - one) % _DAY_S)
    yield from _unnamed(figure, evidence, near)


def _times_of_day(evidence: Evidence) -> Iterator[ClockTime]:
    """So long before and after a time of day that a sentence gives: "starts at six, two hours earlier"."""
    for reading in evidence.readings:
        hours = [other.base / 3600 for other in reading.figures if other.dimension == "time"]
        for time in (other.clock for other in reading.figures if other.clock is not None):
            for later in (sign * apart for apart in hours for sign in (1, -1)):
                yield replace(time, hours=(time.hours + later) % DAY_H)


def _of_whole_sources(evidence: Evidence) -> list[Figure]:
    """The figures of all the sources that a chosen sentence is in."""
    sources = {id(place.source): place.source for place in evidence.places}.values()
    return [figure for source in sources for reading in source.readings for figure in reading.figures]


def _in_unit_beside(figure: Figure, evidence: Evidence) -> Iterator[float]:
    """Bare numbers in the unit of another: "of the 2.4 kilometres 1.5 have been dug"."""
    for reading in evidence.readings:
        factors = {other.factor for other in reading.figures if other.dimension == figure.dimension}
        bare = [other.value for other in reading.figures if other.dimension is None and not other.loose]
        yield from (value * factor for value in bare for factor in factors)


def _in_scale_beside(evidence: Evidence) -> Iterator[float]:
    """Bare numbers of as many millions as another: "of the 4.4 million the club pays 0.9"."""
    for reading in evidence.readings:
        scales = {scale for other in reading.figures for scale in _SCALES if other.step < scale <= other.value}
        bare = [other.value for other in reading.figures if other.dimension is None and other.step < 1]
        yield from (value * scale for value in bare for scale in scales)


def _sums(values: Sequence[float], figure: Figure, evidence: Evidence) -> Iterator[float]:
    """Differences and sums of two values; of one sentence's, the sum of all and what two leave of the largest."""
    for one, other in combinations(values, 2):
        yield abs(one - other)
        yield one + other
    for reading in evidence.readings:
        own = [other.base for other in reading.figures if _of_kind(other, figure)]
        if len(own) > 2:
            yield sum(own)
            whole = max(own)
            yield from (whole - one - other for one, other in combinations(own, 2) if one != whole != other)


def _shares_and_multiples(
    values: Sequence[float], evidence: Evidence, near: Sequence[Figure], every: Sequence[Figure]
) -> Iterator[float]:
    """Each value by the percentages and the counts beside it: a quarter of it, a quarter more, three times as much."""
    shares = [other.value / 100 for other in every if other.dimension == "ratio" and 0 < other.value < 100]
    counts = [other.value for other in near if other.dimension is None and other.value >= 2][:_MOST_FIGURES]
    counts += _asked_for(evidence.claim)
    said = " ".join([evidence.claim.text, *(reading.text for reading in evidence.readings)])
    counts += [multiple for multiple, words in _MULTIPLES.items() if words.search(said)]
    for one in values:
        for share in shares:
            yield from (one * share, one * (1 - share), one * (1 + share), one / share)
        for count in counts:
            if count != one:
                yield from (one * count, one / count)


def _asked_for(claim: Reading) -> list[float]:
    """What all the counts of a claim multiply to: "for two tents and three nights" of a price per tent and night."""
    own = [figure.value for figure in claim.figures if figure.dimension is None and 2 <= figure.value < LARGE]
    return [prod(own)] if len(own) > 1 else []


def _percentages(near: Sequence[Figure]) -> Iterator[float]:
    """How many per cent of one figure another is, more or less; what a percentage leaves of the whole."""
    bases = [other.base for other in near if other.dimension != "ratio" and other.base]
    for one, other in combinations(bases, 2):
        low, high = sorted((one, other))
        yield from (100 * low / high, 100 * (high - low) / low, 100 * (high - low) / high)
    yield from (100 - other.value for other in near if other.dimension == "ratio")


def _points_apart(evidence: Evidence) -> Iterator[float]:
    """So many points more or less than a percentage: "86%, one point below what was promised"."""
    for reading in evidence.readings:
        shares = [other.value for other in reading.figures if other.dimension == "ratio"]
        points = [other.value for other in reading.figures if _POINT.match(reading.text, other.end - reading.start)]
        yield from (share + sign * apart for share in shares for apart in points for sign in (1, -1))


def _unnamed(figure: Figure, evidence: Evidence, near: Sequence[Figure]) -> Iterator[float]:
    """What a source says without a figure: "a full day", "the sixth month", "a fifth of the price" of "five times"."""
    said = " ".join(reading.text.lower() for reading in evidence.readings)
    if figure.dimension == "time":
        yield from (seconds for unit, seconds in _PERIODS.items() if re.search(rf"\ba (?:\w+ )?{unit}\b", said))
    if figure.dimension in (None, "time"):
        yield from (place * figure.factor for place, word in _ORDINALS.items() if re.search(word, said))
        for one, other in combinations(near, 2):
            if one.dimension == other.dimension and one.dimension is not None and min(one.base, other.base) > 0:
                # A limit of 6 pounds at 20 pence a day is reached after 30 days.
                yield max(one.base, other.base) / min(one.base, other.base) * figure.factor
    if figure.dimension is None:
        yield from (100 / other.value for other in near if other.dimension == "ratio" and other.value > 0)
        of_one_kind = [(one, other) for one, other in combinations(near, 2) if one.dimension == other.dimension]
        yield from (abs(one.value - other.value) for one, other in of_one_kind)


def _of_kind(other: Figure, figure: Figure) -> bool:
    if figure.dimension is None:
        return other.dimension is None and not other.loose
    return other.dimension == figure.dimension or (
        other.dimension is None and figure.dimension.startswith("money:") and not other.loose
    )


def _spans(figure: Figure, evidence: Evidence) -> Iterator[float]:
    """Seconds between the dates of the evidence, whole months and years as they are counted in words.

    The day on which an article was published is one of them: "the first since 1978".
    """
    if figure.dimension not in ("time", None):
        return
    days = list(
        dict.fromkeys(
            span[0]
            for place in evidence.places
            for reading in place.source.readings
            for moment in reading.moments
            for span in moment.spans[:1]
        )
    )[:_MOST_FIGURES]
    days += {place.source.published for place in evidence.places if place.source.published} - {*days}
    for one, other in combinations(days, 2):
        first, last = sorted((one, other))
        if figure.dimension == "time":
            yield _DAY_S * (last - first).days
            yield _YEAR_S * (last.year - first.year)
            if figure.bound == "over" and figure.factor == _PERIODS["decade"]:
                yield figure.factor * ((last.year - first.year) // 10)
            if figure.unit is not None and figure.unit.lower().startswith("m"):
                months = 12 * (last.year - first.year) + last.month - first.month
                yield from (_MONTH_S * months, _MONTH_S * (months + 1))
        else:
            months = 12 * (last.year - first.year) + last.month - first.month
            if re.search(r"\bmonths?\b", evidence.claim.text):
                yield from (float(months), float(months + 1))
            if re.search(r"\byears?\b", evidence.claim.text):
                yield float(last.year - first.year)
