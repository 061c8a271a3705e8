"""Dates as people write them, and the spans of time that they ask about."""

from index.dates.moments import LEAD_IN, parse_date
from index.dates.names import (
    ANY_MONTH,
    FULL_MONTH,
    MONTH,
    MONTH_NUMBERS,
    MONTHS,
    WEEKDAY,
    WEEKDAY_NUMBERS,
    WEEKDAYS,
    YEAR,
)
from index.dates.ranges import Range, parse_range

__all__ = [
    "ANY_MONTH",
    "FULL_MONTH",
    "LEAD_IN",
    "MONTH",
    "MONTHS",
    "MONTH_NUMBERS",
    "WEEKDAY",
    "WEEKDAYS",
    "WEEKDAY_NUMBERS",
    "YEAR",
    "Range",
    "parse_date",
    "parse_range",
]
