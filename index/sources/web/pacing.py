"""One request at a time to a host, and a pause between two."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from index.sources.web.settings import Clock


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0


class Pacer:
    """Hands out turns, host by host; different hosts do not wait for each other."""

    def __init__(self, pause_s: float, clock: Clock) -> None:
        self._pause_s = pause_s
        self._clock = clock
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, host: str, pause_s: float | None = None) -> AsyncIterator[None]:
        """The time in which ``host`` may be asked one thing.

        ``pause_s`` is a longer pause that the host itself asks for (Crawl-delay).
        """
        state = self._hosts.setdefault(host.lower(), _Host())
        async with state.lock:
            if (wait_s := state.free_at - self._clock.monotonic()) > 0:
                await self._clock.sleep(wait_s)
            state.free_at = self._clock.monotonic() + max(self._pause_s, pause_s or 0.0)
            yield

    def hold(self, host: str, seconds: float) -> None:
        """Leaves ``host`` alone for so long (Retry-After)."""
        state = self._hosts.setdefault(host.lower(), _Host())
        state.free_at = max(state.free_at, self._clock.monotonic() + seconds)
