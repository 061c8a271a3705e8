"""What is checked and what the check says of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Source:
    """A text that a sentence points at, under the number its mark has."""

    number: int
    title: str
    publisher: str | None
    published_at: datetime | None
    text: str


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """Words that a sentence rests on: ``text[start:end]`` of the source with that number."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the sources say what the sentence says."""

    supported: bool
    quotes: tuple[FoundQuote, ...]
    """The sentences that come closest, whole, in the order of the sources; of a supported one what it rests on."""
    reason: str | None
    """What the sources do not say, in words for the reader and for the model that is asked again; None if supported."""
    contradicted: bool = False
    """A source speaks of the same thing and says otherwise: another figure, another direction, the opposite."""
    held: float = 0.0
    """The weight of the sentence's words and facts that those quotes hold."""
