"""What people send besides words, as the button holds it that adds it."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.settings import Settings
from bot.slack.adding import Adding, Offered, is_for_adding, offer, offered
from bot.slack.blocks import MAX_VALUE, button
from bot.slack.calls import Slack
from bot.slack.delivery import Deliveries
from bot.slack.request import Request, RequestKind
from bot.slack.workspaces import new_session


def sent(text: str, files: list[dict[str, Any]]) -> Request:
    details = {"files": json.dumps(files)}
    return Request(1, RequestKind.QUESTION, "T", "D1", "1.0", "1.0", "U1", text, details)


@pytest.mark.parametrize("letter", ["a", "ж", "灯"])
def test_a_button_holds_as_many_links_as_it_can_and_each_whole(letter: str) -> None:
    addresses = [f"https://lamps.example/{number}/{('a' if number < 4 else letter) * 250}" for number in range(10)]
    request = sent(" ".join(f"<{address}>" for address in addresses), [{"id": f"F{n:010d}"} for n in range(12)])
    what = offered(request)
    (element,) = offer(what).tail[0]["elements"]
    assert len(element["value"]) <= MAX_VALUE
    wanted = json.loads(element["value"])
    assert len(wanted["f"]) == 10
    assert wanted["l"]
    assert set(wanted["l"]) < set(addresses)
    assert f"no room here for {22 - len(wanted['f']) - len(wanted['l'])} more" in offer(what).body


@pytest.mark.parametrize(
    ("words", "editors", "others"),
    [
        ("please add this", True, True),
        ("Can you add the attached file, please?", True, True),
        ("Hi bot, I'd like to upload a file", True, True),
        ("the new policy, as promised", True, False),
        ("what does this say about leave?", False, False),
        ("How do I add a file to a board?", False, False),
        ("summarize", False, False),
    ],
)
def test_what_comes_with_a_file_and_asks_nothing_is_about_the_file(words: str, editors: bool, others: bool) -> None:
    what = Offered((("F1", "policy.pdf"),), ())
    assert is_for_adding(words, what, may_add=True) is editors
    assert is_for_adding(words, what, may_add=False) is others
    assert not is_for_adding(words, Offered((), ()), may_add=True)


def test_a_value_is_never_cut() -> None:
    assert button("Add", "add", "x" * MAX_VALUE)["value"] == "x" * MAX_VALUE
    with pytest.raises(ValueError, match="2,001 characters"):
        button("Add", "add", "x" * (MAX_VALUE + 1))


async def test_adding_never_waits_for_the_terminal_the_bot_was_started_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyboard, terminal = os.openpty()
    before = os.dup(0)
    os.dup2(terminal, 0)
    deliveries = Deliveries(tmp_path / "slack.db")
    settings = Settings.load({"library": tmp_path, "embedding_model": "builtin"}, environ={}, env_file=None)
    # "-" reads standard input: of a terminal it would wait for somebody to type.
    wanted = {"wanted": json.dumps({"l": ["-"]})}
    try:
        async with new_session() as session, asyncio.timeout(60):
            slack = Slack(AsyncWebClient(), team="T", bot_user="U0", bot_id="B0")
            request = Request(1, RequestKind.ADD, "T", "D1", "1.0", "1.0", "U1", "", wanted)
            told = await Adding(settings, deliveries, session).add(slack, request)
    finally:
        os.dup2(before, 0)
        for descriptor in (before, keyboard, terminal):
            os.close(descriptor)
        deliveries.close()
    assert "standard input" in told
