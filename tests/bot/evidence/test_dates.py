from datetime import date

import pytest

from bot.evidence.candidates import candidates
from bot.evidence.dates import asked_dates, named_dates, with_dates
from tests.bot.passages import article, whole


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("who was absent on 22 april?", ["22 april"]),
        ("what broke on 14 march", ["14 march"]),
        ("what broke on March 14th, 2025", ["March 14th, 2025"]),
        ("what broke in may", ["may"]),
        ("costs in 2023 and 2024", ["2023", "2024"]),
        ("what may march on", []),
        ("what has changed since 22 April 2025?", []),
        ("costs between 2020 and 2022", []),
        ("Who won?", []),
    ],
)
def test_the_dates_that_a_question_names(question: str, words: list[str]) -> None:
    assert [question[named.start : named.end] for named in asked_dates(question)] == words


@pytest.mark.parametrize(
    ("asked", "said", "held"),
    [
        ("22 April", "2025-04-22", True),
        ("April 22nd", "22. April 2025", True),
        ("2025-04-22", "22 April", True),
        ("22 April 2024", "22 April", False),
        ("22 April", "April 2025", False),
        ("April", "22 April 2025", True),
        ("2025", "22 April", True),
        ("22.04.2025", "22 avril 2025", True),
        ("29 February 2024", "29 February", True),
    ],
)
def test_one_date_in_many_forms(asked: str, said: str, held: bool) -> None:
    year = 2024 if "February" in asked else 2025
    (date_asked,), (date_said,) = named_dates(asked, None), named_dates(said, date(year, 5, 1))
    assert date_asked.holds(date_said) == held


def test_a_sentence_is_of_its_article_s_date_unless_it_names_another() -> None:
    text = "It rained all day. On 3 March the gate was mended. Ships passed on 1 March 2024, and on 2024-03-02."
    passages = whole([article("gate", text)])  # of 1 March 2024
    read = with_dates(candidates(passages), "What happened on March 1st?", passages)
    assert [each.read_as for each in read] == [
        "March 1st: It rained all day.",
        "On 3 March the gate was mended.",
        "March 1st: Ships passed on 1 March 2024, and on 2024-03-02.",
    ]
    untouched = candidates(passages)
    assert with_dates(untouched, "What happened on 4 March?", passages) == untouched
    assert with_dates(untouched, "When was the gate mended?", passages) == untouched


def test_a_year_is_not_read_into_every_sentence_of_its_articles() -> None:
    found = candidates(whole([article("shop", "The app was the most downloaded one. It is green.")]))
    assert (
        with_dates(found, "Which app was the most downloaded of 2024?", whole([article("shop", "It is green.")]))
        == found
    )


def test_what_was_left_when_a_filter_counted_from_the_clock_is_of_that_time() -> None:
    passages = whole([article("gate", "It rained all day.")])
    (read,) = with_dates(candidates(passages), "Did it rain last week?", passages)
    assert read.read_as == "last week: It rained all day."
