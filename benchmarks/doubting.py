"""Shows how well a small trained model tells faithful sentences from wrong ones, alone, without any rule.

    python benchmarks/doubting.py [FILE ...]

The model is that of bot/grounding/entailment.py.  A file has sentences as those of the tests, which are the default;
none of them was trained on.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from grounding import CASES, sources_of
from numpy.typing import NDArray

from bot.cross_encoder import Row
from bot.grounding.entailment import ENTAILMENT, pair
from bot.grounding.reading import read_source


def main() -> None:
    """Prints the figures of each part of each file, and the time of one sentence."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[CASES])
    took = []

    def doubt(row: Row) -> float:
        began = time.perf_counter()
        odds = ENTAILMENT.odds([row])
        took.append((time.perf_counter() - began) * 1000)
        assert odds is not None
        return float(odds[0])

    for file in parser.parse_args().files:
        for part, wrong, rows in parts(file):
            odds = np.array([doubt(row) for row in rows])
            print(figures(part, odds[wrong], odds[~wrong]))
    print(f"time a sentence, the model alone: median {statistics.median(took):.1f} ms")


def parts(file: Path) -> Iterator[tuple[str, NDArray[np.bool_], list[Row]]]:
    """For each part of a file which of its sentences are wrong, and all of them as the model reads them."""
    cases = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    for part in sorted({case["split"] for case in cases}):
        those = [case for case in cases if case["split"] == part]
        rows = []
        for case in those:
            read = map(read_source, sources_of(case))
            rows.append(pair(case["sentence"], tuple(tuple(one.text for one in source.readings) for source in read)))
        yield part, np.array([case["label"] == "unsupported" for case in those]), rows


def figures(name: str, wrong: NDArray[np.float64], faithful: NDArray[np.float64]) -> str:
    """What share of the wrong ones is caught at several shares of faithful ones rejected."""
    above = (wrong[:, None] > faithful[None]).mean() + 0.5 * (wrong[:, None] == faithful[None]).mean()
    shares = ", ".join(
        f"{(wrong > np.quantile(faithful, 1 - share)).mean():.0%} at {share:.0%}" for share in (0.08, 0.2, 0.33)
    )
    return f"{name}: {len(wrong)} wrong, {len(faithful)} faithful: area {above:.3f}; caught {shares} rejected"


if __name__ == "__main__":
    main()
