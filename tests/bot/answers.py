"""Answers such as the engine gives, for tests that do not need an engine."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.answer import Answer, Citation, Sentence, Status, Timings, Usage
from index.article import StoredArticle
from index.passage import Passage

ARTICLE = StoredArticle(
    id="bridge",
    version=3,
    source="/articles/bridge.txt",
    title="A bridge turns ninety",
    text="The Harbour Bridge opened in 1932. It cost 6.25 million pounds.",
    author=None,
    publisher="The Herald",
    published_at=datetime(2022, 3, 19, tzinfo=UTC),
    url="https://herald.example/bridge",
    language="en",
    added_at=datetime(2026, 1, 1, tzinfo=UTC),
    changed_at=datetime(2026, 1, 1, tzinfo=UTC),
)
QUOTE = "The Harbour Bridge opened in 1932."


def answered(id: str = "a1b2c3d4e5f6", question: str = "When did the bridge open?") -> Answer:  # noqa: A002
    return Answer(
        id=id,
        question=question,
        standalone_question=question,
        declined=False,
        reason=None,
        sentences=(Sentence("The bridge opened in 1932.", (1,), Status.SUPPORTED),),
        citations=(
            Citation(
                number=1,
                article_id=ARTICLE.id,
                version=ARTICLE.version,
                title=ARTICLE.title,
                author=None,
                publisher=ARTICLE.publisher,
                published_at=ARTICLE.published_at,
                url=ARTICLE.url,
                source=ARTICLE.source,
                quote=QUOTE,
                start=0,
                end=len(QUOTE),
            ),
        ),
        passages=(Passage(rank=1, score=0.9, chunk_id=7, article=ARTICLE, start=0, end=len(ARTICLE.text)),),
        model="gpt-4.1-mini",
        embedding_model="all-MiniLM-L6-v2-int8",
        timings=Timings(12.5, 800.25, 2.5, 815.25),
        usage=Usage(900, 20, 0.000392),
        confidence=0.93,
    )


def declined(id: str, question: str) -> Answer:  # noqa: A002
    return Answer(
        id=id,
        question=question,
        standalone_question=question,
        declined=True,
        reason="The articles don't say.",
        sentences=(),
        citations=(),
        passages=(),
        model="extractive",
        embedding_model="all-MiniLM-L6-v2-int8",
        timings=Timings(10, 0, 0, 11),
    )
