from datetime import UTC, datetime

import pytest

from index.dating import named_times

NOW = datetime(2023, 11, 22, 15, tzinfo=UTC)  # a Wednesday


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("question", "said", "since", "until"),
    [
        ("What did TechCrunch report in November 2023?", "November 2023", "2023-11-01", "2023-12-01"),
        ("the report published on October 7, 2023, about", "October 7, 2023", "2023-10-07", "2023-10-08"),
        ("the report of 7 October 2023", "7 October 2023", "2023-10-07", "2023-10-08"),
        ("reported on 2023-10-04T21:11:57+00:00 that", "2023-10-04T21:11:57+00:00", "2023-10-04", "2023-10-05"),
        ("before 5 December 2023", "before 5 December 2023", None, "2023-12-05"),
        ("after October 22, 2023?", "after October 22, 2023", "2023-10-23", None),
        ("What broke on 14.03.2023?", "14.03.2023", "2023-03-14", "2023-03-15"),
        ("What broke in March?", "March", "2023-03-01", "2023-04-01"),
        ("Who won in 2019?", "2019", "2019-01-01", "2020-01-01"),
    ],
)
def test_calendar_dates_are_preferences(question: str, said: str, since: str | None, until: str | None) -> None:
    (time,) = named_times(question, NOW)
    assert question[time.start : time.end] == said
    assert (time.since, time.until) == (since and day(since), until and day(until))
    assert not time.strict


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("What happened since last Tuesday?", "2023-11-21", None),
        ("What happened since Monday?", "2023-11-20", None),
        ("Who resigned yesterday?", "2023-11-21", "2023-11-22"),
        ("Who resigned last week?", "2023-11-13", "2023-11-20"),
        ("Who was elected since last year?", "2022-01-01", None),
    ],
)
def test_what_is_counted_from_the_clock_is_strict(question: str, since: str, until: str | None) -> None:
    (time,) = named_times(question, NOW)
    assert (time.since, time.until) == (day(since), until and day(until))
    assert time.strict


@pytest.mark.parametrize(
    "question",
    [
        "Which country is a republic today?",
        "the champion of last year",
        "Who led the last month?",
        "Can I claim for a ticket from four months ago?",
    ],
)
def test_wide_times_leave_nothing_out(question: str) -> None:
    assert not any(time.strict for time in named_times(question, NOW))


@pytest.mark.parametrize(
    "question", ["last week's game", "How many of 2023000?", "flight 1999-A", "He may win.", "", "in 31 February 2023"]
)
def test_what_is_no_time_is_not_read_as_one(question: str) -> None:
    assert not any(time.strict or time.end - time.start > 13 for time in named_times(question, NOW))


def test_holds_is_half_open() -> None:
    (time,) = named_times("in November 2023", NOW)
    assert time.holds(day("2023-11-01"))
    assert not time.holds(day("2023-12-01"))
