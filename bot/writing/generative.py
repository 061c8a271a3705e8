"""Writes answers with a language model.  What it hands over is not checked yet: the engine does that."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from datetime import datetime

from llama_index.core.base.llms.types import ChatMessage, MessageRole

from bot.answer import Usage
from bot.conversation import rewrite
from bot.errors import ModelError
from bot.language.declining import declines
from bot.prices import cost_usd
from bot.question import Turn
from bot.writing import prompts
from bot.writing.asking import Asker, Pause, PromptTooLongError, message
from bot.writing.chat_model import ChatModel
from bot.writing.draft import Draft
from bot.writing.failures import translate
from bot.writing.fitting import fit
from bot.writing.listening import Heard
from bot.writing.plain import plain
from bot.writing.screening import Screen
from bot.writing.stream import SentenceStream
from bot.writing.tokens import MESSAGE_TOKENS, count_tokens
from index.passage import Passage
from index.patience import FIRST_WAIT_S

logger = logging.getLogger(__name__)

MOST_TURNS = 8
"""Earlier messages that a follow-up is read with; what it leaves out is rarely further back."""
NOTHING = "NOTHING"


class GenerativeWriter:
    """A language model that writes answers from passages.  Any number of answers may be under way at once."""

    def __init__(self, llm: ChatModel, *, timeout_s: float = 60.0, first_wait_s: float = FIRST_WAIT_S) -> None:
        """``timeout_s``: so long without a word is given up; ``first_wait_s``: the pause after a first failure."""
        self._asker = Asker(llm, timeout_s=timeout_s, first_wait_s=first_wait_s)

    @property
    def model(self) -> str:
        """The language model's name."""
        return self._asker.llm.model

    def begin(self, question: str, passages: Sequence[Passage], now: datetime | None = None) -> Writing:
        """An answer to be iterated over; nothing is sent before.  ``now``: the asker's clock, None the machine's."""
        return Writing(self._asker, question, passages, now or datetime.now().astimezone())

    async def standalone(self, question: str, turns: Sequence[Turn]) -> tuple[str, Usage | None]:
        """``question`` with what it leaves out filled in from ``turns``; empty where nothing is asked.

        By the model, and by rules where the model fails or writes what is no question.  With it what the service
        counted; None where it was not asked or does not count.
        """
        ruled = await asyncio.to_thread(rewrite, question, turns)
        if not turns or not ruled:
            return ruled, None
        code = secrets.token_hex(4)
        system, user = prompts.standalone_prompts(question, turns[-MOST_TURNS:], code)
        heard = Heard()
        try:
            await self._asker.whole([message(system, MessageRole.SYSTEM), message(user)], heard)
        except ModelError as error:
            logger.warning("the follow-up was completed by rules: %s", type(error).__name__)
            return ruled, _counted((heard,), self._asker.llm)
        written = plain(SentenceStream.without_thoughts(heard.text)).strip("\"“”„'« »")
        counted = _counted((heard,), self._asker.llm)
        if written.rstrip(".").upper() == NOTHING:
            return "", counted
        # A model that answers instead, or obeys something it read, writes more than a question.
        too_long = len(written) > len(question) + 400
        return (ruled if not written or too_long or code in written or declines(written) else written), counted


