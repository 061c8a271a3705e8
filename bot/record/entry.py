"""One answer as the record keeps it: read from its rows, and written as rows."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.answer import Answer, Timings, Usage, whole_text
from bot.question import Filters, Question, Turn
from bot.render.json import answer_json
from bot.writing.prompts import PROMPT_VERSION


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
    """As it was asked, with turns and filters; its clock is the asker's, in the asker's time zone."""
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
        return whole_text(self.sentences) or self.reason or ""


def entry_of(row: sqlite3.Row, passages: tuple[GivenPassage, ...]) -> Entry:
    """The entry in a row of the table ``answer``, with the columns ``ups``, ``downs`` and ``reasons``."""
    checked: dict[str, Any] = json.loads(row["checked"])
    filters: dict[str, Any] = json.loads(row["filters"])
    asked_at = datetime.fromisoformat(row["asked_at"])
    question = Question(
        row["question"],
        turns=tuple(Turn(turn["role"], turn["text"]) for turn in json.loads(row["turns"])),
        filters=Filters(tuple(filters["publishers"]), _moment(filters["since"]), _moment(filters["until"])),
        # Of answers that were recorded before the zone was, the moment alone is known.
        now=_moment(filters.get("now")) or asked_at,
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


def write_answer(
    connection: sqlite3.Connection, answer: Answer, raw: str | None, question: Question, now: datetime
) -> None:
    """Adds ``answer`` and its passages, within a transaction of the caller.

    ``raw`` is what the model wrote before the check, None where none was asked.
    """
    checked = {name: value for name, value in answer_json(answer).items() if name != "passages"}
    filters = question.filters
    usage = answer.usage or Usage(0, 0)
    values: dict[str, object] = {
        "id": answer.id,
        "asked_at": now.astimezone(UTC).isoformat(),
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "turns": _json([{"role": turn.role, "text": turn.text} for turn in question.turns]),
        "filters": _json(
            {
                "publishers": filters.publishers,
                "since": filters.since.isoformat() if filters.since else None,
                "until": filters.until.isoformat() if filters.until else None,
                "limit": question.limit,
                "now": (question.now or now.astimezone()).isoformat(),
            }
        ),
        "declined": int(answer.declined),
        "reason": answer.reason,
        "model": answer.model,
        "prompt_version": None if raw is None else PROMPT_VERSION,
        "embedding_model": answer.embedding_model,
        "confidence": answer.confidence,
        "raw": raw,
        "checked": _json(checked),
        "retrieve_ms": answer.timings.retrieve,
        "write_ms": answer.timings.write,
        "check_ms": answer.timings.check,
        "total_ms": answer.timings.total,
        "prompt_tokens": usage.prompt_tokens if answer.usage else None,
        "completion_tokens": usage.completion_tokens if answer.usage else None,
        "cost_usd": usage.cost_usd,
    }
    connection.execute(
        f"INSERT INTO answer ({', '.join(values)}) VALUES ({', '.join(f':{name}' for name in values)})", values
    )
    connection.executemany(
        "INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (answer.id, rank, given.article.id, given.article.version, given.start, given.end, given.score)
            for rank, given in enumerate(answer.passages, start=1)
        ],
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
