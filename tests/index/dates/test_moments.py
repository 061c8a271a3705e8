from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.dates import parse_date

NOW = datetime(2024, 3, 14, 12, 30, tzinfo=UTC)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2023-11-27 08:45:59.000000000Z", at(2023, 11, 27, 8, 45, 59)),
        ("2023-11-27T08:45:59-05:00", at(2023, 11, 27, 13, 45, 59)),
        ("2023-11-27T08:45:59.000+0100", at(2023, 11, 27, 7, 45, 59)),
        ("2023-11-27 08:45 UTC", at(2023, 11, 27, 8, 45)),
        ("2023-11-27", at(2023, 11, 27)),
        ("20231127", at(2023, 11, 27)),
        ("1701074759", at(2023, 11, 27, 8, 45, 59)),
        ("1701074759000", at(2023, 11, 27, 8, 45, 59)),
        ("Mon, 27 Nov 2023 08:45:59 -0500", at(2023, 11, 27, 13, 45, 59)),
        ("Monday, 27-Nov-23 08:45:59 GMT", at(2023, 11, 27, 8, 45, 59)),
        ("Jan. 2nd, 2024 3:04 pm EST", at(2024, 1, 2, 20, 4)),
        ("January 2, 2024 at 3:04 p.m.", at(2024, 1, 2, 15, 4)),
        ("Published: 2 January 2024", at(2024, 1, 2)),
        ("Last updated on 3 Jan 2024 | 12:00", at(2024, 1, 3, 12)),
        ("Last reviewed: 3 March 2025", at(2025, 3, 3)),
        ("Last update: 2 October 2025", at(2025, 10, 2)),
        ("Stand: 09.06.2025", at(2025, 6, 9)),
        ("Zuletzt aktualisiert am 9. Juni 2025", at(2025, 6, 9)),
        ("Publié le 3 septembre 2025", at(2025, 9, 3)),
        ("Publicado el 3 de septiembre de 2025", at(2025, 9, 3)),
        ("2024-01-15 10:30:00 EST", at(2024, 1, 15, 15, 30)),
        ("2024-01-15 10:30 AM", at(2024, 1, 15, 10, 30)),
        ("2024-01-15, 10:30", at(2024, 1, 15, 10, 30)),
        ("2024-01-15T10:30:00.000+00:00[UTC]", at(2024, 1, 15, 10, 30)),
        ("2024-1-15", at(2024, 1, 15)),
        ("2024-1-5 9:30", at(2024, 1, 5, 9, 30)),
        ("Friday 2024-01-15", at(2024, 1, 15)),
        ("20240115T103000Z", at(2024, 1, 15, 10, 30)),
        ("20240115T1030-0500", at(2024, 1, 15, 15, 30)),
        ("20240115103000", at(2024, 1, 15, 10, 30)),
        ("Mon Jan 15 10:30:00 +0000 2024", at(2024, 1, 15, 10, 30)),
        ("Mon Jan 15 10:30:00 -0500 2024", at(2024, 1, 15, 15, 30)),
        ("January 2024", at(2024, 1, 1)),
        ("2024", at(2024, 1, 1)),
        ("2. Januar 2024", at(2024, 1, 2)),
        ("1er février 2024", at(2024, 2, 1)),
        ("2 января 2024 г.", at(2024, 1, 2)),
        ("2024年1月2日", at(2024, 1, 2)),
    ],
)
def test_reads_dates_in_the_formats_that_sources_use(written: str, meant: datetime) -> None:
    assert parse_date(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("03/04/2024", at(2024, 3, 4)),
        ("03.04.2024", at(2024, 4, 3)),
        ("03-04-2024", at(2024, 4, 3)),
        ("13/04/2024", at(2024, 4, 13)),
        ("04.13.2024", at(2024, 4, 13)),
        ("2024/03/04", at(2024, 3, 4)),
        ("1/2/24 10:00", at(2024, 1, 2, 10)),
    ],
)
def test_the_separator_decides_where_two_numbers_could_be_the_month(written: str, meant: datetime) -> None:
    assert parse_date(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "",
        "   ",
        "null",
        "n/a",
        "to",
        "mon",
        "May",
        "12",
        "1.5",
        "12:30",
        "12 points",
        "12345",
        "version 2.3.1",
        "Room 2024, floor 3",
        "The 2024 election",
        "9 pages in 2024",
        "2024-13-45",
        "2024-13-5",
        "20241301T103000Z",
        "99999999999999",
        "2024-01-15 by Ada",
        "31/04/2024",
        "Fri, 31 Dec 9999 23:59:59 -0500",
        "31 Dec 9999 23:59:59 EST",
        "31 February 2024",
        "January 2024 was the coldest month that the station had seen since it was opened in 1931",
    ],
)
def test_does_not_take_other_text_for_a_date(written: str) -> None:
    assert parse_date(written) is None
    assert parse_date(written, now=NOW) is None


def test_relative_dates_need_to_be_told_the_time() -> None:
    assert parse_date("2 hours ago") is None
    assert parse_date("2 hours ago", now=NOW) == at(2024, 3, 14, 10, 30)
    assert parse_date("yesterday", now=NOW) == at(2024, 3, 13, 12, 30)


@settings(deadline=None)
@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2150, 1, 1)),
    st.integers(-14 * 60, 14 * 60),
)
def test_every_iso_date_comes_back_as_the_same_moment(naive: datetime, offset_minutes: int) -> None:
    moment = naive.replace(tzinfo=timezone(timedelta(minutes=offset_minutes)))
    assert parse_date(moment.isoformat()) == moment


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789 .,:/-+TZJanFebmonyestrdaglwk年月日", max_size=30))
def test_any_text_is_a_date_in_utc_or_none(text: str) -> None:
    moment = parse_date(text, now=NOW)
    assert moment is None or moment.tzinfo is UTC
