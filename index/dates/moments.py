"""Reads dates as articles and people write them.

All times are UTC; a date without a zone is taken to be in it.  Two numbers that could each be the month are
read as their separator is most often meant: with slashes the month comes first (03/04/2024 is 4 March), with
dots or hyphens the day (03.04.2024 and 03-04-2024 are 3 April).  Where only one reading is a date
(13/04/2024), it is taken.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

# Tried after English.  All of dateparser's 200 locales take seconds to say no, and read words such as "to" or
# "mon" of one language as dates of another.
_LANGUAGES = (
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "pl",
    "sv",
    "da",
    "nb",
    "fi",
    "cs",
    "tr",
    "ru",
    "uk",
    "ar",
    "he",
    "fa",
    "ja",
    "zh",
    "ko",
    "id",
    "vi",
    "hi",
    "el",
    "hu",
    "ro",
    "bg",
)
LONGEST = 80
"""The longest date that a page writes, weekday, zone name and a lead-in included; longer text is prose."""
ISO = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d(:?\d\d(:?\d\d([.,]\d+)?)?)?\s?(Z|UTC|[+-]\d\d(:?\d\d)?)?)?", re.I)
_COMPACT = re.compile(r"(\d{8})(?:T?(\d{6})|T(\d{4}))?(Z|[+-]\d\d:?\d\d)?", re.I)
_EPOCH = re.compile(r"(\d{9,10})(\.\d+)?|(\d{13})|(\d{16})")
NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?=\D|$)")
YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([./-])(\d{1,2})\2(\d{1,2})(?=\D|$)")
# As RFC 822 and 850 have them, and as C's ctime writes them with a zone.
_MAIL = re.compile(
    r"\w{3,9},? \d{1,2}[ -]\w{3}[ -]\d{2,4} \d|\w{3} \w{3} \d{1,2} [\d:]{7,8} [+-]\d{4} \d{4}$", re.ASCII
)
LEAD_IN = (
    r"(?:(?:first|last|originally)\s+)?"
    r"(?:published|posted|updated?|modified|created|written|date|released|issued|reviewed|revised)(?:\s+(?:at|on))?|"
    r"stand(?:\s+vom)?|datum|(?:zuletzt\s+)?(?:veröffentlicht|aktualisiert|geändert)(?:\s+am)?|"
    r"date\s+of\s+(?:the\s+|this\s+)?(?:report|issue|publication|release|writing|document|memo|letter|statement)|"
    r"(?:report|issue|publication|document)\s+date|datum\s+des\s+(?:berichts|dokuments)|"
    r"(?:berichts|erstellungs|ausgabe|veröffentlichungs)datum|date\s+(?:du\s+rapport|de\s+publication)|"
    r"fecha(?:\s+del\s+informe|\s+de\s+publicación)?|"
    r"publiée?(?:\s+le)?|mise?\s+à\s+jour(?:\s+le)?|(?:publicado|actualizado)(?:\s+el)?|"
    r"(?:pubblicato|aggiornato)(?:\s+il)?|(?:gepubliceerd|bijgewerkt)(?:\s+op)?"
)
"""What pages write before the date of an article, as a regular expression without regard to case."""
_LEAD_IN = re.compile(rf"(?:{LEAD_IN})\s*:?\s+|^date:\s*|^(?:on|at)\s+", re.I)
HAS_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|2[01])\d\d(?!\d)|[’']\d\d\b|[0-9０-９٠-٩۰-۹]{4}")
RELATIVE = re.compile(
    r"\d|ago|yesterday|today|now|last|past|hier|gestern|heute|ayer|ieri|aujourd|vor|hace|il y a", re.I
)


def parse_date(text: str, *, now: datetime | None = None) -> datetime | None:
    """The moment that ``text`` names, in UTC, or None where it names none.

    Reads ISO 8601, RFC 822 and 850, seconds or milliseconds since 1970, and dates written out in English or
    another of the common languages.  Missing parts are the earliest possible ("January 2024" is its first
    moment), but a year must be there.  "2 hours ago" and "yesterday" need ``now``; without it they are None,
    because nobody knows when a saved page was read.  Text with anything beside the date is None: prose is not
    searched.
    """
    text = " ".join(text.split())
    if not text or len(text) > LONGEST:
        return None
    if ISO.fullmatch(text):
        return _iso(text)
    if compact := _COMPACT.fullmatch(text):
        day, time = compact[1], compact[2] or compact[3]
        return _iso(f"{day}T{time}{compact[4] or ''}" if time else day)
    if epoch := _EPOCH.fullmatch(text):
        return _epoch(epoch)
    return _written(text, None if now is None else utc(now))


def _iso(text: str) -> datetime | None:
    try:
        return utc(datetime.fromisoformat(re.sub(r"\s?UTC$", "Z", text, flags=re.I).replace(",", ".").upper()))
    except (ValueError, OverflowError):
        return None


def _epoch(match: re.Match[str]) -> datetime | None:
    seconds, fraction, milliseconds, microseconds = match.groups()
    if seconds:
        moment = float(seconds + (fraction or ""))
    else:
        moment = int(milliseconds) / 1e3 if milliseconds else int(microseconds) / 1e6
    return datetime.fromtimestamp(moment, UTC)


def _written(text: str, now: datetime | None) -> datetime | None:
    text = _LEAD_IN.sub("", text, count=1) if _LEAD_IN.match(text) else text
    text = re.sub(r"\s*[|•·–—]\s*|\s+-\s+", " ", text).strip(" ,;.")
    if re.fullmatch(r"(1[5-9]|2[01])\d\d", text):
        return datetime(int(text), 1, 1, tzinfo=UTC)
    if ISO.fullmatch(text):
        return _iso(text)
    if _MAIL.match(text):
        try:
            return utc(parsedate_to_datetime(text))
        except (ValueError, TypeError, IndexError, OverflowError):
            pass
    if "/" in text or "." in text or "-" in text:
        swapped = _year_first(text)
        if swapped is None:
            return None
        text = swapped
    if HAS_YEAR.search(text):
        parsed = read_written(text, now or datetime(2000, 1, 1, tzinfo=UTC), "absolute-time")
    elif now is not None and RELATIVE.search(text) and re.search(r"[^\W\d_]{3}", text):
        parsed = read_written(text, now, "relative-time")
    else:
        return None
    return parsed[0] if parsed else None


def _year_first(text: str) -> str | None:
    """``text`` with a date of numbers written as year-month-day; None where its numbers make no date."""
    if match := YEAR_FIRST.search(text):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
    elif match := NUMERIC.search(text):
        first, second = int(match[1]), int(match[3])
        month_leads = match[2] == "/"
        month, day = (first, second) if month_leads else (second, first)
        if month > 12:
            month, day = day, month
        # Two-digit years as POSIX and email have them: 69 to 99 are of the last century.
        year = int(match[4]) if len(match[4]) == 4 else int(match[4]) + (2000 if int(match[4]) < 69 else 1900)
    else:
        return text
    try:
        datetime(year, month, day)
    except ValueError:
        return None
    return f"{text[: match.start()]}{year:04}-{month:02}-{day:02}{text[match.end() :]}"


def read_written(text: str, now: datetime, parser: str) -> tuple[datetime, str] | None:
    """The moment, and how precise it is: ``time``, ``day``, ``week``, ``month`` or ``year``."""
    for languages in (("en",), _LANGUAGES):
        try:
            found = _parser(languages, now.replace(tzinfo=None), parser).get_date_data(text)
            if found.date_obj is not None:
                return utc(found.date_obj), str(found.period)
        except OverflowError:  # in UTC it is after the year 9999
            return None
    return None


@lru_cache(maxsize=16)
def _parser(languages: tuple[str, ...], now: datetime, parser: str) -> DateDataParser:
    from dateparser.date import DateDataParser  # 0.4 s: most dates are ISO and never need it

    return DateDataParser(
        languages=list(languages),
        settings={
            "TIMEZONE": "UTC",
            "RETURN_AS_TIMEZONE_AWARE": True,
            "PREFER_DAY_OF_MONTH": "first",
            "PREFER_MONTH_OF_YEAR": "first",
            "PREFER_DATES_FROM": "past",
            "PREFER_LOCALE_DATE_ORDER": False,
            "DATE_ORDER": "YMD",
            "RELATIVE_BASE": now,
            "PARSERS": [parser],
        },
    )


def utc(moment: datetime) -> datetime:
    """``moment`` in UTC; without a zone it is taken to be there already."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
