from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.dates import parse_range

THURSDAY = datetime(2024, 3, 14, 12, 30, tzinfo=UTC)


def day(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written).replace(tzinfo=UTC) if written else None


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("today", "2024-03-14", "2024-03-15"),
        ("yesterday", "2024-03-13", "2024-03-14"),
        ("last week", "2024-03-04", "2024-03-11"),
        ("this week", "2024-03-11", "2024-03-18"),
        ("last weekend", "2024-03-09", "2024-03-11"),
        ("last month", "2024-02-01", "2024-03-01"),
        ("last year", "2023-01-01", "2024-01-01"),
        ("the last 7 days", "2024-03-07T12:30", "2024-03-14T12:30"),
        ("in the past two weeks", "2024-02-29T12:30", "2024-03-14T12:30"),
        ("last 24 hours", "2024-03-13T12:30", "2024-03-14T12:30"),
        ("3 days ago", "2024-03-11", "2024-03-12"),
        ("fourteen days ago", "2024-02-29", "2024-03-01"),
        ("a couple of days ago", "2024-03-12", "2024-03-13"),
        ("on Monday", "2024-03-11", "2024-03-12"),
        ("last Thursday", "2024-03-07", "2024-03-08"),
        ("2023-11-01", "2023-11-01", "2023-11-02"),
        ("2023-11", "2023-11-01", "2023-12-01"),
        ("2024-1-5", "2024-01-05", "2024-01-06"),
        ("since 2024-1-5", "2024-01-05", None),
        ("2023", "2023-01-01", "2024-01-01"),
        ("November 2023", "2023-11-01", "2023-12-01"),
        ("late October 2023", "2023-10-21", "2023-11-01"),
        ("Q3 2023", "2023-07-01", "2023-10-01"),
        ("the 1990s", "1990-01-01", "2000-01-01"),
        ("January 5th, 2023", "2023-01-05", "2023-01-06"),
        ("Tuesday, 2 January 2024", "2024-01-02", "2024-01-03"),
        ("03/04/2024", "2024-03-04", "2024-03-05"),
        ("in April", "2023-04-01", "2023-05-01"),
        ("last March", "2023-03-01", "2023-04-01"),
        ("29 February", "2024-02-29", "2024-03-01"),
        ("since last Tuesday", "2024-03-12", None),
        ("after 2 January 2024", "2024-01-03", None),
        ("before 2023", None, "2023-01-01"),
        ("until Friday", None, "2024-03-09"),
        ("between October 1 and October 5, 2023", "2023-10-01", "2023-10-06"),
        ("October to December 2023", "2023-10-01", "2024-01-01"),
        ("1 to 5 November 2023", "2023-11-01", "2023-11-06"),
        ("from 2021 to 2023", "2021-01-01", "2024-01-01"),
        ("2022-2023", "2022-01-01", "2024-01-01"),
        ("hier", "2024-03-13", "2024-03-14"),
        ("letzte Woche", "2024-03-04", "2024-03-11"),
        ("novembre 2023", "2023-11-01", "2023-12-01"),
    ],
)
def test_reads_the_time_that_is_named(text: str, since: str | None, until: str | None) -> None:
    assert parse_range(text, THURSDAY) == (day(since), day(until))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "to",
        "the report",
        "since the war",
        "31 February",
        "2024-13-01",
        "last",
        "5",
        "99999 years ago",
    ],
)
def test_names_no_time(text: str) -> None:
    assert parse_range(text, THURSDAY) is None


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "since",
                "last",
                "between",
                "and",
                "to",
                "week",
                "2023",
                "5",
                "May",
                "ago",
                "Monday",
                "days",
                "-",
                "q1",
            ]
        ),
        max_size=6,
    ).map(" ".join)
)
def test_a_range_never_ends_before_it_begins(text: str) -> None:
    bounds = parse_range(text, THURSDAY)
    if bounds is not None and bounds[0] is not None and bounds[1] is not None:
        assert bounds[0] < bounds[1]


@pytest.mark.parametrize(
    ("hours", "text", "since", "until"),
    [
        (13, "today", "2024-03-15", "2024-03-16"),
        (13, "yesterday", "2024-03-14", "2024-03-15"),
        (13, "on Friday", "2024-03-15", "2024-03-16"),
        (13, "15 March", "2024-03-15", "2024-03-16"),
        (-13, "yesterday", "2024-03-12", "2024-03-13"),
        (-13, "hier", "2024-03-12", "2024-03-13"),
        (13, "2 hours ago", "2024-03-14T10:00", "2024-03-14T11:00"),
        (-13, "last 24 hours", "2024-03-13T12:30", "2024-03-14T12:30"),
    ],
)
def test_which_day_it_is_depends_on_where_one_is(hours: int, text: str, since: str, until: str) -> None:
    there = THURSDAY.astimezone(timezone(timedelta(hours=hours)))
    assert parse_range(text, there) == (day(since), day(until))


@pytest.mark.parametrize("text", ["2024-01-31T19:00:00-05:00", "2024-02-01 00:00", "01.02.2024 0:00"])
def test_midnight_with_its_time_is_a_moment_and_no_whole_day(text: str) -> None:
    assert parse_range(text, THURSDAY) == (day("2024-02-01"), day("2024-02-01T00:00:01"))
