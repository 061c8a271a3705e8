"""Times of day, as news, help pages and notices write them."""

from __future__ import annotations

import pytest

from bot.language.clock import clock_times, same_time


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Put it out after 6 p.m. on the evening before.", [("6 p.m.", 18.0)]),
        ("The ramps stand from 6 a.m. to 10 p.m. Repairs take longer.", [("6 a.m.", 6.0), ("10 p.m.", 22.0)]),
        ("Doors open 6-8pm", [("6", None), ("8pm", 20.0)]),
        ("12 a.m. is midnight", [("12 a.m.", 0.0), ("midnight", 0.0)]),
        ("12pm is noon", [("12pm", 12.0), ("noon", 12.0)]),
        ("orders before 14:00, backups at 02:00 UTC", [("14:00", 14.0), ("02:00", 2.0)]),
        ("set it for 7:30", [("7:30", None)]),
        ("half past six in the evening", [("half past six in the evening", 18.5)]),
        ("at a quarter to 7", [("quarter to 7", None)]),
        ("ten o'clock at night", [("ten o'clock at night", 22.0)]),
        ("um 18.30 Uhr, spätestens 19 Uhr 45", [("18.30 Uhr", 18.5), ("19 Uhr 45", 19.75)]),
        ("à partir de 18h30", [("18h30", 18.5)]),
        ("open from 9 to 5 on weekdays", [("9", None), ("5", None)]),
    ],
)
def test_times_of_day_are_read(text: str, times: list[tuple[str, float | None]]) -> None:
    found = clock_times(text)
    assert [(text[one.start : one.end], one.hours if one.told else None) for one in found] == times


@pytest.mark.parametrize(
    "text",
    [
        "It costs 14.2p per kWh and 31 p at peak times.",
        "They won 3:2 in 2:05:30 hours.",
        "Take one in the morning and two in the evening.",
        "The fee stands at 30, the limit at 5 metres.",
        "She waited 3 h at most; the ratio fell to 1.30.",
        "Covid-19 at night",
        "The lake stood at 1,046 feet.",
    ],
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert clock_times(text) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("6 p.m.", "18:00", True),
        ("6:30", "half past six in the evening", True),
        ("noon", "12 p.m.", True),
        ("midnight", "24:00", True),
        ("6 p.m.", "6 a.m.", False),
        ("6 p.m.", "6:30 p.m.", False),
        ("noon", "midnight", False),
    ],
)
def test_two_ways_of_writing_it_are_one_time(one: str, other: str, same: bool) -> None:
    (first,), (second,) = clock_times(one), clock_times(other)
    assert same_time(first, second) is same
    assert same_time(second, first) is same
