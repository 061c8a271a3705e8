"""Checks a library: the database, both derived indexes against it, leftovers, the lock and the disk."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.borrowing import folder_of_indexes, is_writable
from index.database import FILE_NAME, connect, put_into_words, require_folder
from index.errors import IndexingError, RebuildNeededError
from index.lock import Holder, is_locked, is_running, read_holder
from index.shape import read_shape
from index.swap import LEXICAL_FOLDER, VECTORS_FOLDER, WORKSHOP, is_swap_due

if TYPE_CHECKING:
    from index.lexical import Lexical
    from index.library import Library
    from index.vectors import Vectors

# A group of vectors and its journals take 20 MB at most; below this an `add` may stop half way (and loses nothing).
_LITTLE_SPACE = 200_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    ok: bool
    text: str
    """What was found, and what to do about it."""


def check_library(folder: Path) -> Iterator[Check]:
    """Looks at everything in the library's folder, whatever state it is in; raises nothing."""
    try:
        require_folder(folder)
    except IndexingError as error:
        yield Check("library", False, str(error))
        return
    database, chunk_ids, swapping = _database(folder)
    yield database
    if swapping:
        text = (
            "The new indexes of a rebuild are being put in place; if its process died, the next search finishes that."
        )
        yield Check("rebuild", False, text)
    elif chunk_ids is not None:
        if not is_writable(folder):
            text = (
                f"{folder} cannot be written to, or its disk is full: it is searched by way of a copy of its indexes."
            )
            yield Check("folder", True, text)
        opened = cache(lambda: folder_of_indexes(folder))
        yield _index("vectors", folder / VECTORS_FOLDER, chunk_ids, lambda: _vector_ids(opened()))
        yield _index("terms", folder / LEXICAL_FOLDER, chunk_ids, lambda: _term_ids(opened()))
    if (folder / WORKSHOP).exists() and not swapping:
        yield _rebuild(folder)
    holder = read_holder(folder)
    if holder is not None:
        yield Check("writer", True, _writer(holder))
    yield _space(folder)


def require_complete(library: Library, vectors: Vectors, lexical: Lexical) -> None:
    """Raises RebuildNeededError where an index holds fewer chunks than the library: some would never be found."""
    for _ in range(2):
        generation, chunks = library.generation, library.counts().chunks
        lacking = [
            (name, count)
            for name, count in ((VECTORS_FOLDER, vectors.count()), (LEXICAL_FOLDER, lexical.count()))
            if count < chunks
        ]
        if not lacking:
            return
        if library.generation == generation:
            name, count = lacking[0]
            raise RebuildNeededError(
                f"{library.folder / name} holds {count:,} of {chunks:,} chunks: `articlebot rebuild` makes it anew."
            )
        # A writer was removing articles meanwhile.
        vectors.reload()
        lexical.reload()


def _database(folder: Path) -> tuple[Check, set[int] | None, bool]:
    """What is found, the ids of the chunks where they can be read, and whether a swap of the indexes is due."""
    path = folder / FILE_NAME
    try:
        connection = connect(folder)
    except IndexingError as error:
        return Check("library", False, str(error)), None, False
    try:
        with put_into_words(path):
            faults = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
            if faults != ["ok"]:
                text = f"{path} is damaged ({faults[0]}): put back a backup, or add the articles to a new library."
                return Check("library", False, text), None, False
            shape = read_shape(connection)
            articles = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
            ids = {row[0] for row in connection.execute("SELECT id FROM chunks")}
            leftovers = connection.execute("SELECT count(*) FROM leftovers").fetchone()[0]
            swapping = is_swap_due(connection)
    except IndexingError as error:
        return Check("library", False, str(error)), None, False
    finally:
        connection.close()
    model = f", embedded by {shape.embedding_model}" if shape else ""
    rest = f"; {leftovers:,} leftovers, which the next `articlebot add` clears" if leftovers else ""
    return Check("library", True, f"{articles:,} articles in {len(ids):,} chunks{model}{rest}."), ids, swapping


def _index(name: str, folder: Path, chunk_ids: set[int], ids_of: Callable[[], set[int]]) -> Check:
    if not chunk_ids and not folder.exists():
        return Check(name, True, "Nothing there yet.")
    if not folder.exists():
        return Check(name, False, f"{folder} is missing: `articlebot rebuild` makes it anew.")
    try:
        ids = ids_of()
    except IndexingError as error:
        return Check(name, False, str(error))
    missing, more = len(chunk_ids - ids), len(ids - chunk_ids)
    if missing:
        text = f"{missing:,} of {len(chunk_ids):,} chunks are missing in {folder}: run `articlebot rebuild`."
        return Check(name, False, text)
    rest = f", and {more:,} that are left over and do no harm" if more else ""
    return Check(name, True, f"All {len(chunk_ids):,} chunks are there{rest}.")


def _vector_ids(folder: Path) -> set[int]:
    from index.vectors import Vectors

    vectors = Vectors(folder / VECTORS_FOLDER, 0)
    try:
        ids = vectors.ids()
        # The ids come from Chroma's tables; the graph of the vectors is read by fetching one and looking for it.
        if ids:
            for vector in vectors.get([min(ids)]).values():
                vectors.query(vector, 1)
        return ids
    finally:
        vectors.close()


def _term_ids(folder: Path) -> set[int]:
    from index.lexical import Lexical

    with put_into_words(folder / LEXICAL_FOLDER):
        return Lexical(folder / LEXICAL_FOLDER).ids()


def _rebuild(folder: Path) -> Check:
    # Another writer may hold the lock too: then what was interrupted is told of as soon as it has ended.
    if is_locked(folder):
        return Check("rebuild", True, "A rebuild is under way.")
    return Check("rebuild", False, "A rebuild was interrupted: `articlebot rebuild` goes on where it stopped.")


def _writer(holder: Holder) -> str:
    who = f"Process {holder.pid} on {holder.host}"
    match is_running(holder):
        case True:
            return f"{who} has been writing since {holder.since}."
        case False:
            return f"{who}, which began to write at {holder.since}, was killed; the next `articlebot add` tidies up."
        case None:
            return f"{who} has been writing since {holder.since}, or was killed while it did."


def _space(folder: Path) -> Check:
    there = next((path for path in (folder, *folder.parents) if path.exists()), folder)
    try:
        free = shutil.disk_usage(there).free
    except OSError as error:
        return Check("disk", False, f"{folder}: {error.strerror or error}.")
    text = f"{free / 1e9:,.1f} GB free at {there}."
    return Check("disk", free > _LITTLE_SPACE, text if free > _LITTLE_SPACE else f"Only {text}")
