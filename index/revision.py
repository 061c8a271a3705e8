"""What the writer is given to keep, and what it gives back: versions of articles, their places and their files."""

from __future__ import annotations

import hashlib
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from index.article import Article
from index.days import day_of
from index.passage import Span


@dataclass(frozen=True, slots=True)
class Position:
    """Where a record was read from, as the library remembers it."""

    article: Article
    """What was read there."""
    file: str
    """The file, feed or page that holds the record."""
    article_id: str
    place_id: int | None = None
    """The place that this record had before; None for a new one."""
    original: bool = True
    """False where the article is kept as another place has it."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A new article, or a new version of one, cut but not yet embedded."""

    position: Position
    version: int
    spans: tuple[Span, ...]
    signature: bytes
    """``index.copies.signature`` of the text."""

    @property
    def texts(self) -> list[str]:
        """The chunks' texts, in order."""
        text = self.position.article.text
        return [span.of(text) for span in self.spans]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A file as it was when it was read."""

    path: str
    size: int
    mtime_ns: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Group:
    """What becomes visible at once."""

    revisions: tuple[Revision, ...] = ()
    vectors: tuple[NDArray[np.float32], ...] = ()
    """For each revision, one row a chunk."""
    positions: tuple[Position, ...] = ()
    """Places without a new version: copies, and records that moved within their file."""
    files: tuple[Fingerprint, ...] = ()
    vanished: tuple[int, ...] = ()
    """Ids of places that were not found when their files were read."""


@dataclass(frozen=True, slots=True)
class Released:
    """What became of articles whose places were let go."""

    removed: list[str]
    """Ids of the articles that stood nowhere else."""
    promoted: list[str]
    """Files of copies that are now an article's original, and say it in other words: they should be read again."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A group on its way into the derived indexes."""

    group: Group
    ids: list[int]
    """Of its chunks, in the group's order."""
    work: tuple[Future[None], ...]

    @property
    def is_indexed(self) -> bool:
        """Whether ``finish`` would not have to wait."""
        return all(each.done() for each in self.work)


def text_hash(text: str) -> bytes:
    """16 bytes that tell texts apart."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def content_hash(article: Article) -> bytes:
    """``article.content_hash``, in the 16 bytes that the library keeps."""
    return bytes.fromhex(article.content_hash)[:16]


def moment(time: datetime | None) -> str | None:
    """A column's text for ``time``, of one width so that it sorts; a time without a zone is taken as UTC."""
    if time is None:
        return None
    if time.tzinfo is None:
        time = time.replace(tzinfo=UTC)
    return time.astimezone(UTC).isoformat(timespec="microseconds")


def header(title: str, author: str | None, publisher: str | None, published_at: datetime | None) -> str:
    """The line that is indexed with every chunk of an article: ``title | author | publisher | 2 January 2024``."""
    date = day_of(published_at) if published_at else None
    return " | ".join(part for part in (title, author, publisher, date) if part)
