"""Sources into the library: reads, decides, cuts, embeds and keeps, a group at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from index.batch import Batch
from index.errors import UnreadableError
from index.files import Files
from index.planning import Fate, Planner
from index.reporting import Progress, Report
from index.revision import content_hash
from index.shape import Shape
from index.sources.encoding import whole
from index.vectorizing import LEAST_TEXTS, Vectorizer

if TYPE_CHECKING:
    from index.article import Article
    from index.chunking import Chunker
    from index.embedding import Embedding
    from index.revision import Begun
    from index.writer import LibraryWriter

MOST_TITLE = 500
"""Characters of a title; the longest of laws have about as many, and whatever is longer is no title."""


def ingest(
    articles: Iterable[Article | UnreadableError],
    writer: LibraryWriter,
    chunker: Chunker,
    embedding: Embedding,
    progress: Callable[[Progress], None] | None = None,
    *,
    file: str | None = None,
) -> Report:
    """Adds articles from any source; ``file`` names what holds them all (a feed, say), if one thing does.

    Ctrl-C ends it with what was kept so far: the report says so.  Raises RebuildNeededError, EmbeddingError,
    LibraryError; what had been kept before stays.
    """
    run = Ingestion(writer, chunker, embedding, progress)
    return run.finish(lambda: run.take(articles, file=file))


def ingest_files(
    paths: Sequence[Path],
    writer: LibraryWriter,
    chunker: Chunker,
    embedding: Embedding,
    progress: Callable[[Progress], None] | None = None,
    *,
    prune: bool = False,
    field_map: Mapping[str, str] | None = None,
    max_bytes: int | None = None,
) -> Report:
    """Adds files and what is below folders; unchanged files are not even opened.

    ``prune`` removes the articles of files under ``paths`` that are no more, unless they stand elsewhere too; of a file
    of records only once all of it can be read.
    """
    run = Ingestion(writer, chunker, embedding, progress)
    files = Files(writer.connection, paths, field_map=field_map, max_bytes=max_bytes)
    return run.finish(lambda: run.take_files(files, prune=prune))


class _Stopped(Exception):  # noqa: N818 - no error: it was asked for
    """The run is to end."""


class Ingestion:
    """One run: gathers groups of articles and hands them to the writer."""

    def __init__(
        self,
        writer: LibraryWriter,
        chunker: Chunker,
        embedding: Embedding,
        progress: Callable[[Progress], None] | None = None,
        *,
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        """``is_stopped`` is asked often, and ends the run as Ctrl-C does: a thread hears of no Ctrl-C."""
        self._writer = writer
        self._chunker = chunker
        self._progress = progress or (lambda _: None)
        self._is_stopped = is_stopped
        self._shape = Shape(embedding.model_name, embedding.dimensions, chunker.chunk_tokens, chunker.overlap)
        writer.library.expect(self._shape)
        self._planner = Planner(writer.connection, writer.library)
        self._report = Report()
        self._began = time.monotonic()
        self._vectorizer = Vectorizer(
            embedding,
            lambda hashes: writer.known_vectors(hashes, self._shape),
            writer.library.chunks_per_s,
        )
        self._total_bytes = self._done_bytes = self._part_bytes = self._file_bytes = 0
        self._batch = Batch()
        self._outdated: list[int] = []
        self._under_way: tuple[Batch, Begun, int] | None = None

    def finish(self, work: Callable[[], object]) -> Report:
        """Runs ``work`` and keeps what it gathered; Ctrl-C drops the batch that was being made, and nothing else."""
        try:
            work()
            self._flush()
        except (KeyboardInterrupt, _Stopped):
            self._report.interrupted = True
        finally:
            self._complete()
        self._report.seconds = time.monotonic() - self._began
        self._report.embedded = self._vectorizer.embedded
        if self._vectorizer.embedded >= LEAST_TEXTS:
            self._writer.note_speed(self._vectorizer.chunks_per_s)
        return self._report

    def take(self, articles: Iterable[Article | UnreadableError], *, file: str | None = None) -> bool:
        """Gathers articles; returns whether all were readable."""
        clean = True
        for article in articles:
            self._heed_stop()
            if isinstance(article, UnreadableError):
                self._report.unreadable.append(article)
                clean = False
                continue
            self._consider(_storable(article), file or article.source)
            self._advance(len(article.text))
            self._complete_if_indexed()
            if self._batch.chunks >= self._vectorizer.group_size:
                self._flush()
        return clean

    def take_files(self, files: Files, *, prune: bool) -> None:
        """Gathers the articles of files, then lets go of places that are no more: with ``prune`` of all of them.

        Without, of those whose article stands elsewhere too, as that of a file which was moved.
        """
        self._total_bytes = files.total_bytes
        for file in files.unchanged:
            self._report.unchanged += file.articles
            self._done_bytes += file.size
        self._tell()
        for path in files.to_read:
            if not (prune and files.was_emptied(path)):
                self._take_file(files, path)
        self._flush()
        self._complete()
        vanished, detached = files.vanished_places()
        if prune:
            self._report.unreadable += detached
        else:
            vanished = files.standing_elsewhere(vanished)
        for path in self._release([*self._outdated, *vanished]):
            self._take_file(files, path)

    def _take_file(self, files: Files, path: Path) -> None:
        """Gathers the articles of one file, and lets go of its records that are no more, if each line could be read.

        A line that cannot be read may be any of the records that were not seen: numbers move when lines are put in or
        taken out, and what is broken has no id.  So nothing is let go of until it is mended or taken out.

        Where the names of its fields are others than before, what these gave goes: the file says the same as before.
        """
        self._heed_stop()
        self._file_bytes = files.size_of(path)
        file = whole(str(path))
        fingerprint = files.fingerprint(path)
        errors = len(self._report.unreadable)
        touched = files.same_as_before(fingerprint) if fingerprint else None
        if touched is not None:
            self._batch.unchanged += touched
            clean = True
        else:
            # A pipe is read once only.
            self._planner.begin(file, _hashes(files.read(path)) if fingerprint is not None else ())
            clean = self.take(files.read(path), file=file)
        self._advance(self._file_bytes)
        if touched is None and files.is_remapped(path) and not files.gave_nothing(path):
            broken = {error.source for error in self._report.unreadable[errors:]}
            self._outdated += self._planner.unseen(file, broken)
        if clean and fingerprint is not None and files.is_as_found(path):
            self._batch.files.append(fingerprint)
            self._batch.vanished += self._planner.unseen(file)

    def _advance(self, size: int) -> None:
        """Counts the part of the present file that was read, in characters until its end corrects them to bytes."""
        size = min(size, self._file_bytes)
        self._file_bytes -= size
        self._batch.bytes += size

    def _consider(self, article: Article, file: str) -> None:
        decision = self._planner.decide(article, file)
        if decision.fate in (Fate.NEW, Fate.CHANGED):
            self._batch.revise(decision, self._chunker.chunk(article.text, article.language))
        else:
            self._batch.note(decision)

    def _flush(self) -> None:
        """Embeds the batch that was gathered, sends it on its way into the indexes, and begins a new one."""
        batch, number = self._batch, self._planner.seal()
        before, texts = self._vectorizer.embedded, [revision.texts for revision in batch.revisions]

        def tell() -> None:
            # Texts that had their vectors already take no time, but which those are is not known before the end.
            share = min((self._vectorizer.embedded - before) / max(batch.chunks, 1), 1.0)
            self._part_bytes = int(batch.bytes * share)
            self._tell()
            self._heed_stop()

        group = batch.group(self._vectorizer.vectors(texts, tell))
        self._done_bytes, self._part_bytes = self._done_bytes + batch.bytes, 0
        self._complete()
        self._under_way = (batch, self._writer.begin(group, self._shape), number)
        self._batch = Batch()

    def _complete(self) -> None:
        """Waits for the batch under way and makes it visible."""
        if self._under_way is None:
            return
        (batch, begun, number), self._under_way = self._under_way, None
        self._writer.finish(begun)
        self._planner.kept(number)
        batch.report(self._report)
        self._tell()

    def _complete_if_indexed(self) -> None:
        if self._under_way is not None and self._under_way[1].is_indexed:
            self._complete()

    def _heed_stop(self) -> None:
        if self._is_stopped():
            raise _Stopped

    def _tell(self) -> None:
        self._complete_if_indexed()
        self._progress(
            Progress(
                done_bytes=self._done_bytes + self._part_bytes,
                total_bytes=self._total_bytes,
                articles=len(self._report.added) + len(self._report.changed),
                chunks=self._vectorizer.embedded,
                seconds=time.monotonic() - self._began,
                chunks_per_s=self._vectorizer.chunks_per_s,
            )
        )

    def _release(self, place_ids: Sequence[int]) -> list[Path]:
        """Lets go of places; returns the files of copies that took the place of an original and must be read."""
        if not place_ids:
            return []
        released = self._writer.release(place_ids)
        for article_id in released.removed:
            self._planner.forget(article_id)
        self._report.removed += released.removed
        return [Path(file) for file in released.promoted if Path(file).is_file()]


def _hashes(articles: Iterable[Article | UnreadableError]) -> Iterator[bytes]:
    return (content_hash(_storable(each)) for each in articles if not isinstance(each, UnreadableError))


def _storable(article: Article) -> Article:
    """The article with a title of a title's length, and without lone surrogates, which no file or index could hold."""
    if len(article.title) > MOST_TITLE:
        article = replace(article, title=article.title[: MOST_TITLE - 1].rstrip() + "…")
    parts = (article.text, article.title, article.author, article.publisher, article.url, article.declared_id)
    try:
        "".join(part or "" for part in (*parts, article.source)).encode()
    except UnicodeEncodeError:
        return replace(
            article,
            source=whole(article.source),
            text=whole(article.text),
            title=whole(article.title),
            author=article.author and whole(article.author),
            publisher=article.publisher and whole(article.publisher),
            url=article.url and whole(article.url),
            declared_id=article.declared_id and whole(article.declared_id),
        )
    return article
