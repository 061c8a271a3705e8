"""What a later article says of a figure that an earlier one gives."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.evidence.features import read
from bot.evidence.later import later
from bot.language.terms import WordReader
from index.article import StoredArticle
from tests.bot.passages import DAY, article, whole

WORDS = WordReader()
FIRST = article(
    "first",
    "The damage is put at 1.8 million pounds. The parish has opened a fund for the rebuilding. By Sunday it had "
    "received 14,000 pounds. The mill was built in 1460.",
    title="Fire destroys the tithe barn in Orrindale",
)
SECOND = replace(
    article(
        "second",
        "The damage is now estimated at 2.3 million pounds. The rebuilding fund stood at 61,300 pounds on Friday. "
        "Tickets for the concert cost 12 pounds. It was built in 1437, a historian said.",
        title="Candle blamed for the Orrindale barn blaze",
    ),
    published_at=DAY + timedelta(days=6),
)


def newer(question: str, number: int, *articles: StoredArticle) -> str | None:
    passages = whole(articles)
    found = read(question, passages, WORDS)
    at = later(found, number, passages, WORDS)
    return None if at is None else found.sentences[at].text


@pytest.mark.parametrize(
    ("question", "number", "words"),
    [
        ("What is the damage of the barn fire?", 0, "2.3 million"),
        ("How much money has been raised?", 2, "61,300"),
    ],
)
def test_the_same_thing_has_another_figure_in_a_later_article(question: str, number: int, words: str) -> None:
    assert words in (newer(question, number, FIRST, SECOND) or "")


def test_there_is_no_later_figure_of_another_matter_another_time_or_another_thing() -> None:
    question = "What is the damage of the barn fire?"
    assert newer(question, 0, FIRST, replace(SECOND, title="Candle blamed for a mill's end")) is None
    assert newer(question, 0, FIRST, replace(SECOND, published_at=DAY)) is None
    assert newer(question, 0, FIRST, replace(SECOND, published_at=None)) is None
    assert newer("What was the damage on 1 March 2024?", 0, FIRST, SECOND) is None
    assert newer("Who put the damage at 1.8 million pounds?", 0, FIRST, SECOND) is None
    same = replace(SECOND, text="The damage is 1.8 million pounds, the police said. Tickets cost 12 pounds.")
    assert newer(question, 0, FIRST, same) is None
    assert newer("How old is the mill?", 3, FIRST, SECOND) is None
