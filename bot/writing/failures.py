"""What a model service's errors mean for the reader, in one line without the key."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

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


def _lacks_credit(error: Exception) -> bool:
    return isinstance(error, openai.RateLimitError) and error.code == "insufficient_quota"


def _is_the_services(error: Exception) -> bool:
    return isinstance(error, openai.APIStatusError) and error.status_code >= 500


def _came_in_the_stream(error: Exception) -> bool:
    """Whether the service said in the midst of an answer that it failed: openai then raises the base class itself."""
    return type(error) is openai.APIError


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What the errors of some classes, all or some of them, mean for the reader."""

    of: tuple[type[Exception], ...]
    told_as: type[ModelError]
    message: str
    """With ``{host}``, ``{model}``, ``{status}`` and ``{said}``, the server's own words."""
    only: Callable[[Exception], bool] | None = None

    def is_of(self, error: Exception) -> bool:
        return isinstance(error, self.of) and (self.only is None or self.only(error))


_MEANINGS = (
    _Meaning(
        (openai.AuthenticationError,),
        ModelAccessError,
        "{host} refused the key (401): check OPENAI_API_KEY.",
    ),
    _Meaning(
        (openai.PermissionDeniedError,),
        ModelAccessError,
        "{host} does not let this key use {model} (403): check OPENAI_API_KEY.",
    ),
    _Meaning(
        (openai.NotFoundError,),
        ModelAccessError,
        "{host} knows no model {model} (404): check ARTICLEBOT_MODEL and OPENAI_BASE_URL.",
    ),
    _Meaning(
        (openai.RateLimitError,),
        ModelAccessError,
        "The account at {host} has no credit left (429): check its plan and billing.",
        only=_lacks_credit,
    ),
    _Meaning(
        (openai.RateLimitError,),
        ModelBusyError,
        "{host} is over its rate limit (429): try again in a minute.",
    ),
    _Meaning(
        (openai.APIStatusError,),
        ModelError,
        "The passages do not fit into the context window of {model}: set ARTICLEBOT_CONTEXT_TOKENS.",
        only=is_overflow,
    ),
    _Meaning(
        (openai.APIStatusError,),
        ModelBusyError,
        "{host} failed ({status}): try again in a minute.",
        only=_is_the_services,
    ),
    _Meaning(
        (openai.APIStatusError,),
        ModelError,
        "{host} did not accept the request ({status}): {said}",
    ),
    _Meaning(
        (openai.APITimeoutError, httpx.TimeoutException, TimeoutError),
        ModelBusyError,
        "{host} did not answer in time: try again, or raise ARTICLEBOT_MODEL_TIMEOUT.",
    ),
    _Meaning(
        (openai.APIConnectionError,),
        ModelBusyError,
        "{host} cannot be reached: check the network and OPENAI_BASE_URL.",
    ),
    _Meaning(
        (httpx.TransportError,),
        ModelBusyError,
        "The connection to {host} broke off: try again.",
    ),
    _Meaning(
        (openai.APIError,),
        ModelBusyError,
        "{host} broke off its answer: {said}",
        only=_came_in_the_stream,
    ),
    _Meaning(
        (EmptyAnswerError,),
        ModelError,
        "{model} gave an empty answer.",
    ),
    _Meaning(
        (Exception,),
        ModelError,
        "{host} sent what is no chat completion: check OPENAI_BASE_URL.",
    ),
)
"""The first that an error is of counts: subclasses stand before their base, and the last one takes all."""


def translate(error: Exception, model: str, address: str) -> ModelError:
    """The error that the reader is told of; ``address`` is the service's base URL."""
    if isinstance(error, ModelError):
        return error
    meaning = next(each for each in _MEANINGS if each.is_of(error))
    message = meaning.message.format(
        host=host_of(address) or address,
        model=model,
        status=error.status_code if isinstance(error, openai.APIStatusError) else "",
        said=_said(error) if isinstance(error, openai.APIError) else "",
    )
    return meaning.told_as(message)


def _said(error: openai.APIError) -> str:
    """The server's own words on one line, without anything like a key."""
    body = error.body
    message = body.get("message", body.get("detail")) if isinstance(body, dict) else body
    if isinstance(message, list):  # FastAPI's list of what is wrong where
        message = "; ".join(str(part.get("msg", part)) for part in message if isinstance(part, dict))
    words = " ".join((message if isinstance(message, str) else error.message).split())
    return KEY_LIKE.sub("(key)", words)[:LONGEST_REASON]
