"""Calls of the Web API: what may be repeated is, and a rate limit holds for who calls next."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from bot.slack.calls import PerhapsDoneError, RefusedError, Slack
from bot.slack.workspaces import new_client, new_session
from tests.slack_server import BOT_ID, BOT_TOKEN, BOT_USER, TEAM, Faults, SlackServer

POST = {"channel": "C1", "text": "x"}


@pytest.fixture
async def server() -> AsyncIterator[SlackServer]:
    async with SlackServer() as server:
        server.add_channel("C1", "U1")
        server.add_channel("C2", "U1")
        yield server


@pytest.fixture
async def slack(server: SlackServer) -> AsyncIterator[Slack]:
    async with new_session() as session:
        yield Slack(new_client(BOT_TOKEN, server.api_url, session), team=TEAM, bot_user=BOT_USER, bot_id=BOT_ID)


async def test_a_rate_limit_holds_for_who_calls_next(server: SlackServer, slack: Slack) -> None:
    server.fail_next["chat.postMessage"] = ["429"]
    began = time.monotonic()
    first = asyncio.create_task(slack.call("chat.postMessage", POST))
    while server.fail_next["chat.postMessage"]:
        await asyncio.sleep(0.005)
    await asyncio.sleep(0.05)
    with pytest.raises(RefusedError, match="ratelimited"):
        await slack.call("chat.postMessage", POST, patience_s=0.1)
    assert server.calls == [], "it was not asked while it wanted to hear nothing"
    await slack.call("chat.postMessage", POST | {"channel": "C2"})
    assert [arguments["channel"] for _, arguments in server.calls] == ["C2"], "a channel has a limit of its own"
    await first
    assert time.monotonic() - began >= 0.95


async def test_what_an_answer_can_do_without_is_not_waited_for(server: SlackServer, slack: Slack) -> None:
    server.fail_next["assistant.threads.setStatus"] = ["500", "429"]
    server.faults.retry_after = 30
    began = time.monotonic()
    assert not await slack.optional("assistant.threads.setStatus", {"channel_id": "C1", "thread_ts": "1", "status": ""})
    assert time.monotonic() - began < 20


async def test_only_what_may_be_repeated_is(server: SlackServer, slack: Slack) -> None:
    server.fail_next["chat.postMessage"] = ["500-stored"]
    with pytest.raises(PerhapsDoneError):
        await slack.call("chat.postMessage", POST)
    server.fail_next["conversations.replies"] = ["500", "500"]
    (message,) = server.channels["C1"].messages
    found = await slack.call("conversations.replies", {"channel": "C1", "ts": message["ts"]})
    assert [each["ts"] for each in found["messages"]] == [message["ts"]]


@pytest.mark.parametrize("error", ["unknown_method", "missing_scope", "not_allowed_token_type", "not_authorized"])
async def test_a_method_that_is_not_there_is_not_asked_for_again(server: SlackServer, slack: Slack, error: str) -> None:
    server.faults = Faults(unknown=frozenset({"agents.sessions.setStatus"}), unknown_as=error)
    for _ in range(3):
        assert not await slack.optional("agents.sessions.setStatus", {"channel_id": "C1", "status": "active"})
    assert len(server.calls) == 1
