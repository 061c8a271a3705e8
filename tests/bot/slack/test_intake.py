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


async def test_an_edited_question_keeps_its_file_and_its_askers_workspace(tmp_path: Path) -> None:
    seen: list[Request] = []

    async def perform(request: Request) -> State:
        seen.append(request)
        return State.DONE

    async def workspace(team: str) -> Slack:
        return slack

    desk = Desk(tmp_path / "slack.db")
    slack = Slack(AsyncWebClient(), team="T", bot_user="U0", bot_id="B0")
    work = Work(desk.deliveries, perform, desk.waiting, desk.give_up)
    settings = Settings(library=tmp_path)
    answering = Answering(Opening(no_engine), desk.deliveries, workspace, settings)
    intake = Intake(desk.deliveries, work, answering, settings)
    message: dict[str, Any] = {
        "type": "message", "user": "U1", "ts": "1.0", "text": "when?", "user_team": "T2", "files": [{"id": "F1"}],
    }  # fmt: skip
    place = {"channel": "D1", "channel_type": "im"}
    await intake.take(slack, {"event": message | place, "event_id": "E1"})
    while work.size != (0, 0):
        await asyncio.sleep(0.01)
    changed = {"type": "message", "subtype": "message_changed", "message": message | {"text": "where?"}}
    await intake.take(slack, {"event": changed | place | {"previous_message": message}, "event_id": "E2"})
    while work.size != (0, 0):
        await asyncio.sleep(0.01)
    assert [request.text for request in seen] == ["when?", "where?"]
    assert seen[0].details == seen[1].details
    assert seen[1].details["user_team"] == "T2"
    assert json.loads(seen[1].details["files"])[0]["id"] == "F1"
