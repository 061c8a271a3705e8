"""A scripted OpenAI-compatible server over real HTTP on the loopback, as strict as the original.

It serves chat completions (streamed and whole), embeddings and the list of models.  What a chat completion says is
scripted: ``script`` holds replies for the next requests in their order, and ``answer`` is asked when it is empty.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import os
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import llama_index.core
import numpy as np
import tiktoken
from aiohttp import web

KEY = "sk-test-51f0c2a94d7e4b8f9a3e"
CHAT_MODELS = {"gpt-5.4-mini": 400_000, "gpt-4.1-mini": 1_047_576, "gpt-3.5-turbo": 16_384, "qwen3-tiny": 8192}
REASONING_MODELS = frozenset({"gpt-5.4-mini"})
"""They take ``max_completion_tokens`` in place of ``max_tokens``, and no temperature but 1."""
EMBEDDING_MODELS = {"text-embedding-3-small": 1536, "text-embedding-3-large": 3072, "nomic-tiny": 64}
CHAT_PARAMETERS = frozenset(
    {"model", "messages", "stream", "stream_options", "temperature", "top_p", "n", "stop", "seed", "user"}
    | {"max_tokens", "max_completion_tokens", "reasoning_effort", "presence_penalty", "frequency_penalty"}
    | {"tools", "tool_choice", "response_format", "logit_bias", "logprobs", "top_logprobs"}
)


@dataclass(frozen=True)
class Say:
    """Writes ``text`` token by token."""

    text: str
    first_s: float = 0.0
    """Pause before the first token."""
    every_s: float = 0.0
    """Pause before each further token."""
    finish: str | None = "stop"
    """None: the stream ends without saying why."""
    refusal: str | None = None
    drop_after: int | None = None
    """The connection is cut after so many tokens."""
    stall_after: int | None = None
    """Nothing more comes after so many tokens, and the connection stays open."""
    held_until: threading.Event | None = None
    """Nothing of the text after ``held_at`` comes before this is set."""
    held_at: str = ""
    garble_after: int | None = None
    """After so many tokens comes a line that is no JSON."""
    error_after: int | None = None
    """After so many tokens comes an error object instead of a chunk."""
    usage: bool = True


@dataclass(frozen=True)
class Fail:
    """Answers with an HTTP error, in OpenAI's form unless ``body`` says otherwise."""

    status: int
    code: str | None = None
    message: str = "The server had an error while processing your request."
    param: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    body: str | None = None


@dataclass(frozen=True)
class Raw:
    """Answers with these bytes, piece by piece, whatever the protocol says."""

    pieces: tuple[bytes, ...]
    content_type: str = "text/event-stream"


Reply = Say | Fail | Raw


