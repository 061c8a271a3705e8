"""Serves Slack's requests over HTTP, for who cannot or will not keep a socket open."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from aiohttp import web
from slack_bolt.app.async_app import AsyncApp

from bot.errors import BotError
from bot.slack.opening import Opening
from bot.slack.work import Work
from index.errors import IndexingError

PATH = "/slack/events"
CLOSE_SECONDS = 2.0
"""What is being answered to Slack when the process ends has so long; it is acknowledgements alone."""
MAX_BYTES = 4 * 2**20
"""Slack's largest payloads are far below."""


@contextlib.asynccontextmanager
async def serve_http(
    app: AsyncApp, host: str, port: int, *, opening: Opening, work: Work
) -> AsyncIterator[tuple[str, int]]:
    """Listen; bolt verifies each request's signature and its age (five minutes) before anything else sees it."""

    async def health(_: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    async def ready(_: web.Request) -> web.Response:
        try:
            articles = (await asyncio.to_thread((await opening.engine()).library.counts)).articles
        except (BotError, IndexingError) as error:
            return web.json_response({"ok": False, "reason": str(error)}, status=503)
        under_way, waiting = work.size
        return web.json_response(
            {"ok": articles > 0, "articles": articles, "under_way": under_way, "waiting": waiting},
            status=200 if articles else 503,
        )

    served = app.server(port=port, path=PATH, host=host).web_app
    served._client_max_size = MAX_BYTES
    served.router.add_get("/healthz", health)
    served.router.add_get("/readyz", ready)
    runner = web.AppRunner(served, access_log=None, shutdown_timeout=CLOSE_SECONDS)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        address = runner.addresses[0]
        yield str(address[0]), int(address[1])
    finally:
        await runner.cleanup()
