"""Measures search, refusal and quoting on MultiHop-RAG and SQuAD, on libraries built by the real ingestion.

    python benchmarks/retrieval.py --data DATA/multihop_rag --data DATA/squad2 --work /tmp/bench

A folder with ``corpus.jsonl`` and ``queries*.jsonl`` is read as MultiHop-RAG, one with ``paragraphs.jsonl`` and
``questions.jsonl`` as SQuAD.  ``--work`` keeps the libraries for the next run: embedding them takes most of the time.
Their scoring is that of the papers; docs/retrieval.md names them and shows the table that this prints.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.assembly import open_engine
from bot.question import Question
from bot.settings import Settings
from index.chunking import CHUNK_OVERLAP, CHUNK_TOKENS, Chunker
from index.embedding import BuiltinEmbedding, Embedding
from index.ingestion import ingest_files
from index.lexical import Lexical
from index.library import Library
from index.passage import Passage
from index.retrieval import HybridRetriever, Query
from index.vectors import Vectors
from index.writer import LibraryWriter


@dataclass(frozen=True)
class Task:
    """A question, which passages are right, and the words that its answer holds."""

    text: str
    answerable: bool
    evidence: tuple[str, ...]
    """MultiHop-RAG: the facts without white space; SQuAD: the paragraph's id."""
    answers: tuple[str, ...]


class GivenVectors(Embedding):
    """A vector drawn from the text's hash: for timing a library whose size matters and whose meaning does not."""

    model_name: str = "given"

    @property
    def dimensions(self) -> int:
        """As the built-in model's."""
        return 384

    def embed(self, texts: Sequence[str], **_: object) -> NDArray[np.float32]:
        """One unit vector per text."""
        rows = [np.random.default_rng(zlib.crc32(text.encode())).standard_normal(384) for text in texts]
        vectors = np.array(rows, dtype=np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def _get_text_embedding(self, text: str) -> list[float]:
        return [float(value) for value in self.embed([text])[0]]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)


def main() -> None:
    """Measure the folders that the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, action="append", required=True, help="a folder of questions and articles")
    parser.add_argument("--work", type=Path, help="keeps the libraries (default: a temporary folder)")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every N-th question, for a quick look")
    parser.add_argument("--no-ask", action="store_true", help="search alone: no refusals, no quotes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = options.work or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        for folder in options.data:
            if (folder / "corpus.jsonl").exists():
                multihop(folder, work, options.every, ask=not options.no_ask)
            elif (folder / "paragraphs.jsonl").exists():
                squad(folder, work, options.every, ask=not options.no_ask)
            else:
                parser.error(f"{folder} holds neither corpus.jsonl nor paragraphs.jsonl")


def multihop(folder: Path, work: Path, every: int, *, ask: bool) -> None:
    """MultiHop-RAG at 256 tokens, at the default size, and timed at 10,000 chunks."""
    corpus = folder / "corpus.jsonl"
    tasks = list(multihop_tasks(folder))[::every]
    searched = [task for task in tasks if task.answerable]
    vectors = BuiltinEmbedding().embed([task.text for task in searched])
    for tokens, overlap in ((256, 32), (CHUNK_TOKENS, CHUNK_OVERLAP)):
        library = build(corpus, work / f"multihop-{tokens}-{overlap}", tokens, overlap)
        ranks, milliseconds = search(library, searched, vectors, holds_fact)
        row(
            f"MultiHop-RAG, {len(searched):,} questions, passages of {tokens} tokens, overlap {overlap}",
            hits_4=share(ranks, 4),
            hits_10=share(ranks, 10),
            mrr_10=reciprocal(ranks),
        )
        row(f"  time without the model's, {chunks(library):,} chunks", median_ms=statistics.median(milliseconds))
    # 160 tokens cut these articles into a little more than 10,000 chunks.
    timed = build(corpus, work / "timed-160-16", 160, 16, GivenVectors())
    _, milliseconds = search(timed, searched, vectors, holds_fact)
    row(f"time without the model's, {chunks(timed):,} chunks", median_ms=statistics.median(milliseconds))
    if ask:
        refusals("MultiHop-RAG", work / f"multihop-{CHUNK_TOKENS}-{CHUNK_OVERLAP}", tasks, 0.05, quotes=False)


def squad(folder: Path, work: Path, every: int, *, ask: bool) -> None:
    """SQuAD, each paragraph an article."""
    tasks = list(squad_tasks(folder))[::every]
    searched = [task for task in tasks if task.answerable]
    vectors = BuiltinEmbedding().embed([task.text for task in searched])
    library = build(folder / "paragraphs.jsonl", work / "squad", CHUNK_TOKENS, CHUNK_OVERLAP)
    ranks, milliseconds = search(library, searched, vectors, is_paragraph)
    row(
        f"SQuAD, {len(searched):,} questions",
        recall_1=share(ranks, 1),
        recall_5=share(ranks, 5),
        mrr_10=reciprocal(ranks),
    )
    row(f"  time without the model's, {chunks(library):,} chunks", median_ms=statistics.median(milliseconds))
    if ask:
        refusals("SQuAD", work / "squad", tasks, 0.10, quotes=True)


def multihop_tasks(folder: Path) -> Iterator[Task]:
    """MultiHop-RAG's questions."""
    for record in records(next(iter(sorted(folder.glob("queries*.jsonl"))))):
        facts = tuple(squeezed(evidence["fact"]) for evidence in record["evidence_list"])
        yield Task(record["query"], record["question_type"] != "null_query", facts, ())


