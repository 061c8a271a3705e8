"""How many follow-ups the rules make to stand alone, and what a rewrite costs.

python benchmarks/conversation.py [--misses] [FILE]
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from pathlib import Path

from bot.conversation import rewrite
from bot.question import Turn

FOLLOWUPS = Path(__file__).parents[1] / "tests" / "bot" / "followups.jsonl"


def is_right(standalone: str, expected: dict) -> bool:
    """Whether a rewritten question says what it must and nothing that it must not."""
    if expected.get("empty"):
        return standalone == ""
    if "standalone" in expected:
        return standalone == expected["standalone"]
    padded = f" {standalone.lower()} "
    return all(word.lower() in padded for word in expected["contains"]) and not any(
        word.lower() in padded for word in expected["excludes"]
    )


def main() -> None:
    """Prints the figures of each part of the set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=FOLLOWUPS)
    parser.add_argument("--misses", action="store_true", help="print every follow-up that is rewritten wrongly")
    options = parser.parse_args()
    cases = [json.loads(line) for line in options.file.read_text(encoding="utf-8").splitlines()]
    for split in sorted({case["split"] for case in cases}):
        part = [case for case in cases if case["split"] == split]
        right, took = 0, []
        for case in part:
            turns = [Turn(**turn) for turn in case["turns"]]
            began = time.perf_counter()
            standalone = rewrite(case["question"], turns)
            took.append(1000 * (time.perf_counter() - began))
            good = is_right(standalone, case["expected"])
            right += good
            if options.misses and not good:
                print(f"{case['id']} {case['question']!r} -> {standalone!r}, expected {case['expected']}")
        print(
            f"{split}: {right} of {len(part)} right ({right / len(part):.1%}), median {statistics.median(took):.2f} ms"
        )


if __name__ == "__main__":
    main()
