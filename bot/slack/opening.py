"""The engine, opened as soon as there is something to answer from, and anew for vectors of another model.

A bot may start before its library is filled, and live longer than the choice of an embedding model.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.slack.work import LONGEST_SECONDS
from index.errors import NoLibraryError, NoSuchArticleError

if TYPE_CHECKING:
    from bot.engine import CitedQueryEngine
    from index.library import Library

MAX_ADDRESSES = 10
"""Looked up in one message."""


class Opening:
    """Opens the engine at the first chance, and keeps it until the library is rebuilt with another embedding model."""

    def __init__(
        self, open_engine: Callable[[], CitedQueryEngine], *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._open = open_engine
        self._clock = clock
        self._engine: CitedQueryEngine | None = None
        self._replaced: list[tuple[float, CitedQueryEngine]] = []
        """Those that were replaced, and when: what they are answering goes on."""
        self._lock = threading.Lock()

    def now(self) -> CitedQueryEngine:
        """The engine, from any thread; opening it takes seconds.

        Raises NoLibraryError (EmptyLibraryError) while there is nothing to search, and the engine's own errors.
        """
        with self._lock:
            self._let_go()
            if self._engine is not None and self._engine.retriever.is_outdated:
                self._engine.close()
                self._engine.retriever.close()
                self._replaced.append((self._clock(), self._engine))
                self._engine = None
            if self._engine is None:
                self._engine = self._open()
            return self._engine

    async def engine(self) -> CitedQueryEngine:
        """The same, away from the event loop."""
        return await asyncio.to_thread(self.now)

    async def if_any(self) -> CitedQueryEngine | None:
        """The engine; None while there is nothing to search."""
        try:
            return await self.engine()
        except NoLibraryError:
            return None

    async def titles(self, addresses: Sequence[str]) -> dict[str, str]:
        """Address -> title of the article that the library has from there."""
        engine = await self.if_any() if addresses else None
        return await asyncio.to_thread(_titles, engine.library, addresses[:MAX_ADDRESSES]) if engine else {}

    def close(self) -> None:
        """Close the engine, if there is one."""
        with self._lock:
            for _, engine in self._replaced:
                _close(engine)
            if self._engine is not None:
                _close(self._engine)
            self._replaced, self._engine = [], None

    def _let_go(self) -> None:
        """Closes the replaced engines by which nothing can still be answered."""
        since = self._clock() - LONGEST_SECONDS
        for at, engine in self._replaced:
            if at < since:
                _close(engine)
        self._replaced = [(at, engine) for at, engine in self._replaced if at >= since]


def _titles(library: Library, addresses: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for address in addresses:
        # As it is kept, and without what only points into the page, as the links under an answer do.
        for ref in dict.fromkeys([address, address.partition("#")[0]]):
            with suppress(NoSuchArticleError):
                found.setdefault(address, library.article(ref, whole_id=True).title)
    return found


def _close(engine: CitedQueryEngine) -> None:
    engine.close()
    engine.retriever.close()
    engine.library.close()
    if engine.ledger is not None:
        engine.ledger.close()
