"""The library: the SQLite file that is the truth about articles, their text, their versions and their chunks."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from index.article import Place, StoredArticle
from index.catalogue import HEADS, ArticleHead, Catalogue, head, read_catalogue, time
from index.database import FILE_NAME, connect, put_into_words, transaction
from index.errors import NoSuchArticleError
from index.passage import Chunk
from index.shape import TYPICAL_CHUNKS_PER_S, Shape, misfit, read_shape
from index.sources.encoding import whole
from index.swap import is_swap_due

# SQLite takes at most 32,766 variables a statement; 500 keeps the few statement texts in Python's statement cache.
_IDS_PER_QUERY = 500


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a library holds."""

    articles: int
    chunks: int


@dataclass(frozen=True, slots=True)
class VersionHead:
    """One version of an article without its text."""

    version: int
    title: str
    published_at: datetime | None
    read_at: datetime
    characters: int


class Library:
    """The reading side; any number of processes and threads may read while one writes.

    Every method sees what any process has committed by then.  Raises CorruptLibraryError where the file is damaged.
    """

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self._connection = connection
        self._guard = threading.RLock()
        self._catalogue: Catalogue | None = None

    @classmethod
    def open(cls, folder: Path, *, create: bool = False) -> Library:
        """The library in ``folder``; raises NoLibraryError, NewerLibraryError or CorruptLibraryError."""
        return cls(folder, connect(folder, create=create))

    def close(self) -> None:
        """Frees the file; the library cannot be used afterwards."""
        with self._guard:
            self._connection.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def generation(self) -> int:
        """A number that grows with every change that search can see, whichever process made it."""
        with self._reading() as connection:
            return _number(connection, "generation")

    @property
    def shape(self) -> Shape | None:
        """The model and chunk sizes that the library was made with; None before its first article."""
        with self._reading() as connection:
            return read_shape(connection)

    @property
    def is_swapping(self) -> bool:
        """Whether the indexes of a rebuild are being put in place just now, or their process died in the middle."""
        with self._reading() as connection:
            return is_swap_due(connection)

    def expect(self, wanted: Shape) -> None:
        """Raises RebuildNeededError, which says what a rebuild costs, where ``wanted`` is not the library's shape."""
        kept = self.shape
        if kept is None or kept == wanted:
            return
        raise misfit(kept, wanted, self.counts().chunks, self.chunks_per_s)

    @property
    def chunks_per_s(self) -> float:
        """How fast the library's model embedded on this machine when it was last measured, or a typical value."""
        with self._reading() as connection:
            row = connection.execute("SELECT value FROM meta WHERE name = 'chunks_per_s'").fetchone()
        return float(row[0]) if row else TYPICAL_CHUNKS_PER_S

    def article(self, ref: str, version: int | None = None, *, whole_id: bool = False) -> StoredArticle:
        """The article that ``ref`` names: its id, its link, its source, or the beginning of its id.

        That not with ``whole_id``.  The newest version unless ``version`` is given.  Raises NoSuchArticleError.
        """
        with self._reading() as connection:
            article_id = _resolve(connection, ref, whole_id=whole_id)
            found = _stored(connection, [article_id], version)
            if not found:
                newest = connection.execute("SELECT version FROM articles WHERE id = ?", (article_id,)).fetchone()
                raise NoSuchArticleError(f"Article {article_id} has no version {version}: it has 1 to {newest[0]}.")
            return found[article_id]

    def versions(self, ref: str) -> list[VersionHead]:
        """All versions of an article, oldest first.  Raises NoSuchArticleError."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT version, title, published_at, read_at, characters FROM versions"
                " WHERE article_id = ? ORDER BY version",
                (_resolve(connection, ref),),
            )
            return [VersionHead(n, title, time(date), datetime.fromisoformat(r), c) for n, title, date, r, c in rows]

    def chunks_of(self, article_id: str) -> list[Chunk]:
        """The chunks of an article's newest version, in the order of the text."""
        with self._reading() as connection:
            query = "SELECT id, article_id, version, first, past FROM chunks WHERE article_id = ? ORDER BY first"
            return [Chunk(*row) for row in connection.execute(query, (article_id,))]

    def stored(self, article_ids: Collection[str]) -> dict[str, StoredArticle]:
        """The newest versions of these articles with their text; unknown ids are left out."""
        with self._reading() as connection:
            return _stored(connection, list(article_ids), None)

    def catalogue(self) -> Catalogue:
        """All live chunks and their articles as columns; read anew only when the generation moved."""
        with self._reading() as connection:
            generation = _number(connection, "generation")
            if self._catalogue is None or self._catalogue.generation != generation:
                self._catalogue = read_catalogue(connection, generation)
            return self._catalogue

    def heads(self, limit: int | None = None) -> Iterator[ArticleHead]:
        """All articles without their text, or the first ``limit``, newest first.

        Those without a date come last, the latest added first.
        """
        with self._reading() as connection:
            rows = connection.execute(
                f"{HEADS} ORDER BY v.published_at IS NULL, coalesce(v.published_at, a.added_at) DESC, a.rowid DESC"
                " LIMIT ?",
                (-1 if limit is None else limit,),
            ).fetchall()
        return map(head, rows)

    def counts(self) -> Counts:
        """The number of articles and of live chunks."""
        with self._reading() as connection:
            return Counts(
                *connection.execute("SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM chunks)").fetchone()
            )

    def articles_under(self, path: str) -> int:
        """The number of articles read from the file ``path``, or from files below that folder."""
        below = path.rstrip(os.sep) + os.sep
        with self._reading() as connection:
            query = "SELECT count(DISTINCT article_id) FROM places WHERE file = ? OR substr(file, 1, ?) = ?"
            return int(connection.execute(query, (path, len(below), below)).fetchone()[0])

    def places(self) -> list[tuple[str, str, str | None]]:
        """Where every article stands, copies too: article id, source and link."""
        with self._reading() as connection:
            return connection.execute(
                "SELECT p.article_id, p.source, CASE WHEN p.original THEN v.url ELSE p.url END FROM places p"
                " JOIN articles a ON a.id = p.article_id"
                " JOIN versions v ON v.article_id = a.id AND v.version = a.version"
            ).fetchall()

    def publishers(self) -> dict[str, int]:
        """Every publisher with the number of its articles, most articles first."""
        with self._reading() as connection:
            return dict(
                connection.execute(
                    "SELECT v.publisher, count(*) FROM articles a"
                    " JOIN versions v ON v.article_id = a.id AND v.version = a.version"
                    " WHERE v.publisher IS NOT NULL GROUP BY v.publisher ORDER BY count(*) DESC, v.publisher"
                ).fetchall()
            )

    def tallies(self) -> tuple[int, int]:
        """The number of versions of all articles, and of the places that hold copies."""
        with self._reading() as connection:
            query = "SELECT (SELECT count(*) FROM versions), (SELECT count(*) FROM places WHERE NOT original)"
            versions, copies = connection.execute(query).fetchone()
        return versions, copies

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """One snapshot for all statements of the block; a transaction that is open already is used as it is."""
        with self._guard, put_into_words(self.folder / FILE_NAME):
            if self._connection.in_transaction:
                yield self._connection
                return
            with transaction(self._connection, "DEFERRED") as connection:
                yield connection


