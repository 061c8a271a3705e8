"""What a question asks for, and whether a sentence has such a thing."""

import pytest

from bot.evidence.measures import asks_for_sum, may_state_sum
from bot.evidence.reading import EvidenceReader
from tests.bot.passages import article, whole


@pytest.mark.parametrize(
    "question",
    [
        "How much does the lift in Mill Row cost?",
        "i wonder, how much was Jo Ek paid for the second fight?",
        "What fine does the order impose on ferries?",
        "what's the price per berth",
        "norhaven ferry price",
    ],
)
def test_a_sum_is_asked_for(question: str) -> None:
    assert asks_for_sum(question)


@pytest.mark.parametrize(
    "question",
    [
        "How much of the harbour is dredged?",
        "What is the reason for the price rise?",
        "What price rises are planned?",
        "Why did the cost go up?",
        "Does Norhaven match a price?",
    ],
)
def test_no_sum_is_asked_for(question: str) -> None:
    assert not asks_for_sum(question)


@pytest.mark.parametrize(
    "text",
    [
        "It costs €40.",
        "He got 30 million.",
        "Children travel free.",
        "A berth is 1,200.",
        "Adult | 40",
        "It is 3% of it.",
    ],
)
def test_a_text_may_state_a_sum(text: str) -> None:
    assert may_state_sum(text)


def test_without_any_sum_a_price_is_not_answered() -> None:
    reader = EvidenceReader()
    told = "The ferry to Norhaven leaves at 9. A ticket for the ferry to Norhaven is sold on board. It takes 2 hours."
    asked = "How much does a ticket for the ferry to Norhaven cost?"
    assert reader.reading(asked, whole([article("ferry", told)])).confidence == 0.0
    priced = told.replace("is sold on board", "costs 40 euros on board")
    assert reader.reading(asked, whole([article("ferry-2", priced)])).confidence > 0.5
