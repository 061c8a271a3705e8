"""What the storage tests share: articles, an embedding that takes no time, and what must hold of every library."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.article import Article
from index.chunking import Chunker
from index.embedding import Embedding
from index.errors import UnreadableError
from index.ingestion import ingest
from index.lexical import Lexical
from index.library import Library
from index.rebuilding import rebuild
from index.reporting import Report
from index.vectors import Vectors
from index.word_pieces import PieceCounter
from index.writer import LibraryWriter

DIMENSIONS = 32
TOWNS = ("Perth", "Dundee", "Leith", "Oban", "Wick", "Nairn", "Crieff", "Moffat", "Tain", "Kelso")


class HashEmbedding(Embedding):
    """A vector that depends on the text alone and is made in no time; it knows nothing of meaning."""

    model_name: str = "hash"
    width: int = DIMENSIONS
    texts: list[str] = []  # noqa: RUF012 - pydantic copies it

    @property
    def dimensions(self) -> int:
        return self.width

    @property
    def counter(self) -> PieceCounter:
        return PieceCounter()

    def embed(self, texts: Sequence[str], *, done: Callable[[int], None] = lambda _: None) -> NDArray[np.float32]:
        self.texts.extend(texts)
        rows = np.empty((len(texts), self.width), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            seed = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")
            row[:] = np.random.default_rng(seed).normal(size=self.width)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def _get_text_embedding(self, text: str) -> list[float]:
        return list(map(float, self.embed([text])[0]))

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return await asyncio.to_thread(self._get_query_embedding, query)


def article(number: int, *, paragraphs: int = 6, **fields: object) -> Article:
    """An article like no other: its towns, figures and order of sentences depend on ``number``."""
    rng = np.random.default_rng(number)
    town = TOWNS[number % len(TOWNS)]
    lines = []
    for _ in range(paragraphs):
        figures = rng.integers(3, 9_000, size=4)
        lines.append(
            f"Councillors in {town} heard on day {figures[0]} that {figures[1]} households asked for a survey. "
            f"Case {figures[2]} of the {rng.choice(TOWNS)} district was closed after {figures[3]} letters. "
            f"Reporter {number} was told that {rng.choice(['boats', 'roads', 'schools', 'wards'])} come first."
        )
    values: dict[str, object] = {
        "source": f"https://news.example/{number}",
        "title": f"Survey {number} in {town}",
        "text": "\n".join(lines),
        "publisher": "Tay Courier" if number % 2 else "Northern Post",
        "published_at": datetime(2024, 1, 1 + number % 28, 9, 30, tzinfo=UTC),
        "url": f"https://news.example/{number}",
        "language": "en",
    }
    return Article(**(values | fields))  # type: ignore[arg-type]


def chunker(tokens: int = 64, overlap: int = 8) -> Chunker:
    return Chunker(tokens, overlap)


def add(
    folder: Path, articles: Iterable[Article | UnreadableError], embedding: Embedding | None = None, **names: str
) -> Report:
    """Adds articles as a run of its own."""
    with LibraryWriter(folder) as writer:
        return ingest(articles, writer, chunker(), embedding or HashEmbedding(), **names)


def rebuild_for(folder: Path, embedding: Embedding) -> None:
    """Rebuilds the library with another model."""
    with LibraryWriter(folder) as writer:
        rebuild(writer, chunker(), embedding)


def assert_whole(folder: Path, *, leftovers: bool = False) -> None:
    """Every article is there with all of its chunks, in SQLite, in both indexes, and findable by its own text.

    ``leftovers``: whether the indexes may hold more than the library, as they may until the next writer clears it.
    """
    with Library.open(folder) as library:
        shape = library.shape
        chunks = {number for head in library.heads() for number in (c.id for c in library.chunks_of(head.id))}
        vectors = Vectors(folder / "chroma", shape.dimensions if shape else DIMENSIONS)
        lexical = Lexical(folder / "lexical")
        try:
            assert library.counts().chunks == len(chunks)
            if leftovers:
                assert chunks <= vectors.ids()
                assert chunks <= lexical.ids()
            else:
                assert chunks == vectors.ids()
                assert chunks == lexical.ids()
            for head in library.heads():
                stored = library.article(head.id)
                assert library.chunks_of(head.id)[-1].end == len(stored.text), f"{head.id} lacks its end"
                for chunk in library.chunks_of(head.id):
                    assert chunk.version == stored.version
                    text = stored.text[chunk.start : chunk.end]
                    vector = HashEmbedding(width=shape.dimensions if shape else DIMENSIONS).embed([text])[0]
                    assert float(vectors.get([chunk.id])[chunk.id] @ vector) > 0.999
                    # Another chunk may hold the same text.
                    assert vectors.query(vector, 1)[0][1] > 0.999
        finally:
            vectors.close()