class OpenAIServer:
    """The server; ``with OpenAIServer() as server`` runs it in a thread of its own."""

    def __init__(self, answer: Callable[[dict[str, Any]], Reply] | None = None, *, key: str = KEY) -> None:
        self.key = key
        self.chat_models = dict(CHAT_MODELS)
        self.embedding_models = dict(EMBEDDING_MODELS)
        self.script: list[Reply] = []
        self.embedding_script: list[Fail] = []
        self.answer = answer or (lambda _: Say("I don't know."))
        self.requests: list[dict[str, Any]] = []
        self.embedding_requests: list[dict[str, Any]] = []
        self.received_at: list[float] = []
        """When each chat request had been read, as ``time.perf_counter``."""
        self.aborted = threading.Event()
        """Set when a client went away before the end of its answer."""
        self.sent_at: dict[str, float] = {}
        """By the text so far: when its last token was sent, as ``time.perf_counter``."""
        self.unsupported: set[str] = set()
        """Parameters that this server does not know, as an old gateway."""
        self._encoding = _encoding()
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.url = ""

    def __enter__(self) -> OpenAIServer:
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    @property
    def prompts(self) -> list[str]:
        """The last message of each chat request."""
        return [request["messages"][-1]["content"] for request in self.requests]

    def tokens(self, text: str) -> int:
        """The tokens of ``text``, by OpenAI's own vocabulary."""
        return len(self._encoding.encode(text, disallowed_special=()))

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        application = web.Application(client_max_size=64 * 1024**2)
        application.router.add_post("/v1/chat/completions", self._chat)
        application.router.add_post("/v1/embeddings", self._embeddings)
        application.router.add_get("/v1/models", self._models)
        runner = web.AppRunner(application, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
        self._ready.set()
        await self._stop.wait()
        await runner.cleanup()

    def _refused_key(self, request: web.Request) -> web.Response | None:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if given == self.key:
            return None
        # The original shows part of the key; this one all of it, so that a leak is seen.
        return _error(
            Fail(401, "invalid_api_key", f"Incorrect API key provided: {given}. You can find your API key at ..."),
            "invalid_request_error",
        )

    async def _models(self, request: web.Request) -> web.Response:
        if refused := self._refused_key(request):
            return refused
        names = [*self.chat_models, *self.embedding_models]
        return web.json_response(
            {
                "object": "list",
                "data": [{"id": name, "object": "model", "created": 0, "owned_by": "x"} for name in names],
            }
        )

    async def _chat(self, request: web.Request) -> web.StreamResponse:
        if refused := self._refused_key(request):
            return refused
        body = await request.json()
        wrong = self._wrong(body)
        if wrong:
            return _error(wrong, "invalid_request_error")
        self.requests.append(body)
        self.received_at.append(time.perf_counter())
        reply = self.script.pop(0) if self.script else self.answer(body)
        if isinstance(reply, Fail):
            return _error(reply, "server_error" if reply.status >= 500 else "requests")
        if isinstance(reply, Raw):
            response = web.StreamResponse(headers={"Content-Type": reply.content_type})
            await response.prepare(request)
            for piece in reply.pieces:
                await response.write(piece)
            return response
        try:
            return await (self._streamed if body.get("stream") else self._whole)(request, body, reply)
        except asyncio.CancelledError:
            self.aborted.set()
            raise
        except ConnectionResetError:
            self.aborted.set()
            return web.Response()  # nobody is there to read it; raised, it would be logged with its traceback

    def _wrong(self, body: dict[str, Any]) -> Fail | None:
        """What the original would not accept."""
        unknown = sorted((set(body) - CHAT_PARAMETERS) | (set(body) & self.unsupported))
        if unknown:
            return Fail(400, "unknown_parameter", f"Unrecognized request argument supplied: {unknown[0]}", unknown[0])
        model = body.get("model")
        if model not in self.chat_models:
            return Fail(404, "model_not_found", f"The model `{model}` does not exist or you do not have access to it.")
        messages = body.get("messages")
        if not isinstance(messages, list) or not messages:
            return Fail(400, None, "[] is too short - 'messages'", "messages")
        for message in messages:
            if message.get("role") not in ("system", "developer", "user", "assistant"):
                return Fail(400, "invalid_value", f"Invalid value: {message.get('role')!r}", "messages")
            if not isinstance(message.get("content"), str):
                return Fail(400, "invalid_type", "Invalid type for 'messages[0].content'", "messages")
        if model in REASONING_MODELS:
            if "max_tokens" in body:
                return Fail(
                    400,
                    "unsupported_parameter",
                    "Unsupported parameter: 'max_tokens' is not supported with this model. "
                    "Use 'max_completion_tokens' instead.",
                    "max_tokens",
                )
            if body.get("temperature", 1) != 1:
                return Fail(400, "unsupported_value", "Unsupported value: 'temperature'", "temperature")
        elif "reasoning_effort" in body:
            return Fail(400, None, "Unrecognized request argument supplied: reasoning_effort", "reasoning_effort")
        if "stream_options" in body and not body.get("stream"):
            return Fail(400, None, "The 'stream_options' parameter is only allowed when 'stream' is enabled.")
        longest = self.chat_models[model]
        used = sum(self.tokens(message["content"]) + 4 for message in messages)
        asked = body.get("max_tokens") or body.get("max_completion_tokens") or 0
        if used + asked > longest:
            return Fail(
                400,
                "context_length_exceeded",
                f"This model's maximum context length is {longest} tokens. You requested {used + asked} tokens "
                f"({used} in the messages, {asked} in the completion). Please reduce the length of the messages.",
                "messages",
            )
        return None

    def _usage(self, body: dict[str, Any], reply: Say) -> dict[str, int]:
        prompt = sum(self.tokens(message["content"]) + 4 for message in body["messages"])
        completion = self.tokens(reply.text)
        return {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}

    async def _whole(self, request: web.Request, body: dict[str, Any], reply: Say) -> web.StreamResponse:
        await asyncio.sleep(reply.first_s)
        if reply.drop_after is not None:
            request.transport.close()  # type: ignore[union-attr]
        message = {"role": "assistant", "content": reply.text, "refusal": reply.refusal}
        return web.json_response(
            {
                "id": "chatcmpl-1",
                "object": "chat.completion",
                "created": 0,
                "model": body["model"],
                "choices": [{"index": 0, "message": message, "finish_reason": reply.finish, "logprobs": None}],
                "usage": self._usage(body, reply),
            }
        )

    async def _streamed(self, request: web.Request, body: dict[str, Any], reply: Say) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"})
        await asyncio.sleep(reply.first_s)
        await response.prepare(request)

        async def send(delta: dict[str, Any] | None, finish: str | None = None, **more: Any) -> None:
            choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}]
            chunk = {
                "id": "chatcmpl-1",
                "object": "chat.completion.chunk",
                "created": 0,
                "model": body["model"],
                "choices": choices,
                **more,
            }
            await response.write(f"data: {json.dumps(chunk)}\n\n".encode())

        await send({"role": "assistant", "content": "", "refusal": None})
        said = ""
        for position, token in enumerate(tokens_of(reply.text)):
            if position == reply.drop_after:
                request.transport.abort()  # type: ignore[union-attr]
                return response
            if position == reply.stall_after:
                await asyncio.sleep(3600)
            if reply.held_until and said.endswith(reply.held_at):
                while not reply.held_until.is_set():
                    await asyncio.sleep(0.01)
            if position == reply.garble_after:
                await response.write(b'data: {"id": "chatcmpl-1", "choices": [{"del\n\n')
            if position == reply.error_after:
                await response.write(b'data: {"error": {"message": "overloaded", "type": "server_error"}}\n\n')
                return response
            if position and reply.every_s:
                await asyncio.sleep(reply.every_s)
            said += token
            self.sent_at[said] = time.perf_counter()
            await send({"content": token})
        if reply.refusal:
            await send({"refusal": reply.refusal})
        if reply.finish is None:
            return response
        await send({}, reply.finish)
        if (body.get("stream_options") or {}).get("include_usage") and reply.usage:
            await send(None, usage=self._usage(body, reply))
        await response.write(b"data: [DONE]\n\n")
        return response

    async def _embeddings(self, request: web.Request) -> web.Response:
        if refused := self._refused_key(request):
            return refused
        body = await request.json()
        model, texts = body.get("model"), body.get("input")
        if model not in self.embedding_models:
            return _error(Fail(404, "model_not_found", f"The model `{model}` does not exist."), "invalid_request_error")
        texts = [texts] if isinstance(texts, str) else texts
        wrong = None
        if not texts or not all(isinstance(text, str) and text for text in texts):
            wrong = "'$.input' is invalid. Please check the API reference."
        elif len(texts) > 2048:
            wrong = f"'$.input' is too long: {len(texts)} items, 2048 at most."
        elif max(map(self.tokens, texts)) > 8192:
            wrong = "This model's maximum context length is 8192 tokens."
        elif sum(map(self.tokens, texts)) > 300_000:
            wrong = "Requested more than 300000 tokens, max 300000 tokens per request."
        if wrong:
            return _error(Fail(400, None, wrong), "invalid_request_error")
        self.embedding_requests.append(body)
        if self.embedding_script:
            return _error(self.embedding_script.pop(0), "server_error")
        width = body.get("dimensions") or self.embedding_models[model]
        rows = [
            {"object": "embedding", "index": position, "embedding": _encoded(vector_of(text, width), body)}
            for position, text in enumerate(texts)
        ]
        used = sum(map(self.tokens, texts))
        # The original does not promise an order; ``index`` says which is which.
        return web.json_response(
            {
                "object": "list",
                "data": rows[::-1],
                "model": model,
                "usage": {"prompt_tokens": used, "total_tokens": used},
            }
        )


