"""Learns the weights of bot/evidence/weights.py, and shows what they are worth on topics that they were not learned on.

    python benchmarks/answerability.py --data ../shared/data/multihop_rag --data ../shared/data/squad2 --work /tmp/bench

Three models, one after the other: which sentences are worth a closer look, which of those answer, then whether the
passages answer at all (its first feature is what the second model says of the best sentence).  Topics are the SQuAD
article and the first article of a MultiHop-RAG question's evidence; each fifth of them is judged by weights learned on
the rest, sentences' included.  ``--write`` replaces the weights by those learned on everything.
``benchmarks/retrieval.py`` measures the whole way of a question.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from retrieval import Task, build, multihop_tasks, squad_tasks, squeezed

import bot.evidence.weights
from bot.evidence.closeness import CLOSE_FEATURES, close_features, cosines, shortlist
from bot.evidence.features import SENTENCE_FEATURES, Read, read
from bot.evidence.linear import LinearModel
from bot.evidence.reading import EvidenceReader
from bot.evidence.support import SUPPORT_FEATURES
from index.chunking import CHUNK_OVERLAP, CHUNK_TOKENS
from index.embedding import BuiltinEmbedding
from index.lexical import Lexical
from index.library import Library
from index.passage import Passage
from index.retrieval import HybridRetriever, Query
from index.vectors import Vectors

Floats = NDArray[np.float64]
FOLDS = 5
WRITTEN_TO_LOOK_ANSWERABLE = 0.2
"""What SQuAD's unanswerable questions count for against its answerable ones: they name what the text is about and
change one word.  At 1, half of the answerable ones are declined at the threshold that MultiHop-RAG needs."""
EASY_WORDS = 0.3
"""What MultiHop-RAG's sentences count for against SQuAD's: its facts are one of many sentences that would do."""


@dataclass
class Example:
    """A question with what was found for it."""

    squad: bool
    answerable: bool
    fold: int
    question: str
    passages: list[Passage]
    found: Read
    right: NDArray[np.bool_]
    """Of each sentence: whether it holds the answer (SQuAD) or is part of the evidence (MultiHop-RAG)."""
    quotable: NDArray[np.bool_]


@dataclass
class Closer:
    """The sentences of a question that are looked at closely."""

    numbers: list[int]
    compared: Floats
    features: Floats


def main() -> None:
    """Learn, judge, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, action="append", required=True, help="a folder of questions and articles")
    parser.add_argument("--work", type=Path, required=True, help="keeps the libraries, as benchmarks/retrieval.py does")
    parser.add_argument("--every", type=int, default=3, metavar="N", help="every N-th question of SQuAD (default: 3)")
    parser.add_argument("--write", action="store_true", help="replace bot/evidence/weights.py")
    options = parser.parse_args()
    examples: list[Example] = []
    reader = EvidenceReader()
    for folder in options.data:
        examples += gather(folder, options.work, options.every, reader)
    judged = np.zeros(len(examples))
    ranks: list[list[bool]] = []
    vectors = remembering(BuiltinEmbedding())
    for fold in range(FOLDS):
        kept = [example for example in examples if example.fold != fold]
        closer = look_closer(examples, learn_shortlist(kept), vectors)
        inside = np.array([example.fold != fold for example in examples])
        sentences = learn_sentences(kept, [each for each, those in zip(closer, inside, strict=True) if those])
        rows = np.array(
            [support_of(*each, sentences=sentences, reader=reader) for each in zip(examples, closer, strict=True)]
        )
        judged[~inside] = learn_support(kept, rows[inside]).odds(rows[~inside])
        ranks += [
            best_first(example, each, sentences)
            for example, each in zip(examples, closer, strict=True)
            if example.fold == fold and example.squad
        ]
    print("SQuAD, the best k sentences hold the answer:", *(f"{k}: {share_of(ranks, k):.3f}" for k in range(1, 6)))
    print("\ndeclined, in percent\nthreshold  MultiHop null / answerable   SQuAD unanswerable / answerable")
    chances = 1 / (1 + np.exp(-judged))
    for threshold in np.arange(0.2, 0.85, 0.05):
        print(f"{threshold:9.2f}  " + "   ".join(declined(examples, chances, threshold)))
    first = learn_shortlist(examples)
    closer = look_closer(examples, first, vectors)
    sentences = learn_sentences(examples, closer)
    rows = np.array(
        [support_of(*each, sentences=sentences, reader=reader) for each in zip(examples, closer, strict=True)]
    )
    models = {
        "SHORTLIST": (first, "Whether a sentence holds the answer, by its words and its place: which are compared."),
        "SENTENCES": (sentences, "The same with what the comparison shows."),
        "ANSWERABLE": (learn_support(examples, rows), "Whether the passages answer."),
    }
    text = "".join(written(name, *model) for name, model in models.items())
    print("\n" + text)
    if options.write:
        path = Path(bot.evidence.weights.__file__)
        path.write_text(path.read_text("utf-8").partition("\nSHORTLIST")[0] + "\n" + text.lstrip("\n"), "utf-8")


