"""Whether a number is said to be exact: "about", "more than", "up to", "or less"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

Bound = Literal["exact", "about", "over", "under"]


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word).replace("\\ ", r"\s") for word in sorted(words, key=len, reverse=True))


_LEADS: tuple[tuple[Bound, str], ...] = (
    (
        "under",
        "no more than,not more than,less than,fewer than,under,below,up to,at most,as much as,as many as,nearly,"
        "almost,just under,a little under,close to,weniger als,fast,knapp,unter,moins de,près de,presque,menos de,casi,"
        "hasta,höchstens,well under,within,not quite,slightly under,short of,at a maximum of,"
        "smaller than,younger than,shorter than,lighter than,lower than,narrower than",
    ),
    (
        "over",
        "more than,over,above,at least,no less than,no fewer than,upwards of,exceed,exceeds,exceeded,exceeding,"
        "mehr als,"
        "über,mindestens,plus de,au moins,más de,al menos,well over,just over,a little over,greater than,larger than,"
        "bigger than,older than,longer than,heavier than,taller than,higher than,wider than,"
        "in excess of,slightly more than,slightly over,better than,minimum of",
    ),
    (
        "about",
        "about,around,roughly,approximately,some,circa,ca.,an estimated,estimated,or so,etwa,rund,ungefähr,environ,"
        "quelque,unos,unas,cerca de,alrededor de,aproximadamente,~,c.,about a,in the region of",
    ),
)
_LEAD = {
    bound: re.compile(rf"(?:^|\W)(?:{alternatives(words.split(','))})\s*(?:a|an|the|its|all)?\s*$", re.IGNORECASE)
    for bound, words in _LEADS
}
_TRAIL_OVER = re.compile(
    r"(?:[\s-]\w+){0,2}\s(?:or (?:more|older|later|longer|above)|and (?:over|above)|at (?:the )?least)\b", re.I
)
_TRAIL_UNDER = re.compile(r"(?:[\s-]\w+){0,2}\s(?:or (?:less|fewer|younger)|at (?:the )?most|at the latest)\b", re.I)


def bound_of(text: str, start: int, end: int) -> Bound:
    """How exact the number from ``start`` to ``end`` of a text is said to be."""
    lead = text[max(0, start - 28) : start]
    for bound, pattern in _LEAD.items():
        if pattern.search(lead):
            return bound
    trail = text[end : end + 28]
    if _TRAIL_OVER.match(trail):
        return "over"
    return "under" if _TRAIL_UNDER.match(trail) else "exact"
