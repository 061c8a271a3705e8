"""A library, a register and a syncer over the test website."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from pydantic import PrivateAttr

from index.chunking import Chunker
from index.embedding import BuiltinEmbedding
from index.following.beginning import follow_web
from index.following.followed import Followed
from index.following.keeping import Keeper
from index.following.register import Register
from index.following.source_report import SourceReport
from index.following.syncing import Syncer
from index.library import Library
from index.sources.web.fetching import Fetcher
from index.sources.web.settings import Clock as WebClock
from index.sources.web.settings import WebSettings
from index.writer import LibraryWriter
from tests.webserver import Clock, Names, WebServer, Wires, serving
from tests.website.site import Site


@dataclass
class Desk:
    """Everything that ``articlebot sync`` puts together."""

    folder: Path
    site: Site
    server: WebServer
    embedding: BuiltinEmbedding
    names: Names = field(default_factory=Names)
    clock: Clock = field(default_factory=Clock)
    now: datetime = datetime(2025, 7, 1, tzinfo=UTC)
    prune: bool = False
    settings: WebSettings = WebSettings()  # noqa: RUF009 - frozen
    requests: int = 0

    def run(self, address: str | None = None, *, everything: bool = True, **follow: Any) -> list[SourceReport]:
        """Follows ``address`` if there is one, then looks at all sources; an hour passes."""

        async def work() -> list[SourceReport]:
            clock = WebClock(self.clock.monotonic, self.clock.sleep)
            wires = Wires(self.server)
            with Register.open(self.folder) as register:
                async with Fetcher(self.settings, clock=clock, resolver=self.names, dialler=wires) as fetcher:
                    first = None
                    if address is not None:
                        _, first = await follow_web(fetcher, register, address, self.now, **follow)
                    syncer = Syncer(self.folder, register, fetcher, self.keeper(), now=lambda: self.now)
                    if everything:
                        return await syncer.sync(register.sources(), first=first)
                    return await syncer.due()

        before = len(self.server.seen)
        try:
            return asyncio.run(work())
        finally:
            self.now += timedelta(hours=1)
            self.requests = len(self.server.seen) - before

    def keeper(self) -> Keeper:
        def parts(_: Library) -> tuple[Chunker, BuiltinEmbedding]:
            return Chunker(256, 0, self.embedding.counter), self.embedding

        return Keeper(lambda: LibraryWriter(self.folder, create=True), parts, prune=self.prune)

    @property
    def library(self) -> Library:
        return Library.open(self.folder)

    def sources(self) -> list[Followed]:
        with Register.open(self.folder) as register:
            return register.sources()


class Remembering(BuiltinEmbedding):
    """The built-in model, asked once for each text: all tests read the same few pages."""

    _known: dict[str, NDArray[np.float32]] = PrivateAttr(default_factory=dict)

    def embed(self, texts: Sequence[str], *, done: Callable[[int], None] = lambda _: None) -> NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, super().embed(new), strict=True) if new else ())
        return np.array([self._known[text] for text in texts], dtype=np.float32)


@pytest.fixture(scope="session")
def embedding() -> BuiltinEmbedding:
    return Remembering()


@pytest.fixture
def desk(tmp_path: Path, embedding: BuiltinEmbedding) -> Iterator[Desk]:
    site = Site(9, templates=["newspaper", "blog", "div_soup", "wrong_metadata"])
    with serving(site.handler) as server:
        yield Desk(tmp_path / "library", site, server, embedding)
