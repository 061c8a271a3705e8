"""Dates as a text writes them, each with the spans of days it may mean."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.language.numerals import ONE
from index.dates import ANY_MONTH, MONTH_NUMBERS, WEEKDAY_NUMBERS
from index.numerals import SMALL

Days = tuple[date, date]
"""First and last day."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A date in a text."""

    start: int
    end: int
    spans: tuple[Days, ...]
    """What it may mean, likeliest first: "Tuesday" is the one before the article's date or the one after it."""
    key: str = ""
    """What equal words share where no article's date resolves them: "weekday 1"."""
    yearless: tuple[int, int | None] | None = None
    """Month, and day if there is one, of a date whose year neither it nor the article tells."""


_MONTH = rf"{ANY_MONTH}\b\.?"
_WEEKDAY = rf"(?:{'|'.join(WEEKDAY_NUMBERS)})s?\b"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_PATTERN = re.compile(
    rf"""\b(?:
    (?P<iso>{_YEAR}-\d\d-\d\d)
    |(?P<slashed>\d{{1,2}}[./]\d{{1,2}}[./]{_YEAR})
    |(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s(?:of\s|de\s)?(?P<m1>{_MONTH})(?:,?\s(?:de\s|del\s)?(?P<y1>{_YEAR}))?(?!\w)
    |(?P<m2>{_MONTH})\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[.,]\d)(?:,?\s(?P<y2>{_YEAR}))?
    |(?P<m3>{_MONTH})(?:\s(?:of\s|de\s|del\s)?(?P<y3>{_YEAR}))?(?!\w)
    |(?P<decade>(?:1[5-9]|20)\d0)(?:s|er|’s|'s)
    |(?P<year>{_YEAR})(?![\w%]|[.,]\d)
    |(?P<weekday>{_WEEKDAY})
    |(?P<day>today|yesterday|tomorrow|tonight|heute|gestern|morgen|aujourd['’]hui|hier|demain|hoy|ayer)
    |(?P<near>(?<!within\sthe\s)(?<!over\sthe\s)(?<!in\sthe\s)last|next|this|the\sprevious|the\sfollowing)\s(?P<unit>day|night|week|month|year|spring|summer|autumn|fall|winter)
    |(?P<quarter>first|second|third|fourth|last|Q[1-4])(?:[\s-]quarter)?(?:\s(?:of\s)?(?P<qy>{_YEAR}|next\syear|last\syear|this\syear))?
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_SHIFT = re.compile(
    r"\b(?P<count>\d+|[a-z]+)\s(?P<unit>day|week|month|year|night)s?\s(?P<way>earlier|later|before|after|ago|previously)\b",
    re.IGNORECASE,
)
_BEFORE_MONTH = re.compile(
    r"\b(?:in|of|since|until|till|by|from|last|next|early|late|mid|before|after|during|this|between|and|to|im|en|ab|seit|bis|"
    r"fin|début|d['’]|de|desde|para|through|around|for|each|every)[\s-]*$",
    re.IGNORECASE,
)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_DAY = timedelta(days=1)


def moments(text: str, published: date | None) -> list[Moment]:
    """The dates of a text in order; ``published`` is the day that "Tuesday" and "last month" are seen from."""
    found: list[Moment] = []
    for match in _PATTERN.finditer(text):
        moment = _moment(match, text, published)
        if moment is not None:
            found.append(moment)
    return found


def agree(claimed: Moment, given: Sequence[Moment]) -> bool:
    """Whether one of the dates is the one claimed, or a day within the month or year that is claimed."""
    for moment in given:
        if claimed.key and claimed.key == moment.key:
            return True
        if claimed.yearless and _in_any_year(claimed.yearless, moment):
            return True
        for want in claimed.spans[:1] if claimed.key == "" else claimed.spans:
            if any(want[0] <= span[0] and span[1] <= want[1] for span in moment.spans):
                return True
    return False


def _in_any_year(claimed: tuple[int, int | None], moment: Moment) -> bool:
    """Whether a date is the month, or the day, that is claimed without a year."""
    month, day = claimed
    if moment.yearless:
        return moment.yearless[0] == month and day in (None, moment.yearless[1])
    spans = moment.spans[:1]
    if day is None:
        return any(first.month == last.month == month and first.year == last.year for first, last in spans)
    return any(first == last and (first.month, first.day) == (month, day) for first, last in spans)


def _moment(match: re.Match[str], text: str, published: date | None) -> Moment | None:
    """The date that a match stands for; None where its words are none: "you may", "31/31/2020", "the third"."""
    month = match["m1"] or match["m2"] or match["m3"]
    if month:
        return _in_month(match, month, published) if _is_month(match, month, text) else None
    spans = _numeric(match)
    if spans is not None:
        return Moment(match.start(), match.end(), spans) if spans else None
    if match["quarter"]:
        return _quarter(match, published) if _is_quarter(match) else None
    if match["weekday"]:
        return _weekday(match, published)
    spans = _near(match, published) if published else ()
    return Moment(match.start(), match.end(), spans) if spans else None


def _in_month(match: re.Match[str], month: str, published: date | None) -> Moment | None:
    """A month, or a day of one: "March 2020", "3 March"; None if that month has no such day."""
    number = MONTH_NUMBERS[month.rstrip(".").lower()]
    told, dated = match["d1"] or match["d2"], match["y1"] or match["y2"] or match["y3"]
    day, year = int(told) if told else None, int(dated) if dated else None
    spans = tuple(_month_spans(number, day, year, published))
    yearless = None if year or published else (number, day)
    return Moment(match.start(), match.end(), spans, "", yearless) if spans or yearless else None


def _numeric(match: re.Match[str]) -> tuple[Days, ...] | None:
    """What a date in digits alone may mean: "2020-03-14", "3/4/2020", "the 1990s", "2020"; None if it is no such."""
    if match["iso"]:
        return _one_day(*(int(part) for part in match["iso"].split("-")))
    if match["slashed"]:
        first, second, year = (int(part) for part in re.split(r"[./]", match["slashed"]))
        return _one_day(year, second, first) + _one_day(year, first, second)
    if match["decade"]:
        return ((date(int(match["decade"]), 1, 1), date(int(match["decade"]) + 9, 12, 31)),)
    return (_year(int(match["year"])),) if match["year"] else None


def _weekday(match: re.Match[str], published: date | None) -> Moment:
    """A day of the week: the last one up to the article's date, the one after it or the one before it."""
    name = match["weekday"].lower()
    number = WEEKDAY_NUMBERS.get(name, WEEKDAY_NUMBERS.get(name.removesuffix("s"), 0))
    spans: tuple[Days, ...] = ()
    if published:
        past = published - _DAY * ((published.weekday() - number) % 7)
        spans = tuple((day, day) for day in (past, past + 7 * _DAY, past - 7 * _DAY))
    return Moment(match.start(), match.end(), spans, f"weekday {number}")


def _is_month(match: re.Match[str], month: str, text: str) -> bool:
    """Whether a month's name is one: not in "subscribers under 26 may pause"."""
    if month in ("may", "march") and not (match["y1"] or match["y2"]):
        return False
    return not match["m3"] or bool(match["y3"]) or _is_bare_month(match, text)


def _is_bare_month(match: re.Match[str], text: str) -> bool:
    """Whether a month's name without a day or a year is one: "may", "march" and "mar" are other words too."""
    name = match["m3"].rstrip(".")
    if match["m3"] == "sept":
        # The French seven.
        return False
    if len(name) <= 3 and name.lower() not in ("may", "mai"):
        return False
    if name.lower() in ("may", "march", "mars", "mai", "august", "ago"):
        return (name[0].isupper() or name in ("mai", "mars", "mayo")) and bool(
            _BEFORE_MONTH.search(text[max(0, match.start() - 12) : match.start()])
        )
    return True


def _month_spans(month: int, day: int | None, year: int | None, published: date | None) -> Iterator[Days]:
    years = [year] if year else [published.year, published.year - 1, published.year + 1] if published else []
    for one in years:
        if day is None:
            yield date(one, month, 1), date(one, month, monthrange(one, month)[1])
        else:
            yield from _one_day(one, month, day)


def _one_day(year: int, month: int, day: int) -> tuple[Days, ...]:
    try:
        moment = date(year, month, day)
    except ValueError:
        return ()
    return ((moment, moment),)


def _year(year: int) -> Days:
    return date(year, 1, 1), date(year, 12, 31)


def _is_quarter(match: re.Match[str]) -> bool:
    """Whether it is a quarter of a year: "Q3", "the third quarter", and not "the third"."""
    return "quarter" in match[0].lower() or match["quarter"].upper().startswith("Q")


def _quarter(match: re.Match[str], published: date | None) -> Moment | None:
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}.get(match["quarter"].lower()) or int(
        match["quarter"][1]
    )
    named = match["qy"]
    years = [int(named)] if named and named.isdigit() else []
    if not years and published:
        shift = {"next": 1, "last": -1, "this": 0}.get((named or "this").split()[0].lower(), 0)
        years = [published.year + shift] if named else [published.year, published.year - 1, published.year + 1]
    spans = tuple(
        (date(year, 3 * number - 2, 1), date(year, 3 * number, monthrange(year, 3 * number)[1])) for year in years
    )
    return Moment(match.start(), match.end(), spans, f"quarter {number}" if not named else "")


