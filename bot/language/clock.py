"""Times of day as a text writes them: "6 p.m.", "18:00", "half past six", "noon", "18 Uhr", "18h30"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.numerals import NUMBERS

DIAL_H, DAY_H = 12, 24
"""Hours that a dial shows, and that a day has."""


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day in a text."""

    start: int
    end: int
    hours: float
    """Since midnight, from 0 to below 24, where the text tells the half of the day; else as on a dial, up to 12."""
    told: bool = True
    """Whether the text says which half of the day it is: "6:30" and the six of "six to eight p.m." do not."""
    bare: bool = False
    """A number alone, by what stands around it: "open from 9 to 5"."""


_DIGITS = r"2[0-4]|1\d|0?\d"
_WORD = "|".join(NUMBERS[1:13])
_SHORT = r"[ap](?:\.\s?m\b\.?|m\b)"
_LONG = r"in\sthe\s(?:early\s)?(?:morning|afternoon|evening)|at\snight|morgens|nachmittags|abends|nachts"
_HALF = rf"(?P<half>{_SHORT}|{_LONG})"
_FREE = r"(?<![\w.,:/$€£¥])(?<![^\W\d]-)"
_WRITTEN = (
    rf"{_FREE}(?P<part>half(?=\spast)|quarter)\s(?P<side>past|to)\s(?P<hour>{_DIGITS}|{_WORD})\b(?:\s?{_HALF})?",
    rf"{_FREE}(?P<hour>{_DIGITS})[:.](?P<minute>[0-5]\d)\s?{_HALF}",
    rf"{_FREE}(?P<hour>{_DIGITS}|{_WORD})\s?(?P<half>{_SHORT})",
    rf"{_FREE}(?P<hour>{_DIGITS}|{_WORD})(?:\so['’]?clock|\sUhr)\s{_HALF}",
    # Without "o'clock" it may be a dose: "one in the morning, two in the evening".
    rf"(?<=\bat\s)(?P<hour>{_DIGITS}|{_WORD})\s{_HALF}",
    rf"{_FREE}(?P<hour>{_DIGITS})[:.](?P<minute>[0-5]\d)\s(?P<whole>Uhr|h\b|hrs\b|hours\b)",
    rf"{_FREE}(?P<hour>{_DIGITS})(?:\s(?P<whole>Uhr)(?:\s(?P<minute>[0-5]\d)\b)?|\s?h\s?(?P<minutes>[0-5]\d)\b)",
    rf"{_FREE}(?P<hour>{_DIGITS}):(?P<minute>[0-5]\d)(?![\d:]|[.,]\d)",
    rf"{_FREE}(?P<hour>{_DIGITS}|{_WORD})\so['’]?clock",
    r"\b(?:12\s|twelve\s)?(?P<named>noon|midday|midnight)\b",
)
_TIMES = tuple(re.compile(pattern, 0 if "named" in pattern else re.IGNORECASE) for pattern in _WRITTEN)
_BEFORE = re.compile(
    rf"(?<![\w.,:/$€£¥])(?P<hour>{_DIGITS}|{_WORD})(?:[:.](?P<minute>[0-5]\d))?"
    r"\s?(?:-|–|—|\b(?:to|and|until|till|or|bis|und)\b)\s?$",
    re.IGNORECASE,
)
"""The first of two: "6 to 8 p.m."."""
_BARE = re.compile(
    r"\b(?:at|until|till|from|between)\s(?P<hour>1[0-2]|[1-9])"
    r"(?:\s?(?:-|–|—|\b(?:to|and|until|till)\b)\s?(?P<other>1[0-2]|[1-9]))?"
    r"(?=\s*(?:[;,.)!?](?!\d)|$)|\s(?:on|every|each|daily|sharp|today|tomorrow|tonight|Mon|Tue|Wed|Thu|Fri|Sat|Sun))"
)


def clock_times(text: str) -> list[ClockTime]:
    """The times of day in a text, in order, none within another."""
    found: list[ClockTime] = []
    taken = bytearray(len(text))

    def take(time: ClockTime) -> None:
        if not any(taken[time.start : time.end]):
            taken[time.start : time.end] = b"\1" * (time.end - time.start)
            found.append(time)

    for pattern in _TIMES:
        for match in pattern.finditer(text):
            take(_time(match))
    for time in found:
        for first in _first_of_two(text, time):
            take(first)
    for match in _BARE.finditer(text):
        for start, end in (match.span(group) for group in ("hour", "other") if match[group]):
            take(ClockTime(start, end, float(text[start:end]), False, True))
    return sorted(found, key=lambda time: time.start)


def _time(match: re.Match[str]) -> ClockTime:
    groups = match.groupdict()
    if groups.get("named"):
        return ClockTime(*match.span(), 0.0 if groups["named"] == "midnight" else 12.0)
    hours = _hour(groups["hour"]) + float(groups.get("minute") or groups.get("minutes") or 0) / 60
    if groups.get("part"):
        minutes = 0.5 if groups["part"] == "half" else 0.25
        hours += minutes if groups["side"].lower() == "past" else -minutes
    half = groups.get("half")
    if half:
        late = re.search(r"p\.?\s?m|noon|evening|nachm|abend", half, re.IGNORECASE) is not None
        if "night" in half.lower() or half.lower() == "nachts":
            late = 6 <= hours < 12
        if hours < DIAL_H + 1:
            hours = hours % DIAL_H + DIAL_H * late
        return ClockTime(*match.span(), hours)
    told = bool(groups.get("whole") or groups.get("minutes")) or hours >= 13 or groups["hour"].startswith("0")
    return ClockTime(*match.span(), hours % DAY_H if told else hours, told)


def _hour(written: str) -> float:
    return float(written) if written.isdigit() else float(NUMBERS.index(written.lower()))


def _first_of_two(text: str, time: ClockTime) -> Iterator[ClockTime]:
    first = _BEFORE.search(text, max(0, time.start - 20), time.start)
    if first is not None:
        hours = _hour(first["hour"]) + float(first["minute"] or 0) / 60
        end = first.end("minute") if first["minute"] else first.end("hour")
        yield ClockTime(first.start(), end, hours % DAY_H, hours > DIAL_H)


def same_time(claimed: ClockTime, given: ClockTime, slack_h: float = 0.0) -> bool:
    """Whether two times of day may be the same, where one of them may not say which half of the day it means."""
    return any(
        min(apart, DAY_H - apart) <= slack_h + 1e-6
        for one in _readings(claimed)
        for other in _readings(given)
        for apart in (abs(one - other),)
    )


def _readings(time: ClockTime) -> tuple[float, ...]:
    return (time.hours,) if time.told else (time.hours % DAY_H, (time.hours + DIAL_H) % DAY_H)
