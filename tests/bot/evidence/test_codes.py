"""Codes that a question names, and texts that name them or others."""

import pytest

from bot.evidence.codes import of_codes, of_versions

SENTENCES = (
    ("E1042: Sign-in token expired", "The link is older than 20 minutes."),
    ("E4290: Too many requests", "Wait for a minute."),
    ("Post-mortem INC-347", "The certificate expired at 09:12."),
    ("Clocks", "Both E1042 and E1055 have to do with clocks."),
    ("E1055: Clock differs", "Unlike E1042, it has to do with clocks."),
    ("", "E2010 means that somebody else changed the card."),
    ("", "Update the app and try again."),
)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("error E1042?", [1, -1, 0, 0, 0, -1, 0]),
        ("what does e-1042 mean", [1, -1, 0, 0, 0, -1, 0]),
        ("What came of INC-347?", [0, 0, 1, 0, 0, 0, 0]),
        ("Was INC-120 closed?", [0, 0, -1, 0, 0, 0, 0]),
        ("Why did the link expire in 2024?", [0] * 7),
        ("What is new in v8.4, the 14-day trial and 3G?", [0] * 7),
    ],
)
def test_sentences_of_the_code_and_of_others(question: str, found: list[int]) -> None:
    assert of_codes(question, SENTENCES) == found


def test_a_thing_with_a_number_is_told_from_others_of_its_kind() -> None:
    sentences = (
        ("Note 77", "The baker met the fox."),
        ("Note 779", "The judge met the hare."),
        ("Section 77", "Boats pay a fee."),
        ("", "It was as note 78 says."),
        ("", "77 people came."),
    )
    assert of_codes("what is note 77 about?", sentences) == [1, -1, 0, -1, 0]
    assert of_codes("Who paid 77 people in May 2023?", sentences) == [0] * 5


def test_a_version_is_neither_a_longer_one_nor_a_sum() -> None:
    above = ["5.2 (9 December 2024)", "5.2.1 (3 February 2025)", ""]
    assert of_versions("What is new in 5.2?", above) == [1, -1, 0]
    assert of_versions("What came with v5.2.1?", above) == [-1, 1, 0]
    assert of_versions("What cost £5.2?", above) == [0, 0, 0]
