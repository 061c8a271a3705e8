"""Editions of one document: which of them holds, and which is missing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.evidence.editions import current, missing, of_edition, superseded
from index.article import StoredArticle
from tests.bot.passages import DAY, article, whole


def titled(*titles: str) -> list[StoredArticle]:
    """Articles without a date, as documents mostly are."""
    return [
        replace(article(f"a{at}", "Everybody has a claim to it.", title=title), published_at=None)
        for at, title in enumerate(titles)
    ]


POLICIES = titled("Leave policy 2023", "Leave policy 2025", "Travel guide 2023")


def test_the_year_of_a_title_says_which_is_newer_where_there_is_no_date() -> None:
    assert superseded(POLICIES, "How long is sick pay?") == [1, 0, 0]


def test_the_year_of_a_title_counts_more_than_a_date() -> None:
    old = replace(POLICIES[0], published_at=DAY + timedelta(days=9))
    new = replace(POLICIES[1], published_at=DAY)
    assert superseded([old, new], "How long is sick pay?") == [1, 0]


@pytest.mark.parametrize(
    ("question", "old"),
    [
        ("annual leave 2023", [0, 1, 0]),
        ("What was the sick pay in 2023?", [0, 1, 0]),
        ("what did the 2023 policy say about sick pay", [0, 1, 0]),
        ("annual leave 2025", [1, 0, 0]),
        ("What was the sick pay in 2024?", [0, 1, 0]),
        ("What was the sick pay in 2021?", [1, 0, 0]),
        ("What is new since 2023?", [0, 0, 0]),
        ("What changed from 2023 to 2025?", [0, 0, 0]),
    ],
)
def test_the_edition_of_the_year_that_is_asked_about_holds_or_the_one_before(question: str, old: list[int]) -> None:
    assert superseded(POLICIES, question) == old
    # It is no less in force then for being replaced later.
    replacing = replace(POLICIES[1], text="It replaces the leave policy of 2023.")
    assert superseded([POLICIES[0], replacing, POLICIES[2]], question) == old


def test_a_record_of_what_was_is_not_replaced_by_the_next_one() -> None:
    minutes = titled("Minutes of the general meeting 2023", "Minutes of the general meeting 2025")
    assert superseded(minutes, "Who is the treasurer?") == [0.25, 0]
    assert superseded(minutes, "Who was the treasurer in 2024?") == [0.25, 0]
    assert superseded(minutes, "Who was the treasurer in 2023?") == [0, 1]


def test_two_codes_are_no_editions() -> None:
    first, second = titled("Safety notice INC-347", "Safety notice INC-348")
    later = replace(second, published_at=DAY + timedelta(days=9))
    assert superseded([replace(first, published_at=DAY), later], "What happened?") == [0, 0]


def test_an_overview_is_of_the_newest_edition() -> None:
    assert [each.article.title for each in current(whole(POLICIES), "sick pay")] == [
        "Leave policy 2025",
        "Travel guide 2023",
    ]


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("annual leave 2021", "No “Leave policy 2021” was found, only of 2023 and 2025."),
        ("leave policy 2024", "No “Leave policy 2024” was found: the one before it is “Leave policy 2023”."),
        ("the 2022 travel guide", "No “Travel guide 2022” was found, only of 2023."),
        ("annual leave 2025", None),
        ("annual leave since 2021", None),
        ("annual leave", None),
    ],
)
def test_an_edition_of_a_year_of_which_there_is_none_is_missing(question: str, note: str | None) -> None:
    lacks = missing(POLICIES, question)
    assert (lacks.note if lacks else None) == note


def test_an_edition_is_not_missing_if_the_others_tell_of_its_year() -> None:
    told = replace(POLICIES[1], text="In 2021 everybody had 25 days.")
    assert missing([told, POLICIES[0]], "annual leave 2021") is None


def test_a_year_that_chooses_the_edition_is_no_part_of_the_topic() -> None:
    assert of_edition("sick pay 2023", POLICIES) == "sick pay"
    assert of_edition("sick pay 2024", POLICIES) == "sick pay"
    assert of_edition("strike 2019", POLICIES[2:]) == "strike 2019"
