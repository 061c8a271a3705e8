"""Reads the spans of time that people ask about: "last week", "since November 2023"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from dateutil.relativedelta import relativedelta

from index.dates.moments import (
    HAS_YEAR,
    ISO,
    LONGEST,
    NUMERIC,
    RELATIVE,
    YEAR_FIRST,
    parse_date,
    read_written,
    utc,
)
from index.dates.names import MONTH, MONTHS, WEEKDAY, WEEKDAYS
from index.numerals import NUMBERS

Range = tuple[datetime | None, datetime | None]
"""Half open: from the first moment up to, and without, the second; None where it has no such end."""
_Span = tuple[datetime, datetime]
"""A range with both its ends."""

_MONTH = rf"(?P<month>{MONTH})\.?"
_YYYY = r"(?P<year>(?:1[5-9]|2[01])\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_COUNT = rf"(?P<count>\d{{1,4}}|an?|{'|'.join(NUMBERS[1:])}|(?:a )?couple(?: of)?|(?:a )?few)"
_UNIT = r"(?P<unit>hour|day|week|month|quarter|year)s?"
_WEEKDAY = rf"(?:(?:{'|'.join(name[:3] for name in WEEKDAYS)})\w*\.?,? )?"
_NEAR_DAYS = {"today": 0, "tonight": 0, "yesterday": 1, "last night": 1, "the day before yesterday": 2}
"""How many days back each is."""
_NEAR_DAY = re.compile("|".join(_NEAR_DAYS))
_YEAR = re.compile(_YYYY)
_WRITTEN_DAY = re.compile(rf"{_WEEKDAY}(?:the )?{_DAY} (?:of )?{_MONTH}(?:,? {_YYYY})?")
_AMERICAN_DAY = re.compile(rf"{_WEEKDAY}{_MONTH} {_DAY}(?:,? {_YYYY})?")
_WRITTEN_MONTH = re.compile(rf"(?:the month of )?(?P<which>last |this |early |late )?{_MONTH}(?:,? (?:of )?{_YYYY})?")
_THIRDS = {"early ": (0, 10), "late ": (20, 31)}
"""Days from a month's first, the second beyond the end of any month."""
_CLOCK = re.compile(r"\d(?:t|\s?:)\d")
_ISO_MONTH = re.compile(rf"{_YYYY}[-/](?P<number>0?[1-9]|1[0-2])")
_NTH = r"(?P<nth>first|second|third|fourth|[1-4](?:st|nd|rd|th))"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_QUARTER = re.compile(rf"(?:q(?P<q>[1-4])|(?:the )?{_NTH} quarter)(?: of)?,? {_YYYY}")
_DECADE = re.compile(r"(?:the )?(?P<decade>(?:1[5-9]|2[01])\d0)s")
_NAMED_DAY = re.compile(rf"(?P<which>last |this |on )?(?P<weekday>{WEEKDAY})")
_LAST_UNIT = re.compile(
    r"(?:the )?(?P<which>last|past|previous|this|current) (?P<unit>week|month|quarter|year|weekend)"
)
_LAST_SEVERAL = re.compile(
    rf"(?:the )?(?:last|past|previous|recent) {_COUNT} {_UNIT}|(?:the )?(?:last|past) (?P<hour>hour|day)"
)
_AGO = re.compile(rf"{_COUNT} {_UNIT} ago")


def parse_range(text: str, now: datetime) -> Range | None:
    """The time that ``text`` names: "last week", "November 2023", "since last Tuesday", "2023-11-01".

    English expressions are understood whole; in other languages single dates and simple relative ones.  Which day
    today is, is told in the zone of ``now``; a day is its 24 hours in UTC, where dates without a time are kept.  A
    week begins on Monday, "last week" is the calendar week before this one and "the last 7 days" end now.  A date
    without a year is the latest one that has begun.  "since" has no end, "until" (inclusive) and "before" no
    beginning.  None where the text names no time, or anything beside it.
    """
    text = " ".join(text.lower().replace("’", "'").split()).strip(" .,;:?!")
    if not text or len(text) > LONGEST:
        return None
    if match := re.fullmatch(r"(?:since|starting(?: from| in| on)?|from) (?P<what>.+?)(?: on| onwards?)?", text):
        if (bounds := _two_ended(text, now)) is not None:
            return bounds
        began = _span(match["what"], now)
        return None if began is None else (began[0], None)
    if match := re.fullmatch(r"(?:after|later than) (?P<what>.+)", text):
        span = _span(match["what"], now)
        return None if span is None else (span[1], None)
    if match := re.fullmatch(r"(?:before|earlier than|prior to) (?P<what>.+)", text):
        span = _span(match["what"], now)
        return None if span is None else (None, span[0])
    if match := re.fullmatch(r"(?:until|till|up to|through|by|no later than) (?P<what>.+)", text):
        span = _span(match["what"], now)
        return None if span is None else (None, span[1])
    return _two_ended(text, now) or _span(text, now)


