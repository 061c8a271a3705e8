"""What was said before, and when: read from a live server."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.question import Turn
from bot.slack.calls import Slack
from bot.slack.history import MAX_TURNS, Clocks, thread_messages, turns_of
from bot.slack.workspaces import new_client, new_session
from tests.slack_server import BOT_ID, BOT_TOKEN, BOT_USER, TEAM, SlackServer


@pytest.fixture
async def both() -> AsyncIterator[tuple[SlackServer, Slack]]:
    async with SlackServer() as server, new_session() as session:
        server.add_channel("C1", "U1", "U2")
        yield (
            server,
            Slack(new_client(BOT_TOKEN, server.api_url, session), team=TEAM, bot_user=BOT_USER, bot_id=BOT_ID),
        )


def own(server: SlackServer, text: str, thread: str) -> None:
    server.say("C1", BOT_USER, text, thread_ts=thread, bot_id=BOT_ID, deliver=False)


async def test_a_thread_of_many_pages_is_read_to_its_end(both: tuple[SlackServer, Slack]) -> None:
    server, slack = both
    root = server.say("C1", "U1", "first", deliver=False)
    for number in range(523):
        server.say("C1", "U2", f"message {number}", thread_ts=root, deliver=False)
    asked = server.say("C1", "U1", "and now?", thread_ts=root, deliver=False)
    turns = turns_of(await thread_messages(slack, "C1", root), slack, before=asked)
    assert len(turns) == MAX_TURNS
    assert turns[-1] == Turn("user", "message 522")


async def test_the_parts_of_a_long_answer_are_one_turn_without_marks(both: tuple[SlackServer, Slack]) -> None:
    server, slack = both
    root = server.say("C1", "U1", f"<@{BOT_USER}> tell me", deliver=False)
    own(server, "Part one.[[1]](https://e.example/a)", root)
    own(server, "Part two.[2]", root)
    server.say("C1", "U9", "I am another bot", thread_ts=root, bot_id="B9", deliver=False)
    asked = server.say("C1", "U1", "more", thread_ts=root, deliver=False)
    server.say("C1", "U2", "after it", thread_ts=root, deliver=False)
    turns = turns_of(await thread_messages(slack, "C1", root), slack, before=asked)
    assert turns == (Turn("user", "tell me"), Turn("assistant", "Part one.\nPart two."))


async def test_a_thread_whose_first_message_is_gone_is_empty(both: tuple[SlackServer, Slack]) -> None:
    assert await thread_messages(both[1], "C1", "1.000000") == []


async def test_the_askers_clock_is_asked_for_once(both: tuple[SlackServer, Slack]) -> None:
    server, slack = both
    server.add_user("U7", "Asia/Tokyo", 9 * 3600)
    clocks = Clocks()
    for _ in range(3):
        now = await clocks.at(slack, "U7", "1700000000.5")
    assert now.utcoffset() == timedelta(hours=9)
    assert now.timestamp() == 1700000000.5
    assert [method for method, _ in server.calls] == ["users.info"]
    assert (await clocks.at(slack, "U0NOBODY", "1700000000.5")).utcoffset() == timedelta(0)
