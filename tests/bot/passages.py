"""Passages made by hand, as search would give them."""

from collections.abc import Iterable
from datetime import UTC, datetime

from index.article import StoredArticle
from index.passage import Passage

DAY = datetime(2024, 3, 1, tzinfo=UTC)


def article(
    name: str,
    text: str,
    *,
    title: str = "",
    author: str | None = None,
    publisher: str | None = None,
    language: str = "en",
) -> StoredArticle:
    return StoredArticle(
        id=name,
        version=1,
        source=f"/articles/{name}.txt",
        title=title or name,
        text=text,
        author=author,
        publisher=publisher,
        published_at=DAY,
        url=None,
        language=language,
        added_at=DAY,
        changed_at=DAY,
    )


def passage(of: StoredArticle, words: str | None = None, *, rank: int = 1, cosine: float | None = 0.5) -> Passage:
    start = of.text.index(words) if words else 0
    end = start + len(words) if words else len(of.text)
    return Passage(
        rank=rank,
        score=4 / rank,
        chunk_id=hash((of.id, start)) % 10_000,
        article=of,
        start=start,
        end=end,
        cosine=cosine,
        bm25=5 / rank,
    )


def whole(articles: Iterable[StoredArticle], *, cosine: float | None = 0.5) -> list[Passage]:
    return [passage(each, rank=rank, cosine=cosine) for rank, each in enumerate(articles, 1)]
