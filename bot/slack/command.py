"""``/ask``: an answer that its asker alone sees, until they share it."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Sequence
from typing import Any

import aiohttp

from bot.errors import BotError, SlackError
from bot.slack.answering import Answering
from bot.slack.blocks import MAX_BLOCKS, SHARE, Block, actions, button, context, degraded
from bot.slack.calls import Slack
from bot.slack.delivery import Deliveries
from bot.slack.messages import Message, messages_of
from bot.slack.mrkdwn import escape, shorten
from bot.slack.reading import read_message
from bot.slack.request import Request, State
from index.errors import IndexingError
from index.retry_after import retry_after_s

logger = logging.getLogger(__name__)

MAX_RESPONSES = 5
"""Slack takes five messages at a response_url, for half an hour."""
TRIES = 4
LONGEST_PAUSE_S = 30.0
"""Who asked waits meanwhile, and the response_url lives for half an hour."""


class Command:
    """Answers the slash command."""

    def __init__(self, answering: Answering, deliveries: Deliveries, session: aiohttp.ClientSession) -> None:
        self._answering = answering
        self._deliveries = deliveries
        self._session = session

    async def answer(self, slack: Slack, request: Request) -> State:
        """Answer at the command's response_url."""
        url = request.details["response_url"]
        words = read_message(request.text, slack.bot_user)
        try:
            question = await self._answering.question_of(slack, request)
            engine = await self._answering.opening.engine()
            answer = await engine.aanswer(question)
        except SlackError:
            raise
        except (BotError, IndexingError) as error:
            await self.respond(url, [self._answering.told(request, error)])
            return State.DONE
        except Exception as error:  # noqa: BLE001 - the outer edge: people get a sentence, the log the traceback
            await self.respond(url, [self._answering.failed(request, error)])
            return State.FAILED
        messages = (await asyncio.to_thread(messages_of, answer))[:MAX_RESPONSES]
        kept = json.dumps({"asked": shorten(words, 300), "messages": [[m.text, m.blocks] for m in messages]})
        await self._deliveries.run(self._deliveries.keep, f"answer:{answer.id}", kept)
        last = messages[-1]
        if answer.standalone_question and self._answering.answers_in(request.channel):
            last = Message(last.body, (*last.tail, actions(button("Share in the channel", SHARE, answer.id))))
        await self.respond(url, [*messages[:-1], last])
        return State.DONE

    async def share(self, slack: Slack, user: str, channel: str, answer_id: str, response_url: str) -> bool:
        """Show an answer to everyone in the channel; False where not even its beginning could be shown."""
        kept = await self._deliveries.run(self._deliveries.kept, f"answer:{answer_id}")
        if kept is None:
            text = "This answer is too old to be shared; ask again."
            await self.post(response_url, {"response_type": "ephemeral", "text": text, "replace_original": False})
            return True
        read = json.loads(kept)
        asked = context(f"<@{user}> asked: {escape(read['asked'])}")
        for place, (text, blocks) in enumerate(read["messages"]):
            shown = [*([asked] if place == 0 else []), *blocks][:MAX_BLOCKS]
            message = {"channel": channel, "text": text, "unfurl_links": False}
            # As the bot where it is in the channel; elsewhere through the click itself, which may post anywhere.
            if not await self._posted(slack, message, shown) and not await self._in_channel(response_url, text, shown):
                return place > 0
        return True

    async def respond(self, url: str, messages: Sequence[Message]) -> None:
        """Show messages to the asker alone."""
        for message in messages:
            for blocks in (message.blocks, degraded(message.blocks)):
                body = {"response_type": "ephemeral", "text": message.text, "blocks": blocks, "replace_original": False}
                if await self.post(url, body):
                    break
            else:
                await self.post(url, {"response_type": "ephemeral", "text": message.mrkdwn})

    async def whisper(self, slack: Slack, url: str, channel: str, user: str, message: Message) -> None:
        """Show a message to one person alone."""
        if url:
            await self.respond(url, [message])
        elif channel:
            content = {"channel": channel, "user": user}
            if not await slack.optional(
                "chat.postEphemeral", content | {"text": message.text, "blocks": message.blocks}
            ):
                await slack.optional("chat.postEphemeral", content | {"text": message.mrkdwn})

    async def post(self, url: str, body: dict[str, Any]) -> bool:
        """Whether Slack took it; tried again while Slack is busy or broken."""
        pause = 0.5
        for _ in range(TRIES):
            try:
                async with self._session.post(url, json=body) as answer:
                    if answer.status == 200:
                        return True
                    if answer.status != 429 and answer.status < 500:
                        logger.info("a response_url answered %d", answer.status)
                        return False
                    pause = min(retry_after_s(answer.headers) or pause, LONGEST_PAUSE_S)
            except (aiohttp.ClientError, TimeoutError) as error:
                logger.info("a response_url cannot be reached: %s", type(error).__name__)
            await asyncio.sleep(pause)
            pause *= 2
        return False

    async def _posted(self, slack: Slack, message: dict[str, Any], blocks: list[Block]) -> bool:
        """Whether it could be posted, with all its blocks or with plainer ones."""
        for form in (blocks, degraded(blocks)):
            if await slack.optional("chat.postMessage", message | {"blocks": form}):
                return True
        return False

    async def _in_channel(self, url: str, text: str, blocks: list[Block]) -> bool:
        body = {"response_type": "in_channel", "replace_original": False, "text": text}
        for form in ({"blocks": blocks}, {"blocks": degraded(blocks)}, {}):
            if await self.post(url, body | form):
                return True
        return False
