"""What was said before, and when: read from a live server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.question import Turn
from bot.slack import history
from bot.slack.calls import Slack
from bot.slack.history import MAX_TURNS, Clocks, direct_messages, thread_messages, turns_of
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


async def test_a_direct_conversation_goes_on_over_its_threads_for_an_hour(both: tuple[SlackServer, Slack]) -> None:
    server, slack = both
    channel = server.direct("U1")
    old = server.say(channel, "U1", "an hour ago", deliver=False)
    server.message(channel, old)["ts"] = f"{float(old) - 3601:.6f}"
    for question, answer in (("when?", "In 1932.[1]"), ("who?", "Ada.[1]")):
        root = server.say(channel, "U1", question, deliver=False)
        server.say(channel, BOT_USER, answer, thread_ts=root, bot_id=BOT_ID, deliver=False)
    asked = server.say(channel, "U1", "and why?", deliver=False)
    server.say(channel, BOT_USER, "Late.", thread_ts=root, bot_id=BOT_ID, deliver=False)
    turns = turns_of(await direct_messages(slack, channel, asked), slack, before=asked)
    assert [turn.text for turn in turns] == ["when?", "In 1932.", "who?", "Ada."]


@pytest.mark.parametrize(
    ("method", "errors"), [("conversations.history", ["500"] * 9), ("conversations.replies", ["429"] * 99)]
)
async def test_a_direct_question_does_not_wait_long_for_what_was_said_before(
    both: tuple[SlackServer, Slack], monkeypatch: pytest.MonkeyPatch, method: str, errors: list[str]
) -> None:
    server, slack = both
    monkeypatch.setattr(history, "DIRECT_SECONDS", 0.5)
    channel = server.direct("U1")
    server.say(channel, "U1", "when?", deliver=False)
    server.fail_next[method] = errors
    async with asyncio.timeout(5):
        assert await direct_messages(slack, channel, server.new_ts()) == []


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
