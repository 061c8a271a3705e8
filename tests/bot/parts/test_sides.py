"""Questions that ask the same of two things."""

import pytest

from bot.parts.sides import sides


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("How do the fares of Norline and Vestbus compare?", ["the fares of Norline", "the fares of Vestbus"]),
        ("What's the difference between the Basic and the Family ticket?", ["the Basic ticket", "the Family ticket"]),
        ("How is oat milk different from soy milk in coffee?", ["oat milk in coffee", "soy milk in coffee"]),
        ("Compare Okra's sales in 2021 and in 2023.", ["Okra's sales in 2021", "Okra's sales in 2023"]),
        ("difference between riding a moped and a scooter", ["a moped", "a scooter"]),
    ],
)
def test_what_is_compared_is_asked_of_each(question: str, asked: list[str]) -> None:
    found = sides(question)
    assert [side.question for side in found.each] == [f"What is {one}?" for one in asked]
    assert found.sure


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "What do Holm and the Port Authority each say about the dredging?",
            ["What does Holm say about the dredging?", "What does the Port Authority say about the dredging?"],
        ),
        (
            "How did Lyra sail against Oslo and against Bergen?",
            ["How did Lyra sail against Oslo?", "How did Lyra sail against Bergen?"],
        ),
        (
            "What was thought of the dam before the flood and after it?",
            ["What was thought of the dam before the flood?", "What was thought of the dam after the flood?"],
        ),
    ],
)  # fmt: skip
def test_what_is_said_of_two_is_asked_of_each(question: str, asked: list[str]) -> None:
    found = sides(question)
    assert [side.question for side in found.each] == asked
    assert found.sure


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("who led in round 3 and 4", ["round 3", "round 4"]),
        ("Where are the founders of Ovida and Quell now?", ["Ovida", "Quell"]),
        ("Who runs Ovida, Quell and Brask?", ["Ovida", "Quell", "Brask"]),
        ("What was decided in May and June?", ["May", "June"]),
        ("Ovida vs Quell prices", ["Ovida", "Quell"]),
        ("Who owns Marsh and Daughters?", ["Marsh", "Daughters"]),
    ],
)
def test_what_may_be_one_name_is_not_sure(question: str, names: list[str]) -> None:
    found = sides(question)
    assert [side.name for side in found.each] == names
    assert not found.sure


@pytest.mark.parametrize(
    "question",
    [
        "When is the desk staffed between 9 and 5?",
        "How many ships came between May and July?",
        "Is breakfast at seven or at eight?",
        "Where do I get bed and breakfast?",
        "I lost my card and my keys. Who do I call?",
        "Who mends the lift?",
        "and",
        "",
    ],
)
def test_one_thing_has_no_sides(question: str) -> None:
    assert sides(question).each == ()
