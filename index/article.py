"""An article: one document with its text and its metadata."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime

BETWEEN_CELLS = " | "
"""What separates the cells of a table row, which is a line of its own in an article's text."""


def makers(author: str | None, publisher: str | None) -> tuple[str, ...]:
    """Who wrote an article and who published it, once where the two are one: papers sign what no one else does."""
    known = [name for name in (author, publisher) if name and name.strip()]
    return tuple(known[:1] if len({_folded(name) for name in known}) == 1 else known)


def _folded(name: str) -> str:
    return re.sub(r"^the |[\W_]", "", name.strip().casefold())


@dataclass(frozen=True, slots=True)
class Article:
    """One document as it was read, before the library knows it.

    ``text`` is plain text, its paragraphs separated by newlines, without the title; every offset in this project
    counts its characters (Python ``str`` indices).  ``published_at`` is in UTC.  ``language`` is an
    ISO 639-1 code, or None where it could not be told.
    """

    source: str
    """Where it was read from: an absolute path, ``path#17`` for a record of a file, or a web address."""
    title: str
    text: str
    author: str | None = None
    publisher: str | None = None
    published_at: datetime | None = None
    url: str | None = None
    """Its address on the web, where it declares one."""
    language: str | None = None
    declared_id: str | None = None
    """The id that the source itself gives (a record's ``id`` field); the library keeps it if it is free."""
    pages: tuple[int, ...] = ()
    """Where each page begins in ``text``, of a PDF; empty of what has no pages."""

    @property
    def content_hash(self) -> str:
        """SHA-256 of everything a reader would notice, in hexadecimal: title, text and metadata, not the source."""
        published = self.published_at.isoformat() if self.published_at else ""
        parts = (self.title, self.text, self.author, self.publisher, published, self.url)
        joined = "\x00".join(part or "" for part in parts)
        return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Place:
    """Another place where an article's story stood: a copy that was not kept a second time."""

    source: str
    title: str
    publisher: str | None
    published_at: datetime | None
    url: str | None


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """One version of an article as the library keeps it.

    A version never changes: citations hold (id, version, start, end), and ``text[start:end]`` stays the quote.
    """

    id: str
    version: int
    """1 for the first version that was read; search sees the newest."""
    source: str
    title: str
    text: str
    author: str | None
    publisher: str | None
    published_at: datetime | None
    url: str | None
    language: str | None
    added_at: datetime
    changed_at: datetime
    gone_at: datetime | None = None
    """When its source was found to be gone from the web; None while it is there."""
    copies: tuple[Place, ...] = ()
    """The other places where the same story stood."""
    pages: tuple[int, ...] = ()
    """Where each page begins in ``text``, as in ``Article``."""

    def page(self, at: int) -> int | None:
        """The page, from 1, on which the character at an offset stands; None where there are no pages."""
        return bisect_right(self.pages, at) or None
