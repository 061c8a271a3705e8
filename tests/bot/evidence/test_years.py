"""Sentences of another year than the one asked about."""

import pytest

from bot.evidence.years import asked_year, of_another_year

TEXTS = (
    "Halden lost 41 million euros in 2022.",
    "Halden earned 18 million euros in 2024.",
    "From 2021 to 2023 the plant made no profit.",
    "Losses came to 9 million in 2021/22.",
    "The plant in Eastwick makes 2,024 turbines.",
    "The loss went from 40 million in 2020 to 30 million.",
)


@pytest.mark.parametrize(
    ("question", "others"),
    [
        ("How much did Halden earn in 2022?", [1, 5]),
        ("What was the profit of the financial year 2024?", [0, 2, 3, 5]),
        ("What did Halden earn in 2023?", [0, 1, 3, 5]),
        ("profit Halden 2022", [1, 5]),
        ("What did Halden earn?", []),
        ("profit since 2022", []),
        ("profit May 2022", []),
        ("What has changed since 2022?", []),
        ("How did the profit of 2024 compare with that in 2022?", []),
        ("What did the article published in 2022 say about the profit?", []),
    ],
)
def test_a_sentence_that_names_only_other_years_is_of_another_year(question: str, others: list[int]) -> None:
    assert [at for at, other in enumerate(of_another_year(question, TEXTS)) if other] == others


@pytest.mark.parametrize(
    ("question", "year"),
    [
        ("annual leave 2023", 2023),
        ("the 2023 policy on sick pay", 2023),
        ("What was sick pay in 2023?", 2023),
        ("sick pay before 2023", None),
        ("the policy of 2023 or that of 2025", None),
        ("What happened on March 3, 2023?", None),
        ("2023", None),
    ],
)
def test_the_year_of_a_document_is_named_without_a_preposition_too(question: str, year: int | None) -> None:
    assert asked_year(question) == year
