"""What happens besides questions in messages, against a Slack that answers."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

from bot.settings import Settings
from bot.slack.answering import Answering
from bot.slack.delivery import Deliveries
from bot.slack.features import Features
from bot.slack.opening import Opening
from bot.slack.posting import Threads
from bot.slack.request import Kind
from bot.slack.streaming import Reply
from bot.slack.workspaces import Workspaces, new_session
from index.errors import NoLibraryError
from tests.slack_server import BOT_TOKEN, BOT_USER, TEAM, SlackServer


def no_engine() -> NoReturn:
    raise NoLibraryError("There is no library.")


@pytest.mark.parametrize("kind", Kind)
async def test_the_asker_of_what_takes_too_long_is_told_so(tmp_path: Path, kind: Kind) -> None:
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
            details={"response_url": url} if kind is Kind.COMMAND else {"respond_at": url},
        )  # fmt: skip
        assert taken is not None
        if kind is Kind.QUESTION:
            await Reply(slack, deliveries, taken, Threads()).begin("Searching 3 articles")
        overdue = deliveries.begin(taken.id)
        assert overdue is not None
        await features.give_up(overdue)
        told = server.answers("C1", ts) or server.responses[url.rsplit("/", 1)[1]]
        assert len(told) == 1
        assert "It took too long, and I gave up." in str(told[0])
        assert "_stream" not in told[0]
