"""One answer as the record keeps it."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.answer import Timings, Usage
from bot.question import Filters, Question, Turn


@dataclass(frozen=True, slots=True)
class GivenPassage:
    """A passage that an answer was made from, by its place: versions never change, so this is its text."""

    rank: int
    article_id: str
    version: int
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class RecordedCitation:
    """What a mark of a recorded answer points at."""

    number: int
    article_id: str
    version: int
    title: str
    publisher: str | None
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RecordedSentence:
    """A sentence of a recorded answer, without its marks."""

    text: str
    citations: tuple[int, ...]
    status: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A recorded answer with everything that it was made from."""

    id: str
    asked_at: datetime
    question: Question
    """As it was asked, with turns and filters; its clock is ``asked_at``."""
    standalone_question: str
    declined: bool
    reason: str | None
    sentences: tuple[RecordedSentence, ...]
    citations: tuple[RecordedCitation, ...]
    passages: tuple[GivenPassage, ...]
    model: str
    prompt_version: str | None
    """None where no language model was asked."""
    embedding_model: str
    confidence: float | None
    raw: str | None
    """What the model wrote, before the check."""
    timings: Timings
    usage: Usage | None
    ups: int
    downs: int
    """How many people found it good and bad."""
    reasons: tuple[str, ...]
    """What they said to it."""

    @property
    def text(self) -> str:
        """The answer with its marks; a refusal's sentence if it declined."""
        marked = (
            sentence.text + "".join(f"[{number}]" for number in sentence.citations) for sentence in self.sentences
        )
        return " ".join(marked) or (self.reason or "")


def entry_of(row: sqlite3.Row, passages: tuple[GivenPassage, ...]) -> Entry:
    """The entry in a row of the table ``answer``, with the columns ``ups``, ``downs`` and ``reasons``."""
    checked: dict[str, Any] = json.loads(row["checked"])
    filters: dict[str, Any] = json.loads(row["filters"])
    asked_at = datetime.fromisoformat(row["asked_at"])
    question = Question(
        row["question"],
        turns=tuple(Turn(turn["role"], turn["text"]) for turn in json.loads(row["turns"])),
        filters=Filters(tuple(filters["publishers"]), _moment(filters["since"]), _moment(filters["until"])),
        now=asked_at,
        limit=filters["limit"],
    )
    usage = None
    if row["prompt_tokens"] is not None:
        usage = Usage(row["prompt_tokens"], row["completion_tokens"], row["cost_usd"])
    return Entry(
        id=row["id"],
        asked_at=asked_at,
        question=question,
        standalone_question=row["standalone_question"],
        declined=bool(row["declined"]),
        reason=row["reason"],
        sentences=tuple(
            RecordedSentence(sentence["text"], tuple(sentence["citations"]), sentence["status"])
            for sentence in checked["sentences"]
        ),
        citations=tuple(
            RecordedCitation(**{name: citation[name] for name in RecordedCitation.__dataclass_fields__})
            for citation in checked["citations"]
        ),
        passages=passages,
        model=row["model"],
        prompt_version=row["prompt_version"],
        embedding_model=row["embedding_model"],
        confidence=row["confidence"],
        raw=row["raw"],
        timings=Timings(row["retrieve_ms"], row["write_ms"], row["check_ms"], row["total_ms"]),
        usage=usage,
        ups=row["ups"],
        downs=row["downs"],
        reasons=tuple(filter(None, (row["reasons"] or "").split("\n"))),
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
