"""Live blogs: what was written minute by minute ("10:36 p.m.: He's up to 179 yards") and what then came of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.evidence.candidates import Candidate
from index.passage import Passage

SUMMED_UP, OVERTAKEN = 2.0, 1.0
"""Log odds that it counts against an entry that the summary, or a later entry, has as much of what is asked."""
FEWEST_ENTRIES = 10
"""Lines that begin with the time: fewer are a programme of the day, or the course of an incident.  Live blogs of
matches have 13 and more."""

SUMMARY = 2.0
"""What stands above the entries was written after the last of them, at 1."""

_TIME = r"(?P<hour>[0-2]?\d)[:.](?P<minute>[0-5]\d)\s?(?P<half>[ap]\.?\s?m\b\.?)?"
_ENTRY = re.compile(rf"^\W{{0,3}}{_TIME}(?:\s[A-Z]{{2,4}})?\s?(?::|[–—-]\s)", re.IGNORECASE | re.MULTILINE)
_ASKS_WHEN = re.compile(rf"\b{_TIME}|\b(?:when|what time|minute|moment)\b", re.IGNORECASE)


def overtaken(
    question: str,
    found: Sequence[Candidate],
    passages: Sequence[Passage],
    covered: Sequence[float],
    holding: Sequence[bool],
) -> NDArray[np.float64]:
    """Log odds that count against entries of a live blog of whose matter its summary or a later entry tells as well.

    ``covered``: how much of the question each sentence has; ``holding``: whether it has the kind of thing asked for.
    A question that asks when something happened, or names the time, is answered by any entry.
    """
    much = np.zeros(len(found))
    if _ASKS_WHEN.search(question):
        return much
    written: dict[int, list[tuple[int, float]]] = {}
    for number, candidate in enumerate(found):
        entries = _entries(passages[candidate.article].article.text)
        if entries and candidate.quotable:
            at = bisect_right(entries, (candidate.span.start, 1.0)) - 1
            written.setdefault(candidate.article, []).append((number, entries[at][1] if at >= 0 else SUMMARY))
    for sentences in written.values():
        for number, when in sentences:
            as_good = [
                other
                for one, other in sentences
                if other > when and covered[one] >= covered[number] and holding[one] >= holding[number]
            ]
            if as_good and when < SUMMARY:
                much[number] = SUMMED_UP if SUMMARY in as_good else OVERTAKEN
    return much


@lru_cache(maxsize=32)
def _entries(text: str) -> tuple[tuple[int, float], ...]:
    """Where each entry of a live blog begins, and when it was written, from 0 to 1; nothing of any other text."""
    found = [(match.start(), _minutes(match)) for match in _ENTRY.finditer(text)]
    if len(found) < FEWEST_ENTRIES:
        return ()
    falling = sum(after < before for (_, before), (_, after) in pairwise(found))
    newest_first = 2 * falling > len(found) - 1
    last = len(found) - 1
    return tuple((start, (last - place if newest_first else place) / last) for place, (start, _) in enumerate(found))


def _minutes(entry: re.Match[str]) -> int:
    hour = int(entry["hour"])
    if entry["half"]:
        hour = hour % 12 + 12 * (entry["half"][0].lower() == "p")
    return 60 * hour + int(entry["minute"])
