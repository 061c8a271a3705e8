"""Visits to pages, and what is left of them when their consumer leaves."""

from __future__ import annotations

import asyncio
import logging
from contextlib import aclosing

import pytest
from aiohttp import web

from index.following.followed import KnownPage
from index.following.visiting import Finding, visits
from index.sources.web.fetching import Fetcher
from index.sources.web.settings import WebSettings
from tests.webserver import Names, Wires, serving

WORDS = "The mayor said that she would stand again."


async def missing(_: web.Request) -> web.Response:
    return web.Response(status=404)


def test_nothing_goes_on_when_who_asked_for_the_visits_has_failed() -> None:
    """The pages of four hosts are more than wait for their consumer at once."""
    pages = [KnownPage(f"{number}", f"http://h{number % 4}.example/{number}") for number in range(160)]

    async def consume(fetcher: Fetcher) -> None:
        async with aclosing(visits(fetcher, pages)) as found:
            async for visit in found:
                assert visit.finding is Finding.GONE
                while len(server.seen) < 68:  # 64 wait, and the next of each host is fetched
                    await asyncio.sleep(0.01)
                await asyncio.sleep(0.1)
                raise RuntimeError("the library is written by somebody else")

    async def work() -> None:
        async with Fetcher(WebSettings(pause_s=0), resolver=Names(), dialler=Wires(server)) as fetcher:
            with pytest.raises(RuntimeError, match="somebody else"):
                await consume(fetcher)
            assert asyncio.all_tasks() == {asyncio.current_task()}

    with serving(missing) as server:
        asyncio.run(work())


def test_a_page_that_breaks_its_reader_is_logged_without_its_words(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError(WORDS)

    monkeypatch.setattr("index.following.visiting.read_page", broken)

    async def story(_: web.Request) -> web.Response:
        return web.Response(text=WORDS, content_type="text/html")

    async def work() -> None:
        async with Fetcher(WebSettings(pause_s=0), resolver=Names(), dialler=Wires(server)) as fetcher:
            (visit,) = [each async for each in visits(fetcher, [KnownPage("a", "http://post.example/a")])]
        assert visit.finding is Finding.UNREADABLE
        assert visit.error is not None
        assert "ValueError" in visit.error.reason

    with serving(story) as server, caplog.at_level(logging.ERROR):
        asyncio.run(work())
    assert "ValueError" in caplog.text
    assert WORDS not in caplog.text
