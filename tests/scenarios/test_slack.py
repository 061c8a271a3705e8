"""The real bot in a workspace: ``articlebot slack`` over Socket Mode, from the outside."""

from __future__ import annotations

import asyncio
import json
import shutil
import socket
import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

from tests.scenarios.slack_app import App, answered, make_library, master, opened, town, until, write_articles
from tests.scenarios.slack_storm import report, storm
from tests.slack_rules import pings
from tests.slack_server import BOT_ID, BOT_TOKEN, BOT_USER, TEAM, Faults, SlackServer, sign
from tests.webserver import serving

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(600)]

TOWNS = 16
EDITOR = "U0EDITOR"
LAMP = b"# The lamp of Zedhaven\n\nThe lamp of Zedhaven was lit in 1977 by the mayor.\n"
Json = dict[str, Any]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("slack")
    return make_library(folder / "library", write_articles(folder / "articles", TOWNS))


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Path:
    """A library that no other process serves."""
    shutil.copytree(made, tmp_path / "library", ignore=shutil.ignore_patterns("slack*", "lock"))
    return tmp_path / "library"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running(made: Path) -> AsyncIterator[tuple[SlackServer, App]]:
    more = {
        "ARTICLEBOT_SLACK_EDITORS": EDITOR,
        "ARTICLEBOT_ALLOW_PRIVATE_NETWORK": "1",  # the page that an editor sends is on the loopback
        "ARTICLEBOT_SLACK_CHANNELS": "C0TALK, C0TIDE",
        "ARTICLEBOT_SLACK_CHANNEL_PUBLISHERS": "C0TIDE=The Tide",
    }
    async with SlackServer() as slack, App(slack, made, log=made.parent / "app.log", more=more, cold=True) as app:
        slack.trigger_lifetime = 30.0  # Slack's three seconds are too few for a machine that does other things
        slack.add_user("U1")
        for channel in ("C0TALK", "C0TIDE", "C0OTHER"):
            slack.add_channel(channel, "U1", "U2", EDITOR)
        yield slack, app


@pytest.fixture
def slack(running: tuple[SlackServer, App]) -> SlackServer:
    server, app = running
    assert not app.process_ended, app.log.read_text()[-3000:]
    server.faults = Faults()
    server.refusals.clear()
    return server


@pytest.fixture
def page() -> Iterator[str]:
    """The address of a web page with an article."""

    async def handler(request: web.Request) -> web.Response:
        if request.path == "/robots.txt":
            return web.Response(status=404)
        words = "The bell of Yoxhaven was cast in 1811 by the brothers Orm, who had come from the coast. " * 6
        html = f"<html><head><title>The bell of Yoxhaven</title></head><body><article><p>{words}</p></article></body>"
        return web.Response(text=html, content_type="text/html")

    with serving(handler) as server:
        yield f"http://127.0.0.1:{server.port}/bell"


def ask(slack: SlackServer, text: str, channel: str = "C0TALK", user: str = "U1", **more: Any) -> str:
    return slack.say(channel, user, f"<@{BOT_USER}> {text}", **more)


def when(number: int) -> str:
    return f"When did the harbour of {town(number)} open?"


async def test_a_mention_is_answered_in_its_thread_with_sources(slack: SlackServer) -> None:
    ts = ask(slack, when(1))
    (text,) = await answered(slack, "C0TALK", ts)
    assert f"opened in {opened(1)}." in text
    assert f"[[1]](https://coast.example/{town(1).lower()}#:~:text=" in text
    (message,) = slack.answers("C0TALK", ts)
    assert "*[1]* <https://coast.example/" in json.dumps(message["blocks"])
    started = [arguments for method, arguments in slack.calls if method == "chat.startStream"][-1]
    assert (started["recipient_team_id"], started["recipient_user_id"], started["thread_ts"]) == (TEAM, "U1", ts)
    assert f"Searching {TOWNS} articles" in json.dumps(message["tasks"])
    assert {"thread_ts": ts, "status": f"is searching {TOWNS} articles…"}.items() <= next(
        status.items() for status in slack.statuses if "searching" in status["status"] and status["thread_ts"] == ts
    )
    assert pings(message) == []
    assert slack.refusals == []


