"""``articlebot slack``: what it refuses before it looks for tokens."""

from __future__ import annotations

import pytest

from tests.command import articlebot


def test_oauth_without_http_is_wrong_usage_and_no_token_is_asked_for() -> None:
    finished = articlebot("slack", "--oauth")
    assert finished.returncode == 2
    assert "--oauth needs --http HOST:PORT" in finished.stderr
    assert "TOKEN" not in finished.stderr


@pytest.mark.parametrize("address", ["", "127.0.0.1", "127.0.0.1:x", "127.0.0.1:70000"])
def test_what_is_no_address_to_listen_at_is_wrong_usage(address: str) -> None:
    finished = articlebot("slack", "--http", address)
    assert finished.returncode == 2
    assert "is no HOST:PORT" in finished.stderr
