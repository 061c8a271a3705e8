"""Of a live blog the summary and later entries go before what they overtake."""

import pytest

from bot.evidence.features import read
from bot.evidence.live_blogs import OVERTAKEN, SUMMED_UP
from bot.language.terms import WordReader
from tests.bot.passages import article, whole

ENTRIES = [
    "9:40 p.m.: Okafor has thrown 70 metres.",
    "9:25 p.m.: Okafor has thrown 64 metres.",
    "9:10 p.m.: The judges measure the circle.",
    "8:55 p.m.: Brandt has a bad knee.",
    *(f"8:{minute} p.m.: It rains on the ring for the {minute}th time." for minute in range(41, 35, -1)),
]
SUMMARY = "Okafor has thrown 71 metres and won."


def ruled(question: str, lines: list[str]) -> dict[str, float]:
    found = read(question, whole([article("blog", "\n".join(lines))]), WordReader())
    return {each.text: much for each, much in zip(found.sentences, found.rules.log_odds.tolist(), strict=True)}


@pytest.mark.parametrize("entries", [ENTRIES, ENTRIES[::-1]])
def test_what_a_later_entry_says_too_counts_less(entries: list[str]) -> None:
    counts = ruled("How far has Okafor thrown?", ["The throwers are in the ring.", *entries])
    assert counts[ENTRIES[0]] == 0
    assert counts[ENTRIES[1]] == -OVERTAKEN


def test_what_the_summary_says_too_counts_less_still() -> None:
    counts = ruled("How far has Okafor thrown?", [SUMMARY, *ENTRIES])
    assert counts[SUMMARY] == 0
    assert counts[ENTRIES[0]] == counts[ENTRIES[1]] == -SUMMED_UP
    assert ruled("Who has a bad knee?", [SUMMARY, *ENTRIES])[ENTRIES[3]] == 0


def test_any_entry_answers_when_something_happened_and_a_programme_is_no_live_blog() -> None:
    assert min(ruled("When had Okafor thrown 64 metres?", [SUMMARY, *ENTRIES]).values()) == 0
    assert min(ruled("How far has Okafor thrown?", [SUMMARY, *ENTRIES[:9]]).values()) == 0