async def test_a_follow_up_needs_no_mention_and_knows_its_thread(slack: SlackServer) -> None:
    ts = ask(slack, when(2))
    await answered(slack, "C0TALK", ts)
    slack.say("C0TALK", "U2", "<@U1> nice, are you coming to lunch?", thread_ts=ts)
    slack.say("C0TALK", "U1", "On my way", thread_ts=ts)
    slack.say("C0TALK", "U1", "Who is the harbour master there?", thread_ts=ts)
    texts = await answered(slack, "C0TALK", ts, 2)
    await slack.settle()
    assert f"Ada {master(2)}" in texts[1]
    assert len(slack.answers("C0TALK", ts)) == 2


async def test_a_direct_message_is_answered(slack: SlackServer) -> None:
    ts = slack.say(slack.direct("U1"), "U1", when(3))
    (text,) = await answered(slack, "D1", ts)
    assert opened(3) in text
    assert {"channel_id": "D1", "thread_ts": ts, "status": "processing"}.items() <= slack.statuses[-1].items() or any(
        status.get("status") == "processing" and status["thread_ts"] == ts for status in slack.statuses
    )


async def test_a_direct_conversation_goes_on_below_its_last_answer(slack: SlackServer) -> None:
    direct = slack.direct("U3")
    await answered(slack, direct, slack.say(direct, "U3", when(7)))
    (text,) = await answered(slack, direct, slack.say(direct, "U3", "Who is the harbour master there?"))
    assert f"Ada {master(7)}" in text


async def test_what_the_articles_do_not_say_is_declined(slack: SlackServer) -> None:
    ts = ask(slack, "Who won the chess olympiad in Budapest?")
    (text,) = await answered(slack, "C0TALK", ts)
    assert text.startswith("The articles don't say.")


async def test_bots_joins_and_other_channels_are_ignored(slack: SlackServer) -> None:
    before = len(slack.calls)
    ask(slack, when(1), bot_id="B0OTHER")
    slack.say("C0TALK", BOT_USER, when(1), bot_id=BOT_ID)
    ask(slack, when(1), channel="C0OTHER")
    slack.say("C0TALK", "U1", "When is lunch?")
    slack.tell({"type": "message", "subtype": "channel_join", "channel": "C0TALK", "user": "U2", "text": "joined",
                "ts": slack.new_ts(), "channel_type": "channel"})  # fmt: skip
    slack.tell({"type": "reaction_added", "user": "U1", "item": {}})
    await slack.settle()
    await asyncio.sleep(0.3)
    assert [method for method, _ in slack.calls[before:]] == []


async def test_a_question_delivered_often_is_answered_once(slack: SlackServer) -> None:
    slack.faults = Faults(duplicate=1.0)
    ts = ask(slack, when(4))
    await answered(slack, "C0TALK", ts)
    await slack.settle()
    await asyncio.sleep(0.5)
    assert len(slack.answers("C0TALK", ts)) == 1


async def test_a_mention_without_a_question_is_told_how_to_ask(slack: SlackServer) -> None:
    ts = slack.say("C0TALK", "U1", f"<@{BOT_USER}>")
    (text,) = await answered(slack, "C0TALK", ts)
    assert text.startswith("Ask me a question")


async def test_a_link_to_an_article_of_the_library_names_it(slack: SlackServer) -> None:
    link = f"https://coast.example/{town(4).lower()}"
    for text in (f"summarize <{link}>", f"what does <{link}#:~:text=The%20harbour|this> say about the harbour master?"):
        (said,) = await answered(slack, "C0TALK", ask(slack, text))
        assert link in said
        assert "don't say" not in said


