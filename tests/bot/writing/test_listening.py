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


class Saying(MockLLM):
    """Says words, pauses for seconds, and fails, as it was told."""

    _told: tuple[str | float | Exception, ...] = PrivateAttr()

    async def astream_chat(self, *_: Any, **__: Any) -> AsyncGenerator[ChatResponse, None]:
        async def pieces() -> AsyncGenerator[ChatResponse, None]:
            for each in self._told:
                if isinstance(each, str):
                    yield ChatResponse(message=ChatMessage(content=each), delta=each)
                elif isinstance(each, float):
                    await asyncio.sleep(each)
                else:
                    raise each

        return pieces()


def saying(*told: str | float | Exception) -> Saying:
    model = Saying()
    model._told = told
    return model


async def test_what_comes_together_is_handed_on_together_and_a_pause_is_told() -> None:
    model = saying("It ", "opened ", "in 1932.", 0.05, " It ", "closed.")
    heard = [piece async for piece in listen(model, [], Heard(), first_s=30, then_s=30, quiet_s=0.01)]
    assert heard == ["It opened in 1932.", None, " It closed."]


async def test_what_was_said_before_an_error_comes_before_it() -> None:
    pieces = listen(saying("One", ValueError("broken")), [], Heard(), first_s=30, then_s=30, quiet_s=30)
    assert await anext(pieces) == "One"
    with pytest.raises(ValueError, match="broken"):
        await anext(pieces)
