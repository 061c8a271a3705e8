"""Several workspaces: people install the app through a web page, and slack-sdk's stores keep who did."""

from __future__ import annotations

from pathlib import Path

from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store.sqlite3 import SQLite3InstallationStore
from slack_sdk.oauth.state_store.sqlite3 import SQLite3OAuthStateStore

from bot.settings import Settings
from bot.slack.manifest import SCOPES

STATE_SECONDS = 600
"""How long someone may take over Slack's consent page."""


def installation_store(settings: Settings) -> SQLite3InstallationStore:
    """Where the tokens of the workspaces are kept: a file of its own, so that it can be guarded."""
    path = Path(settings.library) / "slack-installations.db"
    path.touch(mode=0o600)
    return SQLite3InstallationStore(database=str(path), client_id=settings.slack_client_id or "")


def oauth_settings(settings: Settings, store: SQLite3InstallationStore) -> AsyncOAuthSettings:
    """What bolt needs to let people install the app at ``/slack/install``."""
    secret = settings.slack_client_secret.get_secret_value() if settings.slack_client_secret else ""
    return AsyncOAuthSettings(
        client_id=settings.slack_client_id or "",
        client_secret=secret,
        scopes=list(SCOPES),
        user_scopes=[],
        installation_store=store,
        installation_store_bot_only=True,
        state_store=SQLite3OAuthStateStore(database=store.database, expiration_seconds=STATE_SECONDS),
        state_expiration_seconds=STATE_SECONDS,
    )
