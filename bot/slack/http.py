"""Serves Slack's requests over HTTP, for who cannot or will not keep a socket open."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import socket
from collections.abc import AsyncIterator

from aiohttp import web
from slack_bolt.app.async_app import AsyncApp

from bot.errors import BotError, SlackError
from bot.slack.manifest import PATH
from bot.slack.opening import Opening
from bot.slack.work import Work
from index.errors import IndexingError

CLOSE_SECONDS = 2.0
"""What is being answered to Slack when the process ends has so long; it is acknowledgements alone."""
MAX_BYTES = 4 * 2**20
"""Slack's largest payloads are far below."""


@contextlib.asynccontextmanager
async def serve_http(
    app: AsyncApp, host: str, port: int, *, opening: Opening, work: Work
) -> AsyncIterator[tuple[str, int]]:
    """Listen; bolt verifies each request's signature and its age (five minutes) before anything else sees it.

    Raises SlackError where ``host`` and ``port`` cannot be listened at.
    """

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
        try:
            await web.TCPSite(runner, host, port).start()
        except (OSError, UnicodeError) as error:  # UnicodeError: of a name that no host can have
            raise SlackError(
                f"Slack's requests cannot be taken at {host}:{port} (--http): {_reason(error)}."
            ) from error
        address = runner.addresses[0]
        yield str(address[0]), int(address[1])
    finally:
        await runner.cleanup()


def _reason(error: OSError | UnicodeError) -> str:
    """Why an address cannot be listened at, and what to do."""
    if isinstance(error, (socket.gaierror, UnicodeError)):
        return "there is no such host; 127.0.0.1 is this machine alone, 0.0.0.0 every address that it has"
    if error.errno == errno.EADDRINUSE:
        return "another process listens there; stop it, or choose another port"
    if error.errno == errno.EADDRNOTAVAIL:
        return "this machine does not have that address; 0.0.0.0 is every one that it has"
    if error.errno in (errno.EACCES, errno.EPERM):
        return "permission denied; choose a port from 1024 up"
    # asyncio puts a sentence of its own into strerror.
    return os.strerror(error.errno) if error.errno else str(error)
