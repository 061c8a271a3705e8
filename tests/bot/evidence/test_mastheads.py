"""What stands above a text about itself, told part by part."""

import pytest

from bot.answerability import confidence
from bot.checking import quoted
from bot.evidence.mastheads import masthead
from bot.writing.extractive import ExtractiveWriter
from tests.bot.passages import article, whole

WRITER = ExtractiveWriter()
POLICY = article(
    "policy",
    "Northfield Ltd, Finance, Version 5.4, valid from 1 January 2025. Contact: Dr. Ruth Calloway, Controller.\n"
    "1. Principles\nTravel is booked only when a video call would not do, and never on a Sunday.",
    title="Travel policy",
)
REMOTE = article(
    "remote",
    "Northfield Ltd – Version 3.0 – Owner: Samuel Okoro, Head of People\nDays\nAll teams work from home on two days.",
    title="Hybrid work policy",
)
MINUTES = article(
    "minutes",
    "Date: 12 March 2025, 09:00–11:40 Place: Room Fulda, building C Present: Jo Ek (chair), Ines Pohl Excused: Hanna "
    "Brand Guests (items 3 and 4): Paul Achter Minutes: Ines Pohl\n1. Canteen\nThe lunch costs five euros from May on.",
    title="Minutes of the works council",
)
LATER = article(
    "later",
    "Norhaven GmbH. Present: Ek (chair), Pohl. Excused: Tobias Reuter. Minutes: Gregor Thamm.\n1 Canteen\n"
    "The lunch costs six euros from August on, and soup is free.",
    title="Works council – minutes of 18 June 2025",
)
ALL = [POLICY, REMOTE, MINUTES, LATER]


def test_the_parts_of_a_masthead() -> None:
    assert [part.of(MINUTES.text) for part in masthead(MINUTES.text)] == [
        "Date: 12 March 2025, 09:00–11:40",
        "Place: Room Fulda, building C",
        "Present: Jo Ek (chair), Ines Pohl",
        "Excused: Hanna Brand",
        "Guests (items 3 and 4): Paul Achter",
        "Minutes: Ines Pohl",
        "1. Canteen",
    ]
    assert masthead("Forever in the Ground: PFAS in the basin\nThe well was closed in May by the town.")[0].end == 40


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who owns the hybrid work policy?", "Owner: Samuel Okoro, Head of People"),
        ("Which version of the travel policy is the current one?", "Version 5.4, valid from 1 January 2025"),
        ("Since when is the travel policy valid?", "valid from 1 January 2025"),
        ("Whom should I contact about the travel policy?", "Contact: Dr. Ruth Calloway, Controller."),
        ("Who was excused in the works council in March?", "Excused: Hanna Brand"),
        ("who was missing at the June meeting of the works council", "Excused: Tobias Reuter"),
        ("Who wrote the minutes of the works council of 18 June?", "Minutes: Gregor Thamm."),
        ("Who chaired the works council in March?", "Present: Jo Ek (chair), Ines Pohl"),
        ("Who were the guests of the works council in March?", "Guests (items 3 and 4): Paul Achter"),
    ],
)
def test_the_part_that_is_asked_for_answers(question: str, words: str) -> None:
    passages = whole(ALL)
    assert confidence(question, passages, WRITER.reader) > 0.9
    first = WRITER.write(question, passages)[0]
    assert quoted(first, passages)
    assert first.text == words


@pytest.mark.parametrize(
    "question", ["Who owns the harbour?", "Who chaired the choir?", "Who eats lunch in the canteen?"]
)
def test_nothing_is_told_of_other_documents(question: str) -> None:
    assert not WRITER.reader.reading(question, whole(ALL)).read.rules.defines.any()
