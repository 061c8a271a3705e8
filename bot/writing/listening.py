"""Reads a language model's stream so that a pause can be noticed and stopping closes the connection at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from llama_index.core.base.llms.types import ChatMessage, ChatResponse
from llama_index.core.llms import LLM

from bot.writing.arrivals import arrivals
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
    earlier: tuple[int, int] = (0, 0)
    """The tokens of the calls before this one."""

    def begin(self) -> None:
        """Another call begins, whose tokens are counted anew: services tell the sum once or several times a call."""
        self.earlier = (self.prompt_tokens, self.completion_tokens)

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
            if chunk.prompt_tokens:
                self.prompt_tokens = self.earlier[0] + chunk.prompt_tokens
            if chunk.completion_tokens:
                self.completion_tokens = self.earlier[1] + chunk.completion_tokens


async def listen(
    llm: LLM, messages: Sequence[ChatMessage], heard: Heard, *, first_s: float, then_s: float, quiet_s: float
) -> AsyncGenerator[str | None, None]:
    """The model's answer as it comes; None when nothing came for ``quiet_s`` after some of it.

    What came together is handed on together.  Raises TimeoutError when the first word takes longer than ``first_s`` or
    a later one than ``then_s``, and whatever the client raises.  Closing this generator closes the connection at once.
    """

    async def words() -> AsyncGenerator[str, None]:
        heard.begin()
        async with asyncio.timeout(first_s) as patience:
            async for response in await llm.astream_chat(messages, stream_options={"include_usage": True}):
                heard.note(response)
                if response.delta:
                    yield response.delta
                patience.reschedule(asyncio.get_running_loop().time() + then_s)

    async with aclosing(arrivals(words(), quiet_s)) as pieces:
        async for piece in pieces:
            yield "".join(piece) or None
