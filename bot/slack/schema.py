"""The tables of ``slack.db``."""

from __future__ import annotations

SCHEMA = """
CREATE TABLE IF NOT EXISTS request (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
    team TEXT NOT NULL, channel TEXT NOT NULL, ts TEXT NOT NULL, thread_ts TEXT NOT NULL, user TEXT NOT NULL,
    text TEXT NOT NULL, details TEXT NOT NULL, state TEXT NOT NULL, owner TEXT NOT NULL,
    attempt INTEGER NOT NULL DEFAULT 0, revision INTEGER NOT NULL DEFAULT 0,
    received REAL NOT NULL, finished REAL);
CREATE INDEX IF NOT EXISTS request_open ON request (state) WHERE finished IS NULL;
CREATE TABLE IF NOT EXISTS seen (event_id TEXT PRIMARY KEY, at REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS post (
    request INTEGER NOT NULL, team TEXT NOT NULL, channel TEXT NOT NULL, ts TEXT NOT NULL, streaming INTEGER NOT NULL,
    PRIMARY KEY (channel, ts)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS post_request ON post (request);
CREATE TABLE IF NOT EXISTS thread (
    team TEXT NOT NULL, channel TEXT NOT NULL, thread_ts TEXT NOT NULL, since REAL NOT NULL,
    last_user TEXT NOT NULL, last_for_bot INTEGER NOT NULL,
    PRIMARY KEY (team, channel, thread_ts)) WITHOUT ROWID;
-- since: of its last message.
CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, value TEXT NOT NULL, at REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS process (
    owner TEXT PRIMARY KEY, host TEXT NOT NULL, pid INTEGER NOT NULL, beat REAL NOT NULL) WITHOUT ROWID;
"""
