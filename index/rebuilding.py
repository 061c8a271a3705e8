"""Makes the chunks and both derived indexes anew from the articles in SQLite, while the old ones go on serving.

The new indexes grow in a folder of their own and take the old ones' place at the end.  A rebuild that was interrupted
goes on where it stopped when it is asked for again with the same settings.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.article import StoredArticle
from index.database import put_into_words
from index.errors import LibraryError, RebuildNeededError
from index.passage import Span
from index.reporting import Progress, Report
from index.revision import header, text_hash
from index.shape import Shape, rebuild_cost
from index.swap import LEXICAL_FOLDER, VECTORS_FOLDER, WORKSHOP, begin_swap
from index.vectorizing import LEAST_TEXTS, Vectorizer
from index.vectors import Vectors

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.chunking import Chunker
    from index.embedding import Embedding
    from index.lexical import Lexical
    from index.writer import LibraryWriter


@dataclass(frozen=True, slots=True)
class Plan:
    """What a rebuild will cost."""

    articles: int
    chunks: int
    """About how many there will be."""
    to_embed: int
    """About how many of them the model must read; the others' vectors are there."""
    chunks_per_s: float

    def in_words(self) -> str:
        """For a person who has to decide."""
        if not self.to_embed:
            return f"{self.articles:,} articles, about {self.chunks:,} chunks, whose vectors are there already."
        return f"{self.articles:,} articles; to embed: {rebuild_cost(self.to_embed, self.chunks_per_s)}."


def plan(writer: LibraryWriter, chunker: Chunker, embedding: Embedding) -> Plan:
    """An estimate of what ``rebuild`` will cost."""
    counts, kept = writer.library.counts(), writer.library.shape
    wanted = _shape(chunker, embedding)
    if kept is None:
        return Plan(counts.articles, 0, 0, writer.library.chunks_per_s)
    chunks = round(counts.chunks * kept.chunk_tokens / wanted.chunk_tokens)
    reusable = 0
    if kept == wanted:
        with suppress(LibraryError):
            vectors = Vectors(writer.folder / VECTORS_FOLDER, kept.dimensions)
            reusable = vectors.count()
            vectors.close()
    return Plan(counts.articles, chunks, max(0, chunks - reusable), writer.library.chunks_per_s)


