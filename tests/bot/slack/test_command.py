"""What is sent to a response_url."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from bot.settings import Settings
from bot.slack import command
from bot.slack.answering import Answering
from bot.slack.command import Command
from bot.slack.delivery import Deliveries
from bot.slack.opening import Opening
from bot.slack.workspaces import Workspaces, new_session
from tests.bot.slack.test_features import no_engine


@asynccontextmanager
async def busy_once(retry_after: str) -> AsyncIterator[str]:
    """A response_url that is busy at first and takes the second try."""
    tries = 0

    async def respond(_: web.Request) -> web.Response:
        nonlocal tries
        tries += 1
        return web.Response(status=503 if tries == 1 else 200, headers={"Retry-After": retry_after})

    app = web.Application()
    app.router.add_post("/r", respond)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/r"
    finally:
        await runner.cleanup()


@pytest.mark.parametrize("retry_after", ["Fri, 27 Nov 2020 23:00:00 GMT", "soon", "86400"])
async def test_an_answer_waits_a_little_for_a_busy_slack_whatever_it_asks_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, retry_after: str
) -> None:
    monkeypatch.setattr(command, "LONGEST_PAUSE_S", 0.1)
    deliveries = Deliveries(tmp_path / "slack.db")
    async with new_session() as session, busy_once(retry_after) as url:
        workspaces = Workspaces(url, session, token="x")
        answering = Answering(Opening(no_engine), deliveries, workspaces.of, Settings(library=tmp_path))
        assert await Command(answering, deliveries, session).post(url, {"text": "The bridge reopened."})
    deliveries.close()
