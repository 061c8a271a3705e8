"""Decides what becomes of an article that was read: new, changed, unchanged, or a copy of one that is there."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import chain
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from index.files import is_gone, is_same
from index.holdings import SHORT, KnownPlace, Records, Texts, folded, places
from index.revision import Position, content_hash, text_hash

if TYPE_CHECKING:
    from index.article import Article
    from index.copies import CopyFinder
    from index.library import Library

_LONGEST_ID = 60
_LONGEST_DECLARED_ID = 200
"""Longer ones are not ids but links or texts in the wrong column, and nobody could type them."""
_NAMELESS = "article"
_FOREIGN = re.compile(r"[a-z][a-z0-9+.-]+:", re.I)
"""A web address or standard input; two letters at least, so that a Windows drive is none."""


class Fate(Enum):
    """What becomes of an article that was read."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    MOVED = "moved"
    """Unchanged, but it stands elsewhere in its file than before."""
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class Decision:
    """The fate of one article, and where it will be kept."""

    fate: Fate
    position: Position
    version: int = 0
    """The version to be written, for what is new or changed."""
    signature: bytes = b""


@dataclass(frozen=True, slots=True)
class _Pending:
    """An article that was decided on and is not kept yet."""

    batch: int
    version: int
    title: str
    text: str