def rebuild(
    writer: LibraryWriter,
    chunker: Chunker,
    embedding: Embedding,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Report:
    """Makes chunks, vectors and terms anew; Ctrl-C keeps what was made for the next time, and the old until then."""
    return _Rebuild(writer, chunker, embedding, progress).run()


class _Rebuild:
    def __init__(
        self,
        writer: LibraryWriter,
        chunker: Chunker,
        embedding: Embedding,
        progress: Callable[[Progress], None],
    ) -> None:
        self._writer = writer
        self._chunker = chunker
        self._shape = _shape(chunker, embedding)
        self._progress = progress
        self._workshop = writer.folder / WORKSHOP
        self._old: Vectors | None = None
        self._goes_on = False
        self._new, self._lexical = self._open_workshop()
        self._vectorizer = Vectorizer(embedding, self._known, writer.library.chunks_per_s)
        self._began = time.monotonic()
        self._report = Report()
        self._characters = self._characters_done = self._articles = 0

    def run(self) -> Report:
        try:
            self._make()
            self._clear_orphans()
            self._new.settle()
        except KeyboardInterrupt:
            self._report.interrupted = True
        finally:
            for part in (self._new, self._old):
                if part is not None:
                    part.close()
            with put_into_words(self._workshop):
                self._lexical.close()
        if self._vectorizer.embedded >= LEAST_TEXTS:
            self._writer.note_speed(self._vectorizer.chunks_per_s)
        if not self._report.interrupted:
            # What is damaged may not close cleanly either; it is about to go.
            with suppress(LibraryError):
                self._writer.close_indexes()
            begin_swap(self._writer.folder, self._writer.connection, self._shape)
        self._report.embedded = self._vectorizer.embedded
        self._report.seconds = time.monotonic() - self._began
        return self._report

    def _make(self) -> None:
        connection = self._writer.connection
        rows = connection.execute(
            "SELECT a.id, v.characters, EXISTS (SELECT 1 FROM staged_chunks s WHERE s.article_id = a.id"
            " AND s.version = a.version) FROM articles a"
            " JOIN versions v ON v.article_id = a.id AND v.version = a.version ORDER BY a.rowid"
        ).fetchall()
        self._characters = sum(row[1] for row in rows)
        self._characters_done = sum(row[1] for row in rows if row[2])
        self._tell()
        for articles, cuts in self._groups([row[0] for row in rows if not row[2]]):
            self._stage(articles, cuts)
            self._characters_done += sum(len(article.text) for article in articles)
            self._articles += len(articles)
            self._tell()

    def _clear_orphans(self) -> None:
        """Takes out of the new indexes what an earlier run put there and no article has: it died, or they are gone."""
        if not self._goes_on:
            return
        staged = {row[0] for row in self._writer.connection.execute("SELECT id FROM staged_chunks")}
        self._new.remove(sorted(self._new.ids() - staged))
        with put_into_words(self._workshop):
            if orphans := self._lexical.ids() - staged:
                self._lexical.remove(sorted(orphans))
                self._lexical.commit()

    def _groups(self, ids: Sequence[str]) -> Iterator[tuple[list[StoredArticle], list[list[Span]]]]:
        articles: list[StoredArticle] = []
        cuts: list[list[Span]] = []
        for article_id in ids:
            article = self._writer.library.stored([article_id])[article_id]
            articles.append(article)
            cuts.append(self._chunker.chunk(article.text, article.language))
            if sum(map(len, cuts)) >= self._vectorizer.group_size:
                yield articles, cuts
                articles, cuts = [], []
        if articles:
            yield articles, cuts

    def _stage(self, articles: Sequence[StoredArticle], cuts: Sequence[Sequence[Span]]) -> None:
        """Puts a group of articles into the new indexes, then notes their chunks."""
        from index.lexical import LexicalEntry

        texts = [[span.of(article.text) for span in spans] for article, spans in zip(articles, cuts, strict=True)]
        vectors = self._vectorizer.vectors(texts, self._tell)
        ids = self._writer.reserve_ids(sum(map(len, texts)), leftovers=False)
        if ids:
            self._new.add(ids, np.concatenate([rows for rows in vectors if len(rows)]))
        staged: list[tuple[int, str, int, int, int, bytes]] = []
        remaining = iter(ids)
        with put_into_words(self._workshop):
            for article, spans in zip(articles, cuts, strict=True):
                line = header(article.title, article.author, article.publisher, article.published_at)
                for span in spans:
                    number, text = next(remaining), span.of(article.text)
                    self._lexical.add([LexicalEntry(number, line, text, article.language)])
                    staged.append((number, article.id, article.version, span.start, span.end, text_hash(text)))
            self._lexical.commit()
        with self._writer.transaction() as connection:
            connection.executemany("INSERT INTO staged_chunks VALUES (?, ?, ?, ?, ?, ?)", staged)
        self._report.chunks += len(ids)

    def _known(self, text_hashes: Sequence[bytes]) -> dict[bytes, NDArray[np.float32]]:
        """Vectors of the old collection, as far as it can be read and is of the same model."""
        kept = self._writer.library.shape
        if kept is None or not kept.same_vectors(self._shape):
            return {}
        if self._old is None:
            self._old = Vectors(self._writer.folder / VECTORS_FOLDER, kept.dimensions)
        try:
            return self._writer.vectors_by_text(self._old, text_hashes)
        except LibraryError:
            return {}

    def _open_workshop(self) -> tuple[Vectors, Lexical]:
        """The new indexes as an interrupted rebuild left them, or empty ones."""
        described = "\n".join(map(str, (self._shape.embedding_model, *_sizes(self._shape))))
        note = self._workshop / "shape"
        with put_into_words(self._workshop), suppress(RebuildNeededError):
            if note.is_file() and note.read_text(encoding="utf-8") == described:
                opened = Vectors(self._workshop / VECTORS_FOLDER, self._shape.dimensions), self._open_lexical()
                staged = self._writer.connection.execute("SELECT count(*) FROM staged_chunks").fetchone()[0]
                if min(opened[0].count(), opened[1].count()) >= staged:
                    self._goes_on = True
                    return opened
        with self._writer.transaction() as connection:
            connection.execute("DELETE FROM staged_chunks")
        with put_into_words(self._workshop):
            shutil.rmtree(self._workshop, ignore_errors=True)
            self._workshop.mkdir(parents=True)
            note.write_text(described, encoding="utf-8")
            return Vectors(self._workshop / VECTORS_FOLDER, self._shape.dimensions), self._open_lexical()

    def _open_lexical(self) -> Lexical:
        from index.lexical import Lexical

        return Lexical(self._workshop / LEXICAL_FOLDER)

    def _tell(self) -> None:
        self._progress(
            Progress(
                done_bytes=self._characters_done,
                total_bytes=self._characters,
                articles=self._articles,
                chunks=self._vectorizer.embedded,
                seconds=time.monotonic() - self._began,
                chunks_per_s=self._vectorizer.chunks_per_s,
            )
        )


def _shape(chunker: Chunker, embedding: Embedding) -> Shape:
    return Shape(embedding.model_name, embedding.dimensions, chunker.chunk_tokens, chunker.overlap)


def _sizes(shape: Shape) -> tuple[int, int, int]:
    return shape.dimensions, shape.chunk_tokens, shape.chunk_overlap
