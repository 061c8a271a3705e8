"""What was said before a question: its thread, and the asker's clock."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict, deque
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.question import Turn
from bot.slack.calls import PerhapsDoneError, RefusedError, Slack
from bot.slack.reading import read_message, read_own, written

logger = logging.getLogger(__name__)

PAGE = 200
"""Messages a page; Slack recommends no more (docs.slack.dev/apis/web-api/pagination)."""
MAX_PAGES = 50
MAX_MESSAGES = 400
MAX_TURNS = 40
"""Turns before a question that can still matter to it."""
CONVERSATION_SECONDS = 3600.0
"""After an hour a direct message begins another conversation."""
DIRECT_SECONDS = 5.0
"""How long a question waits for what was said before it in a direct message."""
MAX_OPENED = 5
"""Threads in a direct conversation that a question may go on from; each is a call."""
ZONE_SECONDS = 3600.0
"""People change their time zone rarely."""
MAX_ZONES = 5_000

Json = dict[str, Any]


async def thread_messages(
    slack: Slack, channel: str, thread_ts: str, *, metadata: bool = False, oldest: str | None = None
) -> list[Json]:
    """The messages of a thread, oldest first, each once; of a long one the latest.

    Raises RefusedError and PerhapsDoneError.
    """
    found: deque[Json] = deque(maxlen=MAX_MESSAGES)
    seen: set[str] = set()
    cursor: str | None = None
    for _ in range(MAX_PAGES):
        arguments: Json = {"channel": channel, "ts": thread_ts, "limit": PAGE, "cursor": cursor, "oldest": oldest}
        if metadata:
            arguments["include_all_metadata"] = "true"
        try:
            page = await slack.call("conversations.replies", arguments)
        except RefusedError as refused:
            if refused.error == "thread_not_found":
                break  # its first message was deleted
            raise
        for message in page.get("messages") or []:
            ts = str(message.get("ts"))
            if ts not in seen:  # the thread's first message comes with every page
                seen.add(ts)
                found.append(message)
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
        if not page.get("has_more") or cursor is None:
            break
    return sorted(found, key=lambda message: float(message["ts"]))


async def direct_messages(slack: Slack, channel: str, before: str) -> list[Json]:
    """What was said in a direct conversation within an hour before the message ``before``, thread by thread.

    There people write one message below the other, and each opens a thread with its answer.  Most ask something new:
    where Slack takes long to say, or cannot, nothing was said.  Raises RefusedError.
    """
    oldest = f"{float(before) - CONVERSATION_SECONDS:.6f}"
    arguments: Json = {"channel": channel, "latest": before, "oldest": oldest, "limit": MAX_OPENED}
    try:
        async with asyncio.timeout(DIRECT_SECONDS):
            page = await slack.call("conversations.history", arguments, patience_s=DIRECT_SECONDS)
            opened = sorted(str(message["ts"]) for message in page.get("messages") or [])
            threads = await asyncio.gather(*(thread_messages(slack, channel, ts) for ts in opened))
    except (PerhapsDoneError, TimeoutError) as error:
        logger.warning("a direct conversation cannot be read: %s", type(error).__name__)
        return []
    return [message for thread in threads for message in thread]


def turns_of(messages: Iterable[Mapping[str, Any]], slack: Slack, before: str) -> tuple[Turn, ...]:
    """The conversation before the message ``before``, the parts of one answer joined."""
    turns: deque[Turn] = deque(maxlen=MAX_TURNS)
    for message in messages:
        if float(message["ts"]) >= float(before):
            continue
        own = message.get("user") == slack.bot_user or (bool(slack.bot_id) and message.get("bot_id") == slack.bot_id)
        if message.get("bot_id") and not own:
            continue
        text = read_own(written(message)) if own else read_message(written(message), slack.bot_user)
        if not text:
            continue
        if own and turns and turns[-1].role == "assistant":
            text = f"{turns.pop().text}\n{text}"
        turns.append(Turn("assistant" if own else "user", text))
    return tuple(turns)


class Clocks:
    """The time zones of people, asked of Slack once an hour each."""

    def __init__(self) -> None:
        self._zones: OrderedDict[tuple[str, str], tuple[float, tzinfo]] = OrderedDict()

    async def at(self, slack: Slack, user: str, ts: str) -> datetime:
        """When the message ``ts`` was written, by its author's clock; UTC where Slack does not say."""
        return datetime.fromtimestamp(float(ts), await self._zone(slack, user))

    async def _zone(self, slack: Slack, user: str) -> tzinfo:
        key = (slack.team, user)
        known = self._zones.get(key)
        if known and time.monotonic() - known[0] < ZONE_SECONDS:
            return known[1]
        try:
            answer = await slack.call("users.info", {"user": user}, patience_s=5.0)
            zone = _zone_of(answer.get("user") or {})
        except (RefusedError, PerhapsDoneError) as error:
            logger.info("time zone unknown: %s", error)
            zone = UTC
        self._zones[key] = (time.monotonic(), zone)
        self._zones.move_to_end(key)
        while len(self._zones) > MAX_ZONES:
            self._zones.popitem(last=False)
        return zone


def _zone_of(user: Mapping[str, Any]) -> tzinfo:
    try:
        return ZoneInfo(str(user["tz"]))
    except (KeyError, ValueError, OSError, ZoneInfoNotFoundError):
        return timezone(timedelta(seconds=int(user.get("tz_offset") or 0)))
