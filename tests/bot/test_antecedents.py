"""What a follow-up's pronouns, descriptions and missing parts mean: chosen by kind, by number and by what is done."""

from __future__ import annotations

import pytest

from bot.conversation import rewrite
from bot.question import Turn

MAYOR = ("Who is the mayor of Velby?", "Tom Berg has been mayor of Velby since 2018.[1]")


def alone(question: str, *said: str) -> str:
    """The question made to stand alone after what was said, question and answer in turn."""
    turns = [Turn("assistant" if number % 2 else "user", text) for number, text in enumerate(said)]
    return rewrite(question, turns)


@pytest.mark.parametrize(
    "question",
    [
        "What caused the landslide in Orrindale and who lives there now?",
        "I read about the flood at Tarn Lake. How many people work there?",
        "When did Peter Holm resign and why did he leave the party?",
        "Where was Holm born, and what has he written?",
    ],
)
def test_a_second_question_is_about_whom_and_where_the_first_one_is(question: str) -> None:
    assert alone(question, *MAYOR) == question


@pytest.mark.parametrize(
    ("question", "standalone"),
    [
        ("When did it snow and how many people live there?", "When did it snow and how many people live in Velby?"),
        ("When did Lena Holm retire and what did he do?", "When did Lena Holm retire and what did Tom Berg do?"),
        ("What happened in Tarn and what did he say?", "What happened in Tarn and what did Tom Berg say?"),
    ],
)
def test_what_the_first_question_has_nothing_for_points_back(question: str, standalone: str) -> None:
    assert alone(question, *MAYOR).replace(" (Velby)", "") == standalone


@pytest.mark.parametrize(
    ("asked", "question", "standalone"),
    [
        ("Was Velar fined?", "By whom?", "Was Velar fined, and by whom?"),
        ("Was the bridge repaired?", "for whom", "Was the bridge repaired, and for whom?"),
        ("Wer gewann die Wahl?", "warum?", "Wer gewann die Wahl, und warum?"),
        ("Qui a gagné ?", "pourquoi ?", "Qui a gagné, et pourquoi ?"),
    ],
)
def test_two_questions_are_joined_in_the_language_of_the_second(asked: str, question: str, standalone: str) -> None:
    assert alone(question, asked, "Yes.[1]") == standalone


@pytest.mark.parametrize(
    "text",
    [
        "oh, I had never heard of that",
        "we would not have guessed",
        "no idea about that",
        "you're a star",
        "You are so quick at this!",
        "it's really fascinating",
        "what a sad story",
        "just what we were hoping for",
        "I'm so relieved",
    ],
)
def test_who_says_what_they_knew_or_feel_asks_nothing(text: str) -> None:
    assert alone(text, *MAYOR) == ""


@pytest.mark.parametrize(
    "text",
    [
        "I know he sold the ferry",
        "you are not right",
        "that is not what I was looking for",
        "it's outdated",
        "I am deaf",
        "how strange is the story",
        "I had no idea that Lena Holm won",
    ],
)
def test_who_objects_or_tells_something_is_heard(text: str) -> None:
    assert alone(text, *MAYOR) != ""
