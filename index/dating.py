"""The times that a question names: "published on November 6, 2023", "before October 2023", "since last Tuesday"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from index.dates import MONTH, WEEKDAY, YEAR, parse_range
from index.numerals import NUMBERS

_MONTH = rf"{MONTH}\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_UNIT = r"(?:hour|day|week|month|quarter|year)s?"
_COUNT = rf"(?:\d{{1,3}}|an?|{'|'.join(NUMBERS[1:])}|few|couple\s+of)"
_CALENDAR = (
    rf"{YEAR}-\d\d?-\d\d?(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?|{YEAR}-\d\d|\d\d?[/.]\d\d?[/.]{YEAR}"
    rf"|{_MONTH}\s+{_DAY}(?:,?\s+{YEAR})?|{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{YEAR})?"
    rf"|(?:early\s+|late\s+)?{_MONTH},?\s+(?:of\s+)?{YEAR}|(?:(?<=\bin\s)|(?<=\bduring\s)){_MONTH}|{YEAR}"
)
_CLOCK = (
    rf"today|yesterday|(?:the\s+)?(?:last|past|previous)\s+{_COUNT}\s+{_UNIT}|{_COUNT}\s+{_UNIT}\s+ago"
    rf"|(?:the\s+)?(?:last|past|previous|this)\s+(?:{WEEKDAY}|week(?:end)?|month|year)"
)
_BOUND = r"since|after|until|till|before|up\s+to|earlier\s+than|later\s+than|prior\s+to"
_EXPRESSION = re.compile(
    rf"(?<![\w-])(?:(?P<bound>{_BOUND})\s+(?P<since>{_CALENDAR}|{_CLOCK}|{WEEKDAY}|{_MONTH})"
    rf"|(?P<calendar>{_CALENDAR})|(?P<clock>{_CLOCK}))(?![\w-]|['\u2019]s)",
    re.IGNORECASE,
)
_BY_THE_CLOCK = re.compile(rf"(?:{_CLOCK}|{WEEKDAY})", re.IGNORECASE)
_WIDE = re.compile(r"today|.*\b(?:month|quarter|year)s?(?:\s+ago)?", re.IGNORECASE)
"""Said of the age we live in as often as of the news: "which country today is…", "the champion of last year"."""

_HOURS = re.compile(r"(?<=\d)T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?")
"""A moment is read as its day: nobody remembers the minute, and the time zones of publishing dates vary."""


@dataclass(frozen=True, slots=True)
class NamedTime:
    """A time named at ``question[start:end]``: UTC, from ``since`` up to and without ``until``; either may be open."""

    start: int
    end: int
    since: datetime | None
    until: datetime | None
    strict: bool
    """What lies outside is not wanted at all."""

    def holds(self, moment: datetime) -> bool:
        """Whether ``moment`` lies in it."""
        return (self.since is None or moment >= self.since) and (self.until is None or moment < self.until)


def named_times(question: str, now: datetime) -> list[NamedTime]:
    """The times that ``question`` names, in order.

    Strict is what is counted from the clock and near it: "since last Tuesday", "yesterday", "in the last ten days".
    A calendar date ("on 6 November 2023") often belongs to what is told and not to who told it, and "last year" is
    seldom meant to leave out an article: those are preferences.
    """
    found = []
    for match in _EXPRESSION.finditer(question):
        bounds = parse_range(_HOURS.sub("", match.group()), now)
        if bounds is not None:
            words = match["since"] or match["clock"] or ""
            clock = _BY_THE_CLOCK.fullmatch(words) is not None
            strict = clock and (match["bound"] is not None or not _WIDE.fullmatch(words))
            found.append(NamedTime(match.start(), match.end(), *bounds, strict=strict))
    return found