def _two_ended(text: str, now: datetime) -> _Span | None:
    match = re.fullmatch(
        r"(?:between (.+) and (.+)|(?:from )?(.+?)(?: to | until | till | through | - |\s?[–—]\s?)(.+))", text
    )
    if match is None and (years := re.fullmatch(r"((?:1[5-9]|2[01])\d\d)-((?:1[5-9]|2[01])\d\d)", text)):
        match = years
    if match is None:
        return None
    first, last = (part for part in match.groups() if part)
    end = _span(last, now)
    if end is None:
        return None
    begin = _span(first, now)
    if not re.search(r"\d{4}", first) and re.search(r"\d{4}", last):
        # "October to December 2023", "1 to 5 November 2023": the first half borrows from the second.
        borrowed = [f"{first} {end[0].year}"]
        if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", first):
            borrowed = [f"{first} {MONTHS[end[0].month - 1]} {end[0].year}"]
        begin = next((span for each in borrowed if (span := _span(each, now))), begin)
    if begin is None or begin[0] >= end[1]:
        return None
    return begin[0], end[1]


def _span(text: str, now: datetime) -> _Span | None:
    text = re.sub(r"^(?:in|on|during|within|throughout|around|the day of) ", "", text)
    try:
        return _english_span(text, now) or _other_span(text, now)
    except (ValueError, OverflowError):  # 31 February, or a million years ago
        return None


def _english_span(text: str, now: datetime) -> _Span | None:
    for form, span_of in _ENGLISH_FORMS:
        if match := form.fullmatch(text):
            return span_of(match, now)
    return None


def _near_day(match: re.Match[str], now: datetime) -> _Span:
    return _from(_today(now) - _STEP["day"] * _NEAR_DAYS[match[0]], "day")


def _year(match: re.Match[str], _: datetime) -> _Span:
    return _from(datetime(int(match["year"]), 1, 1, tzinfo=UTC), "year")


def _decade(match: re.Match[str], _: datetime) -> _Span:
    begin = datetime(int(match["decade"]), 1, 1, tzinfo=UTC)
    return begin, begin + _STEP["year"] * 10


def _quarter(match: re.Match[str], _: datetime) -> _Span:
    nth = int(match["q"] or _ORDINALS.get(match["nth"]) or match["nth"][0])
    return _from(datetime(int(match["year"]), nth * 3 - 2, 1, tzinfo=UTC), "quarter")


def _iso_month(match: re.Match[str], _: datetime) -> _Span:
    return _from(datetime(int(match["year"]), int(match["number"]), 1, tzinfo=UTC), "month")


def _written_day(match: re.Match[str], now: datetime) -> _Span:
    return _from(_latest(match["year"], _month(match), int(match["day"]), _by_the_clock(now)), "day")


def _written_month(match: re.Match[str], now: datetime) -> _Span:
    local = _by_the_clock(now)
    begin = _latest(match["year"], _month(match), 1, local)
    if match["which"] == "last " and begin + _STEP["month"] > local:
        begin -= _STEP["year"]  # said in March, last March is a year ago
    month = _from(begin, "month")
    if match["which"] not in _THIRDS:
        return month
    first, end = (begin + _STEP["day"] * days for days in _THIRDS[match["which"]])
    return first, min(end, month[1])


def _named_day(match: re.Match[str], now: datetime) -> _Span:
    today = _today(now)
    back = (today.weekday() - WEEKDAYS.index(match["weekday"])) % 7
    if back == 0 and match["which"] == "last ":
        back = 7
    return _from(today - _STEP["day"] * back, "day")


def _last_unit(match: re.Match[str], now: datetime) -> _Span:
    return _calendar(match["unit"], match["which"] in ("this", "current"), _today(now))


def _last_several(match: re.Match[str], now: datetime) -> _Span:
    """The time up to this moment."""
    end = utc(now)
    return end - (_STEP[match["hour"]] if match["hour"] else _duration(match)), end


