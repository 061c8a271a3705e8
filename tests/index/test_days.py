"""Days as they are shown."""

from __future__ import annotations

import locale
from datetime import UTC, datetime

import pytest

from index.days import day_of


def test_a_day_is_written_in_full() -> None:
    assert day_of(datetime(2024, 3, 2, tzinfo=UTC)) == "2 March 2024"
    assert day_of(datetime(2024, 3, 2, tzinfo=UTC), year=False) == "2 March"


def test_a_month_has_its_english_name_whatever_the_locale() -> None:
    before = locale.setlocale(locale.LC_TIME)
    for name in ("de_DE.UTF-8", "fr_FR.UTF-8", "es_ES.UTF-8"):
        try:
            locale.setlocale(locale.LC_TIME, name)
        except locale.Error:
            continue
        try:
            assert day_of(datetime(2024, 5, 1, tzinfo=UTC)) == "1 May 2024"
        finally:
            locale.setlocale(locale.LC_TIME, before)
        return
    pytest.skip("no other locale is installed")
