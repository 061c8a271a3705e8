"""What OpenAI's models cost."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

USD_PER_MILLION_TOKENS: dict[str, tuple[float, float]] = {
    "gpt-4.1": (2.00, 8.00),
    "gpt-4.1-mini": (0.40, 1.60),
    "gpt-4.1-nano": (0.10, 0.40),
    "gpt-4o": (2.50, 10.00),
    "gpt-4o-2024-05-13": (5.00, 15.00),
    "gpt-4o-mini": (0.15, 0.60),
    "gpt-5": (1.25, 10.00),
    "gpt-5-mini": (0.25, 2.00),
    "gpt-5-nano": (0.05, 0.40),
    "gpt-5.1": (1.25, 10.00),
    "gpt-5.4-mini": (0.75, 4.50),
    "gpt-5.4-nano": (0.20, 1.25),
    "o3": (2.00, 8.00),
    "o4-mini": (1.10, 4.40),
}
"""Prompt and completion, as published on openai.com/api/pricing; a model that is not here has no known price.

A model by its date ("gpt-4o-2024-08-06") costs what it costs without, unless it stands here itself.
"""
_DATE = re.compile(r"-\d{4}-\d{2}-\d{2}$")


def cost_usd(model: str, address: str, prompt_tokens: int, completion_tokens: int) -> float | None:
    """What a call costs in US dollars; None for a model without a known price and for any other server."""
    prices = USD_PER_MILLION_TOKENS.get(model) or USD_PER_MILLION_TOKENS.get(_DATE.sub("", model))
    if prices is None or urlsplit(address).hostname != "api.openai.com":
        return None
    return (prompt_tokens * prices[0] + completion_tokens * prices[1]) / 1_000_000
