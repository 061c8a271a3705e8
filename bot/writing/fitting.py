"""Chooses how many passages go into a prompt."""

from __future__ import annotations

from collections.abc import Sequence

from bot.untrusted.usable import usable_text
from bot.writing.prompts import passage_block
from bot.writing.tokens import count_tokens
from index.passage import Passage

SHORTEST_TOKENS = 64
"""Less than this of a passage is not worth its heading."""


def fit(passages: Sequence[Passage], code: str, tokens: int) -> list[str]:
    """The first passages, best first, that fit into ``tokens`` together, as they stand in the prompt.

    The first is shortened where it does not fit alone; none where not even that is possible.
    """
    whole = [passage_block(number, passage, code) for number, passage in enumerate(passages, start=1)]
    # A token is at least a byte: most windows are so large that nothing needs to be counted.
    if sum(len(block.encode("utf-8", "surrogatepass")) for block in whole) <= tokens:
        return whole
    blocks: list[str] = []
    left = tokens
    for block in whole:
        needed = count_tokens(block)
        if needed > left:
            break
        blocks.append(block)
        left -= needed
    if passages and not blocks:
        first = _shortened(passages[0], code, tokens)
        return [first] if first else []
    return blocks


def _shortened(passage: Passage, code: str, tokens: int) -> str:
    """The passage cut off at a word's end so that it takes at most ``tokens``; empty if that leaves nothing."""
    if count_tokens(passage_block(1, passage, code, "")) + SHORTEST_TOKENS > tokens:
        return ""
    words = usable_text(passage).split(" ")
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if count_tokens(passage_block(1, passage, code, " ".join(words[:middle]))) <= tokens:
            low = middle
        else:
            high = middle - 1
    return passage_block(1, passage, code, " ".join(words[:low])) if low else ""
