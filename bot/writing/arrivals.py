"""Takes from a stream what has arrived, all at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import TypeVar

T = TypeVar("T")


async def arrivals(source: AsyncGenerator[T, None], quiet_s: float | None = None) -> AsyncGenerator[list[T], None]:
    """What ``source`` brought since it was last asked; an empty list when nothing came for ``quiet_s`` after some.

    Raises what ``source`` raises, after all that it brought before.  The reading is a task of its own, always waiting
    for the source: cancelling it, which closing this generator does, closes the source.
    """
    waiting: list[T] = []
    news = asyncio.Event()

    async def read() -> None:
        async with aclosing(source):
            async for each in source:
                waiting.append(each)
                news.set()

    reading = asyncio.create_task(read())
    reading.add_done_callback(lambda _: news.set())
    try:
        quiet = True
        while waiting or not reading.done():
            if not waiting:
                news.clear()
                try:
                    # Not wait_for: up to Python 3.11 it takes no notice of being cancelled while something comes in.
                    async with asyncio.timeout(None if quiet else quiet_s):
                        await news.wait()
                except TimeoutError:
                    quiet = True
                    yield []
                    continue
            if waiting:
                arrived, waiting[:] = waiting[:], []
                quiet = False
                yield arrived
        reading.result()  # raises what the reading did
    finally:
        reading.cancel()
        await asyncio.wait([reading])
