"""A fragment in the place of its counterpart in the last question: same noun, same kind of name, same people."""

from __future__ import annotations

import pytest

from bot.conversation import rewrite
from bot.question import Turn

DEPOT = ("are visitors allowed in the hamburg depot", "Visitors are allowed on Mondays.[1]")
PACKAGE = ("how much is the basic package?", "The Basic package costs 3 euros a month.[1]")
BOATS = ("how many boats does nordkai have", "Nordkai has 12 boats, Ruhland 9.[1]")
LARK = ("how much power does the lark 3 need", "Lark 3 needs 40 watts. The first Lark needed 90 watts.[1]")
SICK = ("How many sick days do I get?", "Employees get ten sick days a year.[1]")
TOLD = "That is told on page 4.[1]"


def alone(question: str, *said: str) -> str:
    """The question made to stand alone after what was said, question and answer in turn."""
    return rewrite(question, [Turn("assistant" if number % 2 else "user", text) for number, text in enumerate(said)])


@pytest.mark.parametrize(
    ("said", "fragment", "standalone"),
    [
        (DEPOT, "what about vienna?", "Are visitors allowed in the Vienna depot?"),
        (PACKAGE, "and premium?", "How much is the premium package?"),
        (BOATS, "and ruhland?", "How many boats does Ruhland have?"),
        (("how loud is the wren drill", "Wren is as loud as 80 decibels.[1]"), "and siskin?", "How loud is Siskin?"),
        (LARK, "and the lark 2", "How much power does the Lark 2 need?"),
        (("Where is the tap in hall A?", TOLD), "and hall B?", "Where is the tap in hall B?"),
        (("Does the Rowan app run on Debra?", TOLD), "and Fedra?", "Does the Rowan app run on Fedra?"),
        (("Is tea served in the small tent?", TOLD), "and large?", "Is tea served in the large tent?"),
    ],
)
def test_a_name_or_what_stands_before_a_noun_gives_way_to_its_like(
    said: tuple[str, str], fragment: str, standalone: str
) -> None:
    assert alone(fragment, *said) == standalone


@pytest.mark.parametrize(
    "correction", ["no I meant premium", "sorry, premium i mean", "no, premium", "oops, sorry, premium"]
)
def test_what_is_corrected_gives_way(correction: str) -> None:
    assert alone(correction, *PACKAGE) == "How much is the premium package?"


@pytest.mark.parametrize("text", ["no, it is broken", "sorry, I have no car"])
def test_what_tells_something_corrects_nothing(text: str) -> None:
    assert "what about" not in alone(text, *PACKAGE)
    assert "basic package" in alone(text, *PACKAGE)


@pytest.mark.parametrize(
    ("asked", "fragment", "standalone"),
    [
        (
            "How long is the warranty for the owner who registers?",
            "and the second owner?",
            "How long is the warranty for the second owner?",
        ),
        (
            "What do I get per km if I ride my own bike?",
            "and for a rented one?",
            "What do I get per km if I ride a rented bike?",
        ),
        ("When is the first test of Rowan?", "and the second one", "When is the second test of Rowan?"),
        ("Is the 2 pm tour in French?", "and the 4 pm tour?", "Is the 4 pm tour in French?"),
        ("When is Ana Moro's first race?", "and the first home race?", "When is the first home race?"),
        ("When is the first test of Rowan?", "and the launch?", "When is the launch of Rowan?"),
    ],
)
def test_a_phrase_with_the_same_noun_gives_way_whole(asked: str, fragment: str, standalone: str) -> None:
    assert alone(fragment, asked, TOLD) == standalone


def test_two_that_were_asked_about_one_after_the_other_are_compared() -> None:
    said = (*LARK, "and the lark 2", "Lark 2 needs 50 watts.[1]")
    assert alone("which of them is heavier?", *said) == "Which of Lark 3 and Lark 2 is heavier?"


def test_the_first_of_a_name_is_what_the_answer_calls_so() -> None:
    assert alone("and the first one?", *LARK) == "How much power does the first Lark need?"


@pytest.mark.parametrize(
    ("asked", "fragment", "standalone"),
    [
        (SICK[0], "what about interns?", "How many sick days do interns get?"),
        (SICK[0], "and part-timers?", "How many sick days do part-timers get?"),
        ("What does it mean for part-timers?", "and for warehouse staff?", "What does it mean for warehouse staff?"),
        ("How high is the limit on rooms?", "and contractors?", "How high is the limit on rooms for contractors?"),
        ("Can members cancel the tour too?", "so only the owner?", "Can only the owner cancel the tour?"),
        ("Do the trainees work on Sundays?", "and the manager?", "Does the manager work on Sundays?"),
    ],
)
def test_people_take_the_place_of_people_or_of_who_asks(asked: str, fragment: str, standalone: str) -> None:
    assert alone(fragment, asked, SICK[1]) == standalone


@pytest.mark.parametrize(
    ("asked", "fragment", "standalone"),
    [
        ("Is there a sauna?", "and lockers?", "Are there lockers?"),
        ("Does the hotel have a bar?", "and a pool?", "Does the hotel have a pool?"),
        ("Can guests use the gym?", "and the pool?", "Can guests use the pool?"),
        ("Which tram goes to the zoo?", "and the station?", "Which tram goes to the station?"),
        ("Are skis allowed on the bus?", "what about a sledge?", "Is a sledge allowed on the bus?"),
        ("Who do I ask about invoices?", "and refunds?", "Who do I ask about refunds?"),
        ("How do I save a map as png?", "and as pdf?", "How do I save a map as pdf?"),
        ("Is lunch included in the fee?", "and towels?", "Are towels included in the fee?"),
        ("How often do I have to clean the filter?", "and the tank?", "How often do I have to clean the tank?"),
        ("How often must the filter be cleaned?", "and the printer?", "How often must the printer be cleaned?"),
        ("Can I cook in the hut?", "and sleep?", "Can I sleep in the hut?"),
        ("Does the map work offline?", "and online?", "Does the map work online?"),
        ("Who is responsible for parking?", "what about IT?", "Who is responsible for parking: what about IT?"),
        ("Can I keep the key when I move out?", "and the lamp?", "Can I keep the lamp when I move out?"),
        ("When was the old pier built?", "and last painted?", "When was the old pier last painted?"),
        ("Do I need a permit?", "and abroad?", "Do I need a permit abroad?"),
        ("Can I fly to another EU state?", "and outside the EU?", "Can I fly outside the EU?"),
    ],
)
def test_a_thing_a_deed_and_a_place_take_the_place_of_their_like(asked: str, fragment: str, standalone: str) -> None:
    assert alone(fragment, asked, TOLD) == standalone


@pytest.mark.parametrize(
    ("said", "fragment"),
    [
        (("Did the court approve the merger?", TOLD), "and the budget?"),
        (("Who supports the plan?", TOLD), "and opposes it?"),
        (BOATS, "and the budget?"),
        (("Who won the race?", "Lena Holt won the race.[1]"), "and Lena Holt?"),
        (("Which firm won the tender?", "Norkraft won the tender.[1]"), "and Norkraft?"),
    ],
)
def test_what_has_no_counterpart_goes_behind(said: tuple[str, str], fragment: str) -> None:
    assert ": what about " in alone(fragment, *said)
