"""Learns the weights of bot/evidence/weights.py, and shows what they are worth on topics that they were not learned on.

    python benchmarks/answerability.py --data DATA/multihop_rag --data DATA/squad2 \\
        --data benchmarks/desks --data seeds --work /tmp/bench

Two models, one after the other: which of the sentences compared answer, then whether the passages answer at all.
Topics are the SQuAD article, the first article of a MultiHop-RAG question's evidence, the library of a question of
``benchmarks/desks``, the text of one of ``benchmarks/answering`` and the page of one of ``benchmarks/pages``; each
fifth of them is judged by weights learned on the rest.  SQuAD's paragraphs are read twice, each as an article and eight
to an article.  ``--write`` replaces the weights of both, with the trained model of bot/evidence/answering.py and
without, by those learned on all; ``--judged`` is for those with it alone, after the model was trained anew.

SHORTLIST, which only decides what is compared, stays as it is: learned anew it would compare others and move all the
rest.  ``--shortlist`` learns it.  ``benchmarks/retrieval.py`` measures the whole way of a question.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import numpy as np
from logistic import logistic
from numpy.typing import NDArray
from quoting import build_pages, build_written, items, kept_apart, pages
from retrieval import build, records, squeezed

import bot.evidence.weights
from bot.evidence.alignment import Alignment, align
from bot.evidence.closeness import CLOSE_FEATURES, JUDGED_FEATURES, choose, close_features, shortlist
from bot.evidence.features import SENTENCE_FEATURES, Read, read
from bot.evidence.reading import EvidenceReader
from bot.evidence.support import JUDGED_SUPPORT_FEATURES, SUPPORT_FEATURES
from bot.evidence.weights import SHORTLIST
from bot.linear import LinearModel
from bot.writing.picking import pick
from index.chunking import CHUNK_OVERLAP, CHUNK_TOKENS
from index.embedding import BuiltinEmbedding
from index.lexical import Lexical
from index.library import Library
from index.passage import Passage
from index.retrieval import HybridRetriever, Query
from index.vectors import Vectors

Floats = NDArray[np.float64]
Judge = Callable[[str, Passage], bool]
Choice = Callable[[Read, Sequence[Passage]], tuple[list[int], Floats | None]]
FOLDS = 5
APART = (3, 4)
"""Folds of SQuAD's topics that ``benchmarks/answering.py`` trains nothing on."""
JOINED = 8
"""Paragraphs of SQuAD to an article, where they are joined: about as long as news."""
JOINED_EVERY = 16
MULTIHOP_EVERY = 5
"""Of these only every so-manieth question is read, but for MultiHop-RAG's nulls: they take longest, and are alike."""
MULTIHOP, SQUAD, LONG, DESKS, CHAT = "MultiHop-RAG", "SQuAD", "SQuAD joined", "desks", "other words"
PAGES = "pages"
SENTENCES_COUNT = {MULTIHOP: 0.3, SQUAD: 1.0, LONG: 1.0, DESKS: 2.0, CHAT: 1.0, PAGES: 1.0}
"""What the sentences of a set count for.  MultiHop-RAG's facts are one of many sentences that would do."""
QUESTIONS_COUNT = {MULTIHOP: 1.0, SQUAD: 2.0, LONG: 1.0, DESKS: 2.0, CHAT: 1.0, PAGES: 1.0}
"""What the questions of a set count for, those that can be answered as much as the others, but for two things:"""
WRITTEN_TO_LOOK_ANSWERABLE = 0.05
"""what SQuAD's unanswerable questions count for: they name what the text is about and change one word.  At 0.4, half
as many again of SQuAD's answerable ones are declined where as many of MultiHop-RAG's nulls are;"""
CAN_BE_ANSWERED = 1.4
"""what those that can be answered count for, which puts the threshold that serves all sets at one half."""


