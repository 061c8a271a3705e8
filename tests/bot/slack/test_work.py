"""The queue: fair, bounded, and told apart."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path

import pytest

from bot.errors import SlackError
from bot.slack import work as module
from bot.slack.calls import RefusedError
from bot.slack.delivery import Deliveries
from bot.slack.request import Request, RequestKind, State
from bot.slack.work import MAX_ATTEMPTS, TOO_LONG, TOO_OFTEN, Work


class Desk:
    """Performs requests when it is told to, and notes how many were under way at once."""

    def __init__(self, path: Path) -> None:
        self.deliveries = Deliveries(path)
        self.open = asyncio.Event()
        self.done: list[str] = []
        self.words: list[str] = []
        self.told: list[tuple[str, int]] = []
        self.under_way: Counter[str] = Counter()
        self.most: Counter[str] = Counter()
        self.fail = 0
        self.error: Exception = RuntimeError()
        self.tidied = asyncio.Event()
        self.tidied.set()
        self.given_up: list[tuple[Request, str]] = []
        self.work = Work(self.deliveries, self.perform, self.waiting, self.give_up, at_once=5, at_once_a_user=2)

    async def perform(self, request: Request) -> State:
        if self.fail:
            self.fail -= 1
            raise self.error
        self.words.append(request.text)
        for name in (request.user, "all"):
            self.under_way[name] += 1
            self.most[name] = max(self.most[name], self.under_way[name])
        try:
            await self.open.wait()
        finally:
            await self.tidied.wait()
            for name in (request.user, "all"):
                self.under_way[name] -= 1
        self.done.append(request.ts)
        return State.DONE

    async def waiting(self, request: Request, ahead: int) -> None:
        self.told.append((request.ts, ahead))

    async def give_up(self, request: Request, why: str) -> None:
        self.given_up.append((request, why))

    def ask(self, user: str, ts: str, kind: RequestKind = RequestKind.QUESTION) -> Request:
        request = self.deliveries.take(kind, team="T", channel="C", ts=ts, thread_ts=ts, user=user, text="?")
        assert request is not None
        self.work.offer(request)
        return request

    async def begun(self, number: int) -> None:
        """Wait until so many are under way."""
        async with asyncio.timeout(30):
            while self.under_way["all"] < number:
                await asyncio.sleep(0.01)

    async def settle(self) -> None:
        self.open.set()
        while self.work.size != (0, 0):
            await asyncio.sleep(0.01)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "slack.db")


async def test_nobody_has_more_than_their_share_and_all_are_served(desk: Desk) -> None:
    for number in range(24):
        desk.ask(f"U{number % 4}", f"{number}.0")
    await desk.begun(5)
    assert desk.work.size == (5, 19)
    await desk.settle()
    assert len(desk.done) == 24
    assert desk.most["all"] == 5
    assert max(desk.most[f"U{number}"] for number in range(4)) == 2
    assert desk.deliveries.counts() == {State.DONE: 24}


async def test_a_busy_person_keeps_nobody_else_waiting(desk: Desk) -> None:
    for number in range(6):
        desk.ask("U1", f"{number}.0")
    desk.ask("U2", "9.0")
    await desk.begun(3)
    assert desk.under_way == {"U1": 2, "U2": 1, "all": 3}
    await asyncio.sleep(0)
    assert [ts for ts, _ in desk.told] == ["2.0", "3.0", "4.0", "5.0"]
    assert desk.told[0] == ("2.0", 2)
    await desk.settle()


async def test_what_is_stopped_is_not_done(desk: Desk) -> None:
    running, _, waiting = (desk.ask("U1", f"{number}.0") for number in range(3))
    await desk.begun(2)
    assert desk.work.stop(running.id)
    assert desk.work.stop(waiting.id)
    assert not desk.work.stop(999)
    await desk.settle()
    assert desk.done == ["1.0"]


async def test_what_is_stopped_before_it_starts_leaves_its_place_to_others(desk: Desk) -> None:
    for number in range(2):
        assert desk.work.stop(desk.ask("U1", f"{number}.0").id)
    desk.ask("U1", "2.0")
    async with asyncio.timeout(5):
        await desk.settle()
    assert desk.done == ["2.0"]


async def test_what_is_edited_before_it_starts_is_done_once(desk: Desk) -> None:
    desk.ask("U1", "1.0")
    edited = desk.deliveries.edited("T", "C", "1.0", "When?", "Ev1")
    assert edited is not None
    desk.work.anew(edited)
    async with asyncio.timeout(5):
        await desk.settle()
    assert desk.done == ["1.0"]
    assert desk.deliveries.counts() == {State.DONE: 1}


async def test_an_edit_holds_nothing_up_while_the_old_words_are_given_up(desk: Desk) -> None:
    desk.ask("U1", "1.0")
    await desk.begun(1)
    desk.tidied.clear()
    for number, text in enumerate(("When?", "Where?")):
        edited = desk.deliveries.edited("T", "C", "1.0", text, f"Ev{number}")
        assert edited is not None
        desk.work.anew(edited)
    desk.tidied.set()
    async with asyncio.timeout(5):
        await desk.settle()
    assert desk.done == ["1.0"]
    assert desk.words == ["?", "Where?"]


async def test_what_fails_is_tried_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AGAIN_AFTER_SECONDS", 0.02)
    desk.fail = 2
    desk.open.set()
    desk.ask("U1", "1.0")
    async with asyncio.timeout(5):
        while desk.done != ["1.0"]:
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("kind", RequestKind)
async def test_what_fails_again_and_again_is_given_up(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, kind: RequestKind
) -> None:
    monkeypatch.setattr(module, "AGAIN_AFTER_SECONDS", 0.0)
    desk.fail = 100
    desk.error = SlackError("The app is not installed in workspace T.")
    desk.ask("U1", "1.0", kind)
    async with asyncio.timeout(10):
        while desk.deliveries.counts() != {State.FAILED: 1}:
            await asyncio.sleep(0.01)
    assert desk.fail == 100 - MAX_ATTEMPTS
    assert [why for _, why in desk.given_up] == [TOO_OFTEN]


@pytest.mark.parametrize("kind", RequestKind)
async def test_what_has_no_place_left_to_be_answered_in_is_not_tried_again(desk: Desk, kind: RequestKind) -> None:
    desk.fail = 1
    desk.error = RefusedError("chat.postMessage", "is_archived")
    desk.open.set()
    desk.ask("U1", "1.0", kind)
    async with asyncio.timeout(10):
        while desk.deliveries.counts() != {State.FAILED: 1}:
            await asyncio.sleep(0.01)
    assert desk.done == []
    assert desk.given_up == []


async def test_the_log_says_what_to_do_when_the_token_is_withdrawn(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.fail = 1
    desk.error = RefusedError("chat.postMessage", "token_revoked")
    desk.open.set()
    desk.ask("U1", "1.0")
    async with asyncio.timeout(10):
        while desk.deliveries.counts() != {State.FAILED: 1}:
            await asyncio.sleep(0.01)
    (error,) = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert "articlebot doctor --slack" in error


async def test_what_takes_too_long_is_given_up_and_its_asker_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST_SECONDS", 0.2)
    monkeypatch.setattr(module, "AGAIN_AFTER_SECONDS", 0.02)
    request = desk.ask("U1", "1.0")
    await desk.begun(1)
    desk.deliveries.posted(request, "1.5", streaming=True)
    async with asyncio.timeout(5):
        while not desk.given_up:
            await asyncio.sleep(0.01)
    await asyncio.sleep(0.2)
    assert desk.work.size == (0, 0)
    assert desk.deliveries.counts() == {State.FAILED: 1}
    ((told, why),) = desk.given_up
    assert [post.ts for post in told.posts] == ["1.5"], "with what was posted so far"
    assert why == TOO_LONG


async def test_closing_leaves_the_rest_to_the_next_process(desk: Desk, tmp_path: Path) -> None:
    for number in range(3):
        desk.ask("U1", f"{number}.0")
    await asyncio.sleep(0.1)
    await desk.work.close(0.05)
    desk.deliveries.close()
    assert len(Deliveries(tmp_path / "slack.db").inherit("T")) == 3
