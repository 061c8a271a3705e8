"""What a writer hands over: sentences that are not checked yet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of the article under one of the passages that the writer was given."""

    passage: int
    """Position of the passage in the list that was given, from 0."""
    start: int
    end: int
    """Offsets into that passage's article, as in ``passages[passage].article.text[start:end]``."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One sentence as written."""

    text: str
    """Without its marks."""
    marks: tuple[int, ...]
    """Numbers of the passages it claims to rest on, from 1, in the order in which they were given."""
    quotes: tuple[Quote, ...] = ()
    """The words it was taken from, where the writer quotes; empty where a model wrote it."""
