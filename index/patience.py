"""How long to wait before a model service is asked again, and whether that helps at all."""

from __future__ import annotations

import math
import random
from contextlib import suppress

import httpx
import openai

from index.retry_after import retry_after_s

TRIES = 3
"""One call and two more: with the waits below that is under 2 s, what a reader still takes for slowness."""
FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 8.0
JITTER = 0.25
"""Up to so much less of each wait, so that those turned away together do not come back together."""
PASSING_STATUSES = frozenset({408, 409, 429})
"""Beside the 5xx: time-out, conflict and rate limit are over after a while."""


def wait_before_retry_s(error: Exception, failures: int, first_s: float = FIRST_WAIT_S) -> float | None:
    """Seconds to wait after ``failures`` (1 or more) failed calls, the last with ``error``; None: it will not help.

    What the service asks for in Retry-After (seconds or a date, RFC 9110 section 10.2.3) is taken at its word;
    otherwise the wait begins at ``first_s`` and doubles each time.
    """
    if failures >= TRIES or not passes(error):
        return None
    if isinstance(error, openai.APIStatusError):
        asked = _retry_after_s(error.response.headers)
        if asked is not None:
            return asked
    longest = min(first_s * 2.0 ** (failures - 1), LONGEST_WAIT_S)
    return longest * (1 - JITTER * random.random())  # noqa: S311 - no secret depends on it


def passes(error: Exception) -> bool:
    """Whether the same call may succeed a little later."""
    if isinstance(error, openai.RateLimitError):
        # An account without credit answers 429 as well; no wait fills it.
        return error.code != "insufficient_quota"
    if isinstance(error, openai.APIStatusError):
        return error.status_code in PASSING_STATUSES or error.status_code >= 500
    # The client leaves errors that come after the response's head untranslated: httpx's own, and broken JSON.
    return isinstance(error, (openai.APIConnectionError, httpx.TransportError, ValueError)) or type(error) in (
        openai.APIError,
        TimeoutError,
    )


def _retry_after_s(headers: httpx.Headers) -> float | None:
    with suppress(KeyError, ValueError):  # OpenAI's own, which is finer
        milliseconds = float(headers["retry-after-ms"])
        if math.isfinite(milliseconds):
            return max(0.0, milliseconds / 1000)
    return retry_after_s(headers)
