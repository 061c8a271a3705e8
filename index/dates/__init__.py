"""Dates as people write them, and the spans of time that they ask about."""

from index.dates.moments import parse_date
from index.dates.ranges import Range, parse_range

__all__ = ["Range", "parse_date", "parse_range"]