async def test_a_failure_ends_in_a_sentence_with_a_reference_that_the_log_has(
    slack: SlackServer, running: tuple[SlackServer, App]
) -> None:
    ts = ask(slack, "Why is the harbour " + "so very " * 800 + "large?")
    (text,) = await answered(slack, "C0TALK", ts)
    reference = text.rsplit("reference ", 1)[1].rstrip(")")
    assert text.startswith("Sorry. The question has ")
    log = running[1].log.read_text()
    assert f"reference {reference}" in log
    assert "so very" not in log
    assert "Traceback" not in log


async def test_a_source_opens_with_its_words_in_bold(slack: SlackServer) -> None:
    ts = ask(slack, when(5))
    await answered(slack, "C0TALK", ts)
    (message,) = slack.answers("C0TALK", ts)
    button = next(block["accessory"] for block in message["blocks"] if "accessory" in block)
    before = len(slack.views)
    slack.click("U1", "C0TALK", message, {**button, "type": "button"})
    await until(lambda: len(slack.views) > before)
    view = list(slack.views.values())[-1]
    bold = [
        piece["text"]
        for block in view["blocks"]
        if block["type"] == "rich_text"
        for piece in block["elements"][0]["elements"]
        if piece.get("style", {}).get("bold")
    ]
    assert bold[0].startswith(f"The harbour of {town(5)} opened in {opened(5)}.")
    shown = json.dumps(view)
    assert f"Ada {master(5)}" in shown, "the paragraph after it"
    assert f"https://coast.example/{town(5).lower()}#:~:text=The%20harbour" in shown


async def test_a_thumb_down_asks_why_and_the_ledger_knows(slack: SlackServer, made: Path) -> None:
    ts = ask(slack, when(6))
    await answered(slack, "C0TALK", ts)
    (message,) = slack.answers("C0TALK", ts)
    thumbs = message["blocks"][-1]["elements"][0]
    before = len(slack.views)
    action = {"type": "feedback_buttons", "action_id": thumbs["action_id"], "value": thumbs["negative_button"]["value"]}
    slack.click("U1", "C0TALK", message, action)
    await until(lambda: len(slack.views) > before)
    view = list(slack.views.values())[-1]
    values = {"why": {"why": {"selected_option": {"value": "wrong"}}}, "words": {"words": {"value": "It was\n1950."}}}
    slack.submit("U1", view, values)
    answer = json.loads(thumbs["negative_button"]["value"])["answer"]

    def kept() -> list[Any]:
        with sqlite3.connect(made / "answers.db") as ledger:
            return ledger.execute("SELECT verdict, reason FROM feedback WHERE answer_id = ?", (answer,)).fetchall()

    await until(lambda: kept() == [("down", "It is wrong: It was 1950.")])


async def test_the_command_answers_its_asker_alone_until_shared(slack: SlackServer) -> None:
    before = len(slack.channels["C0TALK"].messages)
    _, responses = slack.command("U2", "C0TALK", "/ask", when(7))
    await until(lambda: responses)
    assert opened(7) in responses[-1]["text"]
    assert responses[-1]["response_type"] == "ephemeral"
    assert len(slack.channels["C0TALK"].messages) == before
    share = responses[-1]["blocks"][-1]["elements"][0]
    for _ in range(2):
        slack.click("U2", "C0TALK", {"ts": "1.1"}, {**share, "type": "button"})
    await until(lambda: len(slack.channels["C0TALK"].messages) > before)
    await slack.settle()
    await asyncio.sleep(0.3)
    (shared,) = slack.channels["C0TALK"].messages[before:]
    assert opened(7) in shared["text"]
    assert "<@U2> asked" in json.dumps(shared["blocks"])


async def test_what_may_not_or_need_not_be_shared_has_no_button_for_it(slack: SlackServer) -> None:
    for channel, text in (("C0OTHER", when(7)), ("C0TALK", "thanks")):
        _, responses = slack.command("U1", channel, "/ask", text)
        await until(lambda responses=responses: responses)
        assert "Share" not in json.dumps(responses)
    assert "feedback" not in json.dumps(responses)


