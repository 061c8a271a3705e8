"""Writes articles, their versions, places and chunks as rows of ``library.db``, within a transaction of the caller."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime

from index.revision import Fingerprint, Position, Revision, content_hash, moment, text_hash


def retire_chunks(connection: sqlite3.Connection, article_id: str) -> list[int]:
    """Hides an article's chunks; their ids become leftovers and are returned."""
    ids = [row[0] for row in connection.execute("SELECT id FROM chunks WHERE article_id = ?", (article_id,))]
    connection.executemany("INSERT OR IGNORE INTO leftovers (chunk_id) VALUES (?)", [(number,) for number in ids])
    connection.execute("DELETE FROM chunks WHERE article_id = ?", (article_id,))
    return ids


def write_revision(connection: sqlite3.Connection, revision: Revision, now: datetime) -> list[int]:
    """Adds the version and its place; returns the ids of the chunks that it replaces."""
    position, article = revision.position, revision.position.article
    time = moment(now)
    replaced: list[int] = []
    if revision.version == 1:
        connection.execute(
            "INSERT INTO articles (id, version, added_at, changed_at, signature) VALUES (?, 1, ?, ?, ?)",
            (position.article_id, time, time, revision.signature),
        )
    else:
        replaced = retire_chunks(connection, position.article_id)
        connection.execute(
            "UPDATE articles SET version = ?, changed_at = ?, signature = ?, gone_at = NULL WHERE id = ?",
            (revision.version, time, revision.signature, position.article_id),
        )
    connection.execute(
        "INSERT INTO versions (article_id, version, title, author, publisher, published_at, url, language,"
        " content_hash, text_hash, read_at, characters, text, pages) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            position.article_id,
            revision.version,
            article.title,
            article.author,
            article.publisher,
            moment(article.published_at),
            article.url,
            article.language,
            content_hash(article),
            text_hash(article.text),
            time,
            len(article.text),
            article.text,
            " ".join(map(str, article.pages)),
        ),
    )
    write_place(connection, position)
    return replaced


def write_chunks(connection: sqlite3.Connection, revision: Revision, ids: Iterator[int]) -> None:
    """Makes a revision's chunks visible under the next of ``ids``."""
    connection.executemany(
        "INSERT INTO chunks (id, article_id, version, first, past, text_hash) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (next(ids), revision.position.article_id, revision.version, span.start, span.end, text_hash(text))
            for span, text in zip(revision.spans, revision.texts, strict=True)
        ],
    )


def write_place(connection: sqlite3.Connection, position: Position) -> None:
    """Adds a place, or rewrites the one that it was before; of an article's places, one is the original."""
    article = position.article
    if position.original:
        connection.execute("UPDATE places SET original = 0 WHERE article_id = ? AND original", (position.article_id,))
    connection.execute(
        "INSERT OR REPLACE INTO places (id, article_id, source, file, original, declared_id, title, publisher,"
        " published_at, url, content_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            position.place_id,
            position.article_id,
            article.source,
            position.file,
            position.original,
            article.declared_id,
            article.title,
            article.publisher,
            moment(article.published_at),
            article.url,
            content_hash(article),
        ),
    )


def write_files(connection: sqlite3.Connection, files: Iterable[Fingerprint]) -> None:
    """Remembers files whose articles are all kept."""
    connection.executemany(
        "INSERT OR REPLACE INTO files (path, size, mtime_ns, digest) VALUES (?, ?, ?, ?)",
        [(file.path, file.size, file.mtime_ns, file.digest) for file in files],
    )


def hide_places(connection: sqlite3.Connection, place_ids: Iterable[int]) -> None:
    """Notes places that were not found when their files were read."""
    connection.executemany("UPDATE places SET vanished = 1 WHERE id = ?", [(place_id,) for place_id in place_ids])


def take_place(connection: sqlite3.Connection, place_id: int) -> tuple[str, bool, str | None]:
    """Deletes a place; tells its article, whether that stands nowhere now, and the file of a copy to be read again."""
    row = connection.execute("SELECT article_id, original, file FROM places WHERE id = ?", (place_id,)).fetchone()
    if row is None:
        return "", False, None
    article_id, original, file = row
    connection.execute("DELETE FROM places WHERE id = ?", (place_id,))
    if not connection.execute("SELECT 1 FROM places WHERE file = ?", (file,)).fetchone():
        connection.execute("DELETE FROM files WHERE path = ?", (file,))
    if not original:
        return article_id, False, None
    heir = connection.execute("SELECT id, file FROM places WHERE article_id = ? ORDER BY id", (article_id,)).fetchone()
    if heir is None:
        return article_id, True, None
    heir_id, heir_file = heir
    # A hash of no content: the place says something else than the article, until it is read again.
    connection.execute("UPDATE places SET original = 1, content_hash = ? WHERE id = ?", (b"", heir_id))
    connection.execute("DELETE FROM files WHERE path = ?", (heir_file,))
    return article_id, False, heir_file
