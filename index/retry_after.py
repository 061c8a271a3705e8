"""How long a server asks to be left alone (Retry-After: RFC 9110, section 10.2.3)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST_S = 365 * 24 * 3600.0
"""Numbers have no end; no server means more than this."""


def retry_after_s(headers: Mapping[str, str]) -> float | None:
    """Seconds, 0 to a year; None where the server asks for nothing, or what it says cannot be read.

    ``headers``: of its answer, names in small letters or of any case.  A date counts from the server's own, where it
    tells that: clocks differ.
    """
    value = headers.get("retry-after", "").strip()
    try:
        asked = float(value)
    except ValueError:
        try:
            asked = (parsedate_to_datetime(value) - _now(headers)).total_seconds()
        except (TypeError, ValueError):
            return None
    return None if math.isnan(asked) else min(max(0.0, asked), LONGEST_S)


def _now(headers: Mapping[str, str]) -> datetime:
    try:
        return parsedate_to_datetime(headers.get("date", ""))
    except (TypeError, ValueError):
        return datetime.now(UTC)
