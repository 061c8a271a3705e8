"""A scripted model server, and passages to write from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.settings import Settings
from bot.writing.chat_model import open_chat_model
from bot.writing.generative import GenerativeWriter
from index.article import StoredArticle
from index.passage import Passage
from tests.openai_server import KEY, OpenAIServer

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with OpenAIServer() as running:
        yield running


@pytest.fixture
def open_writer(server: OpenAIServer) -> Callable[..., GenerativeWriter]:
    def opened(**settings: Any) -> GenerativeWriter:
        timeout_s = settings.get("model_timeout", 20)
        chosen = Settings.load(
            {"model": "gpt-4.1-mini", "openai_api_key": KEY, "openai_base_url": server.url, **settings},
            environ={},
            env_file=None,
        )
        return GenerativeWriter(open_chat_model(chosen), timeout_s=timeout_s, first_wait_s=0.02)

    return opened


@pytest.fixture
def writer(open_writer: Callable[..., GenerativeWriter]) -> GenerativeWriter:
    return open_writer()


def passage(number: int, text: str, *, title: str | None = None, publisher: str | None = "The Herald") -> Passage:
    article = StoredArticle(
        id=f"a{number}",
        version=1,
        source=f"/articles/{number}.txt",
        title=title or f"Article {number}",
        text=text,
        author=None,
        publisher=publisher,
        published_at=datetime(2024, 1, number, tzinfo=UTC),
        url=None,
        language="en",
        added_at=NOW,
        changed_at=NOW,
    )
    return Passage(rank=number, score=1 / number, chunk_id=number, article=article, start=0, end=len(text))


@pytest.fixture
def passages() -> list[Passage]:
    return [
        passage(1, "The Harbour Bridge opened in 1932. It cost 6.25 million pounds.", title="A bridge turns ninety"),
        passage(2, "Paul Hogan was a rigger on the bridge. He later became an actor.", title="Riggers"),
        passage(3, "The bridge was painted grey because only grey paint was to be had.", publisher=None),
    ]