async def test_the_shortcut_says_of_each_claim_what_the_articles_say(slack: SlackServer) -> None:
    before = len(slack.views)
    text = f"The harbour of {town(1)} opened in {opened(1)}."
    forwarded = f"The harbour of {town(2)} opened in 1999. Bananas are cheaper this autumn."
    message = {"ts": "1.1", "text": text, "attachments": [{"is_share": True, "text": forwarded}]}
    slack.shortcut("U1", "C0TALK", message, "check_message")
    await until(lambda: len(slack.views) > before)
    await until(lambda: "The articles say" in json.dumps(list(slack.views.values())[-1]))
    shown = [
        block["text"]["text"]
        for block in list(slack.views.values())[-1]["blocks"]
        if block["type"] == "section" and block["text"]["text"].startswith(">")
    ]
    assert "The articles say so" in shown[0]
    assert "The articles say otherwise" in shown[1]
    assert "articles say so" not in shown[2]


async def test_a_check_in_a_channel_that_is_tied_to_publishers_keeps_to_them(slack: SlackServer) -> None:
    before = len(slack.views)
    claims = " ".join(f"The harbour of {town(number)} opened in {opened(number)}." for number in (1, 2))
    slack.shortcut("U1", "C0TIDE", {"ts": "1.1", "text": claims}, "check_message")
    await until(lambda: len(slack.views) > before)
    await until(lambda: "The articles" in json.dumps(list(slack.views.values())[-1]))
    shown = json.dumps(list(slack.views.values())[-1])
    assert "The Tide" in shown
    assert "Coast Weekly" not in shown


