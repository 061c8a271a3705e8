"""How well a reader's text agrees with what a page truly says."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from index.sentences import sentences


def counted(lines: Iterable[str], language: str | None) -> Counter[str]:
    """The sentences of a text, without regard to spaces and case."""
    found = Counter[str]()
    for line in lines:
        for span in sentences(line, language):
            found[" ".join(unicodedata.normalize("NFC", span.of(line)).casefold().split())] += 1
    return found


def agreement(true: Counter[str], read: Counter[str]) -> tuple[int, int, int]:
    """Sentences in both, in the truth, in what was read; F1 is 2 · both / (truth + read)."""
    return (true & read).total(), true.total(), read.total()


def f1(both: int, true: int, read: int) -> float:
    return 2 * both / (true + read) if true + read else 1.0
