"""The tables of ``sources.db``; as in ``index/schema.py``, a step that was released is never changed."""

from __future__ import annotations

_FOUNDATION = """
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    address TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    match TEXT,
    since TEXT,
    field_map TEXT NOT NULL,
    added_at TEXT NOT NULL,
    looked_at TEXT,
    changed_at TEXT,
    error TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    next_at TEXT
);

-- Feeds and sitemaps: what to ask "has it changed?" with.
CREATE TABLE listings (
    source_id INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    url TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    further TEXT NOT NULL,
    PRIMARY KEY (source_id, url)
) WITHOUT ROWID;

CREATE TABLE pages (
    identity TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    state TEXT NOT NULL,
    source TEXT,
    reason TEXT,
    etag TEXT,
    last_modified TEXT,
    digest BLOB,
    looked_at TEXT,
    changed_at TEXT,
    failures INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE listed (
    source_id INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    identity TEXT NOT NULL,
    PRIMARY KEY (source_id, identity)
) WITHOUT ROWID;
CREATE INDEX listed_by_page ON listed (identity);

-- Other addresses of a page, by which a listing may name it again.
CREATE TABLE aliases (identity TEXT PRIMARY KEY, target TEXT NOT NULL) WITHOUT ROWID;
"""

_LISTINGS_OF_PAGES = """
-- The feed or sitemap that names the page now; NULL where none does any more, '' where that is not known.
ALTER TABLE listed ADD COLUMN listing TEXT DEFAULT '';
-- To be read again, so that it becomes known.
UPDATE listings SET etag = NULL, last_modified = NULL;
"""

_WHAT_LISTINGS_SAY = """
-- What the feed or sitemap says of a page, for what the page does not say itself.
ALTER TABLE pages ADD COLUMN published_at TEXT;
ALTER TABLE pages ADD COLUMN author TEXT;
-- To be read again, so that it becomes known.
UPDATE listings SET etag = NULL, last_modified = NULL;
"""

STEPS: tuple[str, ...] = (_FOUNDATION, _LISTINGS_OF_PAGES, _WHAT_LISTINGS_SAY)
