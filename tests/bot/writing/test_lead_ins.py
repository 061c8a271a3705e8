"""A sentence comes with its neighbours where it is not understood without them, and only there."""

import pytest

from bot.evidence.candidates import candidates
from bot.writing.lead_ins import lead_in
from tests.bot.passages import article, whole


def shown(text: str, words: str) -> str:
    """The sentence with these words and what is shown with it, in the order of the text."""
    found = candidates(whole([article("port", text)]))
    at = next(number for number, each in enumerate(found) if words in each.text)
    return " ".join(found[number].text for number in sorted([at, *lead_in(found, at)]))


BUOYS = "“The buoys are rotten and nobody looks after them,” Jo Ek said."
PIER = "“The pier is worse still.”"


@pytest.mark.parametrize(
    ("text", "words", "with_speaker"),
    [
        (f"The port is old. {BUOYS} {PIER}", "worse", f"{BUOYS} {PIER}"),
        (f"{PIER} {BUOYS} The port is old.", "worse", f"{PIER} {BUOYS}"),
        ("Jo Ek of the sailing club said:\n“The pier is worse than the buoys.”\nThe port is old.", "worse",
         "Jo Ek of the sailing club said: “The pier is worse than the buoys.”"),
        ('"It is a shame," according to Jo Ek. "The pier is worse than the buoys."', "worse",
         '"It is a shame," according to Jo Ek. "The pier is worse than the buoys."'),
    ],
)  # fmt: skip
def test_a_quotation_comes_with_who_says_it(text: str, words: str, with_speaker: str) -> None:
    assert shown(text, words) == with_speaker


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        (f"The port is old. {BUOYS}", BUOYS),
        (f"{BUOYS}\n{PIER}\nThe port is old.", PIER),
        (f"{BUOYS} The “dead pier” is worse than the buoys.", "The “dead pier” is worse than the buoys."),
    ],
)
def test_what_says_it_itself_or_stands_in_another_paragraph_stays_alone(text: str, alone: str) -> None:
    assert shown(text, alone) == alone


@pytest.mark.parametrize(
    "begins",
    ["But Brandt", "However, Brandt", "This week Brandt", "That same year, 2018, Brandt"],
)
def test_one_that_names_whom_it_is_about_needs_nothing_before_it(begins: str) -> None:
    text = f"The port took its buoys in last May. {begins} put out forty new ones."
    assert shown(text, "forty") == f"{begins} put out forty new ones."


@pytest.mark.parametrize("begins", ["He", "But he", "The company"])
def test_one_that_does_not_comes_with_it(begins: str) -> None:
    text = f"Brandt took the buoys in last May. {begins} put out forty new ones."
    assert shown(text, "forty") == text


def test_what_would_make_it_too_long_is_left_out() -> None:
    text = f"Brandt took the buoys in, {'and the flags ' * 40}too. He put out forty new ones."
    assert shown(text, "forty") == "He put out forty new ones."


@pytest.mark.parametrize(
    ("above", "begins"),
    [
        ("The port took its buoys in last week.", "She"),
        ("“I saw the storm,” she said.", "Her brother Jo Ek"),
        ("Brandt paid for forty buoys.", "The team"),
        ("The mayor of Norhaven called it cheap.", "The deal"),
    ],
)
def test_what_does_not_say_whom_the_next_paragraph_means_is_not_shown_with_it(above: str, begins: str) -> None:
    assert shown(f"{above}\n{begins} put out many new ones.", "many") == f"{begins} put out many new ones."


@pytest.mark.parametrize(
    ("above", "begins"),
    [
        ("The harbour is run by Lena Brandt.", "She"),
        ("Norhaven sent a team of divers.", "The team"),
        ("Norhaven and Lene made a deal.", "The deal"),
        ("The port took its buoys in last May.", "This"),
    ],
)
def test_what_says_so_is_shown_though_it_ends_a_paragraph(above: str, begins: str) -> None:
    assert shown(f"{above}\n{begins} put out many new ones.", "many") == f"{above} {begins} put out many new ones."
