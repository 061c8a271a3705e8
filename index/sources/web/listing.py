"""What a feed or a sitemap lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from index.article import Article


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that a listing names.  ``changed_at`` is what the listing says of it, in UTC, None if nothing."""

    url: str
    changed_at: datetime | None = None
    article: Article | None = None
    """The entry itself, where a feed has no link for it but its text."""
    published_at: datetime | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """The pages of a feed or a sitemap, in its order, each once; ``further`` are the sitemaps that an index names."""

    kind: Literal["feed", "sitemap"]
    entries: tuple[Entry, ...]
    further: tuple[Entry, ...] = ()


def unique(entries: list[Entry]) -> tuple[Entry, ...]:
    """``entries`` without the addresses that were there before."""
    first: dict[str, Entry] = {}
    for entry in entries:
        first.setdefault(entry.url, entry)
    return tuple(first.values())
