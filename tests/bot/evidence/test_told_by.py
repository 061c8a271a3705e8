"""Who published what a question asks about is not asked for."""

import pytest

from bot.evidence.told_by import without_publishers
from tests.bot.passages import article, whole

PASSAGES = whole(
    [article("one", "Rye is up.", publisher="The Tide"), article("two", "Rye is down.", publisher="Farmgate")]
)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("According to Farmgate, who grows the most rye?", "Who grows the most rye?"),
        ("Who grows the most rye, according to The Tide?", "Who grows the most rye?"),
        ("Which mill, as reported by Farmgate and The Tide, was sold?", "Which mill was sold?"),
        ("Which mill, Farmgate reports, was sold?", "Which mill was sold?"),
        ("What did the miller tell The Tide about rye?", "What did the miller say about rye?"),
        ("What did the miller say in an interview with Farmgate?", "What did the miller say?"),
        ("What did the miller, as told to The Tide, want?", "What did the miller want?"),
    ],
)
def test_it_is_taken_off(question: str, asked: str) -> None:
    assert without_publishers(question, PASSAGES) == asked


@pytest.mark.parametrize(
    "question",
    [
        "What does The Tide think of rye?",
        "Who owns Farmgate?",
        "What did the miller tell the tide?",
        "Who grows the most rye, according to the minister?",
        "According to Farmgate?",
    ],
)
def test_what_the_question_is_about_stays(question: str) -> None:
    assert without_publishers(question, PASSAGES) == question
