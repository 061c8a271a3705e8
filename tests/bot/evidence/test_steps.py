"""Instructions, of which all steps are shown."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.evidence.candidates import Candidate, candidates
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


STEPS = [
    "1. Switch the pump off at the wall.",
    "2. Open the lid. It is stiff.",
    "3. Rinse the filter under warm water.",
]
APP = article(
    "app",
    "Reset the app\nDo this if nothing else helps. Files are kept, it takes an hour.\nQuit the app on the computer.\n"
    "Hold down Shift.\nThe app starts with a grey window.\nChoose the entry Reset.\n"
    "The boards are empty then, for a while.",
)


def texts(found: Sequence[Candidate], shown: Sequence[range]) -> list[str]:
    return [" ".join(found[number].text for number in step) for step in shown]


@pytest.mark.parametrize(
    ("question", "is_one"),
    [
        ("How do I clean the pump?", True),
        ("how to clean the pump", True),
        ("steps when the pump is hot", True),
        ("What should owners of a pump do in winter?", True),
        ("What does a pump do?", False),
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
    assert texts(found, steps(found, at, PUMP.text)) == shown


def test_steps_without_marks_are_known_by_what_they_tell_to_do() -> None:
    found = candidates(whole([APP]))
    at = next(number for number, each in enumerate(found) if each.text == "Hold down Shift.")
    assert texts(found, steps(found, at, APP.text)) == [
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


KILN = article(
    "kiln",
    "A kiln must be dried before it is used for the first time.\nSteps\nOn the back, open the flap. It sticks.\n"
    "In the menu choose Drying and wait.\nPress Start. You may leave the room.\n"
    "When the lamp is green, shut the flap.\n"
    "Drying takes six hours, and the room gets warm.\nCleaning\nDip a brush into vinegar and brush the plates. "
    "Let them dry in the kiln.",
    title="Drying the kiln",
)
DRYING = [
    "On the back, open the flap. It sticks.",
    "In the menu choose Drying and wait.",
    "Press Start. You may leave the room.",
    "When the lamp is green, shut the flap.",
]


def test_steps_may_say_first_where_and_when_and_a_general_heading_is_that_of_the_title() -> None:
    drafts = ExtractiveWriter().write("How do I dry the kiln?", whole([KILN]))
    assert [draft.text for draft in drafts] == DRYING


def test_a_paragraph_that_begins_with_what_is_to_be_done_is_shown_from_there() -> None:
    rest = "It goes out in a minute. The lamp of the kiln is not put out by a power cut."
    page = article("lamp", f"Lamps\nThere are two lamps in the hall.\nPutting out\nTurn the black knob. {rest}")
    drafts = ExtractiveWriter().write("How do I put out the lamp of the kiln?", whole([page]))
    assert [draft.text for draft in drafts] == [f"Turn the black knob. {rest}"]


def test_a_sentence_that_says_by_itself_what_to_do_needs_no_paragraph() -> None:
    rule = "If the kiln smokes, call the fire warden at once."
    page = article("rules", f"Rules\nThere are rules for the hall.\nSafety\nShut the door. It is heavy. {rule}")
    drafts = ExtractiveWriter().write("What should I do if the kiln smokes?", whole([page]))
    assert [draft.text for draft in drafts] == [rule]


def test_of_long_steps_only_their_first_sentences_are_shown() -> None:
    more = f"It holds {'many plates and ' * 20}cups."
    page = article("long", "Firing\n" + "\n".join(f"{at}. Open the flap number {at}. {more}" for at in (1, 2, 3, 4)))
    drafts = ExtractiveWriter().write("What are the steps for the firing flap?", whole([page]))
    assert [draft.text for draft in drafts] == [f"{at}. Open the flap number {at}." for at in (1, 2, 3, 4)]


def test_many_steps_are_one_list_with_one_citation() -> None:
    lines = [
        "Open the front of the boiler.",
        "Turn the red valve to the left. It clicks.",
        "Put a bucket under the tap.",
        "Open the tap and wait for ten minutes.",
        "Close the tap again.",
        "Turn the red valve back.",
        "Shut the front.",
    ]
    page = article("boiler", "Draining the boiler\n" + "\n".join(lines))
    (draft,) = ExtractiveWriter().write("How do I drain the boiler?", whole([page]))
    assert draft.text.splitlines() == lines
    (quote,) = draft.quotes
    assert page.text[quote.start : quote.end] == draft.text


def test_an_answer_has_all_steps_in_their_order(seeds_library: Path) -> None:
    library = ["--library", str(seeds_library), "--json"]
    answer = json.loads(articlebot("ask", "How do I turn on two-step sign-in?", *library).stdout)
    assert [sentence["text"] for sentence in answer["sentences"]] == [
        "Open the menu under your initials and choose Security.",
        "Select Two-step sign-in, then Set up. Tidebook asks for your password once more.",
        "Scan the square code with the authenticator app, or type in the key that is shown below it.",
        "Enter the six digits that the app shows, and confirm.",
        "Save the ten recovery codes. Each of them works once.",
    ]
