"""One answer on its way into a thread: streamed where Slack can, posted or put in place where it cannot.

Whatever breaks, the thread ends with the whole answer, once.  A stream that is over goes on in a new message with what
was not yet sent; after a call that perhaps was carried out, the message is written anew as a whole when the answer is
complete.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Sequence
from typing import Any

from bot.slack.blocks import degraded
from bot.slack.calls import PerhapsDoneError, RefusedError, Slack
from bot.slack.delivery import Deliveries
from bot.slack.messages import MAX_BODY, Message, gap
from bot.slack.posting import WHATEVER_THE_FORM, Posting, Threads
from bot.slack.request import Post, Request

logger = logging.getLogger(__name__)

FLUSH_SECONDS = 0.6
"""Between two additions to a stream: Slack allows about 100 calls a minute for a whole workspace."""
STREAM_PATIENCE_SECONDS = 3.0
"""How long a stream waits for its rate limit before the answer is posted without one."""
PROGRESS_SIZE = 256

Json = dict[str, Any]


class Reply:
    """The bot's answer to one request in a thread."""

    def __init__(
        self,
        slack: Slack,
        deliveries: Deliveries,
        request: Request,
        threads: Threads,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._slack = slack
        self._deliveries = deliveries
        self._request = request
        self._threads = threads
        self._clock = clock
        self._place: Json = {"channel": request.channel}
        self._messages = Posting(slack, deliveries, request, threads)
        self._ts: str | None = None
        """The stream's message."""
        self._shown = ""
        """What the stream's message holds, as far as is known."""
        self._pending = ""
        self._last = ""
        """The piece that was added last."""
        self._doubt = False
        """A call may have been carried out or not: what the message holds is not certain."""
        self._rolled = False
        self._broken = False
        """Streams do not work here, now."""
        self._flushed_at = 0.0
        self._later: asyncio.Task[None] | None = None
        self._lock = asyncio.Lock()

    @property
    def streaming(self) -> bool:
        """Whether a stream is open."""
        return self._ts is not None

    @property
    def rolled(self) -> bool:
        """Whether earlier messages of this answer hold a part of it that will not be sent again."""
        return self._rolled

    @property
    def unsent(self) -> str:
        """What the message now open is to hold in the end, as far as it was said."""
        return self._shown + self._pending

    async def answered_before(self) -> bool:
        """Whether a process that died had finished; else what it left behind is taken over."""
        return await self._messages.answered_before()

    async def begin(self, task: str) -> None:
        """Open a stream with one step under way; without a word where streams are not to be had."""
        if self._messages.existing or self._broken or self._ts:
            return
        chunks = [{"type": "task_update", "id": "search", "title": task[:PROGRESS_SIZE], "status": "in_progress"}]
        await self._start({"chunks": chunks, "task_display_mode": "timeline"})

    async def step(self, task: str, output: str) -> None:
        """The step is done, with this outcome."""
        if self._ts is None or self._doubt:
            return
        chunk = {"type": "task_update", "id": "search", "title": task[:PROGRESS_SIZE], "status": "complete"}
        with contextlib.suppress(RefusedError, PerhapsDoneError):
            # Perhaps done is no doubt: a step that is shown twice is shown once.
            await self._slack.call(
                "chat.appendStream",
                self._place | {"ts": self._ts, "chunks": [chunk | {"output": output[:PROGRESS_SIZE]}]},
                patience_s=STREAM_PATIENCE_SECONDS,
            )

    async def add(self, piece: str) -> None:
        """One more piece of Markdown; shown at once or with the next."""
        if self._messages.existing:
            return
        async with self._lock:
            if self._ts and self.unsent and len(self.unsent + self._gap(piece) + piece) > MAX_BODY:
                await self._flush()
                await self._roll()
            self._pending += self._gap(piece) + piece
            self._last = piece
            if self._ts and self._clock() - self._flushed_at >= FLUSH_SECONDS:
                await self._flush()
            elif self._ts and self._later is None:
                self._later = asyncio.create_task(self._flush_later())

    def _gap(self, piece: str) -> str:
        return gap(self._last, piece) if self.unsent else ""

    async def finish(self, messages: Sequence[Message]) -> None:
        """End with exactly these messages; where parts were sent in earlier ones, with these after them."""
        async with self._lock:  # what is being sent now is sent first; what waits to be sent goes with the end
            first = 0
            if self._ts is not None:
                await self._stop(messages[0], last=len(messages) == 1)
                first = 1
            spare = list(self._messages.existing)
            for part, message in enumerate(messages[first:], first):
                last = part == len(messages) - 1
                if spare:
                    await self._messages.replace(spare.pop(0), message, part, last=last)
                else:
                    await self._messages.post(message, part, last=last)
            for post in spare:
                await self._messages.remove(post.ts)

    async def withdraw(self) -> None:
        """Delete whatever was posted: its question is gone."""
        if self._ts is not None:
            await self._messages.end_stream(self._ts)
            self._messages.existing.append(Post(self._ts, streaming=False))
            self._ts = None
        for post in self._messages.existing:
            await self._messages.remove(post.ts)
        self._messages.existing = []

    # --- the stream --------------------------------------------------------------------------------------------------

    async def _start(self, content: Json) -> None:
        arguments = self._place | {
            "thread_ts": self._request.thread_ts,
            "recipient_team_id": self._request.details.get("user_team") or self._request.team,
            "recipient_user_id": self._request.user,
            **content,
        }
        async with self._threads.alone(self._request.channel, self._request.thread_ts):
            for _ in range(3):
                try:
                    answer = await self._slack.call("chat.startStream", arguments, patience_s=STREAM_PATIENCE_SECONDS)
                except RefusedError as refused:
                    logger.info("request %d: no stream: %s", self._request.id, refused)
                    if "chunks" in arguments and refused.error not in WHATEVER_THE_FORM:
                        arguments = {k: v for k, v in arguments.items() if k not in ("chunks", "task_display_mode")}
                        continue
                    self._broken = True
                    return
                except PerhapsDoneError:
                    ts = await self._messages.stray()
                    if ts is None:
                        continue
                    self._doubt = True
                else:
                    ts = str(answer["ts"])
                self._ts = ts
                self._flushed_at = self._clock()
                await self._deliveries.run(self._deliveries.posted, self._request, ts, streaming=True)
                return
            self._broken = True

    async def _flush_later(self) -> None:
        await asyncio.sleep(FLUSH_SECONDS)
        async with self._lock:
            self._later = None
            if self._ts is not None:
                await self._flush()

    async def _flush(self) -> None:
        if not self._pending or self._ts is None:
            return
        self._flushed_at = self._clock()
        try:
            await self._slack.call(
                "chat.appendStream",
                self._place | {"ts": self._ts, "markdown_text": self._pending},
                patience_s=STREAM_PATIENCE_SECONDS,
            )
        except PerhapsDoneError:
            self._doubt = True
        except RefusedError as refused:
            if refused.error == "ratelimited":
                return  # it goes with the next, or with the end
            logger.info("request %d: the stream is over: %s", self._request.id, refused)
            await self._roll()
            return
        self._shown += self._pending
        self._pending = ""

    async def _roll(self) -> None:
        """Go on in a new message; the one so far keeps what it has."""
        assert self._ts is not None
        if self._doubt:
            await self._messages.end_stream(self._ts)
            await self._messages.update(self._ts, Message(self._shown), 0, last=False)
        else:
            await self._messages.end_stream(self._ts)
        await self._deliveries.run(self._deliveries.posted, self._request, self._ts)
        self._rolled = self._rolled or bool(self._shown)
        if not self._shown:
            await self._messages.remove(self._ts)
        self._ts, self._shown, self._doubt = None, "", False
        await self._start({"markdown_text": self._pending} if self._pending else {})
        if self._ts is not None:
            self._shown, self._pending = self._pending, ""

    async def _stop(self, message: Message, *, last: bool) -> None:
        assert self._ts is not None
        ts, self._ts = self._ts, None
        begun = message.body.startswith(self._shown) and not self._doubt
        if begun:
            arguments = self._place | {"ts": ts, "metadata": self._messages.metadata(0, last=last)}
            arguments["markdown_text"] = message.body[len(self._shown) :] or None
            complete = False
            for tail in (list(message.tail), degraded(message.tail), []):
                try:
                    await self._slack.call("chat.stopStream", arguments | {"blocks": tail or None})
                except PerhapsDoneError:
                    break
                except RefusedError as refused:
                    logger.info("request %d: stream not ended: %s", self._request.id, refused)
                    if refused.error in WHATEVER_THE_FORM:
                        break
                else:
                    if tail or not message.tail:
                        await self._deliveries.run(self._deliveries.posted, self._request, ts)
                        return
                    complete = True  # but for its sources: they go into the text
                    break
            if complete:
                await self._messages.update(ts, message, 0, last=last)
                return
        await self._messages.end_stream(ts)
        await self._messages.update(ts, message, 0, last=last)


def stopped(body: str) -> Message:
    """What is left when someone stops an answer."""
    return Message(f"{body}\n\n_Stopped._" if body else "_Stopped._")
