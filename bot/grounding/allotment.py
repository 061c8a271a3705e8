"""Whether each figure of a claim belongs to what the claim gives it to: to that subject, that date, that verb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.grounding.arithmetic import derives, follows
from bot.grounding.evidence import Evidence, SourceSentence
from bot.grounding.fault import Fault
from bot.grounding.reading import Reading
from bot.grounding.segments import Segment, segments
from bot.grounding.thresholds import is_instance
from bot.language import figures, moments
from bot.language.figure import Figure
from bot.language.moments import Moment
from bot.language.verbs import is_verb
from bot.language.words import Word

_PARTITIVE = re.compile(r"\b(?:of|to|from|or|out|-|–)\b|^\s?[-–(]")
COPIED = 0.85
"""From this share of words on, a claim is one sentence's, and its figures must be."""
NEAR = 3
"""Words between a verb and the figure that belongs to it: "cut about 1,200", "raised some $340 million"."""


def other_figures(evidence: Evidence) -> Iterator[Fault]:
    """A figure of another sentence in a claim that is otherwise a copy of one."""
    best, content = evidence.best, evidence.claim.content
    if sum(best.counterpart(word) is not None for word in content) < COPIED * len(content):
        return
    spare = [other for other in best.figures if not any(figures.agree(mine, other) for mine in evidence.claim.figures)]
    for figure in evidence.claim.figures:
        missing = (
            not figure.loose
            and not derives(figure, evidence)
            and not is_instance(figure, evidence)
            and not any(figures.agree(figure, other) for other in best.figures)
        )
        if missing and any(other.dimension == figure.dimension and not other.loose for other in spare):
            yield Fault("the source gives another figure there", True)


def taken_figures(part: Segment, evidence: Evidence) -> Iterator[Fault]:
    """ "Cut 8,500 jobs" of "cut 1,200 of its 8,500 jobs": a verb whose figure in the source is another one."""
    for figure in part.figures:
        verb = None if figure.loose or follows(figure, evidence) else _led_by(figure, part, evidence.claim)
        if verb is None:
            continue
        followed = [
            other
            for reading in evidence.readings
            for word in reading.content
            if word.matches(verb) and is_verb(reading.words, word.place)
            for other in _first_after(word, reading)
        ]
        if (
            followed
            and not any(figures.agree(figure, other) for other in followed)
            and any(figure.dimension == other.dimension for other in followed)
        ):
            yield Fault("the source gives another figure for that", True)


def _led_by(figure: Figure, part: Segment, claim: Reading) -> Word | None:
    """The verb right before a figure, but for "about", "more than" and the like."""
    ahead = [word for word in part.words if word.end <= figure.start]
    for word in reversed(ahead[-NEAR:]):
        if word.figure or word.low in ("of", "from", "to"):
            return None
        if word.content:
            return word if claim.language == "en" and is_verb(claim.words, word.place) else None
    return None


def _first_after(word: Word, reading: Reading) -> list[Figure]:
    """The first figure within reach of a word."""
    reach = reading.words[min(word.place + NEAR, len(reading.words) - 1)].end
    return [other for other in reading.figures if word.end <= other.start <= reach][:1]


def paired_figures(part: Segment, evidence: Evidence) -> Iterator[Fault]:
    """ "6.2 points for placebo" of "6.2 points for the drug and 3.9 for placebo": another stands between."""
    for figure in part.figures:
        after = [word for word in part.content if word.start >= figure.end and not word.figure]
        if figure.loose or any(other.start > figure.start for other in part.figures) or follows(figure, evidence):
            continue
        for word in after[:4]:
            for reading in evidence.readings:
                own = [other for other in reading.figures if figures.agree(figure, other)]
                spots = [other for other in reading.content if word.matches(other)]
                if not own or not spots or any(spot.start < own[0].start for spot in spots):
                    continue
                between = [
                    other
                    for other in reading.figures
                    if own[0].end < other.start < spots[0].start
                    and other.dimension == own[0].dimension
                    and not other.loose
                ]
                if between and not _PARTITIVE.search(
                    reading.text[own[0].end - reading.start : between[0].start - reading.start]
                ):
                    yield Fault(f"the source gives another figure for “{word.text or word.low}”", True)


def rival_figures(part: Segment, evidence: Evidence) -> Iterator[Fault]:
    """ "Plants flower 9.3 days earlier" of "bees emerge 9.3 days earlier, whereas plants flower 6.1 days earlier"."""
    for figure in part.figures:
        if figure.loose or follows(figure, evidence):
            continue
        for reading in evidence.readings:
            held = segments(reading)
            own = [there for there in held if any(figures.agree(figure, other) for other in there.figures)]
            rivals = [
                there
                for there in held
                if there not in own
                and any(
                    other.dimension == figure.dimension
                    and not other.loose
                    and not any(figures.agree(mine, other) for mine in evidence.claim.figures)
                    for other in there.figures
                )
            ]
            if own and rivals:
                mine = max(_words_in(part, there) for there in own)
                if max(_words_in(part, there) for there in rivals) >= mine + 2:
                    yield Fault("the source gives another figure for that", True)


def dominated(part: Segment, every: Sequence[SourceSentence], evidence: Evidence) -> Iterator[Fault]:
    """ "Fourteen people are missing" of "14 villages … people" and "seven people are missing".

    The sentence that has the figure has less of the rest than another one, which has a figure of its own.
    """
    for figure in part.figures:
        if figure.loose or follows(figure, evidence):
            continue
        held = [
            ({id(word) for word in part.content if place.reading.counterpart(word)}, place.reading.figures)
            for place in every
        ]
        own = [words for words, numbers in held if any(figures.agree(figure, other) for other in numbers)]
        rivals = [
            words
            for words, numbers in held
            if not any(figures.agree(figure, other) for other in numbers)
            and any(
                other.dimension == figure.dimension
                and not other.loose
                and not any(figures.agree(mine, other) for mine in evidence.claim.figures)
                for other in numbers
            )
        ]
        others = [mine for mine in evidence.claim.figures if mine is not figure]
        if any(
            figures.agree(figure, one)
            and any(figures.agree(mine, two) for mine in others for two in place.reading.figures)
            for place in every
            for one in place.reading.figures
        ):
            # A sentence that has two of the claim's figures is what it rests on.
            continue
        if own and all(any(words < rival for rival in rivals) for words in own):
            yield Fault("the source gives another figure for that", True)


def _words_in(part: Segment, there: Segment) -> int:
    return sum(any(word.matches(other) for other in there.content) for word in part.content)


def dated_figures(part: Segment, every: Sequence[SourceSentence]) -> Iterator[Fault]:
    """ "3.6% in November" of "3.1% in November, down from 3.6% in October"."""
    for figure in part.figures:
        dated = _date_after(figure, part.moments)
        if dated is None:
            continue
        for place in every:
            pairs = [(other, _date_after(other, place.reading.moments)) for other in place.reading.figures]
            mine = [day for other, day in pairs if day is not None and figures.agree(figure, other)]
            rival = [
                other
                for other, day in pairs
                if day is not None
                and not figures.agree(figure, other)
                and other.dimension == figure.dimension
                and moments.agree(dated, [day])
            ]
            if mine and rival and not any(moments.agree(dated, [day]) for day in mine):
                yield Fault("the source gives that figure for another time", True)


def _date_after(figure: Figure, days: Sequence[Moment]) -> Moment | None:
    return next((day for day in days if 0 <= day.start - figure.end <= 6), None)
