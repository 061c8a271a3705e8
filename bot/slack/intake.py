"""What Slack tells, sorted: questions are stored before they are acknowledged, the rest is let go.

Works as a global middleware of bolt: a listener of bolt's is run after the acknowledgement, and a process that dies
between the two would lose the question.  Bolt's assistant middleware would also swallow edits in direct messages.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from typing import Any

from bot.slack.answering import Answering, Why
from bot.slack.calls import Slack
from bot.slack.delivery import Deliveries
from bot.slack.reading import read_message, written
from bot.slack.request import RequestKind
from bot.slack.threads import PEOPLE, is_for_bot, is_for_people
from bot.slack.work import Work

logger = logging.getLogger(__name__)

WRITTEN = frozenset({"", "file_share", "thread_broadcast"})
"""Subtypes of messages that people write; joins, topics, pins and bots have others."""

UNREADABLE = frozenset({"tombstone", "hidden_by_limit"})
"""Modes of files that are gone, or kept from a workspace on Slack's free plan."""

Json = Mapping[str, Any]


class Intake:
    """Turns events into requests."""

    def __init__(self, deliveries: Deliveries, work: Work, answering: Answering) -> None:
        self._deliveries = deliveries
        self._work = work
        self._answering = answering
        self._in_order = asyncio.Lock()
        """Whom a message is for depends on the one before it: those that come together are looked at in turn."""

    async def take(self, slack: Slack, body: Json) -> bool:
        """Whether the event was a message, and has been seen to: it may be acknowledged."""
        event: Json = body.get("event") or {}
        kind = event.get("type")
        if kind not in ("message", "app_mention"):
            return False
        event_id = str(body.get("event_id") or "")
        subtype = str(event.get("subtype") or "")
        if subtype == "message_changed":
            await self._changed(slack, event, event_id)
        elif subtype == "message_deleted":
            await self._deleted(slack, event)
        elif subtype in WRITTEN and self._is_of_person(slack, event) and self._is_allowed(event):
            await self._written(slack, event, event_id)
        return True

    async def stopped(self, event: Json) -> None:
        """Someone clicked Stop."""
        channel, thread = str(event.get("channel") or ""), str(event.get("thread_ts") or "")
        for request in await self._deliveries.run(self._deliveries.open_in, channel, thread):
            self._answering.reasons[request.id] = Why.STOPPED
            await self._deliveries.run(self._deliveries.stop, request.team, channel, request.ts)
            if not self._work.stop(request.id):
                self._answering.reasons.pop(request.id, None)

    async def _written(self, slack: Slack, event: Json, event_id: str) -> None:
        channel, ts, user = str(event["channel"]), str(event["ts"]), str(event["user"])
        text = str(event.get("text") or "")
        thread_ts = str(event.get("thread_ts") or ts)
        direct = _is_direct(event)
        mentioned = self._names_bot(slack, event) or event["type"] == "app_mention"
        if not direct and not await self._is_for_bot(slack, channel, thread_ts, user, text, mentioned=mentioned):
            return
        request = await self._deliveries.run(self._deliveries.take,
            RequestKind.QUESTION,
            team=slack.team, channel=channel, ts=ts, thread_ts=thread_ts, user=user, text=written(event),
            details=_details(slack, event, direct=direct), event_id=event_id or None,
        )  # fmt: skip
        if request is not None:
            logger.info("request %d: a question in %s", request.id, channel)
            self._work.offer(request)

    async def _is_for_bot(
        self, slack: Slack, channel: str, thread_ts: str, user: str, text: str, *, mentioned: bool
    ) -> bool:
        """Whether a message in a channel is for the bot; its thread remembers who wrote it, to whom."""
        place = (slack.team, channel, thread_ts)
        async with self._in_order:
            if mentioned:
                await self._deliveries.run(self._deliveries.join, *place, user)
                return True
            thread = await self._deliveries.run(self._deliveries.thread, *place)
            if thread is None:
                return False
            words = read_message(text, slack.bot_user)
            for_bot = is_for_bot(text, words, user, thread, slack.bot_user)
            author = PEOPLE if is_for_people(text, words, slack.bot_user) else user
            await self._deliveries.run(self._deliveries.heard, *place, author, for_bot=for_bot)
            return for_bot

    async def _changed(self, slack: Slack, event: Json, event_id: str) -> None:
        message: Json = event.get("message") or {}
        before: Json = event.get("previous_message") or {}
        if message.get("subtype") == "tombstone":
            # So Slack tells that the first message of a thread was deleted while its replies stay.
            await self._deleted(slack, {"channel": event["channel"], "deleted_ts": message.get("ts")})
            return
        if not self._is_of_person(slack, message) or message.get("text") == before.get("text"):
            return  # the bot's own updates, and links that Slack unfurls
        request = await self._deliveries.run(
            self._deliveries.edited,
            slack.team,
            str(event["channel"]),
            str(message["ts"]),
            written(message),
            event_id,
            _details(slack, message, direct=_is_direct(event)),
        )
        if request is not None:
            self._work.anew(request)
        elif before and self._names_bot(slack, message) and not self._names_bot(slack, before):
            # Forgotten at first, and written into the message afterwards; what was taken before is not taken again.
            event = {**message, "type": "message", **{name: event.get(name) for name in ("channel", "channel_type")}}
            if str(message.get("subtype") or "") in WRITTEN and self._is_allowed(event):
                await self._written(slack, event, "")

    async def _deleted(self, slack: Slack, event: Json) -> None:
        number = await self._deliveries.run(
            self._deliveries.stop, slack.team, str(event["channel"]), str(event.get("deleted_ts") or "")
        )
        if number is not None:
            self._answering.reasons[number] = Why.DELETED
            if not self._work.stop(number):
                self._answering.reasons.pop(number, None)

    def _names_bot(self, slack: Slack, message: Json) -> bool:
        return f"<@{slack.bot_user}" in str(message.get("text") or "")

    def _is_of_person(self, slack: Slack, message: Json) -> bool:
        user = message.get("user")
        return bool(user) and not message.get("bot_id") and user not in (slack.bot_user, "USLACKBOT")

    def _is_allowed(self, event: Json) -> bool:
        return event.get("channel_type") == "im" or self._answering.answers_in(str(event["channel"]))


def _is_direct(event: Json) -> bool:
    """Whether a message stands in a conversation with the bot alone."""
    return event.get("channel_type") == "im" or (str(event["channel"]).startswith("D") and event["type"] == "message")


def _details(slack: Slack, message: Json, *, direct: bool) -> dict[str, str]:
    """What a question has besides words."""
    details = {
        "channel_type": "im" if direct else "channel",
        "user_team": str(message.get("user_team") or message.get("team") or slack.team),
    }
    if files := [file for file in message.get("files") or [] if file.get("mode") not in UNREADABLE]:
        kept = ("id", "name", "url_private_download", "url_private", "size", "mimetype")
        details["files"] = json.dumps([{name: file.get(name) for name in kept} for file in files])
    return details
