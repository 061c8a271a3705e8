"""The engine, opened as soon as there is something to answer from, and anew for vectors of another model.

A bot may start before its library is filled, and live longer than the choice of an embedding model.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from index.errors import NoLibraryError

if TYPE_CHECKING:
    from bot.engine import CitedQueryEngine


class Opening:
    """Opens the engine at the first chance, and keeps it until the library is rebuilt with another embedding model."""

    def __init__(self, open_engine: Callable[[], CitedQueryEngine]) -> None:
        self._open = open_engine
        self._engine: CitedQueryEngine | None = None
        self._lock = threading.Lock()

    def now(self) -> CitedQueryEngine:
        """The engine, from any thread; opening it takes seconds.

        Raises NoLibraryError (EmptyLibraryError) while there is nothing to search, and the engine's own errors.
        """
        with self._lock:
            if self._engine is not None and self._engine.retriever.is_outdated:
                self._engine.close()
                self._engine.retriever.close()
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

    def close(self) -> None:
        """Close the engine, if there is one."""
        if self._engine is not None:
            self._engine.close()
