"""The doctor's look at Slack, against a live server."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import web

from bot.settings import Settings
from bot.slack.doctor import slack_checks
from tests.slack_server import APP_TOKEN, BOT_TOKEN, SCOPES, SlackServer
from tests.webserver import serving


async def looked_at(scopes: str = SCOPES, **environ: str) -> dict[str, tuple[bool, str]]:
    async with SlackServer(scopes=scopes) as slack:
        given = {"SLACK_API_URL": slack.api_url, "SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN} | environ
        settings = Settings.load(environ=given, env_file=None)
        found = await asyncio.to_thread(slack_checks, settings)
    return {check.name: (check.ok, check.text) for check in found}


async def test_a_healthy_app_is_well() -> None:
    found = await looked_at()
    assert set(found) == {"slack bot token", "slack scopes", "slack events", "slack socket"}
    assert all(ok for ok, _ in found.values())


async def test_a_missing_scope_is_named_with_its_use() -> None:
    found = await looked_at(scopes=SCOPES.replace("im:history", "").replace("files:read", ""))
    assert not found["slack scopes"][0]
    assert "im:history (direct messages)" in found["slack scopes"][1]
    assert "message.im" in found["slack events"][1]


@pytest.mark.parametrize(
    ("variable", "value", "name", "advice"),
    [
        ("SLACK_BOT_TOKEN", "xoxb-wrong", "slack bot token", "invalid_auth"),
        ("SLACK_BOT_TOKEN", "xoxp-wrong", "slack bot token", "must begin with xoxb-"),
        ("SLACK_BOT_TOKEN", "", "slack bot token", "is not set"),
        ("SLACK_APP_TOKEN", "xapp-wrong", "slack socket", "connections:write"),
        ("SLACK_APP_TOKEN", "", "slack connection", "Neither"),
    ],
)
async def test_what_is_wrong_is_said_with_what_to_do(variable: str, value: str, name: str, advice: str) -> None:
    ok, text = (await looked_at(**{variable: value}))[name]
    assert not ok
    assert advice in text
    assert "xoxb-wrong" not in text


async def test_where_slack_cannot_be_reached_the_network_is_to_be_checked_and_no_token() -> None:
    found = await looked_at(SLACK_API_URL="http://u:s3cret@127.0.0.1:9/api/")
    assert set(found) == {"slack bot token", "slack socket"}
    for ok, text in found.values():
        assert not ok
        assert text.startswith("Slack cannot be reached at http://127.0.0.1:9/api/: ")
        assert text.endswith(". Check the network and SLACK_API_URL.")


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (503, "{}", "Slack answers status 503: that is no fault of the app. Try again in a minute."),
        (429, '{"ok": false, "error": "ratelimited"}', "Slack answers ratelimited: that is no fault of the app."),
        (200, '{"ok": false, "error": "fatal_error"}', "Slack answers fatal_error: that is no fault of the app."),
        (404, "{}", "answers with status 404, and not as Slack does. Check the network and SLACK_API_URL."),
        (200, "<html>Log in to the hotel's network</html>", "Check the network and SLACK_API_URL."),
        (200, "[]", "Check the network and SLACK_API_URL."),
    ],
)
async def test_what_says_nothing_of_the_token_sends_nobody_for_another(status: int, body: str, said: str) -> None:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(status=status, text=body, content_type="application/json")

    with serving(handler) as server:
        found = await looked_at(SLACK_API_URL=f"http://127.0.0.1:{server.port}/api/")
    for ok, text in found.values():
        assert not ok
        assert said in text
        assert "token" not in text.casefold()