@dataclass
class Asked:
    """A question of one of the sets."""

    of: str
    question: str
    answerable: bool
    topic: str
    right: Judge
    """Whether a sentence under a passage holds the answer, or is part of the evidence."""


@dataclass
class Example:
    """A question with what was found for it."""

    of: str
    answerable: bool
    fold: int
    passages: list[Passage]
    found: Read
    right: NDArray[np.bool_]
    """Of each sentence."""
    numbers: Sequence[int] = ()
    """The sentences that are looked at closely, with what is seen."""
    compared: Alignment | None = None
    answers: Floats | None = None
    features: Floats | None = None


def main() -> None:
    """Learn, judge, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, action="append", required=True, help="a folder of questions and articles")
    parser.add_argument("--work", type=Path, required=True, help="keeps the libraries, as benchmarks/retrieval.py does")
    parser.add_argument("--every", type=int, default=3, metavar="N", help="every N-th question of SQuAD (default: 3)")
    parser.add_argument("--shortlist", action="store_true", help="learn and print SHORTLIST, and nothing else")
    parser.add_argument("--judged", action="store_true", help="learn only the weights with the trained model")
    parser.add_argument("--write", action="store_true", help="replace bot/evidence/weights.py")
    options = parser.parse_args()
    reader = EvidenceReader()
    examples: list[Example] = []
    for folder in options.data:
        for library, asked in sets(folder, options.work, options.every):
            examples += gather(library, asked, reader)
    examples += gather(*in_other_words(options.work), reader)
    examples += gather(*on_pages(options.work), reader)
    if options.shortlist:
        print(written("SHORTLIST", learn_shortlist(examples), "Whether a sentence is worth a closer look."))
        return
    # A question that names nothing is not found among a thousand texts: nobody could say whether these answer it.
    examples = [each for each in examples if each.of not in (CHAT, PAGES) or not each.answerable or each.right.any()]
    texts = []
    if not options.judged:
        print("by words alone:")
        by_words = look_closer(examples, lambda found, _: (shortlist(found, SHORTLIST.odds(found.features)), None))
        learned = shown(by_words, reader, CLOSE_FEATURES, SUPPORT_FEATURES)
        texts += [
            written("SENTENCES_BY_WORDS", learned[0], "The same with what the comparison shows."),
            written("ANSWERABLE_BY_WORDS", learned[1], "Whether the passages answer."),
        ]
    print("\nwith the trained model, which knows English and three fifths of SQuAD; the other two here:")
    unseen = [each for each in examples if each.of not in (SQUAD, LONG) or each.fold in APART]
    apart = [each for each in look_closer(unseen, choose) if each.answers is not None]
    learned = shown(apart, reader, JUDGED_FEATURES, JUDGED_SUPPORT_FEATURES)
    texts += [
        written("SENTENCES", learned[0], "With what the trained model says of each sentence."),
        written("ANSWERABLE", learned[1], "With the most that it says of one."),
    ]
    text = "".join(texts)
    print("\n" + text)
    if options.write:
        path = Path(bot.evidence.weights.__file__)
        first = "\nSENTENCES = " if options.judged else "\nSENTENCES"
        path.write_text(path.read_text("utf-8").partition(first)[0] + "\n" + text.lstrip("\n"), "utf-8")


def shown(
    examples: Sequence[Example], reader: EvidenceReader, close: Sequence[str], whole: Sequence[str]
) -> tuple[LinearModel, LinearModel]:
    """Prints what weights learned on other topics are worth, and gives those learned on all."""
    print(judged(examples, reader, close, whole))
    sentences = learn_sentences(examples, close)
    return sentences, learn_support(examples, supports(examples, sentences, reader), whole)


def sets(folder: Path, work: Path, every: int) -> Iterator[tuple[Path, list[Asked]]]:
    """The libraries that a folder gives, each with what is asked of it."""
    if (folder / "corpus.jsonl").exists():
        library = build(
            folder / "corpus.jsonl",
            work / f"multihop-{CHUNK_TOKENS}-{CHUNK_OVERLAP}",
            CHUNK_TOKENS,
            CHUNK_OVERLAP,
        )
        yield library, list(multihop(folder))
    elif (folder / "paragraphs.jsonl").exists():
        yield (
            build(folder / "paragraphs.jsonl", work / "squad", CHUNK_TOKENS, CHUNK_OVERLAP),
            list(squad(folder, SQUAD))[::every],
        )
        article_of = join(folder / "paragraphs.jsonl", work / "squad-joined.jsonl")
        yield (
            build(work / "squad-joined.jsonl", work / "squad-joined", CHUNK_TOKENS, CHUNK_OVERLAP),
            list(squad(folder, LONG, article_of))[1::JOINED_EVERY],
        )
    elif (folder / "questions.jsonl").exists():
        yield build(folder, work / folder.name, CHUNK_TOKENS, CHUNK_OVERLAP), list(at_desk(folder))
    else:
        for desk in sorted(path.parent for path in folder.glob("*/questions.jsonl")):
            yield build(desk / "articles", work / desk.name, CHUNK_TOKENS, CHUNK_OVERLAP), list(at_desk(desk))


def multihop(folder: Path) -> Iterator[Asked]:
    """MultiHop-RAG's nulls, and a part of the rest."""
    answerable = 0
    for row in records(next(iter(sorted(folder.glob("queries*.jsonl"))))):
        facts = [squeezed(evidence["fact"]) for evidence in row["evidence_list"]]
        if facts:
            answerable += 1
        if not facts or answerable % MULTIHOP_EVERY == 1:
            topic = row["evidence_list"][0]["url"] if facts else row["query"]
            yield Asked(
                MULTIHOP,
                row["query"],
                bool(facts),
                topic,
                lambda text, _, facts=facts: any(squeezed(text) in fact or fact in squeezed(text) for fact in facts),
            )


