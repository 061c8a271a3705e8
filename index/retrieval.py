"""Finds the passages for a question: by words, by meaning, and by the publishers and times that it names.

``docs/retrieval.md`` explains each step with what it gains.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

import numpy as np
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode
from numpy.typing import NDArray

from index.article import StoredArticle
from index.coverage import Coverage
from index.errors import FilterError, RebuiltError
from index.lexical import Lexical
from index.library import Library
from index.passage import Passage
from index.query_reading import QueryReading, read
from index.scoring import Found, Hits, Scores, Sentences, take_turns
from index.vectors import Vectors
from index.view import View, allowed_chunks, named_passages, newest_first, permitted, view_of
from index.weights import CANDIDATES, CLAUSE_DEPTH, DEPTH, WEIGHTS, Weights

_FEW = 2_000
"""Chunks that a filter may leave for their vectors to be compared one by one; more go through Chroma's graph."""


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for.  Filters leave out; what ``text`` itself names is preferred."""

    text: str
    publishers: tuple[str, ...] = ()
    """Names as the library has them; none means any."""
    since: datetime | None = None
    until: datetime | None = None
    """Without this moment itself."""
    limit: int = 10
    now: datetime | None = None
    """The asker's clock; None is the machine's."""
    loose: bool = False
    """Whether "since last Tuesday" and the like in ``text`` leave nothing out."""


class HybridRetriever(BaseRetriever):
    """Searches a library with BM25 and vectors; a LlamaIndex retriever.

    What other processes add is found from the next search on.  Any number of threads may search.  Raises RebuiltError
    from when the library was rebuilt with another embedding model.
    """

    def __init__(
        self,
        library: Library,
        vectors: Vectors,
        lexical: Lexical,
        embedding: BaseEmbedding,
        *,
        limit: int = 10,
        weights: Weights = WEIGHTS,
    ) -> None:
        super().__init__()
        self._library = library
        self._vectors = vectors
        self._lexical = lexical
        self._embedding = embedding
        # One question is often searched for in several ways, and the model may be a server that is paid by the call.
        self._vector_of = lru_cache(maxsize=16)(self._embedded)
        self._made_for = library.shape
        self._limit = limit
        self._weights = weights
        self._coverage = Coverage(lexical.terms)
        self._view: View | None = None
        self._guard = threading.Lock()
        self._coverage_guard = threading.Lock()

    @property
    def embedding(self) -> BaseEmbedding:
        """The model that makes the queries' vectors."""
        return self._embedding

    @property
    def is_outdated(self) -> bool:
        """Whether the library was rebuilt with another embedding model since."""
        shape = self._library.shape
        if self._made_for is None:
            self._made_for = shape
        return shape is not None and self._made_for is not None and not shape.same_vectors(self._made_for)

    def close(self) -> None:
        """Lets go of the vectors' folder, so that another retriever of this process sees what is in it now."""
        self._vectors.reload()

    def _embedded(self, text: str) -> NDArray[np.float32]:
        return np.asarray(self._embedding.get_query_embedding(text), dtype=np.float32)

    def search(self, query: Query) -> list[Passage]:
        """The passages that fit, best first, at most ``query.limit``.  Raises FilterError, EmbeddingError and so on."""
        if query.limit < 1:
            raise FilterError(f"A limit of {query.limit} leaves nothing: give 1 or more.")
        return self.search_by(query, self._vector_of(query.text))

    def search_by(self, query: Query, vector: NDArray[np.float32]) -> list[Passage]:
        """As ``search``, with the question's vector given."""
        view = self._current()
        reading = read(query.text, view.publishers, query.now or datetime.now(UTC))
        allowed = allowed_chunks(view, query.publishers, query.since, query.until, () if query.loose else reading.times)
        possible = int(allowed.sum()) if allowed is not None else len(view.catalogue.chunk_id)
        if not possible:
            return []
        found = self._lists(view, reading, vector, allowed, possible)
        return self._passages(view, reading, found, query.limit)

    def reading(self, query: Query) -> QueryReading:
        """What the question says about the passages it wants, as the search understands it."""
        return read(query.text, self._current().publishers, query.now or datetime.now(UTC))

    def unknown(self, words: Sequence[str]) -> list[str]:
        """Those of the words that no chunk holds in any form."""
        languages = self._current().languages
        return [word for word in words if not self._lexical.weighed(word, languages)[0]]

    def newest(self, query: Query) -> list[Passage]:
        """How the newest articles begin that pass the filters, and are of the publishers and times that are named.

        Articles without a date are left out.
        """
        view, reading = self._current(), self.reading(query)
        allowed = allowed_chunks(view, query.publishers, query.since, query.until, () if query.loose else reading.times)
        rows = newest_first(view, reading, allowed)[: query.limit]
        stored = self._stored(view, rows)
        catalogue = view.catalogue
        return [
            Passage(
                rank=rank,
                score=0.0,
                chunk_id=int(catalogue.chunk_id[row]),
                article=stored[row],
                start=int(catalogue.start[row]),
                end=int(catalogue.end[row]),
            )
            for rank, row in enumerate((row for row in rows.tolist() if row in stored), start=1)
        ]

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        query = Query(query_bundle.query_str, limit=self._limit)
        if query_bundle.embedding is None:
            passages = self.search(query)
        else:
            passages = self.search_by(query, np.asarray(query_bundle.embedding, dtype=np.float32))
        return [to_node(passage) for passage in passages]

    def _current(self) -> View:
        """The library as it is now; the derived indexes are opened anew when it has moved."""
        with self._guard:
            catalogue = self._library.catalogue()
            if self._view is None or self._view.catalogue is not catalogue:
                if self.is_outdated:
                    raise RebuiltError(
                        f"The library in {self._library.folder} was rebuilt with another embedding model meanwhile: "
                        "start articlebot again."
                    )
                if self._view is not None:
                    self._vectors.reload()
                self._lexical.reload()
                self._view = view_of(catalogue)
            return self._view

    def _lists(
        self,
        view: View,
        reading: QueryReading,
        vector: NDArray[np.float32],
        allowed: NDArray[np.bool_] | None,
        possible: int,
    ) -> Found:
        def words(text: str, depth: int) -> Hits:
            return hits(
                lambda limit: self._lexical.search(text, limit, view.languages[0], view.languages[1:]), depth, 0.0
            )

        def near(limit: int) -> list[tuple[int, float]]:
            among = view.catalogue.chunk_id[allowed].tolist() if allowed is not None and possible <= _FEW else None
            return self._vectors.query(vector, limit, among)

        def hits(ask: Callable[[int], list[tuple[int, float]]], depth: int, lowest: float | None) -> Hits:
            rows, scores = permitted(view.catalogue, ask, depth, allowed, possible)
            return Hits(rows, scores, asked=depth, possible=possible, lowest=lowest)

        return Found(
            words(reading.question, DEPTH),
            hits(near, DEPTH, None),
            tuple(words(wanted.clause.words, CLAUSE_DEPTH) for wanted in reading.clauses),
        )

    def _passages(self, view: View, reading: QueryReading, found: Found, limit: int) -> list[Passage]:
        catalogue, weights = view.catalogue, self._weights
        rows = found.rows
        first = Scores(found, rows, named_passages(view, reading, rows), weights)
        most = max(CANDIDATES, limit)
        rows = rows[np.argsort(-first.total, kind="stable")[:most]]
        sentences = self._sentences(view, reading, rows)
        named = named_passages(view, reading, rows)
        scores = Scores(found, rows, named, weights, sentences)
        publisher = np.where(named.publisher > 0, view.publisher[catalogue.article[rows]], -1).astype(np.int64)
        groups = [(scores.clause, weights.same_clause), (publisher, weights.same_publisher)]
        taken = take_turns(scores.total, groups, limit)
        stored = self._stored(view, rows[[number for number, _ in taken]])
        cosines, bm25 = found.meaning.raw(rows), found.words.raw(rows)
        passages: list[Passage] = []
        for number, score in taken:
            row = int(rows[number])
            if row not in stored:
                continue
            passages.append(
                Passage(
                    rank=len(passages) + 1,
                    score=score,
                    chunk_id=int(catalogue.chunk_id[row]),
                    article=stored[row],
                    start=int(catalogue.start[row]),
                    end=int(catalogue.end[row]),
                    cosine=None if np.isnan(cosines[number]) else float(cosines[number]),
                    bm25=None if np.isnan(bm25[number]) else float(bm25[number]),
                    signals=scores.signals(number, reading, score),
                )
            )
        return passages

    def _stored(self, view: View, rows: NDArray[np.int64]) -> dict[int, StoredArticle]:
        """The article of each row; without those that have gone, or changed, since the catalogue was read.

        An article that was removed and added again meanwhile has version 1 again, and another time.
        """
        heads = {int(row): view.catalogue.articles[view.catalogue.article[row]] for row in rows}
        stored = self._library.stored({head.id for head in heads.values()})
        return {
            row: stored[head.id]
            for row, head in heads.items()
            if head.id in stored
            and (stored[head.id].version, stored[head.id].changed_at) == (head.version, head.changed_at)
        }

    def _sentences(self, view: View, reading: QueryReading, rows: NDArray[np.int64]) -> Sentences:
        catalogue = view.catalogue
        chunk_ids = catalogue.chunk_id[rows].tolist()
        asked = [reading.content, *(wanted.clause.words for wanted in reading.clauses)]
        weighed = [self._lexical.weighed(text, view.languages) for text in asked]
        with self._coverage_guard:
            unknown = np.array(self._coverage.unknown(chunk_ids), dtype=np.int64)
            texts = {
                int(catalogue.chunk_id[row]): (
                    article.text[catalogue.start[row] : catalogue.end[row]],
                    article.language,
                )
                for row, article in self._stored(view, catalogue.rows_of(unknown)).items()
            }
            shares = self._coverage.best(chunk_ids, texts, weighed)
        return Sentences(shares[0], shares[1:])


def to_node(passage: Passage) -> NodeWithScore:
    """A passage as LlamaIndex has it, with the article's metadata."""
    article = passage.article
    metadata = {
        "article_id": article.id,
        "title": article.title,
        "author": article.author,
        "publisher": article.publisher,
        "published_at": article.published_at.isoformat() if article.published_at else None,
        "url": article.url,
        "source": article.source,
        "start": passage.start,
        "end": passage.end,
    }
    kept = {name: value for name, value in metadata.items() if value is not None}
    node = TextNode(
        id_=f"{article.id}/{article.version}/{passage.start}-{passage.end}",
        text=passage.text,
        metadata=kept,
        excluded_embed_metadata_keys=list(kept),
        excluded_llm_metadata_keys=["article_id", "source", "start", "end"],
    )
    return NodeWithScore(node=node, score=passage.score)