def tokens_of(text: str) -> list[str]:
    """``text`` in pieces such as models write: a word with its space before it, or a sign."""
    return re.findall(r"\s?[^\W\d_]+|\s?\d+|\s?[^\w\s]|\s+|_", text)


def vector_of(text: str, width: int) -> np.ndarray[Any, np.dtype[np.float32]]:
    """A vector that tells how often each word occurs: texts that share words are close.  Not of unit length."""
    vector = np.full(width, 1e-3, dtype=np.float32)
    for word in re.findall(r"\w+", text.casefold()):
        vector[int.from_bytes(hashlib.blake2b(word.encode(), digest_size=4).digest(), "big") % width] += 1
    return vector


def _encoded(vector: np.ndarray[Any, np.dtype[np.float32]], body: dict[str, Any]) -> str | list[float]:
    if body.get("encoding_format") == "base64":
        return base64.b64encode(vector.tobytes()).decode()
    return [float(value) for value in vector]


def _error(fail: Fail, kind: str) -> web.Response:
    if fail.body is not None:
        return web.Response(status=fail.status, text=fail.body, headers=fail.headers, content_type="text/html")
    content = {"message": fail.message, "type": kind, "param": fail.param, "code": fail.code}
    return web.json_response({"error": content}, status=fail.status, headers=fail.headers)


def _encoding() -> tiktoken.Encoding:
    """OpenAI's vocabulary, which LlamaIndex ships: nothing is downloaded."""
    before = os.environ.get("TIKTOKEN_CACHE_DIR")
    os.environ["TIKTOKEN_CACHE_DIR"] = str(Path(llama_index.core.__file__).parent / "_static" / "tiktoken_cache")
    try:
        return tiktoken.get_encoding("o200k_base")
    finally:
        if before is None:
            del os.environ["TIKTOKEN_CACHE_DIR"]
        else:
            os.environ["TIKTOKEN_CACHE_DIR"] = before
