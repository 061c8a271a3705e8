"""Waits that are cancelled only once what they wait for has ended."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


async def to_its_end(work: Awaitable[T], stop: Callable[[], None] = lambda: None) -> T:
    """What ``work`` gives, however often the wait is cancelled meanwhile: each time ``stop`` is called.

    The cancellation is raised afterwards.  For threads, which cannot be cancelled, and around which locks are held.
    """
    future, cancelled = asyncio.ensure_future(work), False
    while not future.done():
        try:
            await asyncio.wait([future])
        except asyncio.CancelledError:
            cancelled = True
            stop()
    given = future.result()
    if cancelled:
        raise asyncio.CancelledError
    return given


async def in_thread(work: Callable[[], T], stop: Callable[[], None] = lambda: None) -> T:
    """What ``work`` gives, done in a thread; cancelled as in ``to_its_end``."""
    # No task: those are cancelled, all at once, by the second Ctrl-C.
    return await to_its_end(asyncio.get_running_loop().run_in_executor(None, work), stop)