def squad(folder: Path, of: str, article_of: dict[str, str] | None = None) -> Iterator[Asked]:
    """SQuAD's questions; ``article_of``: the articles of the paragraphs, where these are not articles themselves."""
    for row in records(folder / "questions.jsonl"):
        article = article_of[row["paragraph"]] if article_of else row["paragraph"]
        yield Asked(
            of,
            row["question"],
            row["answerable"],
            row["paragraph"].partition("#")[0],
            lambda text, passage, article=article, answers=row["answers"]: (
                passage.article.id == article and any(words in text for words in answers)
            ),
        )


def join(paragraphs: Path, joined: Path) -> dict[str, str]:
    """Writes articles of up to eight paragraphs; which of them each paragraph is in."""
    article_of: dict[str, str] = {}
    with joined.open("w", encoding="utf-8") as lines:
        for _, rows in groupby(records(paragraphs), lambda row: row["id"].partition("#")[0]):
            topic = list(rows)
            for start in range(0, len(topic), JOINED):
                part = topic[start : start + JOINED]
                article_of |= {row["id"]: part[0]["id"] for row in part}
                text = "\n\n".join(row["text"] for row in part)
                lines.write(json.dumps({"id": part[0]["id"], "title": part[0]["title"], "text": text}) + "\n")
    return article_of


def at_desk(folder: Path) -> Iterator[Asked]:
    """The questions of one small library."""
    for row in records(folder / "questions.jsonl"):
        answers = row["answer_words"] if "answer_words" in row else row["answers"]
        yield Asked(
            DESKS,
            row["question"],
            row["answerable"],
            folder.name,
            lambda text, _, answers=answers: any(words.casefold() in text.casefold() for words in answers),
        )


def in_other_words(work: Path) -> tuple[Path, list[Asked]]:
    """A library of the texts of ``benchmarks/quoting.py``, and the questions on those that nothing is trained on."""
    asked = []
    for number, item in enumerate(items()):
        for each in item["questions"] if kept_apart(number) else []:
            answers = {squeezed(item["sentences"][at]) for at in each["answers"]}
            asked.append(
                Asked(
                    CHAT,
                    each["question"],
                    bool(answers),
                    f"text-{number}",
                    lambda text, _, answers=answers: any(squeezed(text) in answer for answer in answers),
                )
            )
    return build_written(work), asked


