"""Reads a chat completion as servers really stream it, through OpenAI's client but without its model classes.

Building those classes is most of what a token costs (half of the processor time of fifty answers at once), and they
hold only what OpenAI itself sends: content in parts, a whole message in one piece, or plain JSON in answer to a request
for a stream would be lost.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import openai


@dataclass(frozen=True, slots=True)
class Chunk:
    """One piece of a completion; what a server left out is empty."""

    text: str = ""
    refusal: str = ""
    finish_reason: str | None = None
    prompt_tokens: int = 0
    completion_tokens: int = 0


async def completion_chunks(client: openai.AsyncOpenAI, request: Mapping[str, Any]) -> AsyncGenerator[Chunk, None]:
    """The pieces of the completion that ``request`` asks for, as they come; closing the generator closes the stream.

    Raises what the client raises, ValueError for what is no chat completion, and openai.APIError for an error that a
    server sends with status 200.
    """
    async with client.chat.completions.with_streaming_response.create(**request) as response:
        kind = response.headers.get("content-type", "")
        if "html" in kind:
            raise ValueError(f"a page came in place of a completion ({kind})")
        if "json" in kind and "event-stream" not in kind and "ndjson" not in kind:
            # The server does not stream, or fails with status 200.
            yield _chunk(await response.json(), response.http_request)
            return
        stream = await response.parse(to=openai.AsyncStream[object])
        async for body in stream:
            yield _chunk(body, response.http_request)


def merged(chunks: Sequence[Chunk]) -> Chunk:
    """Several pieces that follow one another as one."""
    return Chunk(
        text="".join(chunk.text for chunk in chunks),
        refusal="".join(chunk.refusal for chunk in chunks),
        finish_reason=next((chunk.finish_reason for chunk in reversed(chunks) if chunk.finish_reason), None),
        prompt_tokens=max(chunk.prompt_tokens for chunk in chunks),
        completion_tokens=max(chunk.completion_tokens for chunk in chunks),
    )


def _chunk(body: object, request: Any) -> Chunk:
    if not isinstance(body, dict):
        raise ValueError("a chunk is no object")
    if body.get("error"):
        error = body["error"]
        said = error.get("message") if isinstance(error, dict) else error
        raise openai.APIError(str(said or "An error came in place of a completion."), request, body=error)
    choices = body.get("choices")
    held = [choice for choice in choices if isinstance(choice, dict)] if isinstance(choices, list) else []
    choice = next((choice for choice in held if not choice.get("index")), {})  # one was asked for; some send several
    message = next((part for part in (choice.get("delta"), choice.get("message")) if isinstance(part, dict)), {})
    finish = choice.get("finish_reason")
    usage = body.get("usage")
    usage = usage if isinstance(usage, dict) else {}
    return Chunk(
        text=_text(message.get("content")),
        refusal=_text(message.get("refusal")),
        finish_reason=finish if isinstance(finish, str) and finish else None,
        prompt_tokens=_count(usage.get("prompt_tokens")),
        completion_tokens=_count(usage.get("completion_tokens")),
    )


def _text(content: object) -> str:
    """Content as text; of a list of parts the text ones, not a model's thoughts."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        parts = [part for part in content if isinstance(part, dict) and part.get("type") == "text"]
        return "".join(part["text"] for part in parts if isinstance(part.get("text"), str))
    return ""


def _count(value: object) -> int:
    return int(value) if isinstance(value, (int, float)) and value > 0 else 0
