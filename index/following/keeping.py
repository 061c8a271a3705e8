"""What visits found, brought into the library."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from index.database import connect
from index.errors import NoSuchArticleError, UnreachableError
from index.files import Files
from index.following.changes import is_substantial
from index.following.visiting import Finding, Visit
from index.ingestion import Ingestion
from index.reporting import Report

if TYPE_CHECKING:
    from index.article import Article, StoredArticle
    from index.chunking import Chunker
    from index.embedding import Embedding
    from index.library import Library
    from index.shape import Shape
    from index.writer import LibraryWriter


@dataclass(slots=True)
class Kept:
    """What became of the library."""

    report: Report = field(default_factory=Report)
    gone: list[str] = field(default_factory=list)
    """Ids of articles whose page or file was there before and is not now."""
    back: list[str] = field(default_factory=list)
    """Ids of articles that were gone and are there again."""


@dataclass(frozen=True, slots=True)
class _Survey:
    """What has become of a followed file or folder."""

    files: Files
    vanished: list[int]
    """Ids of the places that are not there any more and have yet to be marked as gone, or let go of."""
    back: list[str]
    """Ids of the articles that were gone and are there again."""

    @property
    def matters(self) -> bool:
        """Whether the library has to be written."""
        there = any(path.is_file() for path in self.files.to_read)
        return bool(there or self.vanished or self.back)


class Keeper:
    """Writes to the library, a batch at a time, so that others can write in between.

    ``open_writer`` gives the right to write, to be used in a ``with`` block; ``open_ingestion`` what cuts and embeds,
    asked for once, and again for a library of another shape.  Its methods block: they are called from a thread.
    """

    def __init__(
        self,
        open_writer: Callable[[], LibraryWriter],
        open_ingestion: Callable[[Library], tuple[Chunker, Embedding]],
        *,
        prune: bool = False,
        max_file_bytes: int | None = None,
    ) -> None:
        self._open_writer = open_writer
        self._open_ingestion = open_ingestion
        self.prune = prune
        """Whether it removes the articles of what is gone."""
        self._max_file_bytes = max_file_bytes
        self._parts: tuple[Chunker, Embedding] | None = None
        self._opened_for: Shape | None = None

    def heirs(self) -> set[str]:
        """The sources of copies that took the place of an original: to be read again, to be cited as they are."""
        with closing(connect(self._open_writer().folder, create=True)) as connection:
            return {str(source) for (source,) in connection.execute(f"SELECT source FROM places WHERE {_HEIR}")}

    def keep_pages(self, visits: Sequence[Visit]) -> Kept:
        """Keeps the articles that say something new, and marks what is gone (or lets go of it, with ``prune``)."""
        kept = Kept()
        with self._open_writer() as writer:
            fresh: list[Article] = []
            for visit in visits:
                source = visit.article.source if visit.article else visit.page.source
                known = _stored(writer.library, source) if source else None
                if visit.finding is Finding.GONE:
                    self._let_go(writer, visit.page.source, known, kept)
                    continue
                if known is not None and known.gone_at is not None and known.source == source:
                    kept.back.append(known.id)
                if visit.article is None:
                    continue
                said_before = known is not None and known.source == source and not _is_heir(writer.connection, source)
                if known is None or not said_before or is_substantial(known, visit.article):
                    fresh.append(visit.article)
                else:
                    kept.report.unchanged += 1
            if kept.back:
                writer.mark_gone(kept.back, gone=False)
            if fresh:
                run = Ingestion(writer, *self._ingestion(writer.library))
                report = run.finish(lambda: run.take(fresh))
                report.unchanged += kept.report.unchanged
                report.removed = kept.report.removed + report.removed
                kept.report = report
        return kept

    def keep_files(
        self,
        path: Path,
        field_map: Mapping[str, str],
        is_stopped: Callable[[], bool] = lambda: False,
        *,
        followed: Mapping[Path, Mapping[str, str]] | None = None,
    ) -> Kept:
        """Reads what is new and changed below ``path``; marks what is gone, or lets go of it with ``prune``.

        ``followed``: the field maps of all that is followed, for what is below ``path`` and has its own.
        Ends soon after ``is_stopped`` says so, with what was kept by then; the next call goes on from there.
        Raises UnreachableError where a whole folder is not there, or nothing that was read there: a drive that is not
        attached proves nothing, and may leave an empty folder in its place.
        """
        writer = self._open_writer()
        with closing(connect(writer.folder, create=True)) as connection:
            # Looked at without the right to write: where nothing moved, nobody has to wait.
            found = self._survey(connection, path, field_map, followed)
        if not found.matters:
            return Kept(Report(unchanged=sum(file.articles for file in found.files.unchanged)))
        if is_stopped():
            return Kept(Report(interrupted=True))
        with writer:
            found = self._survey(writer.connection, path, field_map, followed)
            kept = Kept()
            self._take_back(writer, found.files, kept)
            run = Ingestion(writer, *self._ingestion(writer.library), is_stopped=is_stopped)
            kept.report = run.finish(lambda: run.take_files(found.files, prune=self.prune))
            if kept.report.interrupted:  # what is gone from one place may be found at another
                return kept
            self._take_back(writer, found.files, kept)
            if not self.prune:
                kept.gone = _not_yet_gone(writer.connection, found.files.vanished_places()[0])
            if kept.gone:
                writer.mark_gone(kept.gone)
        return kept

    def _take_back(self, writer: LibraryWriter, files: Files, kept: Kept) -> None:
        if back := _gone_but_there(writer.connection, files):
            writer.mark_gone(back, gone=False)
            kept.back += back

    def _survey(
        self,
        connection: sqlite3.Connection,
        path: Path,
        field_map: Mapping[str, str],
        followed: Mapping[Path, Mapping[str, str]] | None,
    ) -> _Survey:
        if not path.exists() and not _is_file_of(connection, path):
            raise UnreachableError(str(path), "the folder is not there; is its drive attached?")
        files = Files(connection, [path], field_map=field_map, followed=followed, max_bytes=self._max_file_bytes)
        vanished, detached = files.vanished_places()
        if detached:
            raise detached[0]
        if not self.prune and not _not_yet_gone(connection, vanished):
            vanished = files.standing_elsewhere(vanished)
        return _Survey(files, vanished, _gone_but_there(connection, files))

    def _ingestion(self, library: Library) -> tuple[Chunker, Embedding]:
        shape = library.shape
        if self._parts is None or shape != self._opened_for:
            self._parts, self._opened_for = self._open_ingestion(library), shape
        return self._parts

    def _let_go(self, writer: LibraryWriter, source: str | None, known: StoredArticle | None, kept: Kept) -> None:
        if source is None or known is None:
            return
        if self.prune:
            rows = writer.connection.execute("SELECT id FROM places WHERE source = ?", (source,)).fetchall()
            kept.report.removed += writer.release([row[0] for row in rows]).removed
            if known.gone_at is None:
                kept.gone.append(known.id)
        elif known.source == source and known.gone_at is None:
            # Where another publisher's copy was kept, that one is still there.
            writer.mark_gone([known.id])
            kept.gone.append(known.id)


_HEIR = "original AND content_hash = x''"
"""A place that ``LibraryWriter.release`` made an article's original, and that was not read since."""


