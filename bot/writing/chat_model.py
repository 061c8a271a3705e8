"""The language model behind an OpenAI-compatible server, as a LlamaIndex ``LLM`` that takes any model's name."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Any
from weakref import WeakKeyDictionary

import httpx
import openai
from llama_index.core.base.llms.types import (
    ChatMessage,
    ChatResponse,
    ChatResponseAsyncGen,
    LLMMetadata,
    MessageRole,
)
from llama_index.core.bridge.pydantic import Field, PrivateAttr
from llama_index.llms.openai import OpenAI
from llama_index.llms.openai.utils import (
    ALL_AVAILABLE_MODELS,
    O1_MODELS,
    is_chatcomp_api_supported,
    to_openai_message_dicts,
)

from bot.errors import ModelAccessError
from bot.settings import Settings
from bot.writing.arrivals import arrivals
from bot.writing.chunks import completion_chunks, merged
from index.openai_embedding import OPENAI_ADDRESS

UNKNOWN_CONTEXT_TOKENS = 8192
"""What today's small local models are usually served with; more is asked for by setting."""
ANSWER_TOKENS = 1024
"""A short answer has 200; this leaves room for languages that need three tokens a word."""
THINKING_TOKENS = 4096
"""On top, for models that think before they write: their thoughts count as output."""
CONNECT_S = 10.0
OPTIONAL_PARAMETERS = ("max_tokens", "temperature", "reasoning_effort", "stream_options")
"""What a server may refuse to know; the answer only gets better by them."""


class ChatModel(OpenAI):
    """LlamaIndex's OpenAI model for any server and any name.

    Differences: the context window is given rather than looked up by name, which fails for unknown names; each event
    loop has connections of its own, as a connection serves only the loop that opened it; a parameter that the server
    refuses is left out from then on; a stream is read by ``bot.writing.chunks``; nothing is retried here, as the writer
    does that.
    """

    context_window: int = Field(description="Tokens that the prompt and the answer share.")

    _loops: WeakKeyDictionary[asyncio.AbstractEventLoop, openai.AsyncOpenAI] = PrivateAttr(
        default_factory=WeakKeyDictionary
    )
    _ssl: ssl.SSLContext | None = PrivateAttr(default=None)
    _refused: set[str] = PrivateAttr(default_factory=set)

    @classmethod
    def class_name(cls) -> str:
        """Its name where LlamaIndex writes it down."""
        return "articlebot_chat_model"

    @property
    def metadata(self) -> LLMMetadata:
        """What LlamaIndex asks a model about itself."""
        return LLMMetadata(
            context_window=self.context_window,
            num_output=self.max_tokens or -1,
            is_chat_model=True,
            is_function_calling_model=False,
            model_name=self.model,
            system_role=MessageRole.SYSTEM,
        )

    @property
    def address(self) -> str:
        """The server's base URL."""
        return str(self.api_base or OPENAI_ADDRESS)

    def leave_out(self, error: openai.APIStatusError) -> bool:
        """True if ``error`` is a complaint about an optional parameter: the next call goes without it."""
        if error.status_code not in (400, 422):
            return False
        named = [name for name in OPTIONAL_PARAMETERS if name == error.param or name in error.message]
        fresh = [name for name in named[:1] if name not in self._refused]
        self._refused.update(fresh)
        return bool(fresh)

    def _get_aclient(self) -> openai.AsyncOpenAI:
        loop = asyncio.get_running_loop()
        if loop not in self._loops:
            # Loading the certificates takes 20 ms and more: once for all loops.
            self._ssl = self._ssl or httpx.create_ssl_context()
            self._loops[loop] = openai.AsyncOpenAI(
                **{
                    **self._get_credential_kwargs(is_async=True),
                    "http_client": openai.DefaultAsyncHttpxClient(verify=self._ssl),
                    "timeout": httpx.Timeout(self.timeout, connect=min(CONNECT_S, self.timeout)),
                }
            )
        return self._loops[loop]

    async def _astream_chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponseAsyncGen:
        client = self._get_aclient()
        said = to_openai_message_dicts(messages, model=self.model)
        request = {"messages": said, **self._get_model_kwargs(stream=True, **kwargs)}

        async def responses() -> AsyncGenerator[ChatResponse, None]:
            content = ""
            # LlamaIndex tells its listeners of every piece, which costs more than reading one.
            async with aclosing(arrivals(completion_chunks(client, request))) as arrived:
                async for chunks in arrived:
                    chunk = merged(chunks)
                    content += chunk.text
                    answer = ChatMessage(role=MessageRole.ASSISTANT, content=content)
                    yield ChatResponse(message=answer, delta=chunk.text, raw=chunk)

        return responses()

    def _get_model_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        request: dict[str, Any] = super()._get_model_kwargs(**kwargs)
        if "max_tokens" in self._refused and "max_tokens" in request:
            request["max_completion_tokens"] = request["max_tokens"]
        return {name: value for name, value in request.items() if name not in self._refused}


def open_chat_model(settings: Settings) -> ChatModel:
    """The model that the settings name.  Raises ModelAccessError where there is no key, or the model cannot chat."""
    if settings.openai_api_key is None:
        raise ModelAccessError("There is no key for the language model: set OPENAI_API_KEY.")
    name = settings.model
    if not is_chatcomp_api_supported(name):
        raise ModelAccessError(f"{name} has no chat completions: set ARTICLEBOT_MODEL to a model that has.")
    context = settings.context_tokens or ALL_AVAILABLE_MODELS.get(name, UNKNOWN_CONTEXT_TOKENS)
    thinks = name in O1_MODELS and "chat" not in name
    return ChatModel(
        model=name,
        api_key=settings.openai_api_key.get_secret_value(),
        api_base=settings.openai_base_url or OPENAI_ADDRESS,
        # An eighth of a small window for the answer; the passages need the rest.
        max_tokens=min(ANSWER_TOKENS + (THINKING_TOKENS if thinks else 0), context // (2 if thinks else 8)),
        temperature=0.0,
        reasoning_effort="low" if thinks and not name.startswith(("o1-mini", "o1-preview")) else None,
        timeout=settings.model_timeout,
        max_retries=0,
        context_window=context,
    )
