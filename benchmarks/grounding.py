"""How well the check tells faithful sentences from wrong ones and from other stories', and the processor time of one.

python benchmarks/grounding.py [--split PART] [--misses] [FILE]
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import time
from collections import Counter
from datetime import datetime
from pathlib import Path

from bot.grounding import Source, check

CASES = Path(__file__).parents[1] / "tests" / "bot" / "grounding_cases.jsonl"


def sources_of(case: dict) -> list[Source]:
    """The passages of a case."""
    return [
        Source(
            passage["number"],
            passage["title"],
            passage["publisher"],
            datetime.fromisoformat(passage["published_at"]) if passage["published_at"] else None,
            passage["text"],
        )
        for passage in case["passages"]
    ]


def main() -> None:
    """Prints the figures of each part of the set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=CASES)
    parser.add_argument("--split", metavar="PART")
    parser.add_argument("--misses", action="store_true", help="print every sentence that is judged wrongly")
    options = parser.parse_args()
    cases = [json.loads(line) for line in options.file.read_text(encoding="utf-8").splitlines()]
    for split in [options.split] if options.split else sorted({case["split"] for case in cases}):
        report(split, [case for case in cases if case["split"] == split], options.misses)
    if not options.split:
        elsewhere(cases)


def report(split: str, cases: list[dict], misses: bool) -> None:
    """Prints one part's figures."""
    asked, missed, took = Counter(), Counter(), []
    for case in cases:
        sources = sources_of(case)
        began = time.process_time()
        verdict = check(case["sentence"], sources)
        took.append((time.process_time() - began) * 1000)
        key = (case["label"], case["kind"])
        asked[key] += 1
        if verdict.supported != (case["label"] == "supported"):
            missed[key] += 1
            if misses:
                sign = "+" if case["label"] == "supported" else "-"
                print(f"{case['id']} {sign} {case['kind']}: {case['sentence']}  <{verdict.reason}>")
    for label, name in (("unsupported", "wrong sentences caught"), ("supported", "faithful sentences rejected")):
        total = sum(count for key, count in asked.items() if key[0] == label)
        wrong = sum(count for key, count in missed.items() if key[0] == label)
        good = total - wrong if label == "unsupported" else wrong
        print(f"{split}: {name}: {good} of {total} ({good / total:.1%})")
        for (_, kind), count in sorted(missed.items()):
            if _ == label:
                print(f"    {kind}: {count} of {asked[label, kind]} misjudged")
    slow = sorted(took)[int(len(took) * 0.95)]
    print(f"{split}: time a check: median {statistics.median(took):.2f} ms, 95th percentile {slow:.2f} ms")


def elsewhere(cases: list[dict]) -> None:
    """Prints how many sentences are taken for another story's: the passage that shares most of their rarer words."""
    stories = {json.dumps(case["passages"]): case for case in cases}
    passages = [(story, passage, words(passage["text"])) for story in stories for passage in json.loads(story)]
    seen = Counter(word for *_, held in passages for word in held)
    asked, found = 0, Counter()
    for case in cases[::3]:
        wanted, own = words(case["sentence"]), json.dumps(case["passages"])
        others = [other for other in passages if other[0] != own]
        _, likest, _ = max(others, key=lambda other: sum(1 / seen[word] for word in wanted & other[2]))
        asked += 1
        for unprompted in (False, True):
            verdict = check(case["sentence"], sources_of({"passages": [likest]}), unprompted=unprompted)
            found[unprompted] += verdict.supported
    print(f"another story's: {found[False]} of {asked} pass, {found[True]} as claims of `articlebot check TEXT`")


def words(text: str) -> set[str]:
    """The longer words of a text."""
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 3}


if __name__ == "__main__":
    main()
