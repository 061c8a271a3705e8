"""A real HTTP server on the loopback that plays any number of hosts, and the wires that lead to it.

Tests name hosts as the web does (``http://news.example/``).  A resolver gives them public addresses, and the dialler
connects those to the loopback, so that everything above the socket runs as it does outside: the check of addresses
included.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpcore
from aiohttp import web

PUBLIC = "93.184.216.34"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Seen:
    """One request as the server saw it."""

    host: str
    path: str
    headers: dict[str, str]
    status: int = 0


@dataclass
class WebServer:
    """Answers by ``handler``; keeps what it was asked."""

    handler: Handler
    port: int = 0
    seen: list[Seen] = field(default_factory=list)
    busiest: dict[str, int] = field(default_factory=dict)
    """Host -> the most requests that were under way at once."""

    def paths(self, host: str | None = None) -> list[str]:
        return [one.path for one in self.seen if host in (None, one.host) and one.path != "/robots.txt"]

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        host = request.host.partition(":")[0]
        seen = Seen(host, request.path_qs, dict(request.headers))
        self.seen.append(seen)
        self._under_way[host] = self._under_way.get(host, 0) + 1
        self.busiest[host] = max(self.busiest.get(host, 0), self._under_way[host])
        try:
            response = await self.handler(request)  # type: ignore[arg-type]
        finally:
            self._under_way[host] -= 1
        seen.status = response.status
        return response

    def __post_init__(self) -> None:
        self._under_way: dict[str, int] = {}


@contextmanager
def serving(handler: Handler) -> Iterator[WebServer]:
    """A server in a thread of its own, up for the length of the block."""
    server = WebServer(handler)
    loop = asyncio.new_event_loop()
    ready = threading.Event()

    async def start() -> web.ServerRunner:
        # Clients that go away belong to some tests; the stream of the command line's log handler may be closed by then.
        quiet = logging.getLogger("tests.webserver")
        quiet.propagate = False
        runner = web.ServerRunner(web.Server(server.answer, access_log=None, logger=quiet), shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        server.port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        return runner

    def run() -> None:
        asyncio.set_event_loop(loop)
        runner = loop.run_until_complete(start())
        ready.set()
        loop.run_forever()
        loop.run_until_complete(runner.cleanup())
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


class Wires(httpcore.AsyncNetworkBackend):
    """Connects whatever address it is asked for to the loopback server, and remembers which was asked for."""

    def __init__(self, server: WebServer) -> None:
        self._server = server
        self._inner = httpcore.AnyIOBackend()
        self.dialled: list[str] = []

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        self.dialled.append(host)
        return await self._inner.connect_tcp("127.0.0.1", self._server.port, timeout)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


@dataclass
class Names:
    """A name server: every host is at a public address unless ``known`` says otherwise."""

    known: dict[str, list[list[str]]] = field(default_factory=dict)
    """Host -> its answers, one for each time it is asked; the last stays."""
    asked: list[str] = field(default_factory=list)

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        answers = self.known.get(host, [[PUBLIC]])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if not answer:
            raise OSError("unknown host")
        return answer


@dataclass
class Clock:
    """A clock that jumps ahead instead of waiting, and remembers how long it was asked to wait."""

    now: float = 0.0
    waits: list[float] = field(default_factory=list)

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)