class Planner:
    """Decides for one article after the other, knowing those that were decided before and are not yet kept."""

    def __init__(self, connection: sqlite3.Connection, library: Library) -> None:
        self._connection = connection
        self._library = library
        self._batch = 0
        self._pending: dict[str, _Pending] = {}
        self._seen: dict[str, set[int]] = {}
        self._before: dict[str, dict[int, str]] = {}
        self._records: Records | None = None
        self._known_texts: Texts | None = None
        self._originals: dict[str, str] | None = None
        self._numbers: dict[str, int] = {}
        self._copies: CopyFinder | None = None

    def decide(self, article: Article, file: str) -> Decision:
        """What becomes of ``article``, read from ``file``."""
        hashed = content_hash(article)
        known = self._find_place(article, file, hashed)
        if known is not None:
            self._seen.setdefault(file, set()).add(known.id)
            if known.content_hash == hashed:
                position = Position(article, file, known.article_id, known.id, known.original)
                as_before = known.source == article.source and not known.vanished
                return Decision(Fate.UNCHANGED if as_before else Fate.MOVED, position)
            if known.original or self._inherits(known.article_id, file):
                return self._revised(article, file, known.article_id, known.id)
        return self._placed(article, file, known.id if known else None)

    def begin(self, file: str, standing: Iterable[bytes]) -> None:
        """The records of ``file``, whose hashes are ``standing``, are going to be read from the first to the last."""
        self._records = Records(file, places(self._connection, "file", file), standing)
        self._before[file] = self._records.sources
        self._seen.pop(file, None)

    def unseen(self, file: str, broken: Collection[str] = ()) -> list[int]:
        """The places of ``file`` at which nothing was read since ``begin``, but for records of these sources."""
        before, seen = self._before.pop(file, {}), self._seen.get(file, set())
        return sorted(place_id for place_id, source in before.items() if place_id not in seen and source not in broken)

    def seal(self) -> int:
        """Ends a batch: what is decided from now on belongs to the next one.  Returns the batch's number."""
        self._batch += 1
        return self._batch - 1

    def kept(self, batch: int) -> None:
        """Everything up to the end of ``batch`` is in the library now."""
        self._pending = {each: value for each, value in self._pending.items() if value.batch > batch}

    def forget(self, article_id: str) -> None:
        """An article was removed from the library."""
        if self._copies is not None:
            self._copies.remove(article_id)
        if self._known_texts is not None:
            self._known_texts.remove(article_id)

    def _find_place(self, article: Article, file: str, wanted: bytes) -> KnownPlace | None:
        """The place that the article had before.

        Records of a file are told by their number, which moves when a line is put in: what says the same, or bears
        an id or a link that no other bears, is the same record wherever it stands.  The place of a record that still
        says the same further down is nobody else's.
        """
        seen = self._seen.get(file, set())
        if file == article.source:
            known = places(self._connection, "source", file)
            records = Records(file, known)
            known = [place for place in known if place.id not in seen]
        else:
            records = self._records_of(file)
            known = records.like(article, wanted, seen)
        unchanged = next((place for place in known if place.content_hash == wanted), None)
        if unchanged is not None:
            return unchanged
        free = [place for place in known if place.content_hash not in records.standing]
        revised = chain(
            _of_its_id(article, free, records),
            _of_its_url(article, free, records),
            _of_its_source(article, free, file),
        )
        return next(revised, None)

    def _records_of(self, file: str) -> Records:
        if self._records is None or self._records.file != file:
            self._records = Records(file, places(self._connection, "file", file))
        return self._records

    def _revised(self, article: Article, file: str, article_id: str, place_id: int | None) -> Decision:
        """An article's own place, or the one that takes its stead, says something else than before: a new version."""
        from index.copies import signature

        self._own_files()[article_id] = file
        position = Position(article, file, article_id, place_id)
        if article_id in self._pending:
            version = self._pending[article_id].version
        else:
            version, newest = self._newest(article_id)
            if newest == content_hash(article):
                return Decision(Fate.MOVED, position)
        sign = signature(article.text)
        self._await(position, version + 1, sign)
        return Decision(Fate.CHANGED, position, version + 1, sign)

    def _newest(self, article_id: str) -> tuple[int, bytes]:
        query = (
            "SELECT a.version, v.content_hash FROM articles a"
            " JOIN versions v ON v.article_id = a.id AND v.version = a.version WHERE a.id = ?"
        )
        version, known_hash = self._connection.execute(query, (article_id,)).fetchone()
        return version, known_hash

    def _placed(self, article: Article, file: str, place_id: int | None) -> Decision:
        """A place that is new, or that held a copy and now says something else."""
        from index.copies import signature

        sign = signature(article.text)
        twin = self._texts().saying(article)
        if twin is not None and self._inherits(twin, file):
            return self._revised(article, file, twin, place_id)
        twin = twin or self._near(article, sign)
        if twin is not None:
            return Decision(Fate.COPY, Position(article, file, twin, place_id, original=False))
        position = Position(article, file, self._free_id(article, file), place_id)
        self._await(position, 1, sign)
        return Decision(Fate.NEW, position, 1, sign)

    def _inherits(self, article_id: str, file: str) -> bool:
        """Whether a copy in ``file`` takes its original's stead, whose file is no more, or has got this name too."""
        own = self._own_files().get(article_id)
        if own is None or own == file or not Path(own).is_absolute():  # a web address, say, or standard input
            return False
        return is_gone(Path(own)) or is_same(Path(own), Path(file))

    def _own_files(self) -> dict[str, str]:
        """The file of each article's original, as it was when the run began or has become since."""
        if self._originals is None:
            rows = self._connection.execute("SELECT article_id, file FROM places WHERE original")
            self._originals = dict(rows.fetchall())
        return self._originals

    def _await(self, position: Position, version: int, sign: bytes) -> None:
        article = position.article
        self._pending[position.article_id] = _Pending(self._batch, version, article.title, article.text)
        self._texts().put(position.article_id, article)
        self._finder().add(position.article_id, sign)

    def _texts(self) -> Texts:
        if self._known_texts is None:
            self._known_texts = Texts(self._connection)
        return self._known_texts

    def _finder(self) -> CopyFinder:
        if self._copies is None:
            from index.copies import CopyFinder

            signatures = self._connection.execute("SELECT id, signature FROM articles WHERE signature IS NOT NULL")
            self._copies = CopyFinder(signatures.fetchall(), self._text_of)
        return self._copies

    def _near(self, article: Article, sign: bytes) -> str | None:
        """The article that says all that this one says; one of this title, where the text is short."""
        twin = self._finder().find(article.text, sign)
        if twin is None or len(article.text) >= SHORT:
            return twin
        told = self._told(twin)
        return twin if told is not None and folded(told[0]) == folded(article.title) else None

    def _told(self, article_id: str) -> tuple[str, str] | None:
        """The title and the text of an article; None if it is gone."""
        if article_id in self._pending:
            pending = self._pending[article_id]
            return pending.title, pending.text
        found = self._library.stored([article_id]).get(article_id)
        return (found.title, found.text) if found else None

    def _text_of(self, article_id: str) -> str | None:
        told = self._told(article_id)
        return told[1] if told else None

    def _free_id(self, article: Article, file: str) -> str:
        """A stable id: the declared one, else the name of a file that holds one article, else from the title."""
        wanted = " ".join((article.declared_id or "").split())
        if not wanted or len(wanted) > _LONGEST_DECLARED_ID:
            own_file = file == article.source and _FOREIGN.match(file) is None
            wanted = slug(PurePath(file).stem if own_file else article.title)
        if wanted == _NAMELESS:
            wanted = f"{_NAMELESS}-{text_hash(article.text).hex()[:8]}"
        number = self._numbers.get(wanted, 1)
        candidate = wanted if number == 1 else f"{wanted}-{number}"
        while candidate in self._texts():
            number += 1
            candidate = f"{wanted}-{number}"
        self._numbers[wanted] = number
        return candidate


def _of_its_id(article: Article, known: list[KnownPlace], records: Records) -> Iterator[KnownPlace]:
    if article.declared_id is not None and records.are_alone("id", article.declared_id):
        yield from (place for place in known if place.declared_id == article.declared_id)


def _of_its_url(article: Article, known: list[KnownPlace], records: Records) -> Iterator[KnownPlace]:
    if article.url is not None and records.are_alone("url", article.url):
        yield from (place for place in known if place.url == article.url)


def _of_its_source(article: Article, known: list[KnownPlace], file: str) -> Iterator[KnownPlace]:
    """The article's file itself, or the record of its number, if its title is the same."""
    for place in known:
        if place.source == article.source and (file == article.source or place.title == article.title):
            yield place


def slug(text: str) -> str:
    """``text`` in lower-case ASCII words joined by hyphens, at most 60 characters; ``article`` where none is left."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
    if len(words) > _LONGEST_ID:
        words = words[: _LONGEST_ID + 1].rpartition("-")[0] or words[:_LONGEST_ID]
    return words or _NAMELESS
