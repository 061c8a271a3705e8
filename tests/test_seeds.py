"""The articles and questions that come with the project: that they are what they are meant to be."""

import json
from collections import Counter
from pathlib import Path

import pytest

from index.article import Article
from index.retelling import is_copy
from index.sources import read, walk

SEEDS = Path(__file__).parent.parent / "seeds"
QUESTIONS = [json.loads(line) for line in (SEEDS / "questions.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    records = [record for path in walk([SEEDS]) for record in read(path)]
    found = [record for record in records if isinstance(record, Article)]
    assert len(found) == len(records), [record for record in records if not isinstance(record, Article)]
    return {article.declared_id or Path(article.source).stem: article for article in found}


def test_there_are_enough_of_many_kinds(articles: dict[str, Article]) -> None:
    assert len(articles) >= 18
    kinds = Counter(Path(article.source.partition("#")[0]).suffix for article in articles.values())
    assert kinds.keys() >= {".txt", ".md", ".html", ".pdf", ".docx", ".jsonl", ".csv"}
    assert len({article.publisher for article in articles.values() if article.publisher}) >= 6
    assert max(len(article.text.split()) for article in articles.values()) >= 1500
    assert {article.language for article in articles.values()} == {"en"}


def test_metadata_is_read_and_banners_are_not(articles: dict[str, Article]) -> None:
    for article_id, article in articles.items():
        assert article.published_at is not None or article_id == "qaani-letter-after-beirut-strike"
        for furniture in ("cookie", "newsletter", "Most read", "You may also like", "Was this page helpful", "Page 1"):
            assert furniture not in article.text, article_id
    extended = articles["harbour-bridge-closure-extended"]
    assert extended.author == "Ines Okafor, Jonas Pell"
    assert extended.publisher == "Saltmere Courier"


def test_the_wire_story_is_there_twice_and_nothing_else_is(articles: dict[str, Article]) -> None:
    copies = {
        (first, second)
        for first in articles
        for second in articles
        if first != second and is_copy(articles[first].text, articles[second].text)
    }
    assert copies == {("sluice-gate-jams-inland-examiner", "sluice-gate-jams-in-saltmere")}


def test_there_are_enough_questions_of_each_kind() -> None:
    assert len({question["id"] for question in QUESTIONS}) == len(QUESTIONS) >= 48
    assert sum(not question["answerable"] for question in QUESTIONS) >= 12
    assert sum(len(question["articles"]) > 1 for question in QUESTIONS) >= 5


@pytest.mark.parametrize("question", QUESTIONS, ids=[question["id"] for question in QUESTIONS])
def test_the_words_of_each_answer_stand_in_its_articles(question: dict, articles: dict[str, Article]) -> None:  # type: ignore[type-arg]
    assert set(question) == {"id", "question", "articles", "answer_words", "answerable"}
    assert bool(question["articles"]) == bool(question["answer_words"]) == question["answerable"]
    texts = [articles[article_id].text for article_id in question["articles"]]
    for words in question["answer_words"]:
        assert any(words in text for text in texts), words
    for article_id, text in zip(question["articles"], texts, strict=True):
        assert any(words in text for words in question["answer_words"]), article_id
