"""What each signal of the search is worth, and the search for its weights, held out by topic.

    python benchmarks/weights.py --data DATA/multihop_rag --data DATA/squad2 --work /tmp/bench

``--work`` keeps the libraries, which ``benchmarks/retrieval.py`` uses too.  Prints the figures of the shipped weights,
then of each signal left out (the candidates stay those of the whole search).  ``--search`` looks for better weights one
by one, from the shipped ones, on all questions and on those of three folds in four, judged on the fourth.  Folds are by
topic: the first article of the evidence, SQuAD's Wikipedia article.  All sets count the same.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from retrieval import Task, build, holds_fact, is_paragraph, multihop_tasks, records, squad_tasks

from index.chunking import CHUNK_OVERLAP, CHUNK_TOKENS
from index.embedding import BuiltinEmbedding
from index.lexical import Lexical
from index.library import Library
from index.passage import Passage
from index.query_reading import QueryReading
from index.retrieval import HybridRetriever, Query
from index.scoring import Found, Named, Scores, Sentences, take_turns
from index.vectors import Vectors
from index.view import View, named_passages
from index.weights import CANDIDATES, WEIGHTS, Weights

FOLDS = 4
STEPS = ((0.5, 0.7, 1.4, 2.0), (0.8, 1.25))
"""What a weight is multiplied by, in the first round and in the second."""
LEAST_GAIN = 3e-4
"""Of the sum of three figures a set: less is chance."""
PARTS = ("words", "meaning", "publisher", "time", "sentence", "clause")


@dataclass(frozen=True)
class Candidates:
    """The passages that were looked at for one question, before any weight."""

    found: Found
    rows: NDArray[np.int64]
    named: Named
    sentences: Sentences
    publisher: NDArray[np.int64]
    right: NDArray[np.bool_]


@dataclass(frozen=True)
class Questions:
    """One data set."""

    name: str
    ranks: tuple[int, int]
    """The k of its two Hits@k."""
    candidates: Sequence[Candidates]
    fold: NDArray[np.int64]


class Recorder(HybridRetriever):
    """Keeps what it would have scored."""

    right: Callable[[Passage], bool]

    def _passages(self, view: View, reading: QueryReading, found: Found, _: int) -> list[Passage]:
        first = Scores(found, found.rows, named_passages(view, reading, found.rows), WEIGHTS)
        rows = found.rows[np.argsort(-first.total, kind="stable")[:CANDIDATES]]
        stored = self._stored(view, rows)
        catalogue = view.catalogue
        right = []
        for row in rows.tolist():
            span = int(catalogue.start[row]), int(catalogue.end[row])
            right.append(row in stored and self.right(Passage(0, 0.0, 0, stored[row], *span)))
        named = named_passages(view, reading, rows)
        publisher = np.where(named.publisher > 0, view.publisher[catalogue.article[rows]], -1).astype(np.int64)
        sentences = self._sentences(view, reading, rows)
        self.kept = Candidates(found, rows, named, sentences, publisher, np.array(right))
        return []


def main() -> None:
    """Measure, and search if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, action="append", required=True, help="a folder of questions and articles")
    parser.add_argument("--work", type=Path, required=True, help="keeps the libraries")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every N-th question, for a quick look")
    parser.add_argument("--search", action="store_true", help="look for better weights too (an hour)")
    options = parser.parse_args()
    sets = [questions for folder in options.data for questions in read(folder, options.work, options.every)]
    show("everything", sets, WEIGHTS)
    for part in PARTS:
        show(f"without {part}", sets, replace(WEIGHTS, **{part: 0.0}))
    show("without turns", sets, replace(WEIGHTS, same_clause=0.0, same_publisher=0.0))
    if options.search:
        best = searched(sets, lambda questions: questions.fold >= 0)
        print(best)
        show("searched on all", sets, best)
        held_out(sets)