def on_pages(work: Path) -> tuple[Path, list[Asked]]:
    """A library of the pages of ``benchmarks/quoting.py``, and the questions on those that nothing is trained on."""
    asked = [
        Asked(
            PAGES,
            each["question"],
            bool(each["answers"]),
            f"page-{number}",
            lambda text, passage, title=item["title"], answers=each["answers"]: (
                passage.article.title == title and any(words in text for words in answers)
            ),
        )
        for number, (item, apart) in enumerate(pages())
        if apart
        for each in item["questions"]
    ]
    return build_pages(work), asked


def gather(folder: Path, asked: Sequence[Asked], reader: EvidenceReader) -> list[Example]:
    """The questions of one set with what the default library finds for them."""
    embedding = BuiltinEmbedding()
    retriever = HybridRetriever(
        Library.open(folder), Vectors(folder / "chroma", embedding.dimensions), Lexical(folder / "lexical"), embedding
    )
    examples = []
    for each, vector in zip(asked, embedding.embed([each.question for each in asked]), strict=True):
        passages = retriever.search_by(Query(each.question), vector)
        found = read(each.question, passages, reader.words)
        right = [
            each.answerable and sentence.quotable and each.right(sentence.text, passages[sentence.article])
            for sentence in found.sentences
        ]
        fold = zlib.crc32(each.topic.encode()) % FOLDS
        examples.append(Example(each.of, each.answerable, fold, passages, found, np.array(right, bool)))
    return examples


def look_closer(examples: Sequence[Example], chosen: Choice) -> list[Example]:
    """The same with the chosen sentences compared."""
    encode = BuiltinEmbedding().encoder.encode_tokens
    seen = []
    for each in examples:
        numbers, answers = chosen(each.found, each.passages)
        compared = align(each.found.asked, [each.found.sentences[number].text for number in numbers], encode)
        features = close_features(each.found, numbers, compared, answers)
        seen.append(replace(each, numbers=numbers, compared=compared, answers=answers, features=features))
    return seen


def learn_shortlist(examples: Sequence[Example]) -> LinearModel:
    """Which sentences hold the answer, from the questions that can be answered and were found."""
    quotable = [[at for at, each in enumerate(example.found.sentences) if each.quotable] for example in examples]
    return learn_ranking(
        [
            (example.of, example.found.features[numbers], example.right[numbers])
            for example, numbers in zip(examples, quotable, strict=True)
        ],
        SENTENCE_FEATURES,
    )


def learn_sentences(examples: Sequence[Example], names: Sequence[str]) -> LinearModel:
    """The same of the sentences that were compared."""
    rows = [(each.of, each.features, each.right[list(each.numbers)]) for each in examples if each.numbers]
    return learn_ranking(rows, names)


def learn_ranking(questions: Sequence[tuple[str, Floats, NDArray[np.bool_]]], names: Sequence[str]) -> LinearModel:
    """Which of a question's sentences hold the answer; questions worded unlike their answer count more."""
    taken = [(of, rows, right) for of, rows, right in questions if right.any()]
    counts = [np.full(len(right), 1.05 - float(rows[right, 0].max())) for _, rows, right in taken]
    totals: dict[str, float] = {}
    for (of, _, _), own in zip(taken, counts, strict=True):
        totals[of] = totals.get(of, 0.0) + float(own.sum())
    return fitted(
        np.concatenate([rows for _, rows, _ in taken]),
        np.concatenate([right for _, _, right in taken]),
        np.concatenate([own * SENTENCES_COUNT[of] / totals[of] for (of, _, _), own in zip(taken, counts, strict=True)]),
        names,
    )