def _ago(match: re.Match[str], now: datetime) -> _Span:
    if match["unit"] != "hour":
        return _calendar(match["unit"], True, _today(now) - _duration(match))
    moment = utc(now) - _duration(match)
    return _from(moment.replace(minute=0, second=0, microsecond=0), "hour")


_ENGLISH_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], datetime], _Span]], ...] = (
    (_NEAR_DAY, _near_day),
    (_YEAR, _year),
    (_DECADE, _decade),
    (_QUARTER, _quarter),
    (_ISO_MONTH, _iso_month),
    (_WRITTEN_DAY, _written_day),
    (_AMERICAN_DAY, _written_day),
    (_WRITTEN_MONTH, _written_month),
    (_NAMED_DAY, _named_day),
    (_LAST_UNIT, _last_unit),
    (_LAST_SEVERAL, _last_several),
    (_AGO, _ago),
)
"""How English names a time, and what each form spans; the first that a text has counts."""


def _other_span(text: str, now: datetime) -> _Span | None:
    """Dates of numbers, moments, and other languages, each as wide as it is precise."""
    if ISO.fullmatch(text) or NUMERIC.search(text) or YEAR_FIRST.search(text):
        moment = parse_date(text)
        if moment is None:
            return None
        # Midnight is a time of day, too, and a time of another zone may be midnight in UTC.
        timed = _CLOCK.search(text) or moment != moment.replace(hour=0, minute=0, second=0, microsecond=0)
        return _from(moment, "second" if timed else "day")
    if text.isascii() and not re.search(r"[a-z]{4}", text):
        return None
    if HAS_YEAR.search(text):
        parsed = read_written(text, _by_the_clock(now), "absolute-time")
    elif RELATIVE.search(text) or not text.isascii() or " " in text:
        parsed = read_written(text, _by_the_clock(now), "relative-time")
    else:
        return None
    if parsed is None:
        return None
    moment, precision = parsed
    moment = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return _calendar(precision, True, moment) if precision != "time" else _from(moment, "day")


def _by_the_clock(now: datetime) -> datetime:
    """What calendar and clock say where ``now`` is told, put in UTC, as days are."""
    return now.replace(tzinfo=UTC)


def _today(now: datetime) -> datetime:
    return _by_the_clock(now).replace(hour=0, minute=0, second=0, microsecond=0)


def _calendar(unit: str, current: bool, today: datetime) -> _Span:
    """The calendar week, month, quarter or year that holds ``today``, or the one before it."""
    if unit == "weekend":
        saturday = today - timedelta(days=(today.weekday() - 5) % 7)
        if current or today.weekday() < 5:
            return saturday, saturday + timedelta(days=2)
        return saturday - timedelta(days=7), saturday - timedelta(days=5)
    begin = {
        "day": today,
        "week": today - timedelta(days=today.weekday()),
        "month": today.replace(day=1),
        "quarter": today.replace(day=1, month=(today.month - 1) // 3 * 3 + 1),
        "year": today.replace(day=1, month=1),
    }[unit]
    return _from(begin if current else begin - _STEP[unit], unit)


_STEP = {
    "second": relativedelta(seconds=1),
    "hour": relativedelta(hours=1),
    "day": relativedelta(days=1),
    "week": relativedelta(weeks=1),
    "month": relativedelta(months=1),
    "quarter": relativedelta(months=3),
    "year": relativedelta(years=1),
}


def _from(begin: datetime, unit: str) -> _Span:
    return begin, begin + _STEP[unit]


def _duration(match: re.Match[str]) -> relativedelta:
    word = match["count"]
    if word.isdigit():
        count = int(word)
    elif word in NUMBERS:
        count = NUMBERS.index(word)
    else:
        count = {"a": 1, "an": 1, "few": 3, "a few": 3}.get(word, 2)
    return _STEP[match["unit"]] * count


def _month(match: re.Match[str]) -> int:
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(match["month"][:3]))


def _latest(year: str | None, month: int, day: int, now: datetime) -> datetime:
    if year is not None:
        return datetime(int(year), month, day, tzinfo=UTC)
    for candidate in range(now.year, now.year - 5, -1):  # five: 29 February comes every four
        try:
            begin = datetime(candidate, month, day, tzinfo=UTC)
        except ValueError:
            continue
        if begin <= now:
            return begin
    raise ValueError("no such day")
