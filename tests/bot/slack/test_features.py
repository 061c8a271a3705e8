"""What happens besides questions in messages, against a Slack that answers."""

from __future__ import annotations

import asyncio
import json
import threading
from pathlib import Path
from typing import Any, NoReturn

import pytest

from bot.assembly import open_engine
from bot.nearest import Excerpt, nearest
from bot.settings import Settings
from bot.slack import command, messages, work
from bot.slack.answering import Answering
from bot.slack.delivery import Deliveries
from bot.slack.features import Features
from bot.slack.messages import Message
from bot.slack.opening import Opening
from bot.slack.posting import Threads
from bot.slack.request import RequestKind, State
from bot.slack.streaming import Reply
from bot.slack.work import TOO_LONG, TOO_OFTEN, Work
from bot.slack.workspaces import Workspaces, new_session
from index.errors import NoLibraryError
from tests.slack_server import BOT_TOKEN, BOT_USER, TEAM, SlackServer


def no_engine() -> NoReturn:
    raise NoLibraryError("There is no library.")


@pytest.mark.parametrize("kind", RequestKind)
async def test_the_asker_of_what_takes_too_long_is_told_so(tmp_path: Path, kind: RequestKind) -> None:
    settings = Settings(library=tmp_path)
    deliveries = Deliveries(tmp_path / "slack.db")
    async with SlackServer() as server, new_session() as session:
        server.add_channel("C1", "U1")
        ts = server.say("C1", "U1", f"<@{BOT_USER}> when?", deliver=False)
        url = server._response_url("C1", "U1")
        workspaces = Workspaces(server.api_url, session, token=BOT_TOKEN)
        slack = await workspaces.connect()
        assert slack is not None
        answering = Answering(Opening(no_engine), deliveries, workspaces.of, settings)
        features = Features(answering, deliveries, workspaces, settings, session)
        taken = deliveries.take(
            kind, team=TEAM, channel="C1", ts=ts, thread_ts=ts, user="U1", text="when?",
            details={"response_url": url} if kind is RequestKind.COMMAND else {"respond_at": url},
        )  # fmt: skip
        assert taken is not None
        if kind is RequestKind.QUESTION:
            await Reply(slack, deliveries, taken, Threads()).begin("Searching 3 articles")
        overdue = deliveries.begin(taken.id)
        assert overdue is not None
        await features.give_up(overdue, TOO_LONG)
        told = server.answers("C1", ts) or server.responses[url.rsplit("/", 1)[1]]
        assert len(told) == 1
        assert TOO_LONG in str(told[0])
        assert "_stream" not in told[0]


async def test_one_click_adds_once_however_often_its_outcome_has_to_be_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "AGAIN_AFTER_SECONDS", 0.0)
    settings = Settings(library=tmp_path, slack_editors=("U1",))
    deliveries = Deliveries(tmp_path / "slack.db")
    async with SlackServer() as server, new_session() as session:
        channel = server.direct("U1")
        ts = server.say(channel, "U1", "", deliver=False)
        workspaces = Workspaces(server.api_url, session, token=BOT_TOKEN)
        await workspaces.connect()
        answering = Answering(Opening(no_engine), deliveries, workspaces.of, settings)
        features = Features(answering, deliveries, workspaces, settings, session)
        wanted = json.dumps({"f": ["F404"], "l": []})
        taken = deliveries.take(
            RequestKind.ADD,
            team=TEAM,
            channel=channel,
            ts=ts,
            thread_ts=ts,
            user="U1",
            text="",
            details={"wanted": wanted},
        )
        assert taken is not None
        server.fail_next["chat.postMessage"] = ["invalid_blocks"] * 8  # two tries, each in all its forms
        working = Work(deliveries, features.perform, answering.waiting, features.give_up)
        working.offer(taken, quietly=True)
        async with asyncio.timeout(20):
            while deliveries.counts() != {State.DONE: 1}:
                await asyncio.sleep(0.01)
        assert [method for method, _ in server.calls].count("files.info") == 1
        (told,) = server.answers(channel, ts)
        assert "Slack does not let me read this file" in str(told)


