"""Which pages a source's listings name, in tables of ``sources.db``, within a transaction of the caller.

A sitemap may name 50,000 pages: they are looked up many at a time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from index.following.followed import State
from index.revision import moment
from index.sources.web.listing import Entry

# SQLite takes at most 32,766 variables a statement; 500 keeps the few statement texts in Python's statement cache.
_KEYS_PER_QUERY = 500


def targets(connection: sqlite3.Connection, keys: Sequence[str]) -> dict[str, str]:
    """Of the identities that are another page's by now, the identity of that page."""
    query = "SELECT identity, target FROM aliases WHERE identity IN ({marks})"
    return dict(_found(connection, query, (), keys))


def write_listed(
    connection: sqlite3.Connection, source_id: int, url: str, named: Mapping[str, Entry], max_pages: int | None
) -> int:
    """Keeps that the listing at ``url`` names these pages (by their identities) now, and what it says of them; returns
    how many found no room."""
    query = "SELECT identity FROM listed WHERE source_id = ? AND identity IN ({marks})"
    there = {key for (key,) in _found(connection, query, (source_id,), list(named))}
    connection.execute("UPDATE listed SET listing = NULL WHERE source_id = ? AND listing = ?", (source_id, url))
    connection.executemany(
        "UPDATE listed SET listing = ? WHERE source_id = ? AND identity = ?",
        [(url, source_id, key) for key in named if key in there],
    )
    fresh = [key for key in named if key not in there]
    room = len(fresh)
    if max_pages is not None:
        count = connection.execute("SELECT count(*) FROM listed WHERE source_id = ?", (source_id,)).fetchone()[0]
        room = max(0, max_pages - count)
    if len(fresh) > room:
        room += _displace(connection, source_id, len(fresh) - room)
    connection.executemany(
        "INSERT OR IGNORE INTO pages (identity, url, state) VALUES (?, ?, ?)",
        [(key, named[key].url, State.WAITING) for key in fresh[:room]],
    )
    connection.executemany(
        "INSERT INTO listed (source_id, identity, listing) VALUES (?, ?, ?)",
        [(source_id, key, url) for key in fresh[:room]],
    )
    connection.executemany(
        "UPDATE pages SET published_at = ?, author = ? WHERE identity = ?",
        [
            (moment(entry.published_at), entry.author, key)
            for key, entry in named.items()
            if entry.published_at or entry.author
        ],
    )
    return max(0, len(fresh) - room)


def clear(connection: sqlite3.Connection) -> None:
    """Removes what belongs to no source."""
    connection.execute("DELETE FROM pages WHERE identity NOT IN (SELECT identity FROM listed)")
    connection.execute("DELETE FROM aliases WHERE target NOT IN (SELECT identity FROM pages)")


def _displace(connection: sqlite3.Connection, source_id: int, count: int) -> int:
    """Lets go of up to ``count`` pages that nothing lists: first those that are gone, last those never read."""
    found = connection.execute(
        "SELECT l.identity FROM listed l JOIN pages p ON p.identity = l.identity"
        " WHERE l.source_id = ? AND l.listing IS NULL"
        " ORDER BY p.state != 'gone', p.state = 'waiting', p.changed_at, p.looked_at LIMIT ?",
        (source_id, count),
    ).fetchall()
    connection.executemany(
        "DELETE FROM listed WHERE source_id = ? AND identity = ?", [(source_id, key) for (key,) in found]
    )
    clear(connection)
    return len(found)


def _found(
    connection: sqlite3.Connection, query: str, values: tuple[object, ...], keys: Sequence[str]
) -> Iterator[tuple]:  # type: ignore[type-arg]
    """The rows of ``query`` for all of ``keys``, which it takes in the place of ``{marks}``."""
    for begin in range(0, len(keys), _KEYS_PER_QUERY):
        part = keys[begin : begin + _KEYS_PER_QUERY]
        yield from connection.execute(query.format(marks=",".join("?" * len(part))), (*values, *part)).fetchall()
