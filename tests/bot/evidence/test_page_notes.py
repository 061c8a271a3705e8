"""A notice of a correction answers nothing by itself."""

from bot.evidence.features import read
from bot.evidence.page_notes import NOTED
from bot.language.terms import WordReader
from tests.bot.passages import article, whole

NOTICE = "Correction, 3 May: the price of a berth was wrong in one place. It is 40 euros a week, not 60."
BERTHS = "The port lets berths to everybody. A berth has water and light, and a place for a car on the quay behind it."


def ruled(question: str, text: str) -> list[float]:
    return read(question, whole([article("berths", text)]), WordReader()).rules.log_odds.tolist()


def test_it_counts_less_unless_what_was_put_right_is_asked_for() -> None:
    text = f"{BERTHS}\n{NOTICE}"
    assert ruled("What does a berth cost?", text) == [0, 0, -NOTED, -NOTED]
    assert ruled("Which price was corrected?", text) == [0, 0, 0, 0]


def test_it_counts_where_it_is_what_the_text_is_there_for() -> None:
    assert ruled("What does a berth cost?", NOTICE) == [0, 0]
