"""Questions that want whatever there is on a topic."""

import pytest

from bot.evidence.openings import opening
from bot.evidence.overviews import Overview, overview_of
from bot.language.terms import WordReader
from tests.bot.passages import article

WORDS = WordReader()


@pytest.mark.parametrize(
    ("question", "overview"),
    [
        ("Summarize the article about heat pumps", Overview("heat pumps", one=True, latest=False)),
        ("Please summarise the heat pump study in three sentences.", Overview("heat pump", one=True, latest=False)),
        ("What are the main points of the comet report?", Overview("comet", one=True, latest=False)),
        ("What is the article about the violin about?", Overview("violin", one=True, latest=False)),
        ("Who wrote the article about the comet?", Overview("comet", one=True, latest=False)),
        ("when was the story on heat pumps published?", Overview("heat pumps", one=True, latest=False)),
        ("give me the link to the report on reed beds", Overview("reed beds", one=True, latest=False)),
        ("tl;dr reed beds", Overview("reed beds", one=False, latest=False)),
        ("What do the articles say about the stolen violin?", Overview("stolen violin", one=False, latest=False)),
        ("Which articles mention Norhaven?", Overview("Norhaven", one=False, latest=False)),
        ("Do you have anything on comets?", Overview("comets", one=False, latest=False)),
        ("anything on comets", Overview("comets", one=False, latest=False)),
        ("I'm looking for something about the violin", Overview("violin", one=False, latest=False)),
        ("What do we have on reed beds?", Overview("reed beds", one=False, latest=False)),
        ("what was said about the sluice gate?", Overview("sluice gate", one=False, latest=False)),
        ("Tell me about the ferry", Overview("ferry", one=False, latest=False)),
        ("what's new about the harbour bridge?", Overview("harbour bridge", one=False, latest=True)),
        ("latest news on the harbour bridge", Overview("harbour bridge", one=False, latest=True)),
        ("news on the harbour bridge", Overview("harbour bridge", one=False, latest=True)),
        ("Any updates on the sluice gate?", Overview("sluice gate", one=False, latest=True)),
        ("harbour bridge", Overview("harbour bridge", one=False, latest=False)),
        ("Fasse den Artikel über die Brücke zusammen", Overview("Brücke", one=True, latest=False)),
        ("Résume l'article sur la comète", Overview("comète", one=True, latest=False)),
        ("últimas noticias sobre el ferry", Overview("ferry", one=False, latest=True)),
    ],
)
def test_topics(question: str, overview: Overview) -> None:
    assert overview_of(question) == overview


@pytest.mark.parametrize(
    "question",
    [
        "When will the harbour bridge close?",
        "When is the latest ferry?",
        "Who found the violin?",
        "Has anything about the fire changed?",
        "What was said about why the bridge was closed?",
        "What did the report say about the cause of the fire?",
        "Why?",
        "Really?",
        "harbour bridge closing date in April",
        "Summarize this article",
        "Explain why the bridge was closed",
        "Tell me about what happened to the ferry",
        "What is the current in a heat pump?",
    ],
)
def test_questions_for_a_fact_are_none(question: str) -> None:
    assert overview_of(question) is None


FERRY = article(
    "ferry",
    "Rain fell all night over the estuary and nobody slept. The council will run a free ferry from Monday on. It "
    "leaves every fifteen minutes. Bicycles are carried too.",
    title="What the council decided",
)
GARDEN = article("garden", "Tulips are planted in October. " * 80 + "The ferry passes by the garden every hour.")


def said(topic: str, most: int = 1) -> list[str]:
    return [span.of(FERRY.text) for span in opening(topic, FERRY, most, WORDS)]


def test_an_overview_begins_where_the_article_comes_to_the_topic() -> None:
    assert said("free ferry") == ["The council will run a free ferry from Monday on."]
    assert said("free ferry", 3)[1:] == ["It leaves every fifteen minutes.", "Bicycles are carried too."]


def test_an_overview_begins_with_no_short_sentence_where_there_is_another() -> None:
    wait = "The swimming hall has to wait. The reason is the bridge."
    hall, short = article("hall", f"{wait} The bridge costs twice what was planned at first."), article("short", wait)
    assert [span.of(hall.text) for span in opening("bridge", hall, 1, WORDS)] == [
        "The bridge costs twice what was planned at first."
    ]
    assert [span.of(short.text) for span in opening("bridge", short, 1, WORDS)] == ["The reason is the bridge."]


def test_the_title_says_what_an_article_is_about_too() -> None:
    assert said("council decided") == ["The council will run a free ferry from Monday on."]


def test_an_article_that_comes_to_it_late_or_not_at_all_is_about_something_else() -> None:
    assert opening("ferry", GARDEN, 1, WORDS) == []
    assert said("free ferry to Norhaven") == []
