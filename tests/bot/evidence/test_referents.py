"""What "the study" is, by the article's title."""

import pytest

from bot.evidence.candidates import candidates
from bot.evidence.referents import with_referents
from tests.bot.passages import article, whole

COHORT = article(
    "cohort",
    "After a leak the council acted. The study was led by Jo Ek. It was paid for by the city. It rains in Velby.",
    title="Blood and water: results of the Velby cohort",
)


def read(question: str) -> list[str]:
    passages = whole([COHORT])
    return [each.reworded for each in with_referents(candidates(passages), question, passages) if each.reworded]


def test_it_is_named_as_the_question_and_the_title_do() -> None:
    assert read("who paid for the velby cohort?") == [
        "The study (velby cohort) was led by Jo Ek.",
        "It (velby cohort) was paid for by the city.",
    ]


@pytest.mark.parametrize("question", ["Who led the study?", "Who led the Norby cohorts?"])
def test_it_is_left_alone_where_the_question_has_no_word_of_the_title(question: str) -> None:
    assert read(question) == []
