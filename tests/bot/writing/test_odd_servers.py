"""Streams as gateways and local servers really send them, and answers as models really lay them out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from bot.errors import ModelError
from bot.writing.draft import Draft
from bot.writing.generative import GenerativeWriter
from index.passage import Passage
from tests.openai_server import OpenAIServer, Raw, Say

ANSWER = "The bridge opened in 1932 [1]. Paul Hogan was a rigger there [2]."
DRAFTS = [Draft("The bridge opened in 1932.", (1,)), Draft("Paul Hogan was a rigger there.", (2,))]
DONE = "data: [DONE]\n\n"


def chunk(delta: dict[str, Any] | None, finish: str | None = None, **more: Any) -> str:
    choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": finish}]
    return f"data: {json.dumps({'choices': choices, **more}, ensure_ascii=False)}\n\n"


def stream(text: str = ANSWER, finish: str = "stop") -> list[str]:
    pieces = [chunk({"content": text[at : at + 5]}) for at in range(0, len(text), 5)]
    return [chunk({"role": "assistant"}), *pieces, chunk({}, finish), DONE]


def raw(parts: Sequence[str], content_type: str = "text/event-stream") -> Raw:
    return Raw(tuple(part.encode() for part in parts), content_type)


async def written(writer: GenerativeWriter, passages: Sequence[Passage]) -> list[Draft]:
    writing = writer.begin("When did the bridge open?", passages)
    try:
        return [draft async for draft in writing]
    finally:
        await writing.aclose()


USAGE = {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10}
WHOLE = {"choices": [{"index": 0, "message": {"role": "assistant", "content": ANSWER}, "finish_reason": "stop"}]}


@pytest.mark.parametrize(
    "reply",
    [
        raw([": PROCESSING\n\n", *(line for part in stream() for line in (part, ": keep-alive\n\n"))]),
        raw([part.replace("data: ", "data:") for part in stream()]),
        raw([part.replace("\n", "\r\n") for part in stream()]),
        raw([f"event: message\nid: 1\nretry: 5\n{part}" for part in stream()]),
        Raw(tuple(bytes([byte]) for byte in "".join(stream()).encode())),
        raw([chunk({"role": "assistant", "content": None}), chunk({"content": None}), *stream()]),
        raw([chunk(None, prompt_filter_results=[]), "data: {}\n\n", *stream()]),
        raw([*stream()[:-2], chunk({}, "stop", usage=USAGE), DONE]),
        raw([chunk({"reasoning_content": "It says 1945 [1]. "}), chunk({"reasoning": "Hm."}), *stream()]),
        raw(
            [chunk({"content": [{"type": "thinking", "text": "Hm."}, {"type": "text", "text": ANSWER}]}, "stop"), DONE]
        ),
        raw([f"data: {json.dumps(WHOLE)}\n\n", DONE]),
        raw([json.dumps(WHOLE)], "application/json"),
        raw(stream(), "text/plain"),
        raw(stream()[:-1]),
        raw(stream()[:-2]),
    ],
    ids=[
        "comments",
        "no space",
        "CRLF",
        "event fields",
        "byte by byte",
        "null content",
        "no choices",
        "usage in the last chunk",
        "reasoning",
        "content in parts",
        "whole message in one chunk",
        "JSON in answer to a request for a stream",
        "plain text",
        "no [DONE]",
        "no finish reason",
    ],
)
async def test_stream_of_any_make_is_read(
    reply: Raw, server: OpenAIServer, writer: GenerativeWriter, passages: list[Passage]
) -> None:
    server.script = [reply]
    assert await written(writer, passages) == DRAFTS


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (
            raw([json.dumps({"error": {"message": "overloaded"}})], "application/json"),
            "broke off its answer: overloaded",
        ),
        (raw([json.dumps({"error": "overloaded"})], "application/json"), "broke off its answer: overloaded"),
        (raw(['data: {"error": {"message": "overloaded"}}\n\n']), "broke off its answer: overloaded"),
        (raw(["<html>Please log in</html>"], "text/html"), "sent what is no chat completion"),
        (raw(["data: [1, 2]\n\n"]), "sent what is no chat completion"),
        (
            raw([chunk({"tool_calls": [{"index": 0, "function": {"name": "search"}}]}, "tool_calls"), DONE]),
            "empty answer",
        ),
        (raw(stream("<think>The passage says 1932 [1].")), "empty answer"),
        (raw([DONE]), "empty answer"),
        (raw([]), "empty answer"),
        (raw(stream("The bridge", "length")), "reached its limit"),
    ],
    ids=[
        "error with status 200",
        "error in a word",
        "error in the stream",
        "a page",
        "no object",
        "tool call",
        "only thoughts",
        "only the end",
        "nothing",
        "cut off",
    ],
)
async def test_what_is_no_answer_is_one_error(
    reply: Raw, reason: str, server: OpenAIServer, writer: GenerativeWriter, passages: list[Passage]
) -> None:
    server.answer = lambda _: reply
    with pytest.raises(ModelError, match=reason):
        await written(writer, passages)


OPENED = "The bridge opened in 1932"
RIGGER = "Paul Hogan was a rigger there"


@pytest.mark.parametrize(
    "text",
    [
        f"- {OPENED} [1].\n- {RIGGER} [2].",
        f"1. {OPENED} [1]\n2. {RIGGER} [2]",
        f"## Answer\n\n{OPENED} [1].\n\n**Riggers**\n\n{RIGGER} [2].",
        f"**Answer:** {OPENED} [1]. {RIGGER} [2]. I hope this helps! Would you like to know more?",
        f"Based on the provided passages, the bridge opened in 1932 [1]. {RIGGER} [2].",
        f"Sure! Here is what I found:\n\n{OPENED} [1].\n{RIGGER} [2].\n\nLet me know if you have any other questions.",
        f"```markdown\n{OPENED} [1]. {RIGGER} [2].\n```",
        f"{OPENED} [1]. {RIGGER} [2].\n\nSources:\n[1] A bridge turns ninety\n[2] Riggers",
        f"{OPENED}.[^1] {RIGGER}.[^2]\n\n[^1]: A bridge turns ninety\n[^2]: Riggers",
        f"<think>It opened in 1945 [1].</think>\n\n{OPENED} [1]. {RIGGER} [2].",
        f"<thinking>It opened in 1945 [1].\n</thinking>{OPENED} [1]. {RIGGER} [2].",
        f"{OPENED} [1]. {RIGGER} [2].<|im_end|>",
        f"{OPENED} [1]. {RIGGER} [2]. {OPENED} [1].",
        f"{OPENED} **[1]**. {RIGGER} *[2]*.",
        f"{OPENED}¹. {RIGGER}².",
        f"{OPENED}.¹ {RIGGER}.²",
        f"{OPENED} (passage 1). {RIGGER} (Source: passage 2).",
        f"{OPENED}. (1) {RIGGER}. (2)",
        f"{OPENED} [cite: 1]. {RIGGER} [Source: 2].",
        f"{OPENED} {{1}}. {RIGGER} <sup>2</sup>.",
        f"{OPENED} [A bridge turns ninety]. {RIGGER} [Riggers].",
        f"According to passage 1, the bridge opened in 1932. {RIGGER}, according to passage 2.",
        f"Passage 1 says that the bridge opened in 1932. {RIGGER}^[2].",
    ],
)
async def test_answer_of_any_layout_gives_the_same_sentences(
    text: str, server: OpenAIServer, writer: GenerativeWriter, passages: list[Passage]
) -> None:
    server.script = [Say(text)]
    assert await written(writer, passages) == DRAFTS


async def test_table_is_read_row_by_row(
    server: OpenAIServer, writer: GenerativeWriter, passages: list[Passage]
) -> None:
    server.script = [
        Say("| Fact | Value | Source |\n|---|---|---|\n| Opened | 1932 | [1] |\n| Cost | 6.25 million | [1] |")
    ]
    assert await written(writer, passages) == [Draft("Opened: 1932.", (1,)), Draft("Cost: 6.25 million.", (1,))]
