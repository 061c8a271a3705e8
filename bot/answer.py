"""An answer: its sentences, what each of them rests on, and how it was made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from index.article import BETWEEN_CELLS, Place, StoredArticle
from index.passage import Passage


def separator(before: str, sentence: str) -> str:
    """What stands before a sentence of an answer, where ``before`` is the last one; rows and lists have own lines."""
    if not before:
        return ""
    own_line = "\n" in sentence or BETWEEN_CELLS in sentence
    return "\n" if own_line or "\n" in before or BETWEEN_CELLS in before else " "


class Marked(Protocol):
    """A sentence of an answer with the numbers of its citations."""

    @property
    def text(self) -> str:
        """Without its marks."""

    @property
    def citations(self) -> tuple[int, ...]:
        """Their numbers."""

    @property
    def status(self) -> str:
        """One of ``Status``."""


def whole_text(sentences: Iterable[Marked]) -> str:
    """The sentences one behind the other with their marks, as in ``It opened in 1932.[1]``.

    One that the check found unsupported says so: what is copied from a terminal or a file keeps no other sign of it.
    """
    text = before = ""
    for sentence in sentences:
        marks = "".join(f"[{number}]" for number in sentence.citations)
        text += separator(before, sentence.text) + sentence.text + marks + warning(sentence)
        before = sentence.text
    return text


def warning(sentence: Marked) -> str:
    """What stands behind a sentence that the check found unsupported; empty for any other."""
    return " [unsupported]" if sentence.status == Status.UNSUPPORTED else ""


class Status(StrEnum):
    """What the check found of a sentence."""

    QUOTED = "quoted"
    """Word for word from the article."""
    SUPPORTED = "supported"
    """In other words, and everything in it stands in the cited passages."""
    UNSUPPORTED = "unsupported"
    """The cited passages do not say it; shown with ``--no-strict`` alone."""


@dataclass(frozen=True, slots=True)
class Citation:
    """What a mark points at: ``text[start:end]`` of that version of the article is exactly ``quote``."""

    number: int
    article_id: str
    version: int
    title: str
    author: str | None
    publisher: str | None
    published_at: datetime | None
    url: str | None
    source: str
    quote: str
    start: int
    end: int
    copies: tuple[Place, ...] = ()
    """The other places where the story ran."""
    note: str | None = None
    """What a reader must know of the article: "corrected 12 March", "the page is gone since 3 May"."""
    page: int | None = None
    """The page of a PDF on which the quote begins, from 1."""

    @classmethod
    def of(cls, article: StoredArticle, start: int, end: int, *, number: int, note: str | None) -> Citation:
        """The words of an article between two offsets, under a number of the answer."""
        return cls(
            number=number,
            article_id=article.id,
            version=article.version,
            title=article.title,
            author=article.author,
            publisher=article.publisher,
            published_at=article.published_at,
            url=article.url,
            source=article.source,
            quote=article.text[start:end],
            start=start,
            end=end,
            copies=article.copies,
            note=note,
            page=article.page(start),
        )


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer, without its marks."""

    text: str
    citations: tuple[int, ...]
    """Numbers of the citations it rests on, in order of first use over the whole answer."""
    status: Status


@dataclass(frozen=True, slots=True)
class Timings:
    """How long each step took, in milliseconds."""

    retrieve: float
    write: float
    check: float
    total: float


@dataclass(frozen=True, slots=True)
class Usage:
    """What the language model counted, in tokens, and what that costs in US dollars where the price is known."""

    prompt_tokens: int
    completion_tokens: int
    cost_usd: float | None = None


def total(usages: Iterable[Usage | None]) -> Usage | None:
    """All that was counted; None where nothing was.  The cost is known where that of each part is."""
    counted = [usage for usage in usages if usage is not None]
    if not counted:
        return None
    costs = [usage.cost_usd for usage in counted if usage.cost_usd is not None]
    return Usage(
        sum(usage.prompt_tokens for usage in counted),
        sum(usage.completion_tokens for usage in counted),
        sum(costs) if len(costs) == len(counted) else None,
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer whose sentences are checked, or a refusal that says what was found instead."""

    id: str
    question: str
    standalone_question: str
    """The question with what it leaves out filled in from the conversation; empty for "thanks"."""
    declined: bool
    reason: str | None
    """Why it declined, or what a reader must know of how the answer was made; None if neither."""
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    passages: tuple[Passage, ...]
    model: str
    """The language model's name; ``extractive`` where sentences were quoted without one."""
    embedding_model: str
    timings: Timings
    usage: Usage | None = None
    confidence: float | None = None
    """Estimated probability that the passages answer the question, 0 to 1."""

    @property
    def text(self) -> str:
        """The answer with its marks; a refusal's sentence if it declined."""
        return whole_text(self.sentences) or self.reason or ""
