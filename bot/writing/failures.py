"""What a model service's errors mean for the reader, in one line without the key."""

from __future__ import annotations

import re

import httpx
import openai

from bot.errors import ModelAccessError, ModelBusyError, ModelError
from index.address import host_of

LONGEST_REASON = 200
"""Characters of a server's own words that are passed on: a gateway may answer with a whole page."""
OVERFLOW_CODES = frozenset({"context_length_exceeded", "exceed_context_size_error", "string_above_max_length"})
OVERFLOW_WORDS = re.compile(
    r"context (length|size|window)|maximum context|too many tokens|prompt is too long|exceeds? the available context",
    re.IGNORECASE,
)
KEY_LIKE = re.compile(r"\b(sk|pk|key|Bearer)[-_ ][\w*.-]{6,}", re.IGNORECASE)


class EmptyAnswerError(ValueError):
    """The model ended its answer without a word: worth another try, as it is mostly chance."""


def is_overflow(error: Exception) -> bool:
    """Whether the service says that the prompt is longer than the model's context window.

    OpenAI gives a code; vLLM, llama.cpp and gateways say it in their own words.
    """
    if not isinstance(error, openai.APIStatusError) or error.status_code not in (400, 413, 422):
        return False
    if error.status_code == 413:  # what a proxy says of a request that is too long for it
        return True
    return error.code in OVERFLOW_CODES or error.type in OVERFLOW_CODES or bool(OVERFLOW_WORDS.search(error.message))


def translate(error: Exception, model: str, address: str) -> ModelError:
    """The error that the reader is told of; ``address`` is the service's base URL."""
    host = host_of(address) or address
    if isinstance(error, ModelError):
        return error
    if isinstance(error, openai.AuthenticationError):
        return ModelAccessError(f"{host} refused the key (401): check OPENAI_API_KEY.")
    if isinstance(error, openai.PermissionDeniedError):
        return ModelAccessError(f"{host} does not let this key use {model} (403): check OPENAI_API_KEY.")
    if isinstance(error, openai.NotFoundError):
        return ModelAccessError(f"{host} knows no model {model} (404): check ARTICLEBOT_MODEL and OPENAI_BASE_URL.")
    if isinstance(error, openai.RateLimitError):
        if error.code == "insufficient_quota":
            return ModelAccessError(f"The account at {host} has no credit left (429): check its plan and billing.")
        return ModelBusyError(f"{host} is over its rate limit (429): try again in a minute.")
    if is_overflow(error):
        return ModelError(f"The passages do not fit into the context window of {model}: set ARTICLEBOT_CONTEXT_TOKENS.")
    if isinstance(error, openai.APIStatusError):
        if error.status_code >= 500:
            return ModelBusyError(f"{host} failed ({error.status_code}): try again in a minute.")
        return ModelError(f"{host} did not accept the request ({error.status_code}): {_said(error)}")
    if isinstance(error, (openai.APITimeoutError, httpx.TimeoutException, TimeoutError)):
        return ModelBusyError(f"{host} did not answer in time: try again, or raise ARTICLEBOT_MODEL_TIMEOUT.")
    if isinstance(error, openai.APIConnectionError):
        return ModelBusyError(f"{host} cannot be reached: check the network and OPENAI_BASE_URL.")
    if isinstance(error, httpx.TransportError):
        return ModelBusyError(f"The connection to {host} broke off: try again.")
    if type(error) is openai.APIError:
        return ModelBusyError(f"{host} broke off its answer: {_said(error)}")
    if isinstance(error, EmptyAnswerError):
        return ModelError(f"{model} gave an empty answer.")
    return ModelError(f"{host} sent what is no chat completion: check OPENAI_BASE_URL.")


def _said(error: openai.APIError) -> str:
    """The server's own words on one line, without anything like a key."""
    body = error.body
    message = body.get("message", body.get("detail")) if isinstance(body, dict) else body
    if isinstance(message, list):  # FastAPI's list of what is wrong where
        message = "; ".join(str(part.get("msg", part)) for part in message if isinstance(part, dict))
    words = " ".join((message if isinstance(message, str) else error.message).split())
    return KEY_LIKE.sub("(key)", words)[:LONGEST_REASON]
