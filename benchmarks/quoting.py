"""How often the sentence quoted first answers, of questions that are asked in other words than the text's.

    python benchmarks/quoting.py

``benchmarks/answering/*.jsonl`` has 1,084 short texts, each with about five questions as colleagues ask them in a chat,
written by hand: in other words wherever there are some, and one in four not answered by the text though it looks so.
Each is asked of its own text alone.  The trained model has seen all but a tenth of the texts; that tenth is used here.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from retrieval import build

from bot.answerability import confidence
from bot.evidence.reading import EvidenceReader
from index.article import StoredArticle
from index.chunking import CHUNK_OVERLAP, CHUNK_TOKENS
from index.passage import Passage

QUESTIONS = Path(__file__).parent / "answering"
MADE = datetime(2024, 1, 1, tzinfo=UTC)


def main() -> None:
    """Prints the figures."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    reader = EvidenceReader()
    first: list[bool] = []
    sure: dict[bool, list[float]] = {True: [], False: []}
    for item in (item for number, item in enumerate(items()) if kept_apart(number)):
        text = " ".join(item["sentences"])
        starts = np.cumsum([0, *(len(sentence) + 1 for sentence in item["sentences"])])
        passage = Passage(1, 1.0, 1, _article(text), 0, len(text))
        for asked in item["questions"]:
            reading = reader.reading(asked["question"], [passage])
            sure[bool(asked["answers"])].append(confidence(asked["question"], [passage], reader))
            if asked["answers"]:
                chosen = reading.read.sentences[reading.best[0]].span.start if reading.best else -1
                first.append(int(np.searchsorted(starts, chosen, side="right")) - 1 in asked["answers"])
    print(f"{len(first)} answered questions: the first sentence answers {np.mean(first):.1%} of them")
    for share in (0.05, 0.1, 0.2):
        least = np.quantile(sure[True], share)
        print(
            f"declining {share:.0%} of these: {np.mean(np.array(sure[False]) < least):.1%} of {len(sure[False])} others"
        )


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


def kept_apart(number: int) -> bool:
    """Whether a text is one that nothing is trained on: one in ten."""
    return number % 10 == 0


def _article(text: str) -> StoredArticle:
    return StoredArticle(
        id="text", version=1, source="text", title="", text=text, author=None, publisher=None, published_at=None,
        url=None, language="en", added_at=MADE, changed_at=MADE,
    )  # fmt: skip


if __name__ == "__main__":
    main()
