"""What the library holds, read into memory once, so that planning a file of many records asks SQLite nothing for each.

A statement a record would cost more than its own time: each lets go of Python's lock, and waits for it again behind
the threads that index; and records of one file found by anything but their source meant a walk over all its places.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.revision import text_hash

if TYPE_CHECKING:
    from index.article import Article

SHORT = 280
"""Texts of fewer characters, some 40 words, say something only below their title: "Yes, from nine to five."."""


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place as the library holds it."""

    id: int
    article_id: str
    original: bool
    vanished: bool
    source: str
    declared_id: str | None
    url: str | None
    title: str
    content_hash: bytes


def places(connection: sqlite3.Connection, column: str, value: str) -> list[KnownPlace]:
    """The places whose ``column``, ``source`` or ``file``, is ``value``, oldest first."""
    columns = "id, article_id, original, vanished, source, declared_id, url, title, content_hash"
    rows = connection.execute(f"SELECT {columns} FROM places WHERE {column} = ? ORDER BY id", (value,))
    return [KnownPlace(row[0], row[1], bool(row[2]), bool(row[3]), *row[4:]) for row in rows]


class Records:
    """The places of one file, as they were when this was made."""

    def __init__(self, file: str, known: list[KnownPlace], standing: Iterable[bytes] = ()) -> None:
        """``standing``: the content hashes of the records that are in the file now; asked for where it held some."""
        self.file = file
        self.standing = frozenset(standing) if any(place.source != file for place in known) else frozenset()
        self.sources = {place.id: place.source for place in known}
        self._found: dict[tuple[str, str | bytes | None], list[KnownPlace]] = {}
        for place in reversed(known):  # the oldest last: it is taken off first
            for key in _keys(place.source, place.content_hash, place.declared_id, place.url):
                self._found.setdefault(key, []).append(place)

    def are_alone(self, column: str, value: str | None) -> bool:
        """Whether at most one place has this id or link, so that it tells a record from the others."""
        return len(self._found.get((column, value), ())) < 2

    def like(self, article: Article, content_hash: bytes, seen: Collection[int] = ()) -> list[KnownPlace]:
        """The places that may be ``article``'s: that of its source first, then by age; none that was ``seen``.

        Those of its source, the oldest of its content, and those of its id and its link if they alone have it: in a
        file whose records all bear the same link, looking at all for each would take the square of their number.
        ``seen`` only grows.
        """
        alike = list(self._found.get(("source", article.source), ()))
        same = self._found.get(("content", content_hash), [])
        while same and same[-1].id in seen:
            same.pop()
        alike += same[-1:]
        for column, value in (("id", article.declared_id), ("url", article.url)):
            if value is not None and self.are_alone(column, value):
                alike += self._found.get((column, value), ())
        found = {place.id: place for place in alike if place.id not in seen}
        return sorted(found.values(), key=lambda place: (place.source != article.source, place.id))


class Texts:
    """The ids of all articles, and which one says a text, with those that are decided on and not yet kept."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        rows = connection.execute(
            "SELECT a.id, v.text_hash, v.characters, v.title FROM articles a"
            " JOIN versions v ON v.article_id = a.id AND v.version = a.version ORDER BY a.rowid DESC"
        )
        self._said = {article_id: _said(text_hash, size, title) for article_id, text_hash, size, title in rows}
        self._ids = {said: article_id for article_id, said in self._said.items()}

    def __contains__(self, article_id: str) -> bool:
        return article_id in self._said

    def saying(self, article: Article) -> str | None:
        """The id of an article of this text; of the title too, where the text is short."""
        return self._ids.get(_said(text_hash(article.text), len(article.text), article.title))

    def put(self, article_id: str, article: Article) -> None:
        """An article is going to say this, and no longer what it said."""
        self.remove(article_id)
        said = _said(text_hash(article.text), len(article.text), article.title)
        self._said[article_id] = said
        self._ids[said] = article_id

    def remove(self, article_id: str) -> None:
        """Forgets an article; one that is not there is no error."""
        before = self._said.pop(article_id, None)
        if before is not None and self._ids.get(before) == article_id:
            del self._ids[before]


def folded(title: str) -> str:
    """``title`` as titles are compared: without case, and with single blanks."""
    return " ".join(title.casefold().split())


def _said(text_hash: bytes, characters: int, title: str) -> tuple[bytes, str]:
    return text_hash, folded(title) if characters < SHORT else ""


def _keys(
    source: str, content_hash: bytes, declared_id: str | None, url: str | None
) -> list[tuple[str, str | bytes | None]]:
    keys: list[tuple[str, str | bytes | None]] = [("source", source), ("content", content_hash)]
    if declared_id is not None:
        keys.append(("id", declared_id))
    if url is not None:
        keys.append(("url", url))
    return keys
