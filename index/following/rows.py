"""Reads sources and pages from rows of ``sources.db``, and writes them, within a transaction of the caller."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime

from index.following.followed import Followed, FollowedKind, KnownPage, State
from index.revision import moment
from index.sources.web.fetching import Validators


def followed_of(row: tuple) -> Followed:  # type: ignore[type-arg]
    """The source in a row of the table ``sources``."""
    number, address, kind, match, since, field_map, added, looked, changed, error, failures, next_at = row
    return Followed(
        number,
        address,
        FollowedKind(kind),
        match,
        _time(since),
        json.loads(field_map),
        datetime.fromisoformat(added),
        _time(looked),
        _time(changed),
        error,
        failures,
        _time(next_at),
    )


def page_of(row: tuple) -> KnownPage:  # type: ignore[type-arg]
    """The page in a row of the table ``pages``."""
    key, url, state, source, reason, etag, last_modified, digest, looked, changed, failures, published, author = row
    return KnownPage(
        key,
        url,
        State(state),
        source,
        reason,
        Validators(etag, last_modified),
        digest,
        _time(looked),
        _time(changed),
        failures,
        _time(published),
        author,
    )


def write_look(connection: sqlite3.Connection, source: Followed) -> None:
    """Keeps the times, the error and the failures of a source."""
    connection.execute(
        "UPDATE sources SET looked_at = ?, changed_at = ?, error = ?, failures = ?, next_at = ? WHERE id = ?",
        (
            moment(source.looked_at),
            moment(source.changed_at),
            source.error,
            source.failures,
            moment(source.next_at),
            source.id,
        ),
    )


def write_pages(connection: sqlite3.Connection, pages: Iterable[KnownPage]) -> None:
    """Keeps all that is known of pages that are known already."""
    connection.executemany(
        "UPDATE pages SET url = ?, state = ?, source = ?, reason = ?, etag = ?, last_modified = ?, digest = ?,"
        " looked_at = ?, changed_at = ?, failures = ? WHERE identity = ?",
        [
            (
                page.url,
                page.state,
                page.source,
                page.reason,
                page.validators.etag,
                page.validators.last_modified,
                page.digest,
                moment(page.looked_at),
                moment(page.changed_at),
                page.failures,
                page.identity,
            )
            for page in pages
        ],
    )


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
