"""``sources.db``: the sources that are followed, their pages, and what their servers said of them last.

A file of its own beside ``library.db``, so that looking at sources needs no lock on the library.  It may be behind
the library, never ahead of it: a page is noted here after its article was kept, and one that was not noted is read
again.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from index.database import put_into_words, require_folder, transaction, write_ahead
from index.errors import NoSuchSourceError
from index.following.followed import Followed, FollowedKind, KnownPage, PageCounts, State
from index.following.listed import clear, targets, write_listed
from index.following.rows import followed_of, page_of, write_look, write_pages
from index.following.schema import STEPS
from index.revision import moment
from index.schema import bring_up_to_date
from index.sources.web.canonical import identity, is_entry
from index.sources.web.fetching import Validators
from index.sources.web.listing import Entry

FILE_NAME = "sources.db"


class Register:
    """The followed sources of one library.  Any number of threads may use it; each call is one transaction."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._guard = threading.RLock()

    @classmethod
    def open(cls, folder: Path) -> Register:
        """The register in a library's folder, made if there is none."""
        require_folder(folder)
        path = folder / FILE_NAME
        with put_into_words(path):
            folder.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30.0)
            try:
                write_ahead(connection)
                connection.execute("PRAGMA synchronous = NORMAL")
                connection.execute("PRAGMA foreign_keys = ON")
                bring_up_to_date(connection, STEPS)
            except BaseException:
                connection.close()
                raise
        return cls(connection, path)

    def close(self) -> None:
        """Frees the file."""
        with self._guard:
            self._connection.close()

    def __enter__(self) -> Register:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def follow(
        self,
        address: str,
        kind: FollowedKind,
        now: datetime,
        *,
        match: str | None = None,
        since: datetime | None = None,
        field_map: Mapping[str, str] | None = None,
    ) -> Followed:
        """Follows ``address``; one that is followed already takes the new ``match``, ``since`` and ``field_map``."""
        with self._transaction() as connection:
            connection.execute(
                "INSERT INTO sources (address, kind, match, since, field_map, added_at) VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (address) DO UPDATE"
                " SET kind = excluded.kind, match = excluded.match, since = excluded.since,"
                " field_map = excluded.field_map",
                (address, kind, match, moment(since), json.dumps(dict(field_map or {})), moment(now)),
            )
            # What was left out by another rule may be wanted by this one.
            connection.execute(
                "DELETE FROM listings WHERE source_id = (SELECT id FROM sources WHERE address = ?)", (address,)
            )
        return self.source(address)

    def forget(self, source_id: int) -> None:
        """Stops following; the articles stay in the library."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM sources WHERE id = ?", (source_id,))
            clear(connection)

    def take_back(self, source: Followed, before: Followed | None) -> None:
        """Follows ``source`` as it was followed before, with nothing waiting; no more if it was not."""
        if before is None:
            self.forget(source.id)
            return
        self.follow(
            before.address,
            before.kind,
            before.added_at,
            match=before.match,
            since=before.since,
            field_map=before.field_map,
        )
        with self._transaction() as connection:
            connection.execute(
                "DELETE FROM listed WHERE source_id = ? AND identity IN"
                " (SELECT identity FROM pages WHERE state = 'waiting')",
                (source.id,),
            )
            connection.execute("DELETE FROM pages WHERE identity NOT IN (SELECT identity FROM listed)")

    def sources(self) -> list[Followed]:
        """All followed sources, in the order in which they were added."""
        return [followed_of(row) for row in self._rows("SELECT * FROM sources ORDER BY id")]

    def field_maps(self) -> dict[Path, Mapping[str, str]]:
        """How the records of each followed file, and of those below each followed folder, are read."""
        return {Path(each.address): each.field_map for each in self.sources() if each.kind is FollowedKind.FILES}

    def source(self, ref: str) -> Followed:
        """The source of this address, number, path or part of an address; raises NoSuchSourceError."""
        wanted = [ref, str(Path(ref).absolute())] if "\x00" not in ref else [ref]
        everything = self.sources()
        exact = [each for each in everything if each.address in wanted or str(each.id) == ref]
        found = exact or [each for each in everything if ref and ref in each.address]
        if len(found) == 1:
            return found[0]
        some = "is followed" if not found else f"is one: it fits {len(found)}, give the whole address"
        raise NoSuchSourceError(f"No source {ref!r} {some}. `articlebot sources` lists them.")

    def looked(self, source: Followed) -> None:
        """Keeps what a look found: times, error, failures."""
        with self._transaction() as connection:
            write_look(connection, source)

    def listing(self, source_id: int, url: str) -> tuple[Validators, list[str]] | None:
        """What a feed's or sitemap's server said last, and the sitemaps it led to; None before the first look."""
        query = "SELECT etag, last_modified, further FROM listings WHERE source_id = ? AND url = ?"
        rows = self._rows(query, (source_id, url))
        return (Validators(rows[0][0], rows[0][1]), rows[0][2].split()) if rows else None

    def list_pages(
        self,
        source_id: int,
        url: str,
        validators: Validators,
        further: Sequence[str],
        entries: Iterable[Entry],
        max_pages: int | None = None,
    ) -> int:
        """Keeps what the listing at ``url`` holds; returns how many pages were left out.

        What is new may take the places of pages that no listing names any more, so that a source has ``max_pages``.
        """
        first: dict[str, Entry] = {}
        for entry in entries:
            first.setdefault(identity(entry.url), entry)
        with self._transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO listings (source_id, url, etag, last_modified, further) VALUES (?, ?, ?, ?, ?)",
                (source_id, url, validators.etag, validators.last_modified, "\n".join(further)),
            )
            known_by = targets(connection, list(first))
            named: dict[str, Entry] = {}
            for key, entry in first.items():
                named.setdefault(known_by.get(key, key), entry)
            return write_listed(connection, source_id, url, named, max_pages)

    def keep_listings(self, source_id: int, urls: Sequence[str]) -> None:
        """Notes that only the listings at ``urls`` name pages of the source: others are no more."""
        with self._transaction() as connection:
            connection.execute(
                "UPDATE listed SET listing = NULL"
                f" WHERE source_id = ? AND listing NOT IN ({', '.join('?' * len(urls))})",
                (source_id, *urls),
            )

    def has_waiting_entries(self, source_id: int) -> bool:
        """Whether entries of a feed that are articles themselves were listed and not kept."""
        query = (
            "SELECT p.url FROM pages p JOIN listed l ON l.identity = p.identity"
            " WHERE l.source_id = ? AND p.state = 'waiting' AND instr(p.url, '#')"
        )
        return any(is_entry(url) for (url,) in self._rows(query, (source_id,)))

    def pages(self, source_id: int) -> list[KnownPage]:
        """The pages of a source, those that wait first."""
        query = (
            "SELECT p.* FROM pages p JOIN listed l ON l.identity = p.identity WHERE l.source_id = ?"
            " ORDER BY p.state != 'waiting', p.looked_at, p.identity"
        )
        return [page_of(row) for row in self._rows(query, (source_id,))]

    def page(self, url: str) -> KnownPage | None:
        """The page that ``url`` is an address of, if it is known."""
        rows = self._rows("SELECT * FROM pages WHERE identity = ?", (self._target(identity(url)),))
        return page_of(rows[0]) if rows else None

    def rename(self, page: KnownPage, own_url: str) -> str | None:
        """Files ``page`` under its own address, which it gave when it was read; returns its identity now.

        None if a page of that address is known already: then ``page`` is only another way to it from now on.
        """
        own = identity(own_url)
        with self._transaction() as connection:
            target = targets(connection, [own]).get(own, own)
            if target == page.identity:
                return target
            known = connection.execute("SELECT state FROM pages WHERE identity = ?", (target,)).fetchone()
            taken = known is not None and known[0] not in (State.UNREADABLE, State.GONE)
            if known is not None:
                connection.execute("DELETE FROM pages WHERE identity = ?", (page.identity if taken else target,))
            if not taken:
                connection.execute("UPDATE pages SET identity = ? WHERE identity = ?", (target, page.identity))
            connection.execute("UPDATE OR REPLACE listed SET identity = ? WHERE identity = ?", (target, page.identity))
            connection.execute("UPDATE aliases SET target = ? WHERE target = ?", (target, page.identity))
            connection.execute("INSERT OR REPLACE INTO aliases VALUES (?, ?)", (page.identity, target))
        return None if taken else target

    def note(self, pages: Iterable[KnownPage]) -> None:
        """Keeps what visits found."""
        with self._transaction() as connection:
            write_pages(connection, pages)

    def counts(self, source_id: int) -> PageCounts:
        """How many pages of a source are in which state."""
        query = (
            "SELECT p.state, count(*) FROM pages p JOIN listed l ON l.identity = p.identity"
            " WHERE l.source_id = ? GROUP BY p.state"
        )
        found = dict(self._rows(query, (source_id,)))
        states = (State.ARTICLE, State.WAITING, State.UNREADABLE, State.LEFT_OUT, State.GONE)
        return PageCounts(*(found.get(state, 0) for state in states))

    def _target(self, key: str) -> str:
        rows = self._rows("SELECT target FROM aliases WHERE identity = ?", (key,))
        return str(rows[0][0]) if rows else key

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[tuple]:  # type: ignore[type-arg]
        with self._guard, put_into_words(self._path):
            return self._connection.execute(query, tuple(values)).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._guard, put_into_words(self._path), transaction(self._connection) as connection:
            yield connection
