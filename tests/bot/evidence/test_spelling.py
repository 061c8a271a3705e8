"""Misspelt words of a question."""

import json
from pathlib import Path

import pytest

from bot.evidence.spelling import doubtful, put_right
from tests.bot.passages import article, whole
from tests.command import articlebot

PASSAGES = whole(
    [
        article(
            "a",
            "Esmail Qaani spoke of the Kestrel activated by divers. Qaani was guarded in the line-up, beaten badly.",
        ),
        article("b", "The headquarters of Kestrel were moved, and Kastrel is another firm.", title="Kestrel moves"),
    ]
)


def test_common_words_and_names_are_not_doubted() -> None:
    assert doubtful("Who won the election in Austria, and why did Kelcy quit?") == ["Kelcy"]
    assert doubtful("Who fixes the ladders, carries the boxes and greets the swiming team?") == ["swiming"]


def test_a_word_with_figures_is_not_doubted() -> None:
    assert doubtful("What was stolen at 24andWarble?") == []


def test_common_words_of_other_languages_are_not_doubted() -> None:
    assert doubtful("Wie viele Tage dauert die Sperrung, und was sagt Kelcy?") == ["Sperrung", "Kelcy"]


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("Quani", "Qaani"),
        ("quani", "Qaani"),
        ("Kestral", "Kestrel"),
        ("heaquartrs", "headquarters"),
        ("lineup", "line-up"),
        ("deactivated", None),
        ("Beaton", None),
        ("Zeppelin", None),
    ],
)
def test_what_differs_by_a_letter_is_put_right(word: str, right: str | None) -> None:
    assert put_right(f"What of {word}?", [word], PASSAGES).get(word) == right


def test_a_name_is_put_right_behind_the_same_first_name_only() -> None:
    assert put_right("Who is Esmail Quani?", ["Quani"], PASSAGES) == {"Quani": "Qaani"}
    assert put_right("Who is Farid Quani?", ["Quani"], PASSAGES) == {}
    assert put_right("Did Quani speak?", ["Quani"], PASSAGES) == {"Quani": "Qaani"}


def test_the_answer_says_what_was_looked_for_instead(seeds_library: Path) -> None:
    answer = json.loads(articlebot("--library", str(seeds_library), "ask", "Who is Esmail Quani?", "--json").stdout)
    assert answer["question"] == "Who is Esmail Quani?"
    assert answer["standalone_question"] == "Who is Esmail Qaani?"
    assert answer["reason"] == "No article has “Quani”: I looked for “Qaani”."
    assert answer["sentences"][0]["text"].startswith("Brigadier General Esmail Qaani")


def test_words_that_an_article_has_are_left_alone(seeds_library: Path) -> None:
    answer = json.loads(articlebot("--library", str(seeds_library), "ask", "Who is Lena Arany?", "--json").stdout)
    assert (answer["standalone_question"], answer["reason"]) == ("Who is Lena Arany?", None)
