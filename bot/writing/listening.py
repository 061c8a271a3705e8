"""Reads a language model's stream so that a pause can be noticed and stopping closes the connection at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass

from llama_index.core.base.llms.types import ChatMessage, ChatResponse
from llama_index.core.llms import LLM

from bot.writing.chunks import Chunk


@dataclass(slots=True)
class Heard:
    """What a model's stream said beside the text."""

    text: str = ""
    refusal: str = ""
    finish_reason: str | None = None
    prompt_tokens: int = 0
    completion_tokens: int = 0
    kept: bool = False
    """Whether something of the text was used already, so that it cannot be asked for again."""

    def forget(self) -> None:
        """Empties the text; what it cost stays counted."""
        self.text, self.refusal, self.finish_reason = "", "", None

    def note(self, response: ChatResponse) -> None:
        """Takes up one piece of the stream; of other models than ours only the text is known."""
        self.text += response.delta or ""
        if isinstance(response.raw, Chunk):
            chunk = response.raw
            self.finish_reason = chunk.finish_reason or self.finish_reason
            self.refusal += chunk.refusal
            self.prompt_tokens = chunk.prompt_tokens or self.prompt_tokens
            self.completion_tokens = chunk.completion_tokens or self.completion_tokens


async def listen(
    llm: LLM, messages: Sequence[ChatMessage], heard: Heard, *, first_s: float, then_s: float, quiet_s: float
) -> AsyncGenerator[str | None, None]:
    """The model's answer as it comes; None when nothing came for ``quiet_s`` after some of it.

    What came together is handed on together.  Raises TimeoutError when the first word takes longer than ``first_s`` or
    a later one than ``then_s``, and whatever the client raises.  The reading is a task of its own, always waiting for
    the network: cancelling it, which closing this generator does, closes the connection.
    """
    waiting: list[str] = []
    news = asyncio.Event()

    async def read() -> None:
        async with asyncio.timeout(first_s) as patience:
            async for response in await llm.astream_chat(messages, stream_options={"include_usage": True}):
                heard.note(response)
                if response.delta:
                    waiting.append(response.delta)
                    news.set()
                patience.reschedule(asyncio.get_running_loop().time() + then_s)

    reading = asyncio.create_task(read())
    reading.add_done_callback(lambda _: news.set())
    try:
        quiet = True
        while waiting or not reading.done():
            if not waiting:
                news.clear()
                try:
                    # Not wait_for: up to Python 3.11 it takes no notice of being cancelled while a piece comes in.
                    async with asyncio.timeout(None if quiet else quiet_s):
                        await news.wait()
                except TimeoutError:
                    quiet = True
                    yield None
                    continue
            if waiting:
                piece = "".join(waiting)
                waiting.clear()
                quiet = False
                yield piece
        reading.result()  # raises what the reading did
    finally:
        reading.cancel()
        await asyncio.wait([reading])
