"""Reading a model's stream."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from typing import Any

import pytest
from llama_index.core.base.llms.types import ChatMessage, ChatResponse
from llama_index.core.llms.mock import MockLLM
from pydantic import PrivateAttr

from bot.writing.listening import Heard, listen


class Interrupted(MockLLM):
    """Says a word, and is interrupted the moment that it has come in."""

    _interrupt: Callable[[], object] = PrivateAttr()

    async def astream_chat(self, *_: Any, **__: Any) -> AsyncGenerator[ChatResponse, None]:
        async def pieces() -> AsyncGenerator[ChatResponse, None]:
            yield ChatResponse(message=ChatMessage(content="One"), delta="One")
            await asyncio.sleep(0.01)
            yield ChatResponse(message=ChatMessage(content="One word"), delta=" word")
            self._interrupt()
            await asyncio.sleep(60)

        return pieces()


async def test_a_word_that_comes_in_at_that_moment_does_not_save_from_being_stopped() -> None:
    async def read() -> None:
        async for _ in listen(model, [], Heard(), first_s=30, then_s=30, quiet_s=30):
            pass

    model = Interrupted()
    reading = asyncio.create_task(read())
    model._interrupt = reading.cancel
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(reading, 5)
