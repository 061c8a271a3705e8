"""The bot's messages of one answer in a thread: posted, written anew, deleted, and found again.

Each carries metadata that name the question, so that a later process can tell what is there.  Workspaces and clients
differ in the blocks and the metadata that they take: simpler forms are tried until one is accepted.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Mapping
from typing import Any

from bot.slack.blocks import degraded
from bot.slack.calls import GONE, PerhapsDoneError, RefusedError, Slack
from bot.slack.delivery import Deliveries
from bot.slack.history import thread_messages
from bot.slack.messages import Message
from bot.slack.request import Post, Request

logger = logging.getLogger(__name__)

MAX_TEXT = 39_000
"""Slack cuts off a text above 40,000 characters."""
EVENT_TYPE = "articlebot_answer"
WHATEVER_THE_FORM = GONE | {
    "ratelimited", "not_authed", "token_expired", "message_not_in_streaming_state", "streaming_state_conflict",
    "cant_update_message", "message_not_owned_by_app", "edit_window_closed", "unknown_method", "missing_scope",
    "not_allowed_token_type",
}  # fmt: skip
"""Errors that a simpler form of the same message would meet with as well.  After any other one is tried: workspaces and
clients differ in the blocks and the metadata that they take."""

Json = dict[str, Any]


class Threads:
    """A lock a thread: posting and noting what was posted must not mix with another answer's in the same thread."""

    def __init__(self) -> None:
        self._locks: dict[tuple[str, str], tuple[asyncio.Lock, int]] = {}

    @contextlib.asynccontextmanager
    async def alone(self, channel: str, thread_ts: str) -> AsyncIterator[None]:
        """Be the only one who posts in this thread."""
        key = (channel, thread_ts)
        lock, users = self._locks.get(key, (asyncio.Lock(), 0))
        self._locks[key] = (lock, users + 1)
        try:
            async with lock:
                yield
        finally:
            lock, users = self._locks[key]
            if users == 1:
                del self._locks[key]
            else:
                self._locks[key] = (lock, users - 1)


