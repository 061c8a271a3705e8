"""The vectors of the chunks, in a Chroma collection that holds nothing but them and their chunks' ids.

What was measured on Chroma 1.5.9 shapes this module.  A client never sees what another process adds.  A client that
opens a collection replays what was added since the graph was last written to disk, and writes the graph itself when
that is more than ``sync_threshold`` records, beside a writer that may be doing the same.  So a *gate* (a file lock)
admits either one writing call or one opening at a time, after which fewer than the threshold are ever left to replay.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

from index.errors import LibraryError, RebuildNeededError

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection
    from chromadb.config import System

_COLLECTION = "chunks"

# Measured on 6,530 chunks of news and 120 questions: recall@100 is .9966 with these two, .9928 with 48 and 200, whose
# graph takes a third more time; what the wider search adds to a question is 0.1 ms.  With 24 and 400 it is .9937.
_EF_CONSTRUCTION = 32
_EF_SEARCH = 400
# Records between two writings of the graph to disk, each of the whole graph; Chroma's own 1,000 write twice as much.
_SYNC_THRESHOLD = 2_000
# Small calls keep Chroma's journal small, which never gives its pages back; larger ones are not faster.
_RECORDS_PER_CALL = 500
# A replay of so few records takes no time that one could notice (600 took 0.3 s).
_WORTH_SETTLING = 100

# Chroma hands out one client of a folder to all of a process who ask: it sees what it saw when it was opened, even if
# a rebuild has put another folder in its place, and who closes another one may stop it.  So each object takes its own
# out of Chroma's cache, and nobody opens or closes one meanwhile.
_OPENING = threading.Lock()

Hit = tuple[int, float]


class Vectors:
    """One unit vector a chunk, found by cosine.

    The collection is opened on first use; ``reload`` opens it anew.  Any number of threads may use one object; one
    process at a time may write, which the library's lock ensures.  Raises RebuildNeededError where the folder is
    damaged.  A folder that is not there is an empty collection.
    """

    def __init__(self, folder: Path, dimensions: int) -> None:
        self._folder = folder
        self._dimensions = dimensions
        self._guard = threading.RLock()
        self._gate = FileLock(folder.with_name(f"{folder.name}.gate"))
        self._client: Client | None = None
        self._system: System | None = None
        self._collection: Collection | None = None

    def add(self, ids: Sequence[int], vectors: NDArray[np.float32]) -> None:
        """Keeps one vector per id; the ids are new ones."""
        if vectors.shape != (len(ids), self._dimensions):
            raise ValueError(f"{len(ids)} ids need ({len(ids)}, {self._dimensions}) numbers, not {vectors.shape}")
        rows = np.ascontiguousarray(vectors, dtype=np.float32)
        for part in _parts(len(ids)):
            with self._writing() as chunks:
                chunks.add(ids=_keys(ids[part]), embeddings=rows[part])

    def remove(self, ids: Sequence[int]) -> None:
        """Forgets these ids; those that are not there are passed over."""
        if not self._exists():
            return
        for part in _parts(len(ids)):
            with self._writing() as chunks:
                chunks.delete(ids=_keys(ids[part]))

    def query(self, vector: NDArray[np.float32], limit: int, among: Sequence[int] | None = None) -> list[Hit]:
        """(chunk id, cosine) of the ``limit`` nearest chunks, nearest first; fewer where there are fewer.

        ``among`` restricts the search to these ids, which are compared one by one: exact, and meant for a few.
        """
        if among is not None:
            return self._nearest_among(vector, limit, among)
        row = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        with self._reading() as chunks:
            if chunks is None or limit <= 0:
                return []
            found = chunks.query(query_embeddings=row, n_results=limit, include=["distances"])
        ids, distances = found["ids"][0], (found["distances"] or [[]])[0]
        return [(int(key), 1.0 - distance) for key, distance in zip(ids, distances, strict=True)]

    def get(self, ids: Sequence[int]) -> dict[int, NDArray[np.float32]]:
        """The vectors of these ids; ids that are not there are left out."""
        vectors: dict[int, NDArray[np.float32]] = {}
        for part in _parts(len(ids)):
            with self._reading() as chunks:
                if chunks is None:
                    break
                found = chunks.get(ids=_keys(ids[part]), include=["embeddings"])
            rows = np.asarray(found["embeddings"], dtype=np.float32)
            vectors.update((int(key), row) for key, row in zip(found["ids"], rows, strict=True))
        return vectors

    def count(self) -> int:
        """How many vectors there are."""
        with self._reading() as chunks:
            return chunks.count() if chunks is not None else 0

    def ids(self) -> set[int]:
        """The ids of all vectors."""
        with self._reading() as chunks:
            return {int(key) for key in chunks.get(include=[])["ids"]} if chunks is not None else set()

    def reload(self) -> None:
        """Lets go of the collection, so that the next use sees what others wrote."""
        self.close()

    def close(self) -> None:
        """Lets go of the folder; the next use opens it again."""
        with self._guard:
            client, system = self._client, self._system
            self._client = self._system = self._collection = None
            if client is not None and system is not None:
                with _OPENING:  # it counts the users of the client that is being opened as its own
                    client.close()
                system.stop()

    def settle(self) -> None:
        """Has the graph written to disk, so that who opens the collection next has nothing to replay.

        Chroma offers no call for it: it writes when it opens a collection and finds more than the threshold.
        """
        with self._guard:
            if not self._exists() or self._unsettled() < _WORTH_SETTLING:
                return
            with self._writing() as chunks:
                chunks.modify(configuration={"hnsw": {"sync_threshold": 2}})
                self.reload()
                self._replay(reopened := self._open(create=True))
                assert reopened is not None
                reopened.modify(configuration={"hnsw": {"sync_threshold": _SYNC_THRESHOLD}})
            self.close()

    def _exists(self) -> bool:
        return self._collection is not None or self._folder.exists()

    def _unsettled(self) -> int:
        """Records in Chroma's journal, which a reader replays; 0 where a later Chroma keeps it otherwise."""
        path = self._folder / "chroma.sqlite3"
        with (
            suppress(sqlite3.Error),
            closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection,
        ):
            return int(connection.execute("SELECT count(*) FROM embeddings_queue").fetchone()[0])
        return 0

    def _nearest_among(self, vector: NDArray[np.float32], limit: int, among: Sequence[int]) -> list[Hit]:
        # Chroma's own filter by ids takes as long as fetching the vectors, and its walk over the graph may miss some.
        kept = self.get(list(dict.fromkeys(among)))
        if not kept:
            return []
        ids, rows = list(kept), np.stack(list(kept.values()))
        cosines = rows @ np.asarray(vector, dtype=np.float32).reshape(-1)
        return [(ids[row], float(cosines[row])) for row in np.argsort(-cosines, kind="stable")[:limit]]

    @contextmanager
    def _writing(self) -> Iterator[Collection]:
        with self._guard, self._translating(), self._alone():
            first = self._collection is None
            chunks = self._open(create=True)
            assert chunks is not None
            if first and (chunks.configuration_json.get("hnsw") or {}).get("sync_threshold") != _SYNC_THRESHOLD:
                # A process died while it settled: every call would write the whole graph.
                chunks.modify(configuration={"hnsw": {"sync_threshold": _SYNC_THRESHOLD}})
                self.reload()
                chunks = self._open(create=True)
                assert chunks is not None
            yield chunks

    @contextmanager
    def _reading(self) -> Iterator[Collection | None]:
        """The collection, None where there is none yet."""
        with self._guard, self._translating():
            if self._collection is None and self._exists():
                with self._alone():
                    self._replay(self._open(create=False))
            yield self._collection

    def _replay(self, chunks: Collection | None) -> None:
        """The first query of a client reads what was added since the graph was written."""
        if chunks is not None:
            width = self._dimensions or _width(chunks)
            chunks.query(query_embeddings=np.ones((1, width), np.float32), n_results=1, include=[])

    def _open(self, *, create: bool) -> Collection | None:
        if self._collection is None:
            from chromadb import PersistentClient
            from chromadb.api.shared_system_client import SharedSystemClient
            from chromadb.config import Settings
            from chromadb.errors import NotFoundError

            # Not by its constructor, which reads the environment and the current folder's .env: what another program
            # needs of Chroma there must not lead this library elsewhere.
            settings = Settings.model_construct(anonymized_telemetry=False)
            with _OPENING:
                try:
                    client = cast("Client", PersistentClient(str(self._folder), settings=settings))
                    self._client, self._system = client, client._system
                finally:
                    SharedSystemClient.clear_system_cache()
            with suppress(NotFoundError):
                self._collection = client.get_collection(_COLLECTION, embedding_function=None)
            if self._collection is None and create:
                self._collection = client.create_collection(
                    _COLLECTION,
                    embedding_function=None,
                    configuration={
                        "hnsw": {
                            "space": "cosine",
                            "ef_construction": _EF_CONSTRUCTION,
                            "ef_search": _EF_SEARCH,
                            "sync_threshold": _SYNC_THRESHOLD,
                        }
                    },
                )
        return self._collection

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Behind the gate.  Who may not make the gate's file reads without it: better than not at all."""
        with suppress(OSError):
            self._gate.acquire()
        try:
            yield
        finally:
            if self._gate.is_locked:
                self._gate.release()

    @contextmanager
    def _translating(self) -> Iterator[None]:
        """Puts what Chroma raises into this package's errors; a damaged file may make its Rust part panic."""
        _import_chroma()
        from chromadb.errors import ChromaError

        try:
            yield
        except LibraryError:
            raise
        except (ChromaError, sqlite3.Error, ValueError, OSError, RuntimeError, AttributeError) as error:
            raise self._translated(error) from error
        except BaseException as error:
            if type(error).__name__ != "PanicException":
                raise
            raise self._translated(error) from error

    def _translated(self, error: BaseException) -> LibraryError:
        self._client = self._system = self._collection = None
        text = str(error).lower()
        if "disk is full" in text or "no space" in text or "disk i/o" in text:
            return LibraryError(f"The disk is full: {self._folder} could not be written.  Nothing reported is lost.")
        if "readonly" in text or "permission" in text or "unable to open" in text:
            return LibraryError(f"No permission to use {self._folder}: check who owns it.")
        return RebuildNeededError(
            f"The vectors in {self._folder} cannot be used ({error}): `articlebot rebuild` makes them anew."
        )


def _import_chroma() -> None:
    """Chroma reads the environment and the current folder's .env when it is imported, and raises what it dislikes."""
    from pydantic import ValidationError

    try:
        import chromadb  # noqa: F401
    except ValidationError as error:
        names = " and ".join(sorted({str(part).upper() for fault in error.errors() for part in fault["loc"][:1]}))
        raise LibraryError(
            f"Chroma, which keeps the vectors, cannot start with {names} as the environment or the .env file of the "
            "current folder has it: take it out there, or start articlebot from another folder."
        ) from error


def _parts(length: int) -> Iterator[slice]:
    return (slice(begin, begin + _RECORDS_PER_CALL) for begin in range(0, length, _RECORDS_PER_CALL))


def _width(chunks: Collection) -> int:
    """The length of a vector, taken from any that is there."""
    return int(np.asarray(chunks.get(limit=1, include=["embeddings"])["embeddings"]).shape[-1]) or 1


def _keys(ids: Sequence[int]) -> list[str]:
    return [str(number) for number in ids]