async def test_who_was_answered_by_a_process_that_died_is_not_told_that_it_was_given_up(tmp_path: Path) -> None:
    settings = Settings(library=tmp_path)
    deliveries = Deliveries(tmp_path / "slack.db")
    async with SlackServer() as server, new_session() as session:
        server.add_channel("C1", "U1")
        ts = server.say("C1", "U1", f"<@{BOT_USER}> when?", deliver=False)
        workspaces = Workspaces(server.api_url, session, token=BOT_TOKEN)
        slack = await workspaces.connect()
        assert slack is not None
        answering = Answering(Opening(no_engine), deliveries, workspaces.of, settings)
        features = Features(answering, deliveries, workspaces, settings, session)
        taken = deliveries.take(
            RequestKind.QUESTION, team=TEAM, channel="C1", ts=ts, thread_ts=ts, user="U1", text="when?"
        )
        assert taken is not None
        await Reply(slack, deliveries, taken, Threads()).finish([Message("In 1977.")])
        begun = deliveries.begin(taken.id)
        assert begun is not None
        await features.give_up(begun, TOO_OFTEN)
        assert [told["text"] for told in server.answers("C1", ts)] == ["In 1977."]


async def test_what_is_nearest_to_a_declined_question_is_looked_for_in_a_thread(
    tmp_path: Path, seeds_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []

    def watched(*arguments: Any) -> list[Excerpt]:
        threads.append(threading.current_thread())
        return nearest(*arguments)

    monkeypatch.setattr(messages, "nearest", watched)
    settings = Settings(library=seeds_library, ledger=False)
    deliveries = Deliveries(tmp_path / "slack.db")
    opening = Opening(lambda: open_engine(settings))
    async with SlackServer() as server, new_session() as session:
        server.add_channel("C1", "U1")
        workspaces = Workspaces(server.api_url, session, token=BOT_TOKEN)
        await workspaces.connect()
        answering = Answering(opening, deliveries, workspaces.of, settings)
        features = Features(answering, deliveries, workspaces, settings, session)
        for kind, perform in ((RequestKind.QUESTION, answering.answer), (RequestKind.COMMAND, features.perform)):
            ts = server.say("C1", "U1", "who won the chess cup?", deliver=False)
            details = {"response_url": server._response_url("C1", "U1")} if kind is RequestKind.COMMAND else {}
            taken = deliveries.take(
                kind, team=TEAM, channel="C1", ts=ts, thread_ts=ts, user="U1", text="who won the chess cup?",
                details=details,
            )  # fmt: skip
            assert taken is not None
            assert await perform(taken) is State.DONE
    opening.close()
    assert len(threads) == 2
    assert threading.current_thread() not in threads


async def test_what_could_not_be_shared_can_be_shared_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "TRIES", 1)
    monkeypatch.setattr(command, "LONGEST_PAUSE_S", 0.0)
    deliveries = Deliveries(tmp_path / "slack.db")
    deliveries.keep("answer:A1", json.dumps({"asked": "When?", "messages": [["In 1977.", []]]}))

    async def ack() -> None:
        pass

    async with SlackServer() as server, new_session() as session:
        server.add_channel("C1", "U1")
        workspaces = Workspaces(server.api_url, session, token=BOT_TOKEN)
        await workspaces.connect()
        answering = Answering(Opening(no_engine), deliveries, workspaces.of, Settings(library=tmp_path))
        features = Features(answering, deliveries, workspaces, Settings(library=tmp_path), session)
        url = server._response_url("C1", "U1")
        click = {"team": {"id": TEAM}, "channel": {"id": "C1"}, "user": {"id": "U1"}}
        server.fail_next["chat.postMessage"] = ["internal_error", "internal_error"]
        await features.share(ack, click | {"response_url": "http://127.0.0.1:1/"}, {"value": "A1"})
        assert not server.channels["C1"].messages
        for _ in range(2):
            await features.share(ack, click | {"response_url": url}, {"value": "A1"})
        assert [message["text"] for message in server.channels["C1"].messages] == ["In 1977."]
