"""The queue of requests: so many at once for a user, so many in all, the rest in order of arrival."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial

from bot.slack.calls import GONE, REVOKED, RefusedError
from bot.slack.delivery import BEAT_SECONDS, Deliveries
from bot.slack.request import Request, State

logger = logging.getLogger(__name__)

AT_ONCE = 20
AT_ONCE_A_USER = 3
LONGEST_SECONDS = 900.0
"""A request that takes longer is given up; a model's own time-outs end an answer long before."""

MAX_ATTEMPTS = 6
"""What six processes died over is apologised for, or it would bring down the seventh.  Fewer would be unjust: a process
that is restarted again and again takes every request with it, whichever is at fault."""
TOO_LONG = "It took too long, and I gave up."
TOO_OFTEN = "I was interrupted again and again, and gave up."
WHEN_WITHDRAWN = (
    "install the app again, and start the bot with the token it gets (`articlebot doctor --slack` tries it)."
)
AGAIN_AFTER_SECONDS = 10.0
"""Not even an apology could be posted: Slack itself has a problem.  Twice as long after each further try."""

Perform = Callable[[Request], Awaitable[State]]
Waiting = Callable[[Request, int], Awaitable[None]]
GiveUp = Callable[[Request, str], Awaitable[None]]
"""Tells the asker of a request that nothing more will come, and why."""


