"""Dates as people write them, and the spans of time that they ask about."""

from index.dates.moments import LEAD_IN, parse_date
from index.dates.ranges import Range, parse_range

__all__ = ["LEAD_IN", "Range", "parse_date", "parse_range"]
