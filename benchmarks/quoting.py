"""How often the sentence quoted first answers, of questions that are asked in other words than the text's.

    python benchmarks/quoting.py [--every 5]

``benchmarks/answering/*.jsonl`` has 1,084 short texts, each with about five questions as colleagues ask them in a chat,
written by hand: in other words wherever there are some, and one in four not answered by the text though it looks so.
Each is asked of its own text alone; nothing was learned on them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from bot.answerability import confidence
from bot.evidence.reading import EvidenceReader
from index.article import StoredArticle
from index.passage import Passage

QUESTIONS = Path(__file__).parent / "answering"
MADE = datetime(2024, 1, 1, tzinfo=UTC)


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=5, metavar="N", help="every N-th text (default: 5)")
    reader = EvidenceReader()
    first: list[bool] = []
    sure: dict[bool, list[float]] = {True: [], False: []}
    for item in list(items())[:: parser.parse_args().every]:
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


def _article(text: str) -> StoredArticle:
    return StoredArticle(
        id="text", version=1, source="text", title="", text=text, author=None, publisher=None, published_at=None,
        url=None, language="en", added_at=MADE, changed_at=MADE,
    )  # fmt: skip


if __name__ == "__main__":
    main()
