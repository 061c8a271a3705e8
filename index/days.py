"""Days as they are shown, to people and to models."""

from __future__ import annotations

from datetime import datetime

from index.dates import MONTHS


def day_of(moment: datetime, *, year: bool = True) -> str:
    """``12 March 2024``, whatever the locale: ``%B`` would name the month in the language of the process."""
    return f"{moment.day} {MONTHS[moment.month - 1].capitalize()}" + (f" {moment.year}" if year else "")
