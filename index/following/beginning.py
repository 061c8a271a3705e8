"""The beginning of following: an address is recognised, and its source registered."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from index.following.followed import Followed, FollowedKind
from index.following.register import Register
from index.sources.files import may_be_read
from index.sources.web.canonical import without_tracking
from index.sources.web.fetching import Fetcher, Validators, checked_address
from index.sources.web.listing import Entry
from index.sources.web.recognition import Recognised, recognise


async def follow_web(
    fetcher: Fetcher,
    register: Register,
    url: str,
    now: datetime,
    *,
    match: str | None = None,
    since: datetime | None = None,
) -> tuple[Followed, Recognised]:
    """Follows what ``url`` is or leads to: a page, a feed or a sitemap.  Raises as ``recognise`` does."""
    found = await recognise(fetcher, without_tracking(checked_address(url, url)))
    kind = FollowedKind.PAGE if found.listing is None else FollowedKind(found.listing.kind)
    source = register.follow(found.url, kind, now, match=match, since=since)
    if kind is FollowedKind.PAGE:
        register.list_pages(source.id, found.url, Validators(), [], [Entry(found.url)])
    return source, found


def follow_files(
    register: Register,
    path: Path,
    now: datetime,
    field_map: Mapping[str, str] | None = None,
    *,
    failed: bool = False,
) -> Followed | None:
    """Follows a file or a folder that has just been read.

    None where there is nothing, or where a folder above it is followed already and its records are read alike.
    ``failed``: nothing of it could be read by this ``field_map``.  That is no reason to forget another one, nor to
    begin with a file of a kind that is never read, which every look would tell again.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100 - links stay
    followed = register.field_maps()
    above = next((followed[parent] for parent in path.parents if parent in followed), None)
    if not path.exists() or (path not in followed and above == dict(field_map or {})):
        return None
    never = path.is_file() and path not in followed and not may_be_read(path)
    if failed and (never or followed.get(path, above or {}) != dict(field_map or {})):
        return None
    source = register.follow(str(path), FollowedKind.FILES, now, field_map=field_map)
    register.looked(replace(source, looked_at=now, changed_at=source.changed_at or now))
    return source