def squad_tasks(folder: Path) -> Iterator[Task]:
    """SQuAD's questions."""
    for record in records(folder / "questions.jsonl"):
        yield Task(record["question"], record["answerable"], (record["paragraph"],), tuple(record["answers"]))


def records(path: Path) -> Iterator[dict]:
    """The objects of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def squeezed(text: str) -> str:
    """Text without white space, as MultiHop-RAG compares it."""
    return "".join(text.split())


def holds_fact(passage: Passage, task: Task) -> bool:
    """Whether the passage holds one of the facts."""
    text = squeezed(passage.text)
    return any(fact in text for fact in task.evidence)


def is_paragraph(passage: Passage, task: Task) -> bool:
    """Whether the passage is of the right paragraph."""
    return passage.article.id in task.evidence


def build(source: Path, folder: Path, tokens: int, overlap: int, embedding: Embedding | None = None) -> Path:
    """The library of ``source`` in ``folder``; one that is complete is used again."""
    with LibraryWriter(folder) as writer:
        ingest_files([source], writer, Chunker(tokens, overlap), embedding or BuiltinEmbedding())
    return folder


def chunks(folder: Path) -> int:
    """How many chunks a library holds."""
    with Library.open(folder) as library:
        return library.counts().chunks


def search(
    folder: Path, tasks: Sequence[Task], vectors: NDArray[np.float32], right: Callable[[Passage, Task], bool]
) -> tuple[list[int | None], list[float]]:
    """For each question, the rank of the first right passage among ten, and the milliseconds that searching took."""
    library = Library.open(folder)
    retriever = HybridRetriever(
        library, Vectors(folder / "chroma", vectors.shape[1]), Lexical(folder / "lexical"), BuiltinEmbedding()
    )
    retriever.search_by(Query("warm up"), vectors[0])
    ranks: list[int | None] = []
    milliseconds = []
    for task, vector in zip(tasks, vectors, strict=True):
        began = time.perf_counter()
        passages = retriever.search_by(Query(task.text), vector)
        milliseconds.append(1000 * (time.perf_counter() - began))
        ranks.append(next((passage.rank for passage in passages if right(passage, task)), None))
    return ranks, milliseconds


def share(ranks: Sequence[int | None], k: int) -> float:
    """Hits@k."""
    return sum(rank is not None and rank <= k for rank in ranks) / len(ranks)


def reciprocal(ranks: Sequence[int | None]) -> float:
    """Mean reciprocal rank."""
    return sum(1 / rank for rank in ranks if rank) / len(ranks)


def refusals(name: str, folder: Path, tasks: Sequence[Task], allowed: float, *, quotes: bool) -> None:
    """What ``ask`` declines and quotes at its default threshold, and what it would decline at ``allowed``."""
    settings = Settings.load({"library": folder, "ledger": False, "model": "extractive"}, environ={}, env_file=None)
    engine = open_engine(settings)
    answers = [engine.answer(Question(task.text)) for task in tasks]
    engine.close()
    answerable = [answer for task, answer in zip(tasks, answers, strict=True) if task.answerable]
    unanswerable = [answer for task, answer in zip(tasks, answers, strict=True) if not task.answerable]
    row(
        f"{name}, declined at the threshold of {settings.decline_below:g}",
        unanswerable=mean(answer.declined for answer in unanswerable),
        answerable=mean(answer.declined for answer in answerable),
    )
    confident = sorted(answer.confidence or 0.0 for answer in answerable)
    for false in sorted({0.02, 0.05, allowed, 0.2}):
        at = confident[int(false * len(confident))]
        declined = mean((answer.confidence or 0.0) < at for answer in unanswerable)
        row(f"  at a threshold of {at:.3f}", unanswerable=declined, answerable=mean(c < at for c in confident))
    if quotes:
        held = [
            any(
                words.casefold() in citation.quote.casefold() for citation in answer.citations for words in task.answers
            )
            for task, answer in zip(tasks, answers, strict=True)
            if task.answerable
        ]
        row(f"{name}, quotes hold the answer", of_answerable=mean(held))
    row(f"  time to answer ({name})", median_ms=statistics.median(answer.timings.total for answer in answers))


def mean(values: Iterable[bool]) -> float:
    """The share of true values."""
    return statistics.fmean(map(float, values))


def row(name: str, **figures: float) -> None:
    """Print one line of the table."""
    said = "  ".join(
        f"{figure} {value:.1f}" if figure.endswith("ms") else f"{figure} {value:.4f}"
        for figure, value in figures.items()
    )
    print(f"{name:<75} {said}", flush=True)


if __name__ == "__main__":
    main()
