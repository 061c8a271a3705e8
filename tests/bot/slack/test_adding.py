"""What people send besides words, as the button holds it that adds it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.slack.adding import offer, offered
from bot.slack.blocks import MAX_VALUE, button
from bot.slack.request import Kind, Request


def sent(text: str, files: list[dict[str, Any]]) -> Request:
    details = {"files": json.dumps(files)}
    return Request(1, Kind.QUESTION, "T", "D1", "1.0", "1.0", "U1", text, details)


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


def test_a_value_is_never_cut() -> None:
    assert button("Add", "add", "x" * MAX_VALUE)["value"] == "x" * MAX_VALUE
    with pytest.raises(ValueError, match="2,001 characters"):
        button("Add", "add", "x" * (MAX_VALUE + 1))
