"""The workspaces that the app is installed in: one by its tokens, or those that came by OAuth."""

from __future__ import annotations

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import SettingsError, SlackError
from bot.slack.calls import PerhapsDoneError, RefusedError, Slack
from index.address import shown_address

CALL_SECONDS = 20.0
"""Slack answers within a second or two; what takes longer is lost."""


def new_session() -> aiohttp.ClientSession:
    """The connections to Slack, to be closed by who asked for them."""
    return aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=CALL_SECONDS), connector=aiohttp.TCPConnector(limit=50)
    )


def new_client(token: str | None, api_url: str, session: aiohttp.ClientSession) -> AsyncWebClient:
    """A client that repeats nothing by itself: ``Slack.call`` knows what may be repeated."""
    return AsyncWebClient(token=token, base_url=api_url, session=session, retry_handlers=[])


class Workspaces:
    """Each workspace's API, by team."""

    def __init__(
        self,
        api_url: str,
        session: aiohttp.ClientSession,
        *,
        token: str | None = None,
        installations: AsyncInstallationStore | None = None,
    ) -> None:
        self._api_url = api_url
        self._session = session
        self._token = token
        self._installations = installations
        self._known: dict[str, Slack] = {}
        self._only: Slack | None = None

    async def connect(self) -> Slack | None:
        """The workspace of the token, tried out; None where workspaces come by OAuth.

        Raises SettingsError for a token that Slack does not accept, SlackError if Slack cannot be reached.
        """
        if self._token:
            self._only = await self._identified(self._token)
        return self._only

    async def of(self, team: str) -> Slack:
        """The workspace's API; raises SlackError where the app is not (or no longer) installed."""
        if self._only is not None:
            return self._only
        # Read each time, a millisecond: the app may have been installed anew, with another token, or removed.
        installed = (
            await self._installations.async_find_bot(enterprise_id=None, team_id=team) if self._installations else None
        )
        if installed is None or not installed.bot_token:
            self._known.pop(team, None)
            raise SlackError(f"The app is not installed in workspace {team}.")
        known = self._known.get(team)
        if known is None or known.token != installed.bot_token:
            known = self._known[team] = await self._identified(installed.bot_token)
        return known

    async def authorize(self, team_id: str | None, enterprise_id: str | None) -> AuthorizeResult | None:
        """Who the app is in the workspace that a request of Slack's comes from, for bolt."""
        try:
            slack = await self.of(team_id or "")
        except (SlackError, SettingsError):
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=slack.team,
            bot_user_id=slack.bot_user,
            bot_id=slack.bot_id,
            bot_token=slack.token,
        )

    async def _identified(self, token: str) -> Slack:
        client = new_client(token, self._api_url, self._session)
        slack = Slack(client, team="", bot_user="", bot_id="")
        try:
            answer = await slack.call("auth.test", {})
        except RefusedError as refused:
            if self._token is None:  # it came by OAuth
                raise SettingsError(
                    f"Slack does not accept a workspace's bot token: {refused.error}. Install the app there anew."
                ) from refused
            raise SettingsError(
                f"Slack does not accept the bot token (SLACK_BOT_TOKEN): {refused.error}. "
                "Copy it from your app's page under OAuth & Permissions; `articlebot doctor --slack` checks it."
            ) from refused
        except PerhapsDoneError as error:
            where = shown_address(self._api_url)
            raise SlackError(f"Slack cannot be reached at {where}: {error}. Check the network.") from error
        slack.team = str(answer.get("team_id") or "")
        slack.bot_user = str(answer.get("user_id") or "")
        slack.bot_id = str(answer.get("bot_id") or "")
        return slack