def _near(match: re.Match[str], published: date) -> tuple[Days, ...]:
    if match["day"]:
        word = match["day"].lower()
        shift = (
            -1
            if word in ("yesterday", "gestern", "hier", "ayer")
            else 1
            if word in ("tomorrow", "morgen", "demain")
            else 0
        )
        day = published + shift * _DAY
        return ((day, day),)
    way = {"last": -1, "next": 1}.get(match["near"].lower(), 0)
    match match["unit"].lower():
        case unit if unit in _SEASONS:
            # "Next spring" begins after the article's day, "last spring" before it; north of the equator.
            opening = date(published.year, _SEASONS[unit], 1)
            year = published.year + (way > 0 and opening <= published) - (way < 0 and opening > published)
            return ((date(year, _SEASONS[unit], 1), date(year, _SEASONS[unit], 28)),)
        case "year" if way or match["near"].lower() == "this":
            return (_year(published.year + way),)
        case "month" if way or match["near"].lower() == "this":
            month = published.month - 1 + way
            return tuple(_month_spans(month % 12 + 1, None, published.year + month // 12, published))
        case "week" if way or match["near"].lower() == "this":
            monday = published - _DAY * published.weekday() + 7 * way * _DAY
            return ((monday, monday + 6 * _DAY),)
    return ()


def shifted(text: str, anchors: Sequence[Days]) -> Iterator[Moment]:
    """ "The next day", "two years earlier": as far from each of the days that an article names."""
    for match in _SHIFT.finditer(text):
        told = match["count"].lower()
        count = int(told) if told.isdigit() else 1 if told in ONE else SMALL.get(told, 0)
        if count:
            word = match["way"].lower()
            # "Two days after it sank" tells of the rescue and, turned round, of the sinking.
            ways = (1, -1) if word in ("before", "after") else (1,) if word == "later" else (-1,)
            spans = tuple(_moved(span, way * count, match["unit"].lower()) for way in ways for span in anchors)
            yield Moment(match.start(), match.end(), spans)
    for match in re.finditer(
        r"\bthe (?P<way>next|following|previous) (?:day|morning|night)\b|\bthe day before\b", text, re.IGNORECASE
    ):
        way = 1 if (match["way"] or "previous").lower() in ("next", "following") else -1
        yield Moment(match.start(), match.end(), tuple(_moved(span, way, "day") for span in anchors))


def _moved(span: Days, count: int, unit: str) -> Days:
    if unit == "year":
        return tuple(day.replace(year=max(1, min(9999, day.year + count)), day=min(day.day, 28)) for day in span)  # type: ignore[return-value]
    step = {"day": _DAY, "night": _DAY, "week": 7 * _DAY, "month": 30 * _DAY}[unit]
    return span[0] + count * step, span[1] + count * step
