"""The blocks that messages are made of, within Slack's limits (docs.slack.dev/reference/block-kit/blocks)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from bot.slack.mrkdwn import cut, shorten, split, to_mrkdwn

MAX_BLOCKS = 50
MAX_SECTION = 3_000
MAX_BUTTON = 75
MAX_VALUE = 2_000
SOURCE, FEEDBACK, SHARE = "source", "feedback", "share"
GOOD, BAD = "good", "bad"

Block = dict[str, Any]


def markdown(body: str) -> list[Block]:
    """A block of Markdown; none for no text."""
    return [{"type": "markdown", "text": body}] if body.strip() else []


def section(text: str, accessory: Block | None = None) -> Block:
    """A section of ``mrkdwn``, cut if it is too long."""
    block: Block = {"type": "section", "text": {"type": "mrkdwn", "text": cut(text, MAX_SECTION)}}
    return block | ({"accessory": accessory} if accessory else {})


def context(text: str) -> Block:
    """A line of small print."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": cut(text, MAX_SECTION)}]}


def header(text: str) -> Block:
    """A heading."""
    return {"type": "header", "text": {"type": "plain_text", "text": shorten(text, 150)}}


def button(text: str, action: str, value: str, **more: Any) -> Block:
    """A button; raises ValueError for a value that Slack would refuse: cut, it would say something else."""
    if len(value) > MAX_VALUE:
        raise ValueError(f"the value of a button has {len(value):,} characters")
    label = {"type": "plain_text", "text": shorten(text, MAX_BUTTON)}
    return {"type": "button", "text": label, "action_id": action, "value": value, **more}


def actions(*buttons: Block) -> Block:
    """A row of buttons."""
    return {"type": "actions", "elements": list(buttons)}


def feedback(answer_id: str) -> Block:
    """The two thumbs."""

    def thumb(text: str, label: str, verdict: str) -> Block:
        value = json.dumps({"answer": answer_id, "verdict": verdict}, separators=(",", ":"))
        return {"text": {"type": "plain_text", "text": text}, "accessibility_label": label, "value": value}

    element = {
        "type": "feedback_buttons",
        "action_id": FEEDBACK,
        "positive_button": thumb("Good answer", "This answer helped", GOOD),
        "negative_button": thumb("Bad answer", "This answer is wrong or did not help", BAD),
    }
    return {"type": "context_actions", "elements": [element]}


def degraded(blocks: Iterable[Block]) -> list[Block]:
    """The same in blocks that every client and workspace has had for years."""
    made: list[Block] = []
    for block in blocks:
        if block["type"] == "markdown":
            made += [section(part) for part in split(to_mrkdwn(block["text"]), MAX_SECTION)]
        elif block["type"] == "context_actions":
            element = block["elements"][0]
            sides = (("positive_button", GOOD), ("negative_button", BAD))
            made.append(
                actions(
                    *(
                        button(element[side]["text"]["text"], f"{FEEDBACK}-{verdict}", element[side]["value"])
                        for side, verdict in sides
                    )
                )
            )
        else:
            made.append(block)
    return made[:MAX_BLOCKS]


def size(blocks: Sequence[Block]) -> int:
    """Characters of the blocks, counted on the safe side: with their JSON."""
    return len(json.dumps(list(blocks), ensure_ascii=False))
