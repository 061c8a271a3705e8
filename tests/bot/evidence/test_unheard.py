"""Names that a question is about and no article has."""

from collections.abc import Collection

import pytest

from bot.evidence.unheard import unheard_of

THERE = {"varde", "norvik", "notice", "contract", "ingrid", "london"}


def absent(words: Collection[str]) -> list[str]:
    return [word for word in words if word.lower() not in THERE]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What is the notice period of the Wernicke contract?", ["Wernicke"]),
        ("payment terms wernicke", ["wernicke"]),
        ("dues of the rowing club at Hasselt and Tuttnauer", ["Hasselt", "Tuttnauer"]),
        ("notice period norvik contract", []),
        ("Norvik or Wernicke, who is cheaper?", []),
        ("norvik or wernicke, who is cheaper?", []),
        ("Who is Ingrid Wernicke?", []),
        ("notice period of the London unit Wernicke", []),
        ("May my husband Grzegorz park here?", []),
        ("Grzegorz parks in my space. May he do that on Sundays?", ["Grzegorz"]),
        ("My neighbour Grzegorz parks in my space. How do I claim a parking permit?", []),
        ("What Does The Wernicke Contract Say?", []),
        ("Is GDPR training mandatory?", []),
        ("What was stolen at 24Wernicke?", []),
        ("Wie lange ist die Kündigungsfrist bei Wernicke?", []),
    ],
)
def test_a_question_of_a_name_that_no_article_has_names_nothing_else(question: str, names: list[str]) -> None:
    assert unheard_of(question, absent) == names


@pytest.mark.parametrize(
    "word",
    [
        "lawnmower",
        "stepparents",
        "reimbursed",
        "fixes",
        "defibrillator",
        "x-rayed",
        "photocopier",
        "resceduled",
        "conferance",
    ],
)
def test_an_english_word_is_no_name_though_no_article_has_it(word: str) -> None:
    assert unheard_of(f"what about the {word} of us", absent) == []
