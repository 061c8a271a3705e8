"""Who says "I" in an article."""

import pytest

from bot.evidence.candidates import candidates
from bot.evidence.speakers import with_speakers
from index.article import Article
from tests.bot.passages import article, whole

COLUMN = article(
    "tolls", 'I think that tolls are too low. The minister said: "I doubt it."', title="On tolls", author="Jo Ek"
)
INTERVIEW = article(
    "talk",
    "Ada Brin has led the ferry since May.\nWhat do tolls cost you?\nWe pay two million a year.\nIs that fair?\nNo.",
    title='"Tolls hurt": Ada Brin on a hard year',
    author="Lund",
)
STORY = article("story", "We met Ada Brin at the quay. She pays tolls.", title="Ada Brin at the quay", author="Lund")


def read(of: Article, question: str) -> list[str]:
    passages = whole([of])
    return [each.reworded for each in with_speakers(candidates(passages), question, passages) if each.reworded]


@pytest.mark.parametrize(
    ("of", "question", "said"),
    [
        (COLUMN, "What does Jo Ek think of tolls?", "I (Jo Ek) think that tolls are too low."),
        (COLUMN, "what does ek think of tolls", "I (Jo Ek) think that tolls are too low."),
        (INTERVIEW, "What does Ada Brin pay?", "We (Ada Brin) pay two million a year."),
    ],
)
def test_whoever_is_asked_about_is_named(of: Article, question: str, said: str) -> None:
    assert read(of, question) == [said]


@pytest.mark.parametrize(
    ("of", "question"),
    [
        (COLUMN, "What does the minister think of tolls?"),
        (COLUMN, "What does Jo Brin think of tolls?"),
        (STORY, "What does Ada Brin pay?"),
    ],
)
def test_nobody_else_is(of: Article, question: str) -> None:
    assert read(of, question) == []