def gather(folder: Path, work: Path, every: int, reader: EvidenceReader) -> list[Example]:
    """The questions of one set with what the default library finds for them."""
    is_squad = (folder / "paragraphs.jsonl").exists()
    tasks = list(squad_tasks(folder))[::every] if is_squad else list(multihop_tasks(folder))
    topics = topics_of(folder)
    source = folder / ("paragraphs.jsonl" if is_squad else "corpus.jsonl")
    library = build(
        source,
        work / ("squad" if is_squad else f"multihop-{CHUNK_TOKENS}-{CHUNK_OVERLAP}"),
        CHUNK_TOKENS,
        CHUNK_OVERLAP,
    )
    embedding = BuiltinEmbedding()
    retriever = HybridRetriever(
        Library.open(library),
        Vectors(library / "chroma", embedding.dimensions),
        Lexical(library / "lexical"),
        embedding,
    )
    examples = []
    for task, vector in zip(tasks, embedding.embed([task.text for task in tasks]), strict=True):
        passages = retriever.search_by(Query(task.text), vector)
        found = read(task.text, passages, reader.words)
        judge: Callable[[str, Passage], bool] = (
            (lambda text, passage, task=task: holds_answer(text, passage, task))
            if is_squad
            else (lambda text, _, task=task: is_evidence(text, task))
        )
        examples.append(
            Example(
                squad=is_squad,
                answerable=task.answerable,
                fold=zlib.crc32(topics[task.text].encode()) % FOLDS,
                question=task.text,
                passages=passages,
                found=found,
                right=np.array([judge(each.text, passages[each.article]) for each in found.sentences], bool),
                quotable=np.array([each.quotable for each in found.sentences], bool),
            )
        )
    return examples


def topics_of(folder: Path) -> dict[str, str]:
    """Each question's topic."""
    if (folder / "questions.jsonl").exists():
        lines = (folder / "questions.jsonl").read_text("utf-8").splitlines()
        return {row["question"]: row["paragraph"].partition("#")[0] for row in map(json.loads, lines)}
    lines = next(iter(sorted(folder.glob("queries*.jsonl")))).read_text("utf-8").splitlines()
    return {
        row["query"]: (row["evidence_list"][0]["url"] if row["evidence_list"] else row["query"])
        for row in map(json.loads, lines)
    }


def holds_answer(text: str, passage: Passage, task: Task) -> bool:
    """Whether a sentence of the right paragraph holds one of the answers."""
    return task.answerable and passage.article.id in task.evidence and any(words in text for words in task.answers)


def is_evidence(text: str, task: Task) -> bool:
    """Whether a sentence is part of one of the facts, or holds it."""
    bare = squeezed(text)
    return any(bare in fact or fact in bare for fact in task.evidence)


def remembering(embedding: BuiltinEmbedding) -> Callable[[Sequence[str]], NDArray[np.float32]]:
    """The embedding, computing each text once."""
    known: dict[str, NDArray[np.float32]] = {}

    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(new, embedding.embed(new), strict=True))
        return np.array([known[text] for text in texts])

    return embed


def look_closer(
    examples: Sequence[Example], first: LinearModel, embed: Callable[[Sequence[str]], NDArray[np.float32]]
) -> list[Closer]:
    """Of each question, the sentences that the first model puts first, with their cosines and features."""
    closer = []
    for example in examples:
        chosen = shortlist(example.found, first.odds(example.found.features))
        compared = cosines(example.found, chosen, embed)
        closer.append(Closer(chosen, compared, close_features(example.found, chosen, compared)))
    return closer


def learn_shortlist(examples: Sequence[Example]) -> LinearModel:
    """Which sentences hold the answer, from the questions that can be answered and were found."""
    everything = [
        Closer(numbers := np.flatnonzero(each.quotable).tolist(), np.zeros(len(numbers)), each.found.features[numbers])
        for each in examples
    ]
    return learn_sentences(examples, everything, SENTENCE_FEATURES)


