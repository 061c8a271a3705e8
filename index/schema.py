"""The tables of ``library.db``, and the steps that bring an older one up to date.

``PRAGMA user_version`` counts the steps taken.  A step that was released is never changed: a new need is a new step at
the end of ``STEPS``.  Times are ISO 8601 in UTC with a fixed width, so that they sort as text.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from index.errors import NewerLibraryError

_FOUNDATION = """
-- What shaped the library (model, chunk sizes) and its counters: generation, next_chunk_id.
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- One row an article.  `version` is the newest; `signature` its fingerprint for finding near copies.
CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    added_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    gone_at TEXT,
    signature BLOB
);

-- What an article said.  Rows are never altered: citations point into them.
CREATE TABLE versions (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    author TEXT,
    publisher TEXT,
    published_at TEXT,
    url TEXT,
    language TEXT,
    content_hash BLOB NOT NULL,
    text_hash BLOB NOT NULL,
    read_at TEXT NOT NULL,
    characters INTEGER NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (article_id, version)
);
CREATE INDEX versions_by_text ON versions (text_hash);
CREATE INDEX versions_by_url ON versions (url) WHERE url IS NOT NULL;

-- Where an article was read from.  One place is the original, the others hold copies of the same story.  A vanished
-- place was not there when its file was read last: --prune lets go of it.
CREATE TABLE places (
    id INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    file TEXT NOT NULL,
    original INTEGER NOT NULL,
    vanished INTEGER NOT NULL DEFAULT 0,
    declared_id TEXT,
    title TEXT NOT NULL,
    publisher TEXT,
    published_at TEXT,
    url TEXT,
    content_hash BLOB NOT NULL
);
CREATE INDEX places_by_article ON places (article_id);
CREATE INDEX places_by_source ON places (source);
CREATE INDEX places_by_file ON places (file);

-- Files as they were when all of their articles had been kept: an unchanged one is not even opened.
CREATE TABLE files (
    path TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    digest BLOB NOT NULL
) WITHOUT ROWID;

-- The chunks that search sees: those of the newest versions.  `first` and `past` count characters of the text.
CREATE TABLE chunks (
    id INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    first INTEGER NOT NULL,
    past INTEGER NOT NULL,
    text_hash BLOB NOT NULL
);
CREATE INDEX chunks_by_article ON chunks (article_id);
CREATE INDEX chunks_by_text ON chunks (text_hash);

-- The chunks of a rebuild that is under way; they take the place of `chunks` at its end.
CREATE TABLE staged_chunks (
    id INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    first INTEGER NOT NULL,
    past INTEGER NOT NULL,
    text_hash BLOB NOT NULL
);
CREATE INDEX staged_chunks_by_article ON staged_chunks (article_id);

-- Chunk ids that the derived indexes may hold though `chunks` does not: written before the indexes are touched.
CREATE TABLE leftovers (chunk_id INTEGER PRIMARY KEY);
"""

_PAGES = """
-- Where each page of a PDF begins in the text, as numbers with blanks between them.
ALTER TABLE versions ADD COLUMN pages TEXT NOT NULL DEFAULT '';
"""

STEPS: tuple[str, ...] = (_FOUNDATION, _PAGES)


def bring_up_to_date(connection: sqlite3.Connection, steps: Sequence[str]) -> None:
    """Takes those of ``steps`` that ``connection``'s database lacks, each in a transaction of its own.

    Any number of processes may do so at once.
    """
    for number in range(check_version(connection, steps), len(steps)):
        try:
            connection.executescript(f"BEGIN IMMEDIATE;{steps[number]};PRAGMA user_version = {number + 1};COMMIT;")
        except sqlite3.Error:
            if connection.in_transaction:
                connection.rollback()
            if check_version(connection, steps) <= number:  # else another process was quicker
                raise


def check_version(connection: sqlite3.Connection, steps: Sequence[str]) -> int:
    """The number of steps taken; raises NewerLibraryError when there are more than this software knows."""
    taken = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if taken > len(steps):
        raise NewerLibraryError(
            f"The library was made by a newer version of articlebot (format {taken}, this one reads up to "
            f"{len(steps)}): update articlebot, or name another folder with --library."
        )
    return taken
