"""What a site asks of bots, remembered for a while."""

from __future__ import annotations

import traceback

import pytest

from index.errors import UnreachableError
from index.sources.web.robots import Robots


async def test_a_remembered_failure_does_not_gather_the_calls_that_it_has_passed() -> None:
    asked = 0

    async def read(address: str) -> str:
        nonlocal asked
        asked += 1
        raise UnreachableError(address, "no answer", 7.0)

    robots, depths = Robots(read, lambda: 0.0), []
    for number in range(5):
        with pytest.raises(UnreachableError, match="robots.txt could not be read") as raised:
            await robots.check(f"http://post.example/{number}")
        assert raised.value.retry_after_s == 7.0
        cause = raised.value.__cause__
        assert cause is not None
        depths.append(len(traceback.extract_tb(cause.__traceback__)))
    assert asked == 1
    assert len(set(depths)) == 1
