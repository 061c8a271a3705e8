"""Puts the indexes that a rebuild made in the place of the old ones, in steps that can be taken again after a crash."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from index.database import FILE_NAME, put_into_words, transaction
from index.shape import Shape, write_shape

VECTORS_FOLDER = "chroma"
LEXICAL_FOLDER = "lexical"
WORKSHOP = "rebuild"
"""The folder in which new indexes are made while the old ones serve."""

_SWAPPING = "swapping_to"


def begin_swap(folder: Path, connection: sqlite3.Connection, shape: Shape) -> None:
    """The new indexes are complete: from here on every writer finishes what this one may not live to finish."""
    described = "\n".join((shape.embedding_model, str(shape.dimensions)))
    sizes = f"{shape.chunk_tokens}\n{shape.chunk_overlap}"
    with put_into_words(folder / FILE_NAME):
        connection.execute(
            "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (_SWAPPING, f"{sizes}\n{described}")
        )
    finish_swap(folder, connection)


def is_swap_due(connection: sqlite3.Connection) -> bool:
    """Whether the indexes in the folder may be others than those of the chunks in the database."""
    return connection.execute("SELECT 1 FROM meta WHERE name = ?", (_SWAPPING,)).fetchone() is not None


def finish_swap(folder: Path, connection: sqlite3.Connection) -> None:
    """Moves the new indexes into place and makes their chunks the library's; does nothing where no swap is due."""
    with put_into_words(folder / FILE_NAME):
        row = connection.execute("SELECT value FROM meta WHERE name = ?", (_SWAPPING,)).fetchone()
    if row is None:
        return
    tokens, overlap, model, dimensions = row[0].split("\n")
    with put_into_words(folder):
        for name in (VECTORS_FOLDER, LEXICAL_FOLDER):
            new, old = folder / WORKSHOP / name, folder / WORKSHOP / f"old-{name}"
            if new.exists():  # else it was moved before the crash
                shutil.rmtree(old, ignore_errors=True)
                if (folder / name).exists():
                    (folder / name).rename(old)
                new.rename(folder / name)
    with put_into_words(folder / FILE_NAME), transaction(connection):
        connection.execute("DELETE FROM chunks")
        connection.execute(
            "INSERT INTO chunks SELECT s.* FROM staged_chunks s"
            " JOIN articles a ON a.id = s.article_id AND a.version = s.version"
        )
        # Of articles that changed while the rebuild was interrupted; all else that was left over went with the old.
        connection.execute("DELETE FROM leftovers")
        connection.execute("INSERT INTO leftovers SELECT id FROM staged_chunks WHERE id NOT IN (SELECT id FROM chunks)")
        connection.execute("DELETE FROM staged_chunks")
        write_shape(connection, Shape(model, int(dimensions), int(tokens), int(overlap)))
        connection.execute("DELETE FROM meta WHERE name = ?", (_SWAPPING,))
        bump(connection)
    shutil.rmtree(folder / WORKSHOP, ignore_errors=True)


def bump(connection: sqlite3.Connection) -> None:
    """Tells readers that something changed."""
    connection.execute(
        "INSERT INTO meta (name, value) VALUES ('generation', '1')"
        " ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)"
    )
