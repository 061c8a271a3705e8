"""Instructions, of which all steps are shown."""

import json
from pathlib import Path

import pytest

from bot.evidence.candidates import candidates
from bot.evidence.steps import asks_how_to, steps
from bot.writing.extractive import ExtractiveWriter
from tests.bot.passages import article, whole
from tests.command import articlebot

PUMP = article(
    "pump",
    "Care of the pump\nThe pump runs all year. It is loud.\n1. Switch the pump off at the wall.\n"
    "2. Open the lid. It is stiff.\n3. Rinse the filter under warm water.\nThe lid closes with a click.\n"
    "Call us if it leaks.",
)
OTHER = article("other", "Weather\nRain is expected. " * 12)


STEPS = ["1. Switch the pump off at the wall.", "2. Open the lid.", "3. Rinse the filter under warm water."]
APP = article(
    "app",
    "Reset the app\nDo this if nothing else helps. Files are kept, it takes an hour.\nQuit the app on the computer.\n"
    "Hold down Shift.\nThe app starts with a grey window.\nChoose the entry Reset.\n"
    "The boards are empty then, for a while.",
)


@pytest.mark.parametrize(
    ("question", "is_one"),
    [
        ("How do I clean the pump?", True),
        ("how to clean the pump", True),
        ("What are the steps to clean the pump?", True),
        ("How do the pumps work?", False),
        ("How many pumps are there?", False),
        ("Who cleans the pump?", False),
    ],
)
def test_what_asks_for_instructions(question: str, is_one: bool) -> None:
    assert asks_how_to(question) is is_one


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("2. Open the lid.", STEPS),
        ("The pump runs all year.", STEPS),
        ("The lid closes with a click.", STEPS),
        ("Care of the pump", []),
        ("Call us if it leaks.", []),
    ],
)
def test_the_steps_on_the_lines_around_one(sentence: str, shown: list[str]) -> None:
    found = candidates(whole([OTHER, PUMP]))
    at = next(number for number, each in enumerate(found) if each.text == sentence)
    assert [found[number].text for number in steps(found, at, PUMP.text)] == shown


def test_steps_without_marks_are_known_by_what_they_tell_to_do() -> None:
    found = candidates(whole([APP]))
    at = next(number for number, each in enumerate(found) if each.text == "Hold down Shift.")
    assert [found[number].text for number in steps(found, at, APP.text)] == [
        "Quit the app on the computer.",
        "Hold down Shift.",
        "The app starts with a grey window.",
        "Choose the entry Reset.",
    ]


def test_the_steps_below_the_heading_that_has_most_of_the_question() -> None:
    guide = article(
        "gateway",
        "A reset of the gateway often helps, and there are two kinds of it.\nSoft restart\nUnplug the power cable.\n"
        "Wait for 30 seconds.\nFactory reset\nInsert a paper clip into the hole.\nHold it until the light blinks.\n"
        "Minutes\n- ACTION Jo: call the vendor about the factory.",
        title="Resetting the gateway",
    )
    drafts = ExtractiveWriter().write("How do I factory reset the gateway?", whole([guide]))
    assert [draft.text for draft in drafts] == ["Insert a paper clip into the hole.", "Hold it until the light blinks."]


def test_an_answer_has_all_steps_in_their_order(seeds_library: Path) -> None:
    library = ["--library", str(seeds_library), "--json"]
    answer = json.loads(articlebot("ask", "How do I turn on two-step sign-in?", *library).stdout)
    assert [sentence["text"] for sentence in answer["sentences"]] == [
        "Open the menu under your initials and choose Security.",
        "Select Two-step sign-in, then Set up.",
        "Scan the square code with the authenticator app, or type in the key that is shown below it.",
        "Enter the six digits that the app shows, and confirm.",
        "Save the ten recovery codes.",
    ]
