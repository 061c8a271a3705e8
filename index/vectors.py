"""The vectors of the chunks, in a Chroma collection that holds nothing but them and their chunks' ids."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from index.errors import LibraryError, RebuildNeededError

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

_COLLECTION = "chunks"

Hit = tuple[int, float]
_T = TypeVar("_T")

# Chroma refuses more than 5,461 records a call (SQLite's limit on variables).
_RECORDS_PER_CALL = 5_000


class Vectors:
    """One unit vector a chunk, found by cosine.

    The collection is opened on first use.  A client never sees what another process adds: ``reload`` opens it anew.
    Any number of threads may use one object; one process at a time may write, which the library's lock ensures.
    Raises RebuildNeededError where the folder is damaged.
    """

    def __init__(self, folder: Path, dimensions: int) -> None:
        self._folder = folder
        self._dimensions = dimensions
        self._guard = threading.RLock()
        self._client: Client | None = None
        self._collection: Collection | None = None

    def add(self, ids: Sequence[int], vectors: NDArray[np.float32]) -> None:
        """Keeps one vector per id; an id that is there gets the new vector."""
        for begin in range(0, len(ids), _RECORDS_PER_CALL):
            part = slice(begin, begin + _RECORDS_PER_CALL)
            keys, rows = [str(number) for number in ids[part]], np.ascontiguousarray(vectors[part], dtype=np.float32)
            self._ask(lambda chunks, keys=keys, rows=rows: chunks.upsert(ids=keys, embeddings=rows))  # type: ignore[misc]

    def remove(self, ids: Sequence[int]) -> None:
        """Forgets these ids; those that are not there are passed over."""
        for begin in range(0, len(ids), _RECORDS_PER_CALL):
            keys = [str(number) for number in ids[begin : begin + _RECORDS_PER_CALL]]
            self._ask(lambda chunks, keys=keys: chunks.delete(ids=keys))  # type: ignore[misc]

    def query(self, vector: NDArray[np.float32], limit: int, among: Sequence[int] | None = None) -> list[Hit]:
        """(chunk id, cosine) of the ``limit`` nearest chunks, nearest first; fewer where there are fewer.

        ``among`` restricts the search to these ids, which are compared one by one: exact, and meant for a few.
        """
        if limit <= 0:
            return []
        if among is not None:
            return self._nearest_among(vector, limit, among)
        found = self._ask(
            lambda chunks: chunks.query(
                query_embeddings=np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1),
                n_results=limit,
                include=["distances"],
            )
        )
        ids, distances = found["ids"][0], (found["distances"] or [[]])[0]
        return [(int(key), 1.0 - distance) for key, distance in zip(ids, distances, strict=True)]

    def get(self, ids: Sequence[int]) -> dict[int, NDArray[np.float32]]:
        """The vectors of these ids; ids that are not there are left out."""
        vectors: dict[int, NDArray[np.float32]] = {}
        for begin in range(0, len(ids), _RECORDS_PER_CALL):
            keys = [str(number) for number in ids[begin : begin + _RECORDS_PER_CALL]]
            found = self._ask(lambda chunks, keys=keys: chunks.get(ids=keys, include=["embeddings"]))  # type: ignore[misc]
            rows = np.asarray(found["embeddings"], dtype=np.float32)
            vectors.update((int(key), row) for key, row in zip(found["ids"], rows, strict=True))
        return vectors

    def count(self) -> int:
        """How many vectors there are."""
        return self._ask(lambda chunks: chunks.count())

    def ids(self) -> set[int]:
        """The ids of all vectors."""
        return {int(key) for key in self._ask(lambda chunks: chunks.get(include=[]))["ids"]}

    def reload(self) -> None:
        """Lets go of the collection, so that the next use sees what other processes wrote."""
        self.close()

    def close(self) -> None:
        """Lets go of the folder; the next use opens it again."""
        with self._guard:
            client, self._client, self._collection = self._client, None, None
            if client is not None:
                client.close()

    def _nearest_among(self, vector: NDArray[np.float32], limit: int, among: Sequence[int]) -> list[Hit]:
        # Chroma's own filter by ids takes as long as fetching the vectors, and its walk over the graph may miss some.
        kept = self.get(list(dict.fromkeys(among)))
        if not kept:
            return []
        ids, rows = list(kept), np.stack(list(kept.values()))
        cosines = rows @ np.asarray(vector, dtype=np.float32).reshape(-1)
        return [(ids[row], float(cosines[row])) for row in np.argsort(-cosines, kind="stable")[:limit]]

    def _ask(self, question: Callable[[Collection], _T]) -> _T:
        """Runs ``question`` on the collection and translates what Chroma raises."""
        with self._guard:
            from chromadb.errors import ChromaError

            try:
                return question(self._open())
            except (ChromaError, sqlite3.Error, ValueError, OSError, RuntimeError) as error:
                raise self._translated(error) from error

    def _open(self) -> Collection:
        if self._collection is None:
            from chromadb import PersistentClient
            from chromadb.config import Settings

            settings = Settings(anonymized_telemetry=False)
            self._client = cast("Client", PersistentClient(str(self._folder), settings=settings))
            self._collection = self._client.get_or_create_collection(
                _COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
            )
        return self._collection

    def _translated(self, error: Exception) -> LibraryError:
        text = str(error).lower()
        if "full" in text or "no space" in text:
            return LibraryError(f"The disk is full: {self._folder} could not be written.  Nothing reported is lost.")
        if "readonly" in text or "permission" in text:
            return LibraryError(f"No permission to use {self._folder}: check who owns it.")
        return RebuildNeededError(
            f"The vectors in {self._folder} cannot be used ({error}): `articlebot rebuild` makes them anew."
        )
