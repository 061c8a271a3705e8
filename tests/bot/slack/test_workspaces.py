"""The workspaces that the app is installed in."""

from __future__ import annotations

from pathlib import Path

import pytest
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.installation_store.sqlite3 import SQLite3InstallationStore

from bot.errors import SettingsError, SlackError
from bot.slack.workspaces import Workspaces, new_session
from tests.slack_server import BOT_TOKEN, BOT_USER, TEAM, SlackServer


async def test_an_installation_made_anew_is_used_at_once_and_a_removed_one_no_more(tmp_path: Path) -> None:
    store = SQLite3InstallationStore(database=str(tmp_path / "installations.db"), client_id="1.2")
    store.init()

    def install(token: str) -> None:
        store.save_bot(
            Bot(app_id="A", team_id=TEAM, bot_token=token, bot_id="B", bot_user_id=BOT_USER, installed_at=1.0)
        )

    async with SlackServer() as server, new_session() as session:
        workspaces = Workspaces(server.api_url, session, installations=store)
        with pytest.raises(SlackError, match="not installed"):
            await workspaces.of(TEAM)
        install("xoxb-revoked")
        with pytest.raises(SettingsError, match=r"^(?!.*SLACK_BOT_TOKEN).*invalid_auth.*anew"):
            await workspaces.of(TEAM)
        install(BOT_TOKEN)
        slack = await workspaces.of(TEAM)
        assert (slack.team, slack.token) == (TEAM, BOT_TOKEN)
        assert await workspaces.of(TEAM) is slack
        store.delete_bot(enterprise_id=None, team_id=TEAM)
        with pytest.raises(SlackError, match="not installed"):
            await workspaces.of(TEAM)


async def test_an_address_is_told_without_its_password() -> None:
    async with new_session() as session:
        workspaces = Workspaces("http://u:s3cret@127.0.0.1:9/api/", session, token=BOT_TOKEN)
        with pytest.raises(SlackError, match=r"^Slack cannot be reached at http://127\.0\.0\.1:9/api/: "):
            await workspaces.connect()
