"""The marks in a model's text: ``[1]``, ``[1, 2]``, ``[1][2]``, ``【1】``, ``[^1]``, ``[passage 1]``, ``(1)``, …"""

from __future__ import annotations

import re

_WORD = r"(?:passages?|sources?|refs?\.?|docs?|documents?|quellen?|fuentes?|no\.|nr\.|#)"
_NUMBERS = r"\^?\s*\d{1,3}(?:\s*(?:[,;、，–—-]|and|und|et|y|&)\s*(?:" + _WORD + r"\s*)?\^?\s*\d{1,3})*"
_BRACKETED = r"(?:\[\[|[\[【〔［])\s*(?:" + _WORD + r"\s*)?" + _NUMBERS + r"(?:†[^\]】]*)?\s*(?:\]\]|[\]】〕］])"
MARK = re.compile(_BRACKETED + r"(?:\((?:https?:|#)[^)\s]*\))?", re.IGNORECASE)
"""A mark; with an address behind it, as in ``[1](https://…)``, the address is part of it."""
UNFINISHED = re.compile(r"(?:\[\[?|[【〔［])[^\]】〕］\n]{0,24}$")
"""What may yet become a mark at the end of a text that is still being written."""
_ROUND = re.compile(r"\s*\((\d{1,2}(?:\s*,\s*\d{1,2})*)\)(?=[\s\"”’.!?。！？]*$)")
_LEAD_IN = re.compile(
    r"^(?:according to|as per|based on|per|laut|gemäß|según|selon|d'après|secondo|segundo|volgens)\s+"
    r"(?:the\s+)?(?:" + _WORD + r"\s*)?(?P<mark>" + _BRACKETED + r")\s*[,:]?\s*",
    re.IGNORECASE,
)
_EMPTY_NOTE = re.compile(r"\s*\(\s*(?:see|cf\.|source|sources|quelle|fuente)?\s*:?\s*[,;]*\s*\)", re.IGNORECASE)


def parse_marks(text: str, count: int) -> tuple[str, tuple[int, ...]]:
    """``text`` without its marks, and the passages they name: each once, in order, only 1 to ``count``.

    A number of which there is no passage is dropped, as nothing can be shown behind it.
    """
    lead = _LEAD_IN.match(text)
    numbers = _numbers(lead["mark"]) if lead else []
    if lead:
        text = text[lead.end() :]
        text = text[:1].upper() + text[1:]
    numbers += [number for match in MARK.finditer(text) for number in _numbers(match.group())]
    bare = _without(text)
    if not numbers:
        # Round brackets hold years and counts as well: a mark only at the end, and only of a passage there is.
        last = _ROUND.search(bare)
        if last and all(1 <= int(number) <= count for number in re.findall(r"\d+", last[1])):
            numbers = [int(number) for number in re.findall(r"\d+", last[1])]
            bare = bare[: last.start()] + bare[last.end() :]
    bare = _EMPTY_NOTE.sub("", bare).strip()
    return bare, tuple(dict.fromkeys(number for number in numbers if 1 <= number <= count))


def _without(text: str) -> str:
    bare = re.sub(
        r"(?:[ \t]*(?:" + MARK.pattern + r")[,;]?(?=\s*(?:" + MARK.pattern + r"))|[ \t]*(?:" + MARK.pattern + r"))",
        "",
        text,
        flags=re.IGNORECASE,
    )
    return re.sub(r"[ \t]{2,}", " ", bare).strip()


def _numbers(mark: str) -> list[int]:
    """The passages that one mark names; ``[1-3]`` names three."""
    inside = mark.partition("†")[0].partition("](")[0]
    numbers: list[int] = []
    for first, last in re.findall(r"(\d{1,3})(?:\s*[–—-]\s*(\d{1,3}))?", inside):
        end = int(last) if last else int(first)
        numbers += range(int(first), end + 1) if int(first) <= end <= int(first) + 20 else [int(first), end]
    return numbers
