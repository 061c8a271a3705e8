"""The real bot while a language model writes slowly: sentences as they are checked, Stop, edits, deletions, crashes."""

from __future__ import annotations

import asyncio
import re
import threading
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.openai_server import KEY, OpenAIServer, Reply, Say
from tests.scenarios.slack_app import App, answered, make_library, master, opened, town, until, write_articles
from tests.slack_server import BOT_USER, SlackServer

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(600)]

TOWNS = 6
PACE_S = 0.05
"""Between two of the model's tokens: an answer takes about three seconds."""
QUICK = 0
"""The town whose answer is written so fast that a busy machine too ends it in the time that a stopped process has."""
WRITTEN_ON = [threading.Event() for _ in range(TOWNS)]
"""For each town: while it is not set, the model stops after the first sentence of an answer about it."""


def write(body: dict[str, Any]) -> Reply:
    """Four sentences about the town that is asked about, each from its article."""
    question = body["messages"][-1]["content"].rsplit("Question:", 1)[-1]
    asked = next((number for number in range(TOWNS) if town(number) in question), None)
    if asked is None:
        return Say("I don't know.")
    name = town(asked)
    return Say(
        f"The harbour of {name} opened in {opened(asked)} [1]. "
        f"The harbour master of {name} is Ada {master(asked)} [1]. "
        f"She was appointed in {1990 + asked} [1]. "
        f"A new pier for {name} will cost {asked + 12} million euros [1].",
        every_s=PACE_S if asked != QUICK else PACE_S / 3,
        held_until=WRITTEN_ON[asked],
        held_at=f"{opened(asked)} [1]. The harbour",
    )


@pytest.fixture(autouse=True)
def whole_answers() -> None:
    """The model writes answers to their end, unless a test holds them."""
    write_on(*range(TOWNS))


def hold(*towns: int) -> None:
    """The model stops after the first sentence of answers about these towns."""
    for number in towns:
        WRITTEN_ON[number].clear()


def write_on(*towns: int) -> None:
    """The model goes on."""
    for number in towns:
        WRITTEN_ON[number].set()