def read(folder: Path, work: Path, every: int) -> Iterator[Questions]:
    """The questions of a folder, once for each library that they are asked of."""
    if (folder / "corpus.jsonl").exists():
        topics = [
            record["evidence_list"][0]["title"]
            for record in records(next(iter(sorted(folder.glob("queries*.jsonl")))))
            if record["question_type"] != "null_query"
        ]
        for tokens, overlap in ((256, 32), (CHUNK_TOKENS, CHUNK_OVERLAP)):
            library = build(folder / "corpus.jsonl", work / f"multihop-{tokens}-{overlap}", tokens, overlap)
            tasks = [task for task in multihop_tasks(folder) if task.answerable]
            name = f"MultiHop-RAG {tokens}/{overlap}"
            yield recorded(name, (4, 10), library, tasks[::every], topics[::every], holds_fact)
    else:
        library = build(folder / "paragraphs.jsonl", work / "squad", CHUNK_TOKENS, CHUNK_OVERLAP)
        tasks = [task for task in squad_tasks(folder) if task.answerable][::every]
        topics = [task.evidence[0].split("#")[0] for task in tasks]
        yield recorded("SQuAD", (1, 5), library, tasks, topics, is_paragraph)


def recorded(
    name: str,
    ranks: tuple[int, int],
    folder: Path,
    tasks: Sequence[Task],
    topics: Sequence[str],
    right: Callable[[Passage, Task], bool],
) -> Questions:
    """The candidates of every task."""
    embedding = BuiltinEmbedding()
    recorder = Recorder(Library.open(folder), Vectors(folder / "chroma", 384), Lexical(folder / "lexical"), embedding)
    kept = []
    for task, vector in zip(tasks, embedding.embed([task.text for task in tasks]), strict=True):
        recorder.right = lambda passage, task=task: right(passage, task)
        recorder.search_by(Query(task.text), vector)
        kept.append(recorder.kept)
    return Questions(name, ranks, kept, np.array([zlib.crc32(topic.encode()) % FOLDS for topic in topics]))


def first_right(candidates: Candidates, weights: Weights) -> int:
    """The rank of the first right passage among ten; 0 if there is none."""
    scores = Scores(candidates.found, candidates.rows, candidates.named, weights, candidates.sentences)
    groups = [(scores.clause, weights.same_clause), (candidates.publisher, weights.same_publisher)]
    taken = [number for number, _ in take_turns(scores.total, groups, 10)]
    return next((rank for rank, number in enumerate(taken, 1) if candidates.right[number]), 0)


def figures(ranks: NDArray[np.int64], at: tuple[int, int]) -> tuple[float, float, float]:
    """Hits at the two ranks, and MRR@10."""
    found = ranks > 0
    reciprocal = np.where(found, 1 / np.maximum(ranks, 1), 0.0)
    return tuple(float(x.mean()) for x in (found & (ranks <= at[0]), found & (ranks <= at[1]), reciprocal))


def show(name: str, sets: Sequence[Questions], weights: Weights) -> None:
    """Print one line of the table."""
    parts = []
    for questions in sets:
        ranks = np.array([first_right(each, weights) for each in questions.candidates])
        parts.append(f"{questions.name} " + " / ".join(f"{x:.4f}" for x in figures(ranks, questions.ranks)))
    print(f"{name:<18} " + "   ".join(parts), flush=True)


def searched(sets: Sequence[Questions], used: Callable[[Questions], NDArray[np.bool_]]) -> Weights:
    """Better weights for the questions that are ``used``, one weight after the other."""
    chosen = [[c for c, wanted in zip(each.candidates, used(each), strict=True) if wanted] for each in sets]

    def worth(weights: Weights) -> float:
        return sum(
            sum(figures(np.array([first_right(c, weights) for c in candidates]), questions.ranks))
            for questions, candidates in zip(sets, chosen, strict=True)
        )

    best = WEIGHTS
    most = worth(best)
    for factors in STEPS:
        for name, value in asdict(best).items():
            for factor in factors:
                other = replace(best, **{name: value * factor})
                if (reached := worth(other)) > most + LEAST_GAIN:
                    best, most = other, reached
    return best


def held_out(sets: Sequence[Questions]) -> None:
    """Print what weights reach on the fold that they were not searched on."""
    ranks: Mapping[str, NDArray[np.int64]] = {each.name: np.zeros(len(each.fold), dtype=np.int64) for each in sets}
    for fold in range(FOLDS):
        weights = searched(sets, lambda questions, fold=fold: questions.fold != fold)
        for questions in sets:
            for number in np.flatnonzero(questions.fold == fold):
                ranks[questions.name][number] = first_right(questions.candidates[number], weights)
    for questions in sets:
        print("held out", questions.name, *(f"{x:.4f}" for x in figures(ranks[questions.name], questions.ranks)))


if __name__ == "__main__":
    main()
