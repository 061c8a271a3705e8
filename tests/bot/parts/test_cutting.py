"""Questions that ask several things."""

import pytest

from bot.parts.cutting import parts


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "Who was killed in the airstrike in Beirut, and what did Qaani write about it?",
            ["Who was killed in the airstrike in Beirut", "What did Qaani write about the airstrike in Beirut?"],
        ),
        ("What would a gate cost, and when is it planned?", ["What would a gate cost", "When is the gate planned?"]),
        ("Where is the shop? When does it open?", ["Where is the shop", "When does the shop open?"]),
        (
            "When will the bridge close, who paid for it and how many cars does it carry?",
            ["When will the bridge close", "Who paid for the bridge", "How many cars does the bridge carry?"],
        ),
        ("Who found the mistake, and when?", ["Who found the mistake", "when found the mistake?"]),
    ],
)  # fmt: skip
def test_each_part_stands_alone(question: str, asked: list[str]) -> None:
    assert parts(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "Who was killed in the airstrike in Beirut?",
        "Who said when and where the talks would be held?",
        "I lost my phone and my recovery codes. How do I get back in?",
        "Which company, which makes turbines, lost money in 2022?",
        "What did the mayor and the council decide?",
        "bus 48 frequency",
        "",
        "?!",
    ],
)
def test_what_asks_one_thing_stays_whole(question: str) -> None:
    assert parts(question) == [question]