@pytest.fixture(scope="module")
def model() -> Iterator[OpenAIServer]:
    with OpenAIServer(write) as server:
        yield server


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running(
    tmp_path_factory: pytest.TempPathFactory, model: OpenAIServer
) -> AsyncIterator[tuple[SlackServer, App]]:
    folder: Path = tmp_path_factory.mktemp("written")
    library = make_library(folder / "library", write_articles(folder / "articles", TOWNS))
    more = {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": model.url}
    async with SlackServer() as slack, App(slack, library, log=folder / "app.log", more=more) as app:
        slack.add_channel("C1", "U1", "U2")
        yield slack, app


async def begun(slack: SlackServer, ts: str, words: str = "opened in", channel: str = "C1") -> None:
    """Wait until the first sentence is there, and the answer is still on its way."""
    await until(
        lambda: any(words in message["text"] and "_stream" in message for message in slack.answers(channel, ts))
    )


async def holds(slack: SlackServer, ts: str, words: str) -> None:
    """Wait until an answer in this thread holds the words."""
    await until(lambda: any(words in message["text"] for message in slack.answers("C1", ts)), 90)


def ask(slack: SlackServer, number: int, user: str = "U1") -> str:
    return slack.say("C1", user, f"<@{BOT_USER}> What is known of the harbour of {town(number)}?")


async def test_sentences_are_shown_as_they_are_checked(running: tuple[SlackServer, App]) -> None:
    slack, _ = running
    ts = ask(slack, 1)
    await begun(slack, ts)
    (message,) = slack.answers("C1", ts)
    seen = [message["text"]]
    while "_stream" in message:
        if message["text"] != seen[-1]:
            seen.append(message["text"])
        await until(lambda: message["text"] != seen[-1] or "_stream" not in message)
    assert len(seen) >= 2
    assert all(re.search(r"\[\[\d+\]\]\(\S+\)$", text) for text in seen), "whole sentences with their marks"
    assert "13 million euros" in message["text"]
    assert slack.refusals == []


async def test_stop_really_stops(running: tuple[SlackServer, App], model: OpenAIServer) -> None:
    slack, _ = running
    model.aborted.clear()
    hold(2)
    ts = ask(slack, 2)
    await begun(slack, ts)
    (message,) = slack.answers("C1", ts)
    del message["_stream"]  # Slack has stopped it
    slack.tell(
        {"type": "agent_session_stopped", "channel": "C1", "thread_ts": ts, "user": "U1",
         "streaming_message_ts": [message["ts"]]}
    )  # fmt: skip
    await until(lambda: "_Stopped._" in message["text"])
    assert "million euros" not in message["text"]
    await until(model.aborted.is_set)
    assert {"thread_ts": ts, "status": "active"}.items() <= slack.statuses[-1].items()
    assert len(slack.answers("C1", ts)) == 1


async def test_an_edit_while_it_writes_is_answered_in_the_same_message(running: tuple[SlackServer, App]) -> None:
    slack, _ = running
    hold(3)
    ts = ask(slack, 3)
    await begun(slack, ts)
    slack.edit("C1", ts, f"<@{BOT_USER}> What is known of the harbour of {town(4)}?")
    await until(lambda: "16 million euros" in slack.answers("C1", ts)[0]["text"])
    (text,) = await answered(slack, "C1", ts)
    assert town(3) not in text


async def test_a_deleted_question_takes_its_half_answer_along(running: tuple[SlackServer, App]) -> None:
    slack, _ = running
    hold(5)
    ts = ask(slack, 5)
    await begun(slack, ts)
    slack.delete("C1", ts)
    await until(lambda: not slack.answers("C1", ts))


async def test_an_expired_stream_goes_on_in_a_new_message(running: tuple[SlackServer, App]) -> None:
    slack, _ = running
    hold(1)
    ts = ask(slack, 1)
    await begun(slack, ts)
    (first,) = slack.answers("C1", ts)
    del first["_stream"]
    write_on(1)
    texts = await answered(slack, "C1", ts, 2)
    assert "million euros" not in texts[0]
    assert "million euros" in texts[1]
    sentences = re.findall(r"(opened in|is Ada|appointed in|will cost)", re.sub(r"\(http\S+\)", "", " ".join(texts)))
    assert sentences == ["opened in", "is Ada", "appointed in", "will cost"]


async def test_an_answer_under_way_in_a_crash_is_finished_in_place_within_a_minute(
    running: tuple[SlackServer, App],
) -> None:
    slack, app = running
    hold(2, 3)
    asked = [ask(slack, number) for number in (2, 3)]
    for ts in asked:
        await begun(slack, ts)
    await app.kill()
    write_on(2, 3)
    await app.start()
    restarted = time.monotonic()
    for number, ts in zip((2, 3), asked, strict=True):
        await until(lambda: f"{number + 12} million euros" in slack.answers("C1", ts)[0]["text"], 60)  # noqa: B023
        assert len(slack.answers("C1", ts)) == 1
    assert time.monotonic() - restarted < 60


async def test_told_to_stop_it_finishes_what_it_can_and_leaves_the_rest_to_the_next_process(
    running: tuple[SlackServer, App],
) -> None:
    slack, app = running
    hold(*range(TOWNS))
    rest = [ask(slack, 1 + number % 5, f"U{number + 2}") for number in range(8)]
    ts = ask(slack, QUICK)
    await slack.settle()
    await begun(slack, ts)
    told = time.monotonic()
    ended = asyncio.create_task(app.terminate())
    write_on(QUICK)
    assert await ended == 0
    assert time.monotonic() - told < 20, "it has five seconds to finish what it can, and the machine may be busy"
    (text,) = await answered(slack, "C1", ts, timeout_s=1)
    assert f"{QUICK + 12} million euros" in text
    write_on(*range(TOWNS))
    await app.start()
    for number, ts in enumerate(rest):
        await holds(slack, ts, f"{13 + number % 5} million euros")
        assert len(await answered(slack, "C1", ts)) == 1
