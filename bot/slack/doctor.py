"""What ``articlebot doctor --slack`` looks at, against the live API: tokens, scopes, events, the socket."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.settings import Settings
from bot.slack.calls import VAGUE
from bot.slack.manifest import EVENTS, SCOPES
from bot.slack.workspaces import new_client, new_session
from index.address import shown_address
from index.health import Check

HELLO_SECONDS = 10.0
"""Slack says hello at once."""
EVENT_SCOPES = {
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
}
"""Event -> the scope without which Slack does not send it (docs.slack.dev/reference/events)."""
UNREACHABLE = (aiohttp.ClientError, TimeoutError, OSError, ValueError)


def slack_checks(settings: Settings) -> list[Check]:
    """Each thing that was looked at, what others depend on first."""

    async def gathered() -> list[Check]:
        async with new_session() as session:
            return [check async for check in _checks(settings, session)]

    return asyncio.run(gathered())


async def _checks(settings: Settings, session: aiohttp.ClientSession) -> AsyncIterator[Check]:
    if settings.slack_bot_token is None:
        yield Check("slack bot token", False, "SLACK_BOT_TOKEN is not set: your app's page, OAuth & Permissions.")
    else:
        async for check in _bot(settings, session):
            yield check
    if settings.slack_app_token is not None:
        yield await _socket(settings, session)
    elif settings.slack_signing_secret is None:
        text = "Neither SLACK_APP_TOKEN (for Socket Mode) nor SLACK_SIGNING_SECRET (for --http) is set."
        yield Check("slack connection", False, f"{text} Both are on your app's page under Basic Information.")
    else:
        text = "SLACK_SIGNING_SECRET is set; it is tried out when Slack verifies the request URL of `slack --http`."
        yield Check("slack connection", True, text)


async def _bot(settings: Settings, session: aiohttp.ClientSession) -> AsyncIterator[Check]:
    assert settings.slack_bot_token is not None
    token = settings.slack_bot_token.get_secret_value()
    if not token.startswith("xoxb-"):
        yield Check("slack bot token", False, "SLACK_BOT_TOKEN is no bot token: it must begin with xoxb-.")
        return
    advice = "Install the app anew and copy its token from OAuth & Permissions."
    answer = await _asked(settings, session, token, "auth.test", advice)
    if isinstance(answer, str):
        yield Check("slack bot token", False, answer)
        return
    yield Check("slack bot token", True, f"{answer.get('user')} in the workspace {answer.get('team')}.")
    headers = {str(name).lower(): str(value) for name, value in dict(answer.headers or {}).items()}
    granted = {scope.strip() for scope in headers.get("x-oauth-scopes", "").split(",") if scope.strip()}
    missing = [scope for scope in SCOPES if scope not in granted]
    if missing:
        reasons = "; ".join(f"{scope} ({SCOPES[scope]})" for scope in missing)
        advice = "Add them under OAuth & Permissions, or paste `articlebot slack manifest`, and reinstall the app."
        yield Check("slack scopes", False, f"Missing: {reasons}. {advice}")
    else:
        yield Check("slack scopes", True, f"All {len(SCOPES)} that the features need.")
    deaf = [event for event, scope in EVENT_SCOPES.items() if scope not in granted]
    if deaf:
        yield Check("slack events", False, f"Without their scopes Slack sends none of: {', '.join(deaf)}.")
    else:
        # Subscriptions can be read with a configuration token alone, which nobody should leave on a server.
        text = f"May be sent. Slack does not tell a bot its subscriptions; they must be: {', '.join(EVENTS)}."
        yield Check("slack events", True, text)


async def _socket(settings: Settings, session: aiohttp.ClientSession) -> Check:
    assert settings.slack_app_token is not None
    token = settings.slack_app_token.get_secret_value()
    if not token.startswith("xapp-"):
        return Check("slack socket", False, "SLACK_APP_TOKEN is no app-level token: it must begin with xapp-.")
    advice = "Make an app-level token with connections:write under Basic Information, and turn Socket Mode on."
    answer = await _asked(settings, session, token, "apps.connections.open", advice)
    if isinstance(answer, str):
        return Check("slack socket", False, answer)
    try:
        async with session.ws_connect(str(answer.get("url"))) as socket:
            hello = await asyncio.wait_for(socket.receive_json(), HELLO_SECONDS)
    except (*UNREACHABLE, TypeError) as error:
        text = f"The socket does not open ({type(error).__name__}): let WebSockets to wss-*.slack.com through."
        return Check("slack socket", False, text)
    if hello.get("type") != "hello":
        return Check("slack socket", False, f"Slack said {hello.get('type')} instead of hello; try again.")
    return Check("slack socket", True, "Slack says hello.")


async def _asked(
    settings: Settings, session: aiohttp.ClientSession, token: str, method: str, advice: str
) -> AsyncSlackResponse | str:
    """Slack's answer, or why there is none and what to do: ``advice`` where Slack said no."""
    where = shown_address(settings.slack_api_url)
    moved = settings.slack_api_url != Settings.model_fields["slack_api_url"].default
    network = f"Check the network{' and SLACK_API_URL' if moved else ''}."
    try:
        return await new_client(token, settings.slack_api_url, session).api_call(method)
    except SlackApiError as error:
        # Of an answer that is not JSON slack-sdk hands on aiohttp's own response.
        body = getattr(error.response, "data", None)
        status = int(getattr(error.response, "status_code", 0) or getattr(error.response, "status", 0))
        code = str(body.get("error") or "") if isinstance(body, dict) else ""
        if status == 429 or status >= 500 or code in VAGUE:
            return f"Slack answers {code or f'status {status}'}: that is no fault of the app. Try again in a minute."
        if not code:
            return f"{where} answers with status {status}, and not as Slack does. {network}"
        return f"Slack answers {code}. {advice}"
    except (*UNREACHABLE, AttributeError) as error:  # the latter: slack-sdk's, on an answer that is no object
        return f"Slack cannot be reached at {where}: {type(error).__name__}. {network}"
