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
    """The pieces of the model's answer as they come; None when nothing came for ``quiet_s`` after one.

    Raises TimeoutError when the first word takes longer than ``first_s`` or a later one than ``then_s``, and whatever
    the client raises.  The reading is a task of its own, always waiting for the network: cancelling it, which closing
    this generator does, closes the connection.
    """
    pieces: asyncio.Queue[str | BaseException | None] = asyncio.Queue()

    async def read() -> None:
        try:
            async with asyncio.timeout(first_s) as patience:
                async for response in await llm.astream_chat(messages, stream_options={"include_usage": True}):
                    heard.note(response)
                    if response.delta:
                        pieces.put_nowait(response.delta)
                    patience.reschedule(asyncio.get_running_loop().time() + then_s)
            pieces.put_nowait(None)
        except Exception as error:  # noqa: BLE001 - carried over to the reader of the queue, which raises it
            pieces.put_nowait(error)

    reading = asyncio.create_task(read())
    try:
        quiet = True
        while True:
            try:
                # Not wait_for: up to Python 3.11 it takes no notice of being cancelled while a piece comes in.
                async with asyncio.timeout(None if quiet else quiet_s):
                    piece = await pieces.get()
            except TimeoutError:
                quiet = True
                yield None
                continue
            if isinstance(piece, BaseException):
                raise piece
            if piece is None:
                return
            quiet = False
            yield piece
    finally:
        reading.cancel()
        await asyncio.wait([reading])
