"""The writing side of a library: one process at a time, and whatever happens to it, nothing is lost or half visible.

The derived indexes may hold too much, never too little.  Chunk ids are handed out once and written to ``leftovers``
before the indexes are touched; the transaction that makes the chunks visible takes them out again.  Removing goes the
other way.  Whatever is in ``leftovers`` when a writer starts is cleared from the indexes.

One class past 300 lines: all that it does shares the lock, the connection and the indexes that it holds open.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.database import FILE_NAME, connect, put_into_words, require_folder, transaction
from index.errors import LibraryError, NoLibraryError, RebuildNeededError
from index.library import Library
from index.lock import WriterLock
from index.revision import Begun, Group, Released, header, moment
from index.rows import (
    hide_places,
    retire_chunks,
    take_place,
    write_chunks,
    write_files,
    write_place,
    write_revision,
)
from index.shape import Shape, write_shape
from index.swap import LEXICAL_FOLDER, VECTORS_FOLDER, bump, finish_swap

if TYPE_CHECKING:
    from index.lexical import Lexical, LexicalEntry
    from index.vectors import Vectors


class LibraryWriter:
    """The right to write to a library, as a context manager.

    ``wait_s``: how long to wait for another writer; negative waits for ever.  Raises LockedError, NoLibraryError
    (unless ``create``), NewerLibraryError, CorruptLibraryError, RebuildNeededError or LibraryError.
    """

    def __init__(self, folder: Path, *, wait_s: float = 0.0, create: bool = True) -> None:
        self.folder = folder
        self._create = create
        self._lock = WriterLock(folder, wait_s=wait_s)
        self._library: Library | None = None
        self._connection: sqlite3.Connection | None = None
        self._vectors: Vectors | None = None
        self._lexical: Lexical | None = None
        self._threads: ThreadPoolExecutor | None = None

    def __enter__(self) -> LibraryWriter:
        require_folder(self.folder)
        if not self._create and not (self.folder / FILE_NAME).exists():
            raise NoLibraryError(f"There is no library in {self.folder}: `articlebot add PATH` makes one.")
        with put_into_words(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
        self._lock.__enter__()
        try:
            self._connection = connect(self.folder, create=True)
            self._library = Library(self.folder, self._connection)
            finish_swap(self.folder, self._connection)
        except BaseException:
            if self._connection is not None:
                self._connection.close()
            self._library = self._connection = None
            self._lock.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._threads is not None:
                self._threads.shutdown()
            # What an error or Ctrl-C leaves unsettled is settled by the next writer.
            with suppress(LibraryError) if kind else nullcontext():
                self.close_indexes(settle=kind is None)
            if self._library is not None:
                self._library.close()
        finally:
            self._vectors = self._lexical = self._library = self._connection = self._threads = None
            self._lock.__exit__(kind, error, trace)

    @property
    def library(self) -> Library:
        """The library as this writer sees it."""
        assert self._library is not None, "the writer is used outside its `with` block"
        return self._library

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection to the database, for further tables of the library (and this package only)."""
        assert self._connection is not None, "the writer is used outside its `with` block"
        return self._connection

    @property
    def vectors(self) -> Vectors:
        """The vectors; raises RebuildNeededError where some are missing."""
        self._open_indexes()
        assert self._vectors is not None
        return self._vectors

    @property
    def lexical(self) -> Lexical:
        """The BM25 index; raises RebuildNeededError where some chunks are missing."""
        self._open_indexes()
        assert self._lexical is not None
        return self._lexical

    def keep(self, group: Group, shape: Shape) -> list[int]:
        """Makes a group visible, all of it or nothing; returns the ids of the new chunks, in the group's order."""
        return self.finish(self.begin(group, shape))

    def begin(self, group: Group, shape: Shape) -> Begun:
        """Starts to index a group in the background, both indexes at once; ``finish`` must come before the next.

        Meanwhile the caller embeds, which leaves Python's lock alone, as tantivy does; Chroma 1.5.9 holds it for the
        whole of an ``add``.  The terms, Python's own work, are made here: two threads that both want the lock wait for
        it up to 5 ms each time.
        """
        if self.library.shape is None:
            with self.transaction() as connection:
                write_shape(connection, shape)
        if not any(revision.spans for revision in group.revisions):
            return Begun(group, [], ())
        # Opened before ids are reserved: opening clears what is left over, and these are not.
        vectors, lexical = self.vectors, self.lexical
        ids = self.reserve_ids(sum(len(revision.spans) for revision in group.revisions))
        if self._threads is None:
            self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="indexing")
        rows = np.concatenate([rows for rows in group.vectors if len(rows)])
        with put_into_words(self.folder / LEXICAL_FOLDER):
            lexical.add(_entries(group, ids))
        work = (self._threads.submit(self._commit_terms, lexical), self._threads.submit(vectors.add, ids, rows))
        return Begun(group, ids, work)

    def finish(self, begun: Begun) -> list[int]:
        """Waits until a group is indexed and makes it visible; returns the ids of its chunks."""
        group, now, replaced = begun.group, datetime.now(UTC), list[int]()
        wait(begun.work)
        for each in begun.work:
            each.result()
        with self.transaction() as connection:
            remaining = iter(begun.ids)
            for revision in group.revisions:
                replaced += write_revision(connection, revision, now)
                write_chunks(connection, revision, remaining)
            for position in group.positions:
                write_place(connection, position)
            write_files(connection, group.files)
            hide_places(connection, group.vanished)
            connection.executemany("DELETE FROM leftovers WHERE chunk_id = ?", [(number,) for number in begun.ids])
            if group.revisions or group.positions:
                bump(connection)
        self._clear(replaced)
        return begun.ids

    def remove(self, article_ids: Sequence[str]) -> None:
        """Removes articles with all their versions and places; ids that are not there are passed over.

        Their files' fingerprints go too: adding the same files again brings the articles back.
        """
        gone: list[int] = []
        with self.transaction() as connection:
            for article_id in article_ids:
                connection.execute(
                    "DELETE FROM files WHERE path IN (SELECT file FROM places WHERE article_id = ?)", (article_id,)
                )
                gone += retire_chunks(connection, article_id)
                connection.execute("DELETE FROM articles WHERE id = ?", (article_id,))
            bump(connection)
        # The articles are gone whatever state the indexes are in; a rebuild makes those from what is left.
        with suppress(RebuildNeededError):
            self._clear(gone)

    def release(self, place_ids: Sequence[int]) -> Released:
        """Lets go of places.  An article that stands elsewhere too stays, under its oldest copy; others are removed."""
        orphans: list[str] = []
        promoted: list[str] = []
        gone: list[int] = []
        with self.transaction() as connection:
            for place_id in place_ids:
                article_id, orphaned, file = take_place(connection, place_id)
                if orphaned:
                    orphans.append(article_id)
                    gone += retire_chunks(connection, article_id)
                    connection.execute("DELETE FROM articles WHERE id = ?", (article_id,))
                elif file is not None:
                    promoted.append(file)
            if place_ids:
                bump(connection)
        with suppress(RebuildNeededError):
            self._clear(gone)
        return Released(orphans, list(dict.fromkeys(promoted)))

    def known_vectors(self, text_hashes: Sequence[bytes], shape: Shape) -> dict[bytes, NDArray[np.float32]]:
        """The vectors that the library already has of these texts, under a model that makes ``shape``'s vectors."""
        kept = self.library.shape
        if kept is None or not kept.same_vectors(shape):
            return {}
        return self.vectors_by_text(self.vectors, text_hashes)

    def vectors_by_text(self, vectors: Vectors, text_hashes: Sequence[bytes]) -> dict[bytes, NDArray[np.float32]]:
        """The vectors in ``vectors`` of the library's chunks with these texts; others are left out."""
        ids: dict[int, bytes] = {}
        for begin in range(0, len(text_hashes), 500):
            part = text_hashes[begin : begin + 500]
            marks = ",".join("?" * len(part))
            query = f"SELECT min(id), text_hash FROM chunks WHERE text_hash IN ({marks}) GROUP BY text_hash"
            ids.update(self.connection.execute(query, part).fetchall())
        return {ids[number]: row for number, row in vectors.get(list(ids)).items()} if ids else {}

    def mark_gone(self, article_ids: Sequence[str], *, gone: bool = True) -> None:
        """Notes that the articles' sources are gone from the web (or, with ``gone=False``, there again)."""
        when = moment(datetime.now(UTC)) if gone else None
        with self.transaction() as connection:
            connection.executemany(
                "UPDATE articles SET gone_at = ? WHERE id = ? AND (gone_at IS NULL) = ?",
                [(when, article_id, gone) for article_id in article_ids],
            )
            bump(connection)

    def note_speed(self, chunks_per_s: float) -> None:
        """Remembers how fast the model embeds here, for estimates."""
        with self.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO meta (name, value) VALUES ('chunks_per_s', ?)", (f"{chunks_per_s:.2f}",)
            )

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A transaction that is committed at the end of the block, or leaves no trace when the block raises."""
        with put_into_words(self.folder / FILE_NAME), transaction(self.connection) as connection:
            yield connection

    def _commit_terms(self, lexical: Lexical) -> None:
        with put_into_words(self.folder / LEXICAL_FOLDER):
            lexical.commit()

    def reserve_ids(self, number: int, *, leftovers: bool = True) -> list[int]:
        """New chunk ids, which no chunk had before and no other will have; kept as leftovers until they are used."""
        if not number:
            return []
        with self.transaction() as connection:
            row = connection.execute("SELECT value FROM meta WHERE name = 'next_chunk_id'").fetchone()
            first = int(row[0]) if row else 1
            ids = list(range(first, first + number))
            connection.execute(
                "INSERT OR REPLACE INTO meta (name, value) VALUES ('next_chunk_id', ?)", (str(first + number),)
            )
            if leftovers:
                connection.executemany("INSERT INTO leftovers (chunk_id) VALUES (?)", [(number,) for number in ids])
        return ids

    def close_indexes(self, *, settle: bool = False) -> None:
        """Lets go of the derived indexes; the next use opens them again.  ``settle``: see ``Vectors.settle``."""
        vectors, lexical = self._vectors, self._lexical
        self._vectors = self._lexical = None
        if lexical is not None:
            with put_into_words(self.folder / LEXICAL_FOLDER):
                lexical.close()
        if vectors is not None:
            if settle:
                vectors.settle()
            vectors.close()

    def _open_indexes(self) -> None:
        if self._vectors is not None and self._lexical is not None:
            return
        from index.lexical import Lexical
        from index.vectors import Vectors

        shape = self.library.shape
        vectors = Vectors(self.folder / VECTORS_FOLDER, shape.dimensions if shape else 0)
        with put_into_words(self.folder / LEXICAL_FOLDER):
            lexical = Lexical(self.folder / LEXICAL_FOLDER)
        chunks = self.library.counts().chunks
        for name, count in ((VECTORS_FOLDER, vectors.count()), (LEXICAL_FOLDER, lexical.count())):
            if count < chunks:
                raise RebuildNeededError(
                    f"{self.folder / name} holds {count:,} of {chunks:,} chunks: `articlebot rebuild` makes it anew."
                )
        self._vectors, self._lexical = vectors, lexical
        self._clear([row[0] for row in self.connection.execute("SELECT chunk_id FROM leftovers")])

    def _clear(self, chunk_ids: Sequence[int]) -> None:
        """Takes leftovers out of the derived indexes, then off the list."""
        if not chunk_ids:
            return
        self.vectors.remove(chunk_ids)
        with put_into_words(self.folder / LEXICAL_FOLDER):
            self.lexical.remove(chunk_ids)
            self.lexical.commit()
        with self.transaction() as connection:
            connection.executemany("DELETE FROM leftovers WHERE chunk_id = ?", [(number,) for number in chunk_ids])


def _entries(group: Group, ids: Sequence[int]) -> Iterator[LexicalEntry]:
    from index.lexical import LexicalEntry

    remaining = iter(ids)
    for revision in group.revisions:
        article = revision.position.article
        line = header(article.title, article.author, article.publisher, article.published_at)
        for text in revision.texts:
            yield LexicalEntry(next(remaining), line, text, article.language)