def _is_heir(connection: sqlite3.Connection, source: str) -> bool:
    return connection.execute(f"SELECT 1 FROM places WHERE source = ? AND {_HEIR}", (source,)).fetchone() is not None


def _stored(library: Library, source: str) -> StoredArticle | None:
    try:
        return library.article(source)
    except NoSuchArticleError:
        return None


def _is_file_of(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether an article was read from the file ``path``."""
    return connection.execute("SELECT 1 FROM places WHERE file = ?", (str(path),)).fetchone() is not None


def _not_yet_gone(connection: sqlite3.Connection, place_ids: Sequence[int]) -> list[str]:
    """The articles that have their original at one of these places and are not marked as gone."""
    query = (
        "SELECT a.id FROM places p JOIN articles a ON a.id = p.article_id"
        " WHERE p.id = ? AND p.original AND a.gone_at IS NULL"
    )
    rows = (connection.execute(query, (place_id,)).fetchone() for place_id in place_ids)
    return [str(row[0]) for row in rows if row]


def _gone_but_there(connection: sqlite3.Connection, files: Files) -> list[str]:
    """The articles marked as gone whose files are there again."""
    marked = connection.execute(
        "SELECT a.id, p.file FROM articles a JOIN places p ON p.article_id = a.id"
        " WHERE a.gone_at IS NOT NULL AND p.original AND NOT p.vanished"
    ).fetchall()
    present = {str(path) for path in [*files.to_read, *(file.path for file in files.unchanged)] if path.is_file()}
    return [article_id for article_id, file in marked if file in present]
