"""How often the sentence quoted first answers, of questions that are asked in other words than the text's.

    python benchmarks/quoting.py

``benchmarks/answering/*.jsonl`` has 1,084 short texts, each with about five questions as colleagues ask them in a chat,
written by hand: in other words wherever there are some, and one in four not answered by the text though it looks so.
``benchmarks/pages/*.jsonl`` has 144 whole pages with headings, lists and tables, each with twelve such questions.
Each is asked of its own text alone.  The trained model has seen all but a tenth of the texts and a sixth of the pages;
these are used here.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from retrieval import build

from bot.answerability import confidence
from bot.evidence.reading import EvidenceReader, EvidenceReading
from index.article import StoredArticle
from index.chunking import CHUNK_OVERLAP, CHUNK_TOKENS
from index.passage import Passage
from index.sources.markdown import read_markdown

QUESTIONS, PAGES = Path(__file__).parent / "answering", Path(__file__).parent / "pages"
MADE = datetime(2024, 1, 1, tzinfo=UTC)

Question = tuple[str, Passage, Callable[[EvidenceReading], bool] | None]
"""What is asked, of what, and whether the best sentence of a reading answers; None where none does."""


def main() -> None:
    """Prints the figures."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    reader = EvidenceReader()
    show("short texts", on_texts(), reader)
    show("pages", on_pages(), reader)


def show(name: str, questions: Iterable[Question], reader: EvidenceReader) -> None:
    """Asks the questions of one set, and prints what came of it."""
    first: list[bool] = []
    sure: dict[bool, list[float]] = {True: [], False: []}
    for question, passage, answers in questions:
        sure[answers is not None].append(confidence(question, [passage], reader))
        if answers is not None:
            first.append(answers(reader.reading(question, [passage])))
    print(f"{name}: of {len(first)} answered questions the first sentence answers {np.mean(first):.1%}")
    for share in (0.05, 0.1, 0.2):
        least = np.quantile(sure[True], share)
        declined = np.mean(np.array(sure[False]) < least)
        print(f"  declining {share:.0%} of these: {declined:.1%} of {len(sure[False])} others")


def on_texts() -> Iterator[Question]:
    """The questions on the short texts that nothing is trained on."""
    for item in (item for number, item in enumerate(items()) if kept_apart(number)):
        text = " ".join(item["sentences"])
        starts = np.cumsum([0, *(len(sentence) + 1 for sentence in item["sentences"])])
        passage = Passage(1, 1.0, 1, _article(text), 0, len(text))
        for asked in item["questions"]:

            def answers(reading: EvidenceReading, asked: dict = asked, starts: np.ndarray = starts) -> bool:
                chosen = reading.read.sentences[reading.best[0]].span.start if reading.best else -1
                return int(np.searchsorted(starts, chosen, side="right")) - 1 in asked["answers"]

            yield asked["question"], passage, answers if asked["answers"] else None


def on_pages() -> Iterator[Question]:
    """The questions on the pages that nothing is trained on."""
    for item in (item for item, apart in pages() if apart):
        for asked in item["questions"]:

            def answers(reading: EvidenceReading, asked: dict = asked) -> bool:
                best = reading.read.sentences[reading.best[0]].text if reading.best else ""
                return any(words in best for words in asked["answers"])

            yield asked["question"], page(item), answers if asked["answers"] else None


def pages() -> Iterator[tuple[dict, bool]]:
    """The pages with their questions, and whether nothing is trained on them: one of each file in six."""
    for file in sorted(PAGES.glob("*.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
            yield json.loads(line), number % 6 == 0


def page(item: dict) -> Passage:
    """All of a page as one passage."""
    text = read_markdown(item["text"].encode(), source="page").text
    return Passage(1, 1.0, 1, _article(text, item["title"]), 0, len(text))


def items() -> Iterator[dict]:
    """The texts with their questions."""
    for file in sorted(QUESTIONS.glob("*.jsonl")):
        yield from map(json.loads, file.read_text(encoding="utf-8").splitlines())


def build_written(work: Path) -> Path:
    """A library of all texts in ``work``."""
    with (work / "written.jsonl").open("w", encoding="utf-8") as lines:
        for number, item in enumerate(items()):
            lines.write(json.dumps({"id": f"text-{number}", "text": " ".join(item["sentences"])}) + "\n")
    return build(work / "written.jsonl", work / "written", CHUNK_TOKENS, CHUNK_OVERLAP)


def build_pages(work: Path) -> Path:
    """A library of all pages in ``work``."""
    folder = work / "pages-read"
    folder.mkdir(parents=True, exist_ok=True)
    for number, (item, _) in enumerate(pages()):
        (folder / f"{number}.md").write_text(item["text"], encoding="utf-8")
    return build(folder, work / "pages", CHUNK_TOKENS, CHUNK_OVERLAP)


def kept_apart(number: int) -> bool:
    """Whether a text is one that nothing is trained on: one in ten."""
    return number % 10 == 0


def _article(text: str, title: str = "") -> StoredArticle:
    return StoredArticle(
        id="text", version=1, source="text", title=title, text=text, author=None, publisher=None, published_at=None,
        url=None, language="en", added_at=MADE, changed_at=MADE,
    )  # fmt: skip


if __name__ == "__main__":
    main()