def supports(examples: Sequence[Example], sentences: LinearModel, reader: EvidenceReader) -> Floats:
    """The last model's features of each question, with the second one as given."""
    return np.array(
        [
            reader.weigh(each.found, each.passages, each.numbers, each.compared, each.answers, sentences).support
            for each in examples
        ]
    )


def learn_support(examples: Sequence[Example], rows: Floats, names: Sequence[str]) -> LinearModel:
    """Whether the passages answer."""
    counts = np.zeros(len(examples))
    for of, count in QUESTIONS_COUNT.items():
        for answerable in (False, True):
            those = [each.of == of and each.answerable is answerable for each in examples]
            kind = CAN_BE_ANSWERED if answerable else WRITTEN_TO_LOOK_ANSWERABLE if of in (SQUAD, LONG) else 1.0
            counts[those] = count * kind / max(1, sum(those))
    labels = np.array([each.answerable for each in examples])
    return fitted(rows, labels, counts, names)


def fitted(rows: Floats, labels: NDArray[np.bool_], counts: Floats, names: Sequence[str]) -> LinearModel:
    """Weights of the named features, drawn slightly towards zero."""
    counts = counts * (len(rows) / counts.sum())
    weights, intercept = logistic(rows, labels.astype(np.float64), counts, np.ones(len(names)))
    return LinearModel(dict(zip(names, weights, strict=True)), intercept)


def judged(examples: Sequence[Example], reader: EvidenceReader, close: Sequence[str], whole: Sequence[str]) -> str:
    """What weights learned on other topics are worth, as a table."""
    chances = np.zeros(len(examples))
    picked: dict[str, list[NDArray[np.bool_]]] = {}
    for fold in range(FOLDS):
        kept = [each for each in examples if each.fold != fold]
        apart = [each for each in examples if each.fold == fold]
        if not apart:
            continue
        sentences = learn_sentences(kept, close)
        model = learn_support(kept, supports(kept, sentences, reader), whole)
        odds = model.odds(supports(apart, sentences, reader))
        chances[[each.fold == fold for each in examples]] = 1 / (1 + np.exp(-odds))
        for each in apart:
            if each.answerable and each.numbers:
                reading = reader.weigh(each.found, each.passages, each.numbers, each.compared, each.answers, sentences)
                shown = [number for one in pick([reading]) for number in range(one.first, one.last + 1)]
                picked.setdefault(each.of, []).append(each.right[shown])
    lines = [
        "sentences shown, of the answerable questions: how many, how often one holds the answer, how many of them do"
    ]
    for of, rights in picked.items():
        count = sum(map(len, rights)) / len(rights)
        held = sum(bool(right.any()) for right in rights) / len(rights)
        share = sum(int(right.sum()) for right in rights) / sum(map(len, rights))
        lines.append(f"{of:<13} {count:5.2f} {held:6.3f} {share:6.3f}")
    lines.append(
        "\ndeclined, in percent: unanswerable / answerable\nthreshold  " + "   ".join(f"{of:>14}" for of in picked)
    )
    for threshold in np.arange(0.2, 0.85, 0.05):
        cells = []
        for of in picked:
            shares = [
                float(
                    np.mean(chances[[each.of == of and each.answerable is answerable for each in examples]] < threshold)
                )
                for answerable in (False, True)
            ]
            cells.append(f"{100 * shares[0]:6.1f} / {100 * shares[1]:5.1f}")
        lines.append(f"{threshold:9.2f}  " + "   ".join(cells))
    return "\n".join(lines)


def written(name: str, model: LinearModel, meaning: str) -> str:
    """The model as Python."""
    weights = "".join(f'        "{feature}": {weight:.4f},\n' for feature, weight in model.weights.items())
    return (
        f'\n{name} = LinearModel(\n    {{\n{weights}    }},\n    intercept={model.intercept:.4f},\n)\n"""{meaning}"""\n'
    )


if __name__ == "__main__":
    main()
