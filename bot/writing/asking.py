"""Asks a language model, as often as it takes, and says in one error why it did not answer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Sequence
from enum import Enum, auto

import httpx
import openai
from llama_index.core.base.llms.types import ChatMessage, MessageRole

from bot.errors import ModelError
from bot.writing.chat_model import ChatModel
from bot.writing.failures import EmptyAnswerError, is_overflow, translate
from bot.writing.listening import Heard, listen
from bot.writing.stream import QUIET_S, SentenceStream, ends_a_sentence
from index.patience import FIRST_WAIT_S, wait_before_retry_s

logger = logging.getLogger(__name__)


class Pause(Enum):
    """What may come between two pieces of an answer."""

    QUIET = auto()
    """Nothing came for a moment."""
    AGAIN = auto()
    """What came so far is void: the answer begins anew."""


class PromptTooLongError(Exception):
    """The service says that the prompt is longer than the model's context window, with ``error``."""

    def __init__(self, error: Exception) -> None:
        super().__init__(str(error))
        self.error = error


class Asker:
    """A language model together with the patience that one has with it."""

    def __init__(self, llm: ChatModel, *, timeout_s: float, first_wait_s: float = FIRST_WAIT_S) -> None:
        self.llm = llm
        self._timeout_s = timeout_s
        self._first_wait_s = first_wait_s

    async def whole(self, messages: Sequence[ChatMessage], heard: Heard) -> None:
        """One whole answer, into ``heard``; raises ModelError."""
        try:
            async for _ in self.stream(messages, heard):
                pass
        except PromptTooLongError as error:
            raise translate(error.error, self.llm.model, self.llm.address) from error

    async def stream(self, messages: Sequence[ChatMessage], heard: Heard) -> AsyncGenerator[str | Pause, None]:
        """The pieces of one answer as they come.

        A call that fails is repeated as ``index.patience`` says, until ``heard.kept`` is set: words that were shown
        cannot be taken back.  Gives up when there was no word for the time-out.  Raises ModelError, and
        PromptTooLongError.
        """
        failures = 0
        loop = asyncio.get_running_loop()
        give_up_at = loop.time() + self._timeout_s
        while True:
            # What is left of the time for the first word; a stalled stream may have used all of it up.
            first_s = max(give_up_at - loop.time(), 0.0)
            pieces = listen(self.llm, messages, heard, first_s=first_s, then_s=self._timeout_s, quiet_s=QUIET_S)
            try:
                async for piece in pieces:
                    yield Pause.QUIET if piece is None else piece
                self._require_whole(heard)
            except Exception as error:
                if is_overflow(error):
                    raise PromptTooLongError(error) from error
                if isinstance(error, openai.APIStatusError) and self.llm.leave_out(error):
                    continue
                failures += 1
                wait_s = None if heard.kept else wait_before_retry_s(error, failures, self._first_wait_s)
                if wait_s is None or loop.time() + wait_s >= give_up_at:
                    raise translate(error, self.llm.model, self.llm.address) from error
                logger.info("asking the model again in %.1f s: %s", wait_s, type(error).__name__)
                if heard.text:
                    heard.forget()
                    yield Pause.AGAIN
                await asyncio.sleep(wait_s)
            else:
                return
            finally:
                await pieces.aclose()

    def _require_whole(self, heard: Heard) -> None:
        """Raises what speaks against taking ``heard`` for a whole answer."""
        name = self.llm.model
        if heard.refusal or heard.finish_reason == "content_filter":
            raise ModelError(f"{name} refused to answer.")
        if heard.finish_reason == "length":
            raise ModelError(f"{name} reached its limit of {self.llm.max_tokens} tokens.")
        if not SentenceStream.without_thoughts(heard.text):
            raise EmptyAnswerError
        if heard.finish_reason is None and not ends_a_sentence(heard.text):
            raise httpx.RemoteProtocolError("the stream ended without saying that the answer is whole")


def message(text: str, role: MessageRole = MessageRole.USER) -> ChatMessage:
    """One message of a chat."""
    return ChatMessage(role=role, content=text)