class Writing:
    """One answer on its way: iterate over it for its sentences, in order, each as soon as it is complete."""

    def __init__(self, asker: Asker, question: str, passages: Sequence[Passage], now: datetime) -> None:
        self._asker = asker
        self._question = question
        self._passages = passages
        self._now = now
        # Random for each answer, so that no article can imitate the lines that fence it in.
        self._code = secrets.token_hex(4)
        self._rules = prompts.system_prompt(self._code)
        self._messages: list[ChatMessage] = []
        self._heard = Heard()
        self._asides: list[Heard] = []
        self._drafts = self._write()

    @property
    def raw(self) -> str:
        """What the model wrote so far, word for word."""
        return "\n\n".join(heard.text for heard in (self._heard, *self._asides))

    @property
    def usage(self) -> Usage | None:
        """The tokens so far as the service counted them; None where it does not count."""
        return _counted((self._heard, *self._asides), self._asker.llm)

    def __aiter__(self) -> AsyncIterator[Draft]:
        """The sentences; none where the passages do not answer.

        Raises ModelError, also after some sentences: then the answer is cut short.
        """
        return self._drafts

    async def aclose(self) -> None:
        """Stops the model."""
        await self._drafts.aclose()

    async def redo(self, draft: Draft, reason: str) -> Draft | None:
        """Another sentence in place of ``draft``, which failed its check; None where there is none to be had."""
        marks = "".join(f"[{mark}]" for mark in draft.marks)
        heard = Heard()
        self._asides.append(heard)
        screen = Screen(self._passages, self._rules, self._code)
        conversation = [
            *self._messages,
            message(f"{draft.text} {marks}".strip(), MessageRole.ASSISTANT),
            message(prompts.again_prompt(draft.text, reason)),
        ]
        try:
            async for _ in self._asker.stream(conversation, heard):
                pass
        except (ModelError, PromptTooLongError) as error:
            logger.info("no second try at a sentence: %s", type(error).__name__)
            return None
        sentences = SentenceStream()
        drafts = [screen.draft(sentence) for sentence in [*sentences.feed(heard.text), *sentences.close()]]
        return next((again for again in drafts if again is not None), None)

    async def _write(self) -> AsyncGenerator[Draft, None]:
        llm = self._asker.llm
        frame = prompts.question_prompt(self._question, (), self._now)
        tokens = llm.context_window - (llm.max_tokens or 0)
        tokens -= count_tokens(self._rules) + count_tokens(frame) + 2 * MESSAGE_TOKENS
        shortened = False
        while True:
            blocks = fit(self._passages, self._code, tokens)
            if not blocks:
                raise ModelError(
                    f"No passage fits into the {llm.context_window} tokens of {llm.model}: "
                    "set ARTICLEBOT_CONTEXT_TOKENS to what the server allows."
                )
            self._messages = [
                message(self._rules, MessageRole.SYSTEM),
                message(prompts.question_prompt(self._question, blocks, self._now)),
            ]
            sentences = self._sentences(Screen(self._passages[: len(blocks)], self._rules, self._code))
            try:
                async for draft in sentences:
                    yield draft
                return
            except PromptTooLongError as error:
                if shortened:
                    raise translate(error.error, llm.model, llm.address) from error
                # The server's window is smaller than we were told: half of what we sent, once.
                shortened, tokens = True, sum(map(count_tokens, blocks)) // 2
                logger.warning("the prompt was too long for the model: asking again with half of the passages")
            finally:
                await sentences.aclose()

    async def _sentences(self, screen: Screen) -> AsyncGenerator[Draft, None]:
        stream = SentenceStream()
        pieces = self._asker.stream(self._messages, self._heard)
        try:
            async for piece in pieces:
                if piece is Pause.AGAIN:
                    stream = SentenceStream()
                    continue
                complete = stream.quiet() if isinstance(piece, Pause) else stream.feed(piece)
                for draft in filter(None, map(screen.draft, complete)):
                    self._heard.kept = True
                    yield draft
        finally:
            await pieces.aclose()
        for draft in filter(None, map(screen.draft, stream.close())):
            yield draft


def _counted(everything: Sequence[Heard], llm: ChatModel) -> Usage | None:
    """The tokens that the service counted for what was heard, and what they cost; None where it does not count."""
    prompt = sum(heard.prompt_tokens for heard in everything)
    completion = sum(heard.completion_tokens for heard in everything)
    if not prompt + completion:
        return None
    return Usage(prompt, completion, cost_usd(llm.model, llm.address, prompt, completion))
