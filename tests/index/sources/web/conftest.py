"""A server whose answers each test gives, and a fetcher that reaches it as if it were the web."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from index.sources.web.fetching import Fetcher
from index.sources.web.settings import Clock as WebClock
from index.sources.web.settings import WebSettings
from tests.webserver import Clock, Handler, Names, WebServer, Wires, serving


@dataclass
class Web:
    """Everything beyond the fetcher: pages by address, the name server, the wires, the clock."""

    server: WebServer
    wires: Wires
    names: Names = field(default_factory=Names)
    clock: Clock = field(default_factory=Clock)
    pages: dict[str, Handler | web.Response | str] = field(default_factory=dict)
    fetchers: list[Fetcher] = field(default_factory=list)

    def fetcher(self, **settings: Any) -> Fetcher:
        clock = WebClock(self.clock.monotonic, self.clock.sleep)
        made = Fetcher(WebSettings(**settings), clock=clock, resolver=self.names, dialler=self.wires)
        self.fetchers.append(made)
        return made


@pytest.fixture
async def internet() -> AsyncIterator[Web]:
    pages: dict[str, Any] = {}

    async def handler(request: web.Request) -> web.StreamResponse:
        answer = pages.get(f"{request.scheme}://{request.host}{request.path_qs}")
        if answer is None:
            return web.Response(status=404, text="no such page")
        if isinstance(answer, str):
            return web.Response(text=answer, content_type="text/html")
        if callable(answer):
            return await answer(request)
        return web.Response(status=answer.status, body=answer.body, headers=answer.headers)

    with serving(handler) as server:
        world = Web(server, Wires(server), pages=pages)
        yield world
        for fetcher in world.fetchers:
            await fetcher.__aexit__(None, None, None)