class Posting:
    """The messages of the answer to one request."""

    def __init__(self, slack: Slack, deliveries: Deliveries, request: Request, threads: Threads) -> None:
        self._slack = slack
        self._deliveries = deliveries
        self._request = request
        self._threads = threads
        self._place: Json = {"channel": request.channel}
        self.existing = list(request.posts)
        """What an earlier process left, in the order it stands in the thread."""

    async def answered_before(self) -> bool:
        """Whether a process that died had finished; else what it left behind is taken over."""
        try:
            messages = await thread_messages(self._slack, self._request.channel, self._request.thread_ts, metadata=True)
        except RefusedError as refused:
            logger.warning("request %d: its thread cannot be read: %s", self._request.id, refused)
            return False
        own = [m for m in messages if self._is_own(m) and float(m["ts"]) > float(self._request.ts)]
        if not own:
            return False
        strangers = await self._deliveries.run(
            self._deliveries.strangers, self._request.channel, [str(m["ts"]) for m in own]
        )
        known = {post.ts for post in self.existing}
        for message in own:
            named = self._named_in(message)
            if named and named.get("question") != self._request.key:
                continue
            if named and named.get("revision") == self._request.revision and named.get("last"):
                return True
            ts = str(message["ts"])
            if ts not in known and (named or ts in strangers):
                self.existing.append(Post(ts, streaming=not named))
                await self._deliveries.run(self._deliveries.posted, self._request, ts, streaming=not named)
        self.existing.sort(key=lambda post: float(post.ts))
        return False

    async def stray(self) -> str | None:
        """A message of the bot in this thread that nobody knows of: it comes from the call just made."""
        with contextlib.suppress(RefusedError, PerhapsDoneError):
            messages = await thread_messages(
                self._slack, self._request.channel, self._request.thread_ts, oldest=self._request.ts
            )
            own = [str(m["ts"]) for m in messages if self._is_own(m) and float(m["ts"]) > float(self._request.ts)]
            strays = (
                await self._deliveries.run(self._deliveries.strangers, self._request.channel, own) if own else set()
            )
            return max(strays, key=float, default=None)
        return None

    async def remove(self, ts: str) -> None:
        """Delete one of the bot's messages."""
        with contextlib.suppress(RefusedError, PerhapsDoneError):
            await self._slack.call("chat.delete", self._place | {"ts": ts})
        await self._deliveries.run(self._deliveries.unposted, self._request.channel, ts)

    async def end_stream(self, ts: str) -> None:
        """Close a stream, whatever it says."""
        with contextlib.suppress(RefusedError, PerhapsDoneError):
            await self._slack.call("chat.stopStream", self._place | {"ts": ts})

    async def replace(self, post: Post, message: Message, part: int, *, last: bool) -> None:
        """Put a message in the place of one that was left behind."""
        if post.streaming:
            await self.end_stream(post.ts)
        await self.update(post.ts, message, part, last=last)

    async def update(self, ts: str, message: Message, part: int, *, last: bool) -> None:
        """Write the message anew; where it cannot be, post it and delete the old one."""
        arguments = self._place | {"ts": ts, "metadata": self.metadata(part, last=last)}
        if await self._first_accepted("chat.update", arguments, message) is None:
            await self.remove(ts)
            await self.post(message, part, last=last)
        else:
            await self._deliveries.run(self._deliveries.posted, self._request, ts)

    async def post(self, message: Message, part: int, *, last: bool) -> None:
        """Post a message; raises RefusedError if Slack takes it in no form."""
        arguments = self._place | {
            "thread_ts": self._request.thread_ts,
            "metadata": self.metadata(part, last=last),
            "unfurl_links": False,
            "unfurl_media": False,
        }
        async with self._threads.alone(self._request.channel, self._request.thread_ts):
            answer = await self._first_accepted("chat.postMessage", arguments, message)
            if answer is None:
                raise RefusedError("chat.postMessage", "every form of the message was refused")
            await self._deliveries.run(self._deliveries.posted, self._request, str(answer["ts"]))

    async def _first_accepted(self, method: str, arguments: Json, message: Message) -> Mapping[str, Any] | None:
        """Slack's answer to the richest form of the message that it takes; None if it takes none."""
        # An update without blocks would keep the ones that are there.
        bare: Json = {"text": message.mrkdwn[:MAX_TEXT], "blocks": [] if method == "chat.update" else None}
        forms: list[Json] = [
            {"blocks": message.blocks or None},
            {"blocks": degraded(message.blocks) or None},
            bare,
            bare | {"metadata": None, "unfurl_links": None, "unfurl_media": None},
        ]
        for form in forms:
            content = {"text": message.text[:MAX_TEXT] or " ", **form}
            for _ in range(5):
                try:
                    return await self._slack.call(method, arguments | content)
                except PerhapsDoneError:
                    if method == "chat.update":
                        raise
                    found = await self._find(arguments["metadata"]["event_payload"], message.text)
                    if found is not None:
                        return found
                except RefusedError as refused:
                    logger.info("request %d: %s", self._request.id, refused)
                    if refused.error in WHATEVER_THE_FORM:
                        if method == "chat.update" and refused.error != "ratelimited":
                            return None
                        raise
                    break
            else:
                raise PerhapsDoneError(method)
        return None

    async def _find(self, payload: Json, text: str) -> Json | None:
        """The message that a post left behind whose answer was lost."""
        messages = await thread_messages(
            self._slack, self._request.channel, self._request.thread_ts, metadata=True, oldest=self._request.ts
        )
        known = {post.ts for post in self.existing}
        for message in messages:
            if not self._is_own(message) or str(message["ts"]) in known:
                continue
            named = self._named_in(message)
            if named == payload or (not named and message.get("text") == text):
                return message
        return None

    def _is_own(self, message: Mapping[str, Any]) -> bool:
        """Whether the bot posted a message."""
        return message.get("user") == self._slack.bot_user or (
            bool(self._slack.bot_id) and message.get("bot_id") == self._slack.bot_id
        )

    def metadata(self, part: int, *, last: bool) -> Json:
        """What a message says of itself: whose answer it is, which part, and whether it is the last."""
        payload = {"question": self._request.key, "revision": self._request.revision, "part": part, "last": last}
        return {"event_type": EVENT_TYPE, "event_payload": payload}

    @staticmethod
    def _named_in(message: Mapping[str, Any]) -> Json:
        """What a message says of itself; empty if it says nothing."""
        metadata = message.get("metadata") or {}
        payload = metadata.get("event_payload") if metadata.get("event_type") == EVENT_TYPE else None
        return dict(payload) if isinstance(payload, Mapping) else {}