async def test_home_and_suggested_questions_come_from_the_library(slack: SlackServer) -> None:
    slack.tell({"type": "app_home_opened", "user": EDITOR, "channel": slack.direct(EDITOR), "tab": "home"})
    slack.tell({"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "messages"})
    thread = {"user_id": "U1", "channel_id": "D1", "thread_ts": "17.1", "context": {}}
    slack.tell({"type": "assistant_thread_started", "assistant_thread": thread})
    await until(lambda: EDITOR in slack.homes and len(slack.prompts) >= 2)
    home = json.dumps(slack.homes[EDITOR])
    assert f"*{TOWNS}* articles" in home
    assert "The harbour of" in home
    assert "You may add articles" in home
    agent, legacy = sorted(slack.prompts[-2:], key=lambda call: "thread_ts" in call)
    assert "thread_ts" not in agent
    assert legacy["thread_ts"] == "17.1"
    assert 1 <= len(agent["prompts"]) <= 4


async def test_the_older_assistant_view_leaves_answers_as_they_are(slack: SlackServer) -> None:
    ts = slack.say(slack.direct("U1"), "U1", when(13))
    await answered(slack, "D1", ts)
    before = json.dumps(slack.answers("D1", ts))
    thread = {"user_id": "U1", "channel_id": "D1", "thread_ts": ts, "context": {"channel_id": "C0TALK"}}
    slack.tell({"type": "assistant_thread_context_changed", "assistant_thread": thread, "channel": "D1"})
    await slack.settle()
    await asyncio.sleep(0.3)
    assert json.dumps(slack.answers("D1", ts)) == before


async def test_files_and_links_are_offered_to_editors_and_added_on_a_click(slack: SlackServer, page: str) -> None:
    sent = [slack.add_file("lamp.md", LAMP), slack.add_file("broken.pdf", b"%PDF-nonsense", "application/pdf")]
    direct = slack.direct(EDITOR)
    for more in ({"text": "", "files": sent}, {"text": f"<{page}>"}):
        refused = slack.say(slack.direct("U1"), "U1", **more)
        assert "only people whom my operator names" in (await answered(slack, "D1", refused))[0]
    ts = ask(slack, "please add this", user=EDITOR, files=sent[:1])
    assert "in a direct message" in (await answered(slack, "C0TALK", ts))[0]
    gone = {"id": "F404", "mode": "tombstone"}
    ts = slack.say(direct, EDITOR, f"please add these, and <{page}>", files=[*sent, gone])
    (offered,) = await answered(slack, direct, ts)
    assert offered.startswith("Shall I add")
    assert all(name in offered for name in ("lamp.md", "broken.pdf", page))
    assert "a file" not in offered
    (offer,) = slack.answers(direct, ts)
    button = offer["blocks"][-1]["elements"][0]
    slack.click("U1", direct, offer, {**button, "type": "button"})  # forged: not an editor
    slack.click(EDITOR, direct, offer, {**button, "type": "button"})
    texts = await answered(slack, direct, ts, 2, 90)
    assert len(texts) == 2
    assert texts[1].startswith("Added: 2 articles")
    assert "I could not read broken.pdf" in texts[1]
    assert {"channel_id": direct, "thread_ts": ts, "status": "is adding to the articles…"} in slack.statuses
    for question, year in (
        ("When was the lamp of Zedhaven lit?", "1977"),
        ("When was the bell of Yoxhaven cast?", "1811"),
    ):
        assert year in (await answered(slack, "C0TALK", ask(slack, question)))[0]


async def test_attachments_on_a_question_are_not_ignored_silently(slack: SlackServer) -> None:
    ts = ask(slack, when(8), files=[slack.add_file("chart.png", b"x", "image/png")])
    await answered(slack, "C0TALK", ts)
    (message,) = slack.answers("C0TALK", ts)
    assert "not the attached file" in json.dumps(message["blocks"])


async def test_a_channel_can_be_tied_to_publishers(slack: SlackServer) -> None:
    ts = ask(slack, when(1), channel="C0TIDE")  # the article is Coast Weekly's
    (text,) = await answered(slack, "C0TIDE", ts)
    assert opened(1) not in text
    ts = ask(slack, when(2), channel="C0TIDE")
    assert opened(2) in (await answered(slack, "C0TIDE", ts))[0]


async def test_an_edited_question_is_answered_anew_in_place(slack: SlackServer) -> None:
    ts = ask(slack, when(9))
    await answered(slack, "C0TALK", ts)
    slack.edit("C0TALK", ts, f"<@{BOT_USER}> {when(10)}")
    await until(lambda: opened(10) in slack.answers("C0TALK", ts)[0]["text"])
    await slack.settle()
    assert len(slack.answers("C0TALK", ts)) == 1


async def test_a_crowd_waits_with_a_word_and_everyone_is_answered(slack: SlackServer) -> None:
    before = len(slack.ephemeral)
    asked = [ask(slack, when(number % TOWNS)) for number in range(12)]
    for number, ts in enumerate(asked):
        assert opened(number % TOWNS) in (await answered(slack, "C0TALK", ts))[0]
    words = slack.ephemeral[before:]
    assert words
    assert all(word["user"] == "U1" and "before yours" in word["text"] for word in words)


async def test_it_reconnects_when_slack_asks_or_the_line_is_cut(slack: SlackServer) -> None:
    for reason in ("warning", "refresh_requested", None):
        before = slack.sockets_opened
        if reason is None:
            slack.drop_sockets()
        else:
            await slack.refresh_sockets(reason)
        ts = ask(slack, when(11))
        assert opened(11) in (await answered(slack, "C0TALK", ts))[0]
        assert slack.sockets_opened > before


NEWER = frozenset({"chat.startStream", "assistant.threads.setStatus", "agents.sessions.setStatus", "users.info"})


@pytest.mark.parametrize(
    ("refused", "blocks"),
    [("unknown_method", ""), ("missing_scope", "context_actions"), ("not_allowed_token_type", "*")],
)
@pytest.mark.parametrize("streams", [False, True])
async def test_a_workspace_without_what_is_new_gets_plainer_messages(
    slack: SlackServer, refused: str, blocks: str, streams: bool
) -> None:
    slack.faults = Faults(
        unknown=NEWER - ({"chat.startStream"} if streams else set()), unknown_as=refused, no_blocks=frozenset({blocks})
    )
    direct = slack.direct("U1")
    asked = [("C0TALK", ask(slack, when(12))), (direct, slack.say(direct, "U1", when(13)))]
    for (channel, ts), number in zip(asked, (12, 13), strict=True):
        await until(lambda: any(opened(number) in each["text"] for each in slack.answers(channel, ts)))  # noqa: B023
        await answered(slack, channel, ts)
        (message,) = slack.answers(channel, ts)
        source = f"https://coast.example/{town(number).lower()}"
        await until(lambda: source in json.dumps(message))  # noqa: B023
        kinds = [block["type"] for block in message.get("blocks", [])]
        assert ("actions" in kinds) == (blocks == "context_actions"), kinds
    _, responses = slack.command("U2", "C0TALK", "/ask", when(14))
    await until(lambda: responses)
    assert opened(14) in responses[0]["text"]


async def test_where_no_modal_can_be_had_the_same_comes_as_a_message(slack: SlackServer) -> None:
    ts = ask(slack, when(5))
    await answered(slack, "C0TALK", ts)
    (message,) = slack.answers("C0TALK", ts)
    button = next(block["accessory"] for block in message["blocks"] if "accessory" in block)
    slack.faults = Faults(unknown=frozenset({"views.open"}))
    before = set(slack.responses)
    slack.click("U1", "C0TALK", message, {**button, "type": "button"})
    claim = f"The harbour of {town(1)} opened in {opened(1)}."
    slack.shortcut("U1", "C0TALK", {"ts": "1.1", "text": claim}, "check_message")
    await until(lambda: sum(len(said) for url, said in slack.responses.items() if url not in before) == 2)
    said = [each for url, each in slack.responses.items() if url not in before]
    shown = json.dumps(said)
    assert f"*The harbour of {town(5)} opened in {opened(5)}.*" in shown
    assert "The articles say so" in shown
    assert all(message["response_type"] == "ephemeral" for messages in said for message in messages)


async def test_it_starts_with_nothing_to_answer_from_and_says_how_to_fill_it(tmp_path: Path) -> None:
    library = tmp_path / "new"
    more = {"ARTICLEBOT_SLACK_EDITORS": EDITOR}
    async with SlackServer() as slack, App(slack, library, log=tmp_path / "app.log", more=more) as app:
        slack.add_channel("C1", "U1", EDITOR)
        ts = ask(slack, "When was the lamp of Zedhaven lit?", channel="C1")
        _, responses = slack.command("U1", "C1", "/ask", "When was the lamp lit?")
        slack.shortcut("U1", "C1", {"ts": "1.1", "text": "The lamp of Zedhaven was lit in 1977."}, "check_message")
        direct = slack.direct(EDITOR)
        slack.tell({"type": "app_home_opened", "user": EDITOR, "channel": direct, "tab": "home"})
        slack.tell({"type": "app_home_opened", "user": EDITOR, "channel": direct, "tab": "messages"})
        (text,) = await answered(slack, "C1", ts)
        await until(lambda: responses and slack.homes and slack.prompts and slack.views)
        await until(lambda: "is empty" in json.dumps(slack.views))
        for said in (text, responses[-1]["text"], json.dumps(slack.homes[EDITOR])):
            assert "library is empty" in said
            assert "articlebot add" in said
        file = slack.add_file("lamp.md", LAMP)
        sent = slack.say(direct, EDITOR, "", files=[file])
        await answered(slack, direct, sent)
        (offer,) = slack.answers(direct, sent)
        slack.click(EDITOR, direct, offer, {**offer["blocks"][-1]["elements"][0], "type": "button"})
        assert (await answered(slack, direct, sent, 2, 60))[1].startswith("Added: 1 article")
        ts = ask(slack, "When was the lamp of Zedhaven lit?", channel="C1")
        assert "1977" in (await answered(slack, "C1", ts))[0]
        assert not app.process_ended
    assert "Traceback" not in (tmp_path / "app.log").read_text()


async def test_a_wrong_app_token_ends_the_start_with_what_to_do(tmp_path: Path) -> None:
    log = tmp_path / "wrong.log"
    async with SlackServer() as slack:
        app = App(slack, tmp_path / "new", log=log, more={"SLACK_APP_TOKEN": "xapp-wrong"})
        with pytest.raises(AssertionError, match="SLACK_APP_TOKEN"):
            await app.start()
        assert app.process is not None
        assert app.process.returncode == 2
    assert "Traceback" not in log.read_text()


async def test_two_processes_on_one_library_answer_once(slack: SlackServer, made: Path) -> None:
    slack.faults = Faults(duplicate=1.0)
    async with App(slack, made, log=made.parent / "second.log", more={"ARTICLEBOT_SLACK_CHANNELS": "C0TALK"}):
        assert slack.connected == 2
        asked = [ask(slack, when(number)) for number in range(TOWNS)]
        for number, ts in enumerate(asked):
            assert opened(number) in (await answered(slack, "C0TALK", ts))[0]
        await slack.settle()
        await asyncio.sleep(0.5)
        assert [len(slack.answers("C0TALK", ts)) for ts in asked] == [1] * TOWNS


async def test_a_small_storm_loses_and_doubles_nothing(own: Path) -> None:
    async with SlackServer() as slack, App(slack, own, log=own.parent / "storm.log") as app:
        outcome = await storm(
            slack, app, towns=TOWNS, questions=24, people=10, channels=4, kills=1, pause_s=0.05, quiet_s=1.5
        )
    assert (outcome.missing, outcome.doubled, outcome.wrong) == ([], [], []), report(outcome)


async def test_over_http_only_slack_is_heard(own: Path) -> None:
    log = own.parent / "http.log"
    async with SlackServer() as slack:
        port = _free_port()
        async with App(slack, own, "--http", f"127.0.0.1:{port}", log=log) as app:
            base = f"http://127.0.0.1:{port}"
            await until(lambda: app.process_ended or _listens(port), 60)
            for path in ("/healthz", "/readyz"):
                async with slack._client.get(base + path) as answer:
                    assert answer.status == 200
            event = json.dumps({"type": "url_verification", "challenge": "abc"})
            cases = [(sign(event), 200), (sign(event, "forged"), 401), (sign(event, at=1_000_000), 401), ({}, 401)]
            for headers, status in cases:
                async with slack._client.post(
                    base + "/slack/events", data=event, headers=headers | {"Content-Type": "application/json"}
                ) as answer:
                    assert answer.status == status
                    if status == 200:
                        assert "abc" in await answer.text()
            slack.request_url = base + "/slack/events"
            slack.add_channel("C1", "U1")
            slack.faults = Faults(duplicate=0.5)
            ts = ask(slack, when(3), channel="C1")
            assert opened(3) in (await answered(slack, "C1", ts))[0]
            _, responses = slack.command("U1", "C1", "/ask", when(4))
            await until(lambda: responses)
            assert opened(4) in responses[0]["text"]
            await slack.settle()
            assert len(slack.answers("C1", ts)) == 1


async def test_workspaces_can_install_it_by_oauth(own: Path) -> None:
    log = own.parent / "oauth.log"
    async with SlackServer() as slack:
        port = _free_port()
        more = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "secret", "SLACK_BOT_TOKEN": ""}
        async with App(slack, own, "--http", f"127.0.0.1:{port}", "--oauth", log=log, more=more) as app:
            base = f"http://127.0.0.1:{port}"
            await until(lambda: app.process_ended or _listens(port), 60)
            slack.request_url = base + "/slack/events"
            slack.add_channel("C1", "U1")
            async with slack._client.get(base + "/slack/install") as answer:
                page = await answer.text()
                cookie = answer.headers["Set-Cookie"].split(";")[0]
            assert "app_mentions%3Aread" in page or "app_mentions:read" in page
            state = page.split("state=")[1].split('"')[0].split("&")[0]
            for number, (wanted, given) in enumerate([("stolen", 400), (state, 200)]):
                async with slack._client.get(
                    f"{base}/slack/oauth_redirect", params={"code": "good-code", "state": wanted},
                    headers={"Cookie": cookie},
                ) as answer:  # fmt: skip
                    assert answer.status == given, number
            ts = ask(slack, when(5), channel="C1")
            assert opened(5) in (await answered(slack, "C1", ts))[0]
        assert BOT_TOKEN not in log.read_text()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
