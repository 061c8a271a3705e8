"""What an answer by OpenAI's models costs."""

from __future__ import annotations

import pytest

from bot.prices import cost_usd
from bot.settings import Settings

OPENAI = "https://api.openai.com/v1"


def test_the_default_model_has_a_price() -> None:
    assert cost_usd(Settings.load({}, environ={}, env_file=None).model, OPENAI, 1_000, 100)


@pytest.mark.parametrize(
    ("model", "cost"),
    [
        ("gpt-4o", 12.50),
        ("gpt-4o-2024-08-06", 12.50),
        ("gpt-4o-2024-05-13", 20.00),
        ("gpt-4o-mini-2024-07-18", 0.75),
        ("gpt-4o-audio-preview-2024-12-17", None),
        ("gpt-4o-2024", None),
        ("gpt-9", None),
    ],
)
def test_a_dated_model_costs_what_it_costs_without_its_date(model: str, cost: float | None) -> None:
    assert cost_usd(model, OPENAI, 1_000_000, 1_000_000) == cost


def test_what_another_server_costs_is_not_known() -> None:
    assert cost_usd("gpt-4o", "http://localhost:11434/v1", 1_000, 100) is None