class Work:
    """Performs requests, each in a task of its own."""

    def __init__(
        self,
        deliveries: Deliveries,
        perform: Perform,
        waiting: Waiting,
        give_up: GiveUp,
        *,
        at_once: int = AT_ONCE,
        at_once_a_user: int = AT_ONCE_A_USER,
    ) -> None:
        self._deliveries = deliveries
        self._perform = perform
        self._waiting = waiting
        self._give_up = give_up
        self._at_once = at_once
        self._at_once_a_user = at_once_a_user
        self._queue: list[Request] = []
        self._running: dict[int, asyncio.Task[None]] = {}
        self._users: Counter[tuple[str, str]] = Counter()
        self._notices: set[asyncio.Task[None]] = set()
        self._closing = False

    def offer(self, request: Request, *, quietly: bool = False) -> None:
        """Take a request on; its asker is told if it must wait, unless ``quietly``."""
        if request.id in self._running or any(waiting.id == request.id for waiting in self._queue):
            return
        self._queue.append(request)
        self._start_what_can()
        if not quietly and request.id not in self._running and not self._closing:
            ahead = sum(waiting.id != request.id for waiting in self._queue) + len(self._running)
            notice = asyncio.create_task(self._notify(request, ahead))
            self._notices.add(notice)
            notice.add_done_callback(self._notices.discard)

    def stop(self, number: int) -> bool:
        """Stop a request that waits or is under way; whether there was one."""
        before = len(self._queue)
        self._queue = [waiting for waiting in self._queue if waiting.id != number]
        task = self._running.get(number)
        if task is not None:
            task.cancel()
        return task is not None or len(self._queue) < before

    def anew(self, request: Request) -> None:
        """Begin a request again whose words have changed, as soon as nothing more is done about the old ones."""
        task = self._running.get(request.id)
        self.stop(request.id)
        if task is None:
            self.offer(request, quietly=True)
        else:
            task.add_done_callback(lambda _: self._again(request))

    async def keep_watch(self, team: str | None) -> None:
        """Show that this process lives, and take over what dead ones left (in this workspace); until cancelled."""
        while True:
            try:
                await self._deliveries.run(self._deliveries.beat)
                for request in await self._deliveries.run(self._deliveries.inherit, team):
                    logger.info("request %d taken over, attempt %d", request.id, request.attempt)
                    self.offer(request, quietly=True)
            except Exception:  # a locked database must not end the watch
                logger.exception("the watch over the queue failed; it goes on")
            await asyncio.sleep(BEAT_SECONDS)

    @property
    def size(self) -> tuple[int, int]:
        """How many are under way, and how many wait."""
        return len(self._running), len(self._queue)

    async def close(self, grace_s: float) -> None:
        """Begin nothing more, give what is under way so many seconds, and stop the rest: it stays open."""
        self._closing = True
        tasks = list(self._running.values())
        if tasks:
            await asyncio.wait(tasks, timeout=grace_s)
        for task in list(self._running.values()):
            task.cancel()
        await asyncio.gather(*self._running.values(), *self._notices, return_exceptions=True)

    def _start_what_can(self) -> None:
        if self._closing:
            return
        for request in list(self._queue):
            if len(self._running) >= self._at_once:
                return
            user = (request.team, request.user)
            if self._users[user] >= self._at_once_a_user:
                continue
            self._queue.remove(request)
            self._users[user] += 1
            task = asyncio.create_task(self._run(request))
            self._running[request.id] = task
            # Not at the end of ``_run``: of a task that is cancelled before its first step nothing is run.
            task.add_done_callback(partial(self._free, request))

    def _free(self, request: Request, _: asyncio.Task[None]) -> None:
        """Give the place of a request that has ended to the next one."""
        user = (request.team, request.user)
        self._running.pop(request.id, None)
        self._users[user] -= 1
        if not self._users[user]:
            del self._users[user]
        self._start_what_can()

    async def _run(self, request: Request) -> None:
        try:
            begun = await self._deliveries.run(self._deliveries.begin, request.id)
            if begun is None:
                return
            state = await self._ended(begun)
            await self._deliveries.run(self._deliveries.finish, begun.id, state, begun.revision)
        except asyncio.CancelledError:
            pass  # stopped, edited or closing: whoever cancelled has seen to it
        except Exception:  # the outer edge: it stays open, and is tried again
            logger.exception("request %d could not be performed", request.id)
            pause = AGAIN_AFTER_SECONDS * 2 ** min(request.attempt, 6)
            asyncio.get_running_loop().call_later(pause, self._again, replace(request, attempt=request.attempt + 1))

    async def _ended(self, request: Request) -> State:
        """What became of it; raises what another try may mend."""
        if request.attempt >= MAX_ATTEMPTS:
            logger.error("request %d was begun %d times and is given up", request.id, request.attempt)
            return await self._given_up(request, TOO_OFTEN)
        try:
            return await self._in_time(request)
        except RefusedError as refused:
            if refused.error not in GONE:
                raise
            logger.warning("request %d cannot be answered: %s", request.id, refused)
            if refused.error in REVOKED:
                logger.error("workspace %s: Slack no longer takes the bot's token; %s", request.team, WHEN_WITHDRAWN)
            return State.FAILED

    async def _in_time(self, request: Request) -> State:
        """What became of it; what takes too long is not tried again, for it would take as long again."""
        try:
            async with asyncio.timeout(LONGEST_SECONDS) as limit:
                return await self._perform(request)
        except TimeoutError:
            if not limit.expired():
                raise
        logger.error("request %d took longer than %d seconds and is given up", request.id, LONGEST_SECONDS)
        return await self._given_up(request, TOO_LONG)

    async def _given_up(self, request: Request, why: str) -> State:
        try:
            # Read anew, for what it has posted so far; no longer there if it was stopped meanwhile.
            if current := await self._deliveries.run(self._deliveries.begin, request.id):
                await self._give_up(current, why)
        except Exception:  # Slack or the database: it is given up all the same
            logger.exception("request %d: its asker was not told that it is given up", request.id)
        return State.FAILED

    def _again(self, request: Request) -> None:
        if not self._closing:
            self.offer(request, quietly=True)

    async def _notify(self, request: Request, ahead: int) -> None:
        try:
            await self._waiting(request, ahead)
        except Exception:  # a word less is better than a question less
            logger.exception("request %d: its asker was not told that it waits", request.id)
