"""What the engine tells while it answers, in the order in which it happens."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answer import Answer, Citation, Sentence


@dataclass(frozen=True, slots=True)
class Searching:
    """The search has begun."""

    articles: int
    """So many are searched."""


@dataclass(frozen=True, slots=True)
class Found:
    """The search is over, and the answer is being written."""

    passages: int
    articles: int
    """The passages are from so many articles."""


@dataclass(frozen=True, slots=True)
class SentenceReady:
    """A sentence has passed its check; it will not be taken back."""

    sentence: Sentence
    citations: tuple[Citation, ...]
    """Those that this sentence is the first to use."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The whole answer; always the last event."""

    answer: Answer


Event = Searching | Found | SentenceReady | Finished