def learn_sentences(
    examples: Sequence[Example], closer: Sequence[Closer], names: Sequence[str] = CLOSE_FEATURES
) -> LinearModel:
    """Which of the sentences looked at hold the answer; questions worded unlike their answer count more."""
    rows, labels, counts = [], [], []
    for squad in (True, False):
        for example, each in zip(examples, closer, strict=True):
            right = example.right[each.numbers]
            if example.squad is squad and example.answerable and right.any():
                rows.append(each.features)
                labels.append(right)
                unlike = 1.05 - float(each.features[right, 0].max())
                counts.append(np.full(len(right), unlike * (1.0 if squad else EASY_WORDS)))
    weights = np.concatenate(counts)
    of_squad = np.concatenate(
        [
            np.full(len(each.numbers), example.squad)
            for squad in (True, False)
            for example, each in zip(examples, closer, strict=True)
            if example.squad is squad and example.answerable and example.right[each.numbers].any()
        ]
    )
    for squad in (True, False):
        if (of_squad == squad).any():
            weights[of_squad == squad] *= (1.0 if squad else EASY_WORDS) / weights[of_squad == squad].sum()
    return logistic(np.concatenate(rows), np.concatenate(labels), weights, names)


def learn_support(examples: Sequence[Example], rows: Floats) -> LinearModel:
    """Whether the passages answer; the sets and what they answer count alike, but for SQuAD's unanswerable ones."""
    counts = np.zeros(len(examples))
    for squad in (True, False):
        for answerable in (True, False):
            those = [each.squad is squad and each.answerable is answerable for each in examples]
            counts[those] = (WRITTEN_TO_LOOK_ANSWERABLE if squad and not answerable else 1.0) / max(1, sum(those))
    labels = np.array([each.answerable for each in examples])
    return logistic(rows, labels, counts, SUPPORT_FEATURES[: rows.shape[1]])


def logistic(rows: Floats, labels: NDArray[np.bool_], counts: Floats, names: Sequence[str]) -> LinearModel:
    """Logistic regression by Newton's method on standardized features, with a slight pull towards zero."""
    counts = counts * (len(rows) / counts.sum())
    middle, spread = rows.mean(0), rows.std(0) + 1e-9
    standard = np.column_stack([(rows - middle) / spread, np.ones(len(rows))])
    pull = np.array([1.0] * len(names) + [0.0])
    weights = np.zeros(len(names) + 1)
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(standard @ weights, -30, 30)))
        slope = standard.T @ (counts * (chance - labels)) + pull * weights
        curve = (standard * (counts * chance * (1 - chance) + 1e-9)[:, None]).T @ standard + np.diag(pull + 1e-9)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    scaled = weights[:-1] / spread
    return LinearModel(dict(zip(names, scaled.tolist(), strict=True)), float(weights[-1] - scaled @ middle))


def support_of(example: Example, closer: Closer, *, sentences: LinearModel, reader: EvidenceReader) -> Floats:
    """The last model's features, with the second one as given."""
    return reader.weigh(example.found, example.passages, closer.numbers, closer.compared, sentences).support


def best_first(example: Example, closer: Closer, sentences: LinearModel) -> list[bool]:
    """Of an answerable question, which of its sentences hold the answer, best first; empty for others."""
    if not example.answerable:
        return []
    order = np.argsort(-sentences.odds(closer.features))[:5]
    return [bool(example.right[closer.numbers[place]]) for place in order] or [False]


def share_of(ranks: Sequence[Sequence[bool]], k: int) -> float:
    """How often one of the first k is right."""
    asked = [those for those in ranks if those]
    return sum(any(those[:k]) for those in asked) / len(asked)


def declined(examples: Sequence[Example], chances: Floats, threshold: float) -> list[str]:
    """What is declined of each kind at a threshold."""
    parts = []
    for squad in (False, True):
        for answerable in (False, True):
            those = np.array([each.squad is squad and each.answerable is answerable for each in examples])
            parts.append(f"{100 * float((chances[those] < threshold).mean()) if those.any() else 0.0:12.1f}")
    return parts


def written(name: str, model: LinearModel, meaning: str) -> str:
    """The model as Python."""
    weights = "".join(f'        "{feature}": {weight:.4f},\n' for feature, weight in model.weights.items())
    return (
        f'\n{name} = LinearModel(\n    {{\n{weights}    }},\n    intercept={model.intercept:.4f},\n)\n"""{meaning}"""\n'
    )


if __name__ == "__main__":
    main()
