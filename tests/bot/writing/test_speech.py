"""What somebody says is quoted to its end, where it is so long that it was cut into sentences."""

import pytest

from bot.evidence.candidates import candidates
from bot.writing.speech import to_its_end
from tests.bot.passages import article, whole

SPEECH = (
    "She went on, in a letter to the port and to all who sail from it: “Why would anyone take the buoys away in the "
    "middle of the summer, when there are children on the water? It must stop at once, and the buoys must be put back "
    "where they were before the holidays begin, every one of them and at the same place as last year. I shall see to "
    "it myself, with my own boat and at my own cost, and whoever wants to help me is welcome at the pier on Sunday "
    "morning.”"
)
BUOYS = candidates(
    whole(
        [
            article(
                "buoys",
                f"The port took its buoys away in May, and nobody knows why. {SPEECH} The port declined to comment.\n\n"
                f"{SPEECH.replace('“', chr(34)).replace('”', chr(34)).replace('She', 'Later she')} It rained on Friday."
                f"\n\n{SPEECH.replace('”', '').replace('She went on', 'Nobody ended it')} It rained on Sunday too.",
            )
        ]
    )
)


def said(words: str, *, most: int = 3, shown: str = "") -> str:
    at = next(number for number, each in enumerate(BUOYS) if words in each.text)
    others = {number for number, each in enumerate(BUOYS) if shown and shown in each.text}
    first, last = to_its_end(BUOYS, at, at, most, others)
    return " ".join(each.text for each in BUOYS[first : last + 1])


def test_each_speech_is_of_several_sentences() -> None:
    assert len(BUOYS) == 13


@pytest.mark.parametrize(
    ("words", "begins", "ends"),
    [
        ("She went on", "She went on", "Sunday morning.”"),
        ("Sunday morning.”", "She went on", "Sunday morning.”"),
        ("Later she", "Later she", 'Sunday morning."'),
        ("declined", "The port declined", "to comment."),
    ],
)
def test_a_speech_is_whole(words: str, begins: str, ends: str) -> None:
    assert said(words).startswith(begins)
    assert said(words).endswith(ends)


def test_what_is_too_long_shown_elsewhere_or_never_closed_stays_as_it_is() -> None:
    assert said("She went on", most=1).endswith("on the water?")
    assert said("She went on", shown="before the holidays").endswith("on the water?")
    assert said("Nobody ended it").endswith("on the water?")
