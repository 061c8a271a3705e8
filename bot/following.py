"""Following sources with the settings of this run: what the command line and the Slack process share."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import TYPE_CHECKING

import bot

if TYPE_CHECKING:
    from bot.settings import Settings
    from index.following.keeping import Keeper
    from index.sources.web.settings import WebSettings

log = logging.getLogger(__name__)

AGAIN_S = 300.0
"""Before the next try where the list of sources cannot be opened: a full disk or a lock may be gone by then."""
WAIT_S = 120.0
"""A batch waits so long for another writer: the longest group that one keeps at once takes seconds."""


def web_settings(settings: Settings) -> WebSettings:
    """What the web reader may do, by the settings of this run."""
    from index.sources.web.settings import WebSettings

    return WebSettings(
        product=f"articlebot/{bot.__version__}",
        contact=settings.contact,
        allow_private_network=settings.allow_private_network,
        pause_s=settings.web_pause_seconds,
        max_page_bytes=settings.max_page_megabytes * 1_000_000,
    )


def open_keeper(
    settings: Settings,
    *,
    prune: bool = False,
    wait: bool = False,
) -> Keeper:
    """What brings new articles into the library; ``wait`` waits for another writer for as long as it takes."""
    from bot.assembly import open_ingestion
    from index.following.keeping import Keeper
    from index.writer import LibraryWriter

    return Keeper(
        lambda: LibraryWriter(settings.library, wait_s=-1.0 if wait else WAIT_S, create=True),
        partial(open_ingestion, settings),
        prune=prune or settings.prune_gone,
        max_file_bytes=settings.max_file_megabytes * 1_000_000,
    )


async def keep_current(settings: Settings) -> None:
    """Looks at the followed sources every ``sync_minutes`` until it is cancelled; done at once where that is 0.

    For a process that serves: run it as a task beside the others.  What goes wrong is logged.
    """
    if not settings.sync_minutes:
        return
    from index.errors import LibraryError
    from index.following.register import Register
    from index.following.syncing import Syncer
    from index.sources.web.fetching import Fetcher

    while True:
        try:
            with Register.open(settings.library) as register:
                async with Fetcher(web_settings(settings)) as fetcher:
                    syncer = Syncer(settings.library, register, fetcher, open_keeper(settings))
                    await syncer.run(settings.sync_minutes * 60)
                    return
        except LibraryError:
            log.exception("the sources are not kept current; tried again in %d s", AGAIN_S)
        await asyncio.sleep(AGAIN_S)
