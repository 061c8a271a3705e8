"""What becomes of the messages that Slack tells of."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.settings import Settings
from bot.slack.answering import Answering
from bot.slack.calls import Slack
from bot.slack.intake import Intake
from bot.slack.opening import Opening
from bot.slack.request import Request, State
from bot.slack.work import Work
from tests.bot.slack.test_features import no_engine
from tests.bot.slack.test_work import Desk


def taking(tmp_path: Path, seen: list[Request], **settings: Any) -> tuple[Slack, Intake, Work]:
    """An intake whose requests are noted in ``seen``."""

    async def perform(request: Request) -> State:
        seen.append(request)
        return State.DONE

    async def workspace(team: str) -> Slack:
        return slack

    desk = Desk(tmp_path / "slack.db")
    slack = Slack(AsyncWebClient(), team="T", bot_user="U0", bot_id="B0")
    work = Work(desk.deliveries, perform, desk.waiting, desk.give_up)
    answering = Answering(Opening(no_engine), desk.deliveries, workspace, Settings(library=tmp_path, **settings))
    return slack, Intake(desk.deliveries, work, answering), work


async def done(work: Work) -> None:
    while work.size != (0, 0):
        await asyncio.sleep(0.01)


async def test_an_edited_question_keeps_its_file_and_its_askers_workspace(tmp_path: Path) -> None:
    seen: list[Request] = []
    slack, intake, work = taking(tmp_path, seen)
    message: dict[str, Any] = {
        "type": "message", "user": "U1", "ts": "1.0", "text": "when?", "user_team": "T2", "files": [{"id": "F1"}],
    }  # fmt: skip
    place = {"channel": "D1", "channel_type": "im"}
    await intake.take(slack, {"event": message | place, "event_id": "E1"})
    await done(work)
    changed = {"type": "message", "subtype": "message_changed", "message": message | {"text": "where?"}}
    await intake.take(slack, {"event": changed | place | {"previous_message": message}, "event_id": "E2"})
    await done(work)
    assert [request.text for request in seen] == ["when?", "where?"]
    assert seen[0].details == seen[1].details
    assert seen[1].details["user_team"] == "T2"
    assert json.loads(seen[1].details["files"])[0]["id"] == "F1"


async def test_a_mention_that_is_added_to_a_message_asks_once(tmp_path: Path) -> None:
    seen: list[Request] = []
    slack, intake, work = taking(tmp_path, seen, slack_channels=("C1",))
    for channel in ("C1", "C2"):
        place = {"channel": channel, "channel_type": "channel"}
        before = {"type": "message", "user": "U1", "ts": "1.0", "text": "when did it open?"}
        after = before | {"text": "<@U0> when did it open?", "edited": {"user": "U1", "ts": "2.0"}}
        await intake.take(slack, {"event": before | place, "event_id": f"E1{channel}"})
        changed = {"type": "message", "subtype": "message_changed", "message": after, "previous_message": before}
        for _ in range(2):
            await intake.take(slack, {"event": changed | place, "event_id": f"E2{channel}"})
        await done(work)
        assert [request.channel for request in seen] == ["C1"]
        # Slack may tell of the mention as well.
        await intake.take(slack, {"event": after | place | {"type": "app_mention"}, "event_id": f"E3{channel}"})
        await done(work)
    assert [request.text for request in seen] == ["<@U0> when did it open?"]
