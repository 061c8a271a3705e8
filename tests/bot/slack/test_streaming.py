"""One answer on its way into a thread, against a Slack that misbehaves."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.answer import Answer, Citation
from bot.slack.calls import Slack
from bot.slack.delivery import Deliveries
from bot.slack.messages import Message, ending, messages_of, shown, with_sources
from bot.slack.posting import Threads
from bot.slack.request import Request, RequestKind
from bot.slack.streaming import Reply
from bot.slack.workspaces import new_client, new_session
from tests.bot.slack.answers import SAMPLES
from tests.slack_server import BOT_ID, BOT_TOKEN, BOT_USER, TEAM, Faults, SlackServer


@dataclass
class Desk:
    """A question that waits for its answer."""

    server: SlackServer
    slack: Slack
    deliveries: Deliveries
    request: Request

    def reply(self) -> Reply:
        return Reply(self.slack, self.deliveries, self.request, Threads())

    async def stream(self, answer: Answer, reply: Reply | None = None) -> Reply:
        """Send the answer as the engine would give it."""
        reply = reply or self.reply()
        await reply.begin("Searching 3 articles")
        await reply.step("Searching 3 articles", "2 passages")
        known: list[Citation] = list(answer.citations)
        for sentence in answer.sentences:
            await reply.add(shown(sentence, known))
        await reply.finish(
            with_sources(reply.unsent, answer.citations, ending(answer)) if reply.rolled else messages_of(answer)
        )
        return reply

    @property
    def texts(self) -> list[str]:
        return [message["text"] for message in self.server.answers("C1", self.request.ts)]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with SlackServer() as server, new_session() as session:
        server.faults.retry_after = 0
        server.add_channel("C1", "U1")
        ts = server.say("C1", "U1", f"<@{BOT_USER}> when?", deliver=False)
        slack = Slack(new_client(BOT_TOKEN, server.api_url, session), team=TEAM, bot_user=BOT_USER, bot_id=BOT_ID)
        deliveries = Deliveries(tmp_path / "slack.db")
        taken = deliveries.take(
            RequestKind.QUESTION, team=TEAM, channel="C1", ts=ts, thread_ts=ts, user="U1", text="when?"
        )
        assert taken is not None
        request = deliveries.begin(taken.id)
        assert request is not None
        yield Desk(server, slack, deliveries, request)
        assert [refusal for refusal in server.refusals if refusal[1] == "invalid_blocks" and refusal[2]] == []


def body(answer: Answer) -> str:
    return messages_of(answer)[0].body


async def test_an_answer_streams_into_one_message_with_its_sources(desk: Desk) -> None:
    await desk.stream(SAMPLES["two sources"])
    (message,) = desk.server.answers("C1", desk.request.ts)
    assert message["text"] == body(SAMPLES["two sources"])
    assert message["tasks"]["search"]["status"] == "complete"
    assert [block["type"] for block in message["blocks"]] == ["divider", "section", "section", "context_actions"]
    started = next(arguments for method, arguments in desk.server.calls if method == "chat.startStream")
    assert (started["recipient_team_id"], started["recipient_user_id"]) == (TEAM, "U1")


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("streams", [True, False])
async def test_every_kind_of_answer_arrives_whole(desk: Desk, name: str, streams: bool) -> None:
    if not streams:
        desk.server.faults.unknown = frozenset({"chat.startStream"})
    await desk.stream(SAMPLES[name])
    messages = desk.server.answers("C1", desk.request.ts)
    bodies = [block.get("text") for message in messages for block in message.get("blocks", []) if not streams]
    together = " ".join(desk.texts + [text for text in bodies if isinstance(text, str)])
    for sentence in SAMPLES[name].sentences:
        assert shown(sentence, []).split("\n")[0] in together
    assert not any("_stream" in message for message in messages)


async def test_an_expired_stream_goes_on_in_a_new_message_with_what_was_not_sent(desk: Desk) -> None:
    reply = desk.reply()
    await reply.begin("Searching")
    await reply.add("One.")
    await reply._flush()
    desk.server.stream_lifetime = -1
    await reply.add("Two.")
    await reply._flush()
    desk.server.stream_lifetime = 300
    await reply.add("Three.")
    assert reply.rolled
    await reply.finish([Message(reply.unsent)])
    assert desk.texts == ["One.", " Two. Three."]


@pytest.mark.parametrize("method", ["chat.startStream", "chat.appendStream", "chat.stopStream", "chat.update"])
@pytest.mark.parametrize("fault", ["500", "500-stored", "429", "internal_error"])
async def test_no_fault_doubles_or_loses_a_streamed_answer(desk: Desk, method: str, fault: str) -> None:
    desk.server.fail_next[method] = [fault, fault]
    await desk.stream(SAMPLES["two sources"])
    (message,) = desk.server.answers("C1", desk.request.ts)
    assert "_stream" not in message
    assert "12 million euros" in message["text"]
    assert re.sub(r"\(https://\S+\)", "", message["text"]).count("1932") == 1
    assert message["metadata"]["event_payload"]["last"] is True


@pytest.mark.parametrize("fault", ["500", "500-stored", "429", "internal_error"])
async def test_no_fault_doubles_or_loses_a_posted_answer(desk: Desk, fault: str) -> None:
    desk.server.faults.unknown = frozenset({"chat.startStream"})
    desk.server.fail_next["chat.postMessage"] = [fault, fault]
    await desk.stream(SAMPLES["long"])
    assert len(desk.texts) == len(messages_of(SAMPLES["long"]))


async def test_a_workspace_without_new_blocks_gets_old_ones(desk: Desk) -> None:
    desk.server.faults.unknown = frozenset({"chat.startStream"})
    desk.server.fail_next["chat.postMessage"] = ["invalid_blocks"]
    await desk.stream(SAMPLES["short"])
    (message,) = desk.server.answers("C1", desk.request.ts)
    assert message["blocks"][0]["type"] == "section"
    assert {block["type"] for block in message["blocks"]} == {"section", "divider", "actions"}


@pytest.mark.parametrize("stage", ["begun", "half", "unnoted"])
async def test_what_a_dead_process_left_is_finished_in_place(desk: Desk, stage: str) -> None:
    first = desk.reply()
    await first.begin("Searching")
    if stage == "half":
        await first.add("It opened in")
        await first._flush()
    if stage == "unnoted":  # it died between Slack's answer and its own note
        desk.deliveries.unposted("C1", str(first._ts))
    again = desk.deliveries.begin(desk.request.id)
    assert again is not None
    desk.request = again
    second = desk.reply()
    assert not await second.answered_before()
    await desk.stream(SAMPLES["two sources"], second)
    (message,) = desk.server.answers("C1", desk.request.ts)
    assert "_stream" not in message
    assert "12 million euros" in message["text"]


async def test_what_a_dead_process_had_finished_is_left_alone(desk: Desk) -> None:
    await desk.stream(SAMPLES["short"])
    again = desk.deliveries.begin(desk.request.id)
    assert again is not None
    desk.request = again
    assert await desk.reply().answered_before()


async def test_an_edited_question_is_answered_in_place(desk: Desk) -> None:
    await desk.stream(SAMPLES["long"])
    edited = desk.deliveries.edited(TEAM, "C1", desk.request.ts, "where?", "Ev2")
    assert edited is not None
    desk.request = edited
    await desk.stream(SAMPLES["short"])
    assert desk.texts == ["The harbour opened in 1932, after nine years of work.[1]"]


async def test_a_deleted_question_takes_its_half_answer_along(desk: Desk) -> None:
    reply = desk.reply()
    await reply.begin("Searching")
    await reply.add("One.")
    await reply.withdraw()
    assert desk.texts == []


async def test_many_answers_survive_a_bad_day(desk: Desk) -> None:
    desk.server.faults = Faults(busy=0.1, broken=0.15, retry_after=0)
    requests = []
    for _ in range(25):
        ts = desk.server.say("C1", "U1", "when?", deliver=False)
        taken = desk.deliveries.take(
            RequestKind.QUESTION, team=TEAM, channel="C1", ts=ts, thread_ts=ts, user="U1", text="when?"
        )
        assert taken is not None
        requests.append(taken)
    for request in requests:
        desk.request = request
        await desk.stream(SAMPLES["two sources"])
    for request in requests:
        (message,) = desk.server.answers("C1", request.ts)
        assert "_stream" not in message
        assert message["text"].count("12 million euros") == 1
