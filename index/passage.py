"""Chunks, which are stored, and passages, which are found."""

from __future__ import annotations

from dataclasses import dataclass

from index.article import StoredArticle


@dataclass(frozen=True, slots=True)
class Span:
    """A range of characters of a text: ``text[start:end]``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of ``text`` that this span names."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A span of one version of an article, as it is embedded and indexed.  Its text is a slice of the article's."""

    id: int
    article_id: str
    version: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Signal:
    """One reason why a passage stands where it stands."""

    name: str
    """``bm25``, ``cosine``, ``publisher``, ``date``, ``clause`` and so on; ``docs/retrieval.md`` lists them."""
    value: float
    """What it added to the score."""
    detail: str = ""
    """In words, where a number does not say it: the clause, the publisher, the date."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk found for a query, with the article it was cut from."""

    rank: int
    """1 is the best."""
    score: float
    """Higher is better; comparable between the passages of one query only."""
    chunk_id: int
    article: StoredArticle
    start: int
    end: int
    cosine: float | None = None
    """Similarity of the passage's and the query's vectors, -1 to 1; None where it was found by its words alone."""
    bm25: float | None = None
    """BM25 score of the query's words; None where it was found by its vector alone."""
    signals: tuple[Signal, ...] = ()

    @property
    def text(self) -> str:
        """The passage's words, a slice of its article's text."""
        return self.article.text[self.start : self.end]
