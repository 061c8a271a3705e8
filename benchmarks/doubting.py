"""Shows how well a small trained model tells faithful sentences from wrong ones, alone, without any rule.

    python benchmarks/doubting.py [FILE ...]

The model reads claim and passages side by side: all-MiniLM-L6-v2, trained further by ``benchmarks/entailment.py``, with
weights of 8 bits.  It knows English.  It is no part of the check yet: docs/checking.md says why.  A file has sentences
as those of the tests, which are the default; none of them was trained on.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import statistics
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
from grounding import CASES, sources_of
from numpy.typing import NDArray

from bot.grounding.reading import read_source
from index.onnx_encoder import load_session
from index.word_pieces import builtin_tokenizer

MODEL = Path(__file__).with_name("entailment.onnx")
CLAIM_TOKENS = 60
GIVEN_TOKENS = 128
"""Word pieces that are read of a claim and of what is given for it, at most; more of them, and it sees less well."""
NEIGHBOUR = 0.35
"""What a sentence counts for the one beside it: "He resigned in May" needs the sentence that says who."""
_START, _BREAK = 101, 102
_WORD = re.compile(r"\w+")

Passages = tuple[tuple[str, ...], ...]
"""Each passage as its sentences."""
Read = tuple[list[int], list[int]]
"""Word pieces, and for each of them 0 if it is of the claim and 1 if it is of the passages."""


def main() -> None:
    """Prints the figures of each part of each file, and the time of one sentence."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[CASES])
    session = load_session(str(MODEL), MODEL.name)
    took = []

    def doubt(read: Read) -> float:
        ids, kinds = (np.array([row], np.int64) for row in read)
        began = time.perf_counter()
        odds = session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": kinds})[0]
        took.append((time.perf_counter() - began) * 1000)
        return float(odds[0])

    for file in parser.parse_args().files:
        for part, wrong, rows in parts(file):
            odds = np.array([doubt(read) for read in rows])
            print(figures(part, odds[wrong], odds[~wrong]))
    print(f"time a sentence, the model alone: median {statistics.median(took):.1f} ms")


def parts(file: Path) -> Iterator[tuple[str, NDArray[np.bool_], list[Read]]]:
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


def pair(claim: str, passages: Passages, room: int = GIVEN_TOKENS) -> Read:
    """Claim and passages as the model reads them, with ``room`` word pieces for the passages."""
    ours = list(_pieces(claim)[:CLAIM_TOKENS])
    theirs = [piece for sentence in nearest(claim, passages, room) for piece in _pieces(sentence)][:room]
    return [_START, *ours, _BREAK, *theirs, _BREAK], [0] * (len(ours) + 2) + [1] * (len(theirs) + 1)


def nearest(claim: str, passages: Passages, room: int) -> list[str]:
    """The sentences that have most of the claim's rarer words, and those beside them, as far as there is room."""
    every = [(number, sentence) for number, passage in enumerate(passages) for sentence in passage]
    if sum(len(_pieces(sentence)) for _, sentence in every) <= room:
        return [sentence for _, sentence in every]
    stems = [_stems(sentence) for _, sentence in every]
    rarity = {stem: math.log((1 + len(every)) / (0.5 + sum(stem in own for own in stems))) for stem in _stems(claim)}
    own = [sum(rarity[stem] for stem in stems_ & rarity.keys()) for stems_ in stems]

    def worth(at: int) -> float:
        beside = [own[to] for to in (at - 1, at + 1) if 0 <= to < len(every) and every[to][0] == every[at][0]]
        return own[at] + NEIGHBOUR * max(beside, default=0.0)

    kept = []
    for at in sorted(range(len(every)), key=worth, reverse=True):
        size = len(_pieces(every[at][1]))
        if size <= room:
            kept.append(at)
            room -= size
    return [every[at][1] for at in sorted(kept)]


def _stems(text: str) -> frozenset[str]:
    words = _WORD.findall(text.lower())
    return frozenset(word[:5] for word in words if len(word) > 2 or word.isdigit())


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[int, ...]:
    return tuple(builtin_tokenizer().encode(text, add_special_tokens=False).ids)


if __name__ == "__main__":
    main()
