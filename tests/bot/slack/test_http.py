"""What is served over HTTP beside Slack's requests."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest
from slack_bolt.app.async_app import AsyncApp

from bot.errors import BotError, ModelAccessError, SettingsError
from bot.slack.http import serve_http
from bot.slack.opening import Opening
from bot.slack.workspaces import new_session
from tests.bot.slack.test_work import Desk


@pytest.mark.parametrize("error", [SettingsError("no key"), ModelAccessError("no such model")])
async def test_a_bot_that_cannot_open_its_engine_is_not_ready_and_says_why(tmp_path: Path, error: BotError) -> None:
    def fail() -> NoReturn:
        raise error

    app = AsyncApp(token="xoxb-1", signing_secret="secret")
    work = Desk(tmp_path / "slack.db").work
    async with (
        serve_http(app, "127.0.0.1", 0, opening=Opening(fail), work=work) as (host, port),
        new_session() as session,
        session.get(f"http://{host}:{port}/readyz") as answer,
    ):
        assert answer.status == 503
        assert (await answer.json()) == {"ok": False, "reason": str(error)}
