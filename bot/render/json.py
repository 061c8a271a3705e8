"""Answers and passages as JSON; `docs/json.md` is the contract, and a test holds the two together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict

from bot.answer import Answer, Citation
from index.article import Place, StoredArticle
from index.passage import Passage


class PlaceJson(TypedDict):
    """Another place where a story ran."""

    title: str
    publisher: str | None
    published_at: str | None
    url: str | None
    source: str


class SentenceJson(TypedDict):
    """A sentence of an answer."""

    text: str
    citations: list[int]
    status: str


class CitationJson(TypedDict):
    """What a mark points at."""

    number: int
    article_id: str
    version: int
    title: str
    author: str | None
    publisher: str | None
    published_at: str | None
    url: str | None
    source: str
    quote: str
    start: int
    end: int
    page: int | None
    note: str | None
    copies: list[PlaceJson]


class SignalJson(TypedDict):
    """Why a passage stands where it stands."""

    name: str
    value: float
    detail: str


class PassageJson(TypedDict):
    """A passage that was found."""

    rank: int
    score: float
    article_id: str
    title: str
    publisher: str | None
    published_at: str | None
    url: str | None
    start: int
    end: int
    page: int | None
    text: str


class ExplainedPassageJson(PassageJson):
    """A passage with its reasons (``search --explain``)."""

    cosine: float | None
    bm25: float | None
    signals: list[SignalJson]


class TimingsJson(TypedDict):
    """Milliseconds a step."""

    retrieve: float
    write: float
    check: float
    total: float


class UsageJson(TypedDict):
    """What the language model counted."""

    prompt_tokens: int
    completion_tokens: int
    cost_usd: float | None


class AnswerJson(TypedDict):
    """An answer."""

    id: str
    question: str
    standalone_question: str
    declined: bool
    reason: str | None
    answer: str
    sentences: list[SentenceJson]
    citations: list[CitationJson]
    passages: list[PassageJson]
    model: str
    embedding_model: str
    confidence: float | None
    timings_ms: TimingsJson
    usage: UsageJson | None


class ArticleJson(TypedDict):
    """One version of an article."""

    id: str
    version: int
    title: str
    author: str | None
    publisher: str | None
    published_at: str | None
    url: str | None
    source: str
    language: str | None
    added_at: str
    changed_at: str
    gone_at: str | None
    copies: list[PlaceJson]
    text: str


def answer_json(answer: Answer) -> AnswerJson:
    """The answer as ``articlebot ask --json`` prints it."""
    timings = answer.timings
    usage = answer.usage
    return {
        "id": answer.id,
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "declined": answer.declined,
        "reason": answer.reason,
        "answer": answer.text,
        "sentences": [
            {"text": sentence.text, "citations": list(sentence.citations), "status": str(sentence.status)}
            for sentence in answer.sentences
        ],
        "citations": [_citation_json(citation) for citation in answer.citations],
        "passages": [passage_json(passage) for passage in answer.passages],
        "model": answer.model,
        "embedding_model": answer.embedding_model,
        "confidence": None if answer.confidence is None else round(answer.confidence, 4),
        "timings_ms": {
            "retrieve": round(timings.retrieve, 2),
            "write": round(timings.write, 2),
            "check": round(timings.check, 2),
            "total": round(timings.total, 2),
        },
        "usage": None
        if usage is None
        else {
            "prompt_tokens": usage.prompt_tokens,
            "completion_tokens": usage.completion_tokens,
            "cost_usd": usage.cost_usd,
        },
    }


def passage_json(passage: Passage) -> PassageJson:
    """The passage as ``articlebot search --json`` prints it."""
    article = passage.article
    return {
        "rank": passage.rank,
        "score": round(passage.score, 6),
        "article_id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "published_at": iso(article.published_at),
        "url": article.url,
        "start": passage.start,
        "end": passage.end,
        "page": article.page(passage.start),
        "text": passage.text,
    }


def explained_passage_json(passage: Passage) -> ExplainedPassageJson:
    """The passage as ``articlebot search --explain --json`` prints it."""
    return {
        **passage_json(passage),
        "cosine": passage.cosine,
        "bm25": passage.bm25,
        "signals": [
            {"name": signal.name, "value": round(signal.value, 6), "detail": signal.detail}
            for signal in passage.signals
        ],
    }


def article_json(article: StoredArticle) -> ArticleJson:
    """The article as ``articlebot show --json`` prints it; every citation's ``start`` and ``end`` count in ``text``."""
    return {
        "id": article.id,
        "version": article.version,
        "title": article.title,
        "author": article.author,
        "publisher": article.publisher,
        "published_at": iso(article.published_at),
        "url": article.url,
        "source": article.source,
        "language": article.language,
        "added_at": article.added_at.isoformat(),
        "changed_at": article.changed_at.isoformat(),
        "gone_at": iso(article.gone_at),
        "copies": _places(article.copies),
        "text": article.text,
    }


def _citation_json(citation: Citation) -> CitationJson:
    return {
        "number": citation.number,
        "article_id": citation.article_id,
        "version": citation.version,
        "title": citation.title,
        "author": citation.author,
        "publisher": citation.publisher,
        "published_at": iso(citation.published_at),
        "url": citation.url,
        "source": citation.source,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "page": citation.page,
        "note": citation.note,
        "copies": _places(citation.copies),
    }


def _places(places: Sequence[Place]) -> list[PlaceJson]:
    return [
        {
            "title": place.title,
            "publisher": place.publisher,
            "published_at": iso(place.published_at),
            "url": place.url,
            "source": place.source,
        }
        for place in places
    ]


def iso(moment: datetime | None) -> str | None:
    """The moment in ISO 8601; None for None."""
    return None if moment is None else moment.isoformat()
