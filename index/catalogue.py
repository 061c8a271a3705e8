"""The library's articles and chunks as columns, for filtering and scoring without a query per hit."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class ArticleHead:
    """An article's newest version without its text."""

    id: str
    version: int
    title: str
    author: str | None
    publisher: str | None
    published_at: datetime | None
    url: str | None
    source: str
    language: str | None
    characters: int
    added_at: datetime
    changed_at: datetime
    gone_at: datetime | None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All live chunks of one generation, a row each, in the order of their ids."""

    generation: int
    articles: tuple[ArticleHead, ...]
    """In the order in which they were added."""
    chunk_id: NDArray[np.int64]
    article: NDArray[np.int32]
    """For each chunk, the row of its article in ``articles``."""
    start: NDArray[np.int32]
    end: NDArray[np.int32]

    def rows_of(self, chunk_ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """The row of each chunk, -1 for those that are not here."""
        if not len(self.chunk_id):
            return np.full(len(chunk_ids), -1, dtype=np.int64)
        rows = np.minimum(np.searchsorted(self.chunk_id, chunk_ids), len(self.chunk_id) - 1)
        return np.where(self.chunk_id[rows] == chunk_ids, rows, -1)


HEADS = """
SELECT a.id, a.version, v.title, v.author, v.publisher, v.published_at, v.url, p.source, v.language, v.characters,
       a.added_at, a.changed_at, a.gone_at
FROM articles a
JOIN versions v ON v.article_id = a.id AND v.version = a.version
LEFT JOIN places p ON p.article_id = a.id AND p.original
"""

_HeadRow = tuple[
    str,
    int,
    str,
    str | None,
    str | None,
    str | None,
    str | None,
    str | None,
    str | None,
    int,
    str,
    str,
    str | None,
]


def head(row: _HeadRow) -> ArticleHead:
    """A row of ``HEADS`` as an ArticleHead."""
    published, source, added, changed, gone = row[5], row[7], row[10], row[11], row[12]
    return ArticleHead(
        id=row[0],
        version=row[1],
        title=row[2],
        author=row[3],
        publisher=row[4],
        published_at=time(published),
        url=row[6],
        source=source or "",
        language=row[8],
        characters=row[9],
        added_at=datetime.fromisoformat(added),
        changed_at=datetime.fromisoformat(changed),
        gone_at=time(gone),
    )


def time(iso: str | None) -> datetime | None:
    """A column's time, None for none."""
    return datetime.fromisoformat(iso) if iso else None


def read_catalogue(connection: sqlite3.Connection, generation: int) -> Catalogue:
    """The catalogue of the snapshot that ``connection``'s transaction sees."""
    articles = tuple(head(row) for row in connection.execute(f"{HEADS} ORDER BY a.rowid"))
    rows = {article.id: number for number, article in enumerate(articles)}
    columns = np.fromiter(_cells(connection, rows), dtype=np.int64).reshape(-1, 4)
    return Catalogue(
        generation=generation,
        articles=articles,
        chunk_id=np.ascontiguousarray(columns[:, 0]),
        article=columns[:, 1].astype(np.int32),
        start=columns[:, 2].astype(np.int32),
        end=columns[:, 3].astype(np.int32),
    )


def _cells(connection: sqlite3.Connection, rows: Mapping[str, int]) -> Iterator[int]:
    """The four numbers of each chunk, one after the other: a tuple for each would take several times their memory."""
    query = "SELECT id, article_id, first, past FROM chunks ORDER BY id"
    for chunk_id, article_id, first, past in connection.execute(query):
        yield chunk_id
        yield rows[article_id]
        yield first
        yield past