def _number(connection: sqlite3.Connection, name: str) -> int:
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return int(row[0]) if row else 0


def _parts(ids: Sequence[int] | Sequence[str]) -> Iterator[tuple[Sequence[int] | Sequence[str], str]]:
    for begin in range(0, len(ids), _IDS_PER_QUERY):
        part = ids[begin : begin + _IDS_PER_QUERY]
        yield part, ",".join("?" * len(part))


def _resolve(connection: sqlite3.Connection, ref: str, *, whole_id: bool = False) -> str:
    """The id of the article that ``ref`` names; the exact id wins over a source, a source over a link."""
    ref = whole(ref.strip())
    path = ref
    with suppress(FileNotFoundError):  # the current folder may have been deleted
        path = str(Path(ref).absolute()) if ref and "\x00" not in ref else ref
    prefix = ref.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    for query, values in (
        ("SELECT id FROM articles WHERE id = ?", (ref,)),
        ("SELECT article_id FROM places WHERE source IN (?, ?)", (ref, path)),
        ("SELECT article_id FROM places WHERE url = ?", (ref,)),
        ("SELECT article_id FROM versions WHERE url = ?", (ref,)),
        ("SELECT article_id FROM places WHERE file = ?", (path,)),
        ("SELECT id FROM articles WHERE id LIKE ? ESCAPE '\\' ORDER BY id", (prefix,)),
    ):
        found = list(dict.fromkeys(row[0] for row in connection.execute(f"{query} LIMIT 1000", values))) if ref else []
        some = ", ".join(found[:5]) + (", …" if len(found) > 5 else "")
        if found and whole_id and values == (prefix,):
            raise NoSuchArticleError(f"{ref!r} is no article's whole id, which is wanted here; so begins {some}.")
        if len(found) == 1:
            return str(found[0])
        if found:
            raise NoSuchArticleError(f"{ref!r} names {len(found)} articles: {some}; give one's whole id.")
    raise NoSuchArticleError(f"There is no article {ref!r} in the library: `articlebot list` shows the ids.")


def _stored(
    connection: sqlite3.Connection, article_ids: Sequence[str], version: int | None
) -> dict[str, StoredArticle]:
    found: dict[str, StoredArticle] = {}
    for part, marks in _parts(article_ids):
        copies: dict[str, list[Place]] = {}
        sources: dict[str, str] = {}
        for article_id, original, source, title, publisher, published, url in connection.execute(
            "SELECT article_id, original, source, title, publisher, published_at, url FROM places"
            f" WHERE article_id IN ({marks}) ORDER BY id",
            part,
        ):
            if original:
                sources[article_id] = source
            else:
                copies.setdefault(article_id, []).append(Place(source, title, publisher, time(published), url))
        for row in connection.execute(
            "SELECT a.id, v.version, v.title, v.text, v.author, v.publisher, v.published_at, v.url, v.language,"
            " a.added_at, a.changed_at, a.gone_at, v.pages FROM articles a JOIN versions v ON v.article_id = a.id"
            f" AND v.version = coalesce(?, a.version) WHERE a.id IN ({marks})",
            (version, *part),
        ):
            found[row[0]] = StoredArticle(
                id=row[0],
                version=row[1],
                source=sources.get(row[0], ""),
                title=row[2],
                text=row[3],
                author=row[4],
                publisher=row[5],
                published_at=time(row[6]),
                url=row[7],
                language=row[8],
                added_at=datetime.fromisoformat(row[9]),
                changed_at=datetime.fromisoformat(row[10]),
                gone_at=time(row[11]),
                copies=tuple(copies.get(row[0], ())),
                pages=tuple(map(int, row[12].split())),
            )
    return found
