"""Which pieces too short for a sentence may be quoted."""

import pytest

from bot.evidence.candidates import candidates
from bot.evidence.particulars import is_particular
from tests.bot.passages import article, whole


@pytest.mark.parametrize(
    "text",
    [
        "Contract number PL-2022-118.",
        "Room 4.17.",
        "Raum 4.17.",
        "It cost $4.",
        "Bleep 4417.",
        "Ward 4B.",
        "Tel. +45 7512 0033.",
        "IBAN DE89 3704 0044 0532 0130 00.",
        "VAT number DE 123456789.",
    ],
)
def test_a_code_a_number_or_an_amount_beside_a_word(text: str) -> None:
    assert is_particular(text, whole_line=False)


@pytest.mark.parametrize(
    "text",
    [
        "Page 3 of 9.",
        "Seite 3 von 9.",
        "p. 12.",
        "3",
        "14 May 2025.",
        "Kolding, 14 May 2025.",
        "May 14, 2025",
        "Updated March 2024.",
        "Mis à jour février 2024.",
        "Figure 2.",
        "Figure 2 Cracked weld.",
        "Chapter 4",
        "No. 5.",
        "12 comments.",
        "5 min read.",
        "3 hours ago.",
        "Everton 3-1.",
        "Reuters 14:05 GMT.",
        "Annual Report 2023.",
        "1. Roof 3.",
        "INC-347.",
        "He was 87.",
        "It is cold.",
        "Mansfield 3-1 Port Vale Salford City 0-4 Burnley Wed.",
    ],
)
def test_the_furniture_of_a_page_is_none(text: str) -> None:
    assert not is_particular(text, whole_line=True)


def test_without_a_full_stop_only_a_line_with_a_code_or_an_amount_is_one() -> None:
    assert is_particular("Late fee £190", whole_line=True)
    assert is_particular("Contract PL-2022-118", whole_line=True)
    assert not is_particular("Contract PL-2022-118", whole_line=False)
    assert not is_particular("Hall 12", whole_line=True)


def test_they_are_quotable_unless_they_head_a_text() -> None:
    text = "Contract number PL-2022-118. This was written for internal use.\nOrder PL-2022-119\nIt is open until May.\n"
    found = candidates(whole([article("contract", text)]))
    assert [each.text for each in found if each.quotable] == [
        "Contract number PL-2022-118.",
        "This was written for internal use.",
        "It is open until May.",
    ]
