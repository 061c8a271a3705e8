"""Follow-ups made to stand alone, kind by kind: pronouns, whole events, ellipses, lists, earlier topics."""

from __future__ import annotations

import pytest

from bot.conversation import rewrite
from bot.question import Turn

RACE = ("Did Ana Moro race in Velby?", "Moro came in behind Lena Holt.[1]")
MILL = ("When was the mill in Tarn built?", "It was built in 1850.[1]")


def alone(question: str, *said: str) -> str:
    """The question made to stand alone after what was said, question and answer in turn."""
    turns = [Turn("assistant" if number % 2 else "user", text) for number, text in enumerate(said)]
    return rewrite(question, turns)


@pytest.mark.parametrize(
    "question",
    [
        "when was the dome finished and who paid for it?",
        "what do vets say about dogs that eat grass when they don't need it",
        "why do owls turn heads when you watch them",
        "Is it true that Orlen is selling its refinery?",
        "is it true that orlen is selling its refinery?",
        "did the miners lose their homes",
        "does the harbour plan to change its rules",
    ],
)
def test_a_pronoun_for_what_the_same_question_names_needs_nothing_said_before(question: str) -> None:
    assert alone(question, *RACE) == question


@pytest.mark.parametrize(
    ("question", "standalone"),
    [
        ("what did visitors say when they saw it", "What did visitors say when they saw the mill in Tarn"),
        ("when does it open and who owns it", "When does the mill in Tarn open and who owns the mill in Tarn"),
        ("is it true that it will close", "Is it true that the mill in Tarn will close"),
        ("how many were on board when it sank", "How many were on board when the mill in Tarn sank"),
    ],
)
def test_a_pronoun_that_nothing_in_the_question_fits_points_back(question: str, standalone: str) -> None:
    assert alone(question, *MILL) == standalone


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("is there water on venus", "is there water on venus"),
        ("are there bears in slovenia", "are there bears in slovenia"),
        ("is there a cure for asthma", "Is there a cure for asthma"),
        ("thanks! and who invented the zip?", "Who invented the zip?"),
        ("ok, and what causes hail", "What causes hail"),
    ],
)
def test_a_whole_new_question_is_not_bent_into_the_old_topic(typed: str, question: str) -> None:
    assert alone(typed, *RACE) == question


def test_whether_there_is_something_is_asked_of_the_thing_and_not_of_a_deed() -> None:
    assert alone("is there a lift", *MILL) == "Is there a lift (mill, Tarn)"
    assert alone("is there a night mode", "Can I save my notes?", "Click Save.[1]") == "Is there a night mode"
