"""Blocks for workspaces that take the plainer ones alone."""

from __future__ import annotations

import re

from bot.slack.blocks import degraded
from bot.slack.messages import messages_of
from tests.bot.slack.answers import SAMPLES


def test_plainer_blocks_are_cut_between_sentences_too() -> None:
    texts = [block["text"]["text"] for block in degraded(messages_of(SAMPLES["forty sources"])[0].blocks)]
    assert len(texts) > 1
    for text in texts:
        assert text.startswith("Source ")
        assert re.search(r"\|\[\d+\]>$", text), text[-80:]
