"""Numbers that have no numeral: "a fortnight", "every second week", "every tenth house"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.language.bounds import alternatives
from bot.language.figure import Figure
from bot.language.numerals import UNITS

_FORTNIGHT = re.compile(r"\b(?:(?:a|every|each|per)\s)?fortnight(?:ly)?\b", re.IGNORECASE)
_NTH = {
    word: float(count)
    for count, words in enumerate(("other second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"), start=2)
    for word in words.split()
} | {"tenth": 10.0, "twentieth": 20.0, "hundredth": 100.0}
_EVERY = re.compile(
    rf"\bevery\s(?P<nth>{alternatives(_NTH)})\b(?:\s(?P<unit>day|week|month|year|hour|minute|second)\b)?",
    re.IGNORECASE,
)


def recurring(text: str) -> Iterator[Figure]:
    """What has a number in it but no numeral: "a fortnight", "every second week", "every tenth house"."""
    for match in _FORTNIGHT.finditer(text):
        factor = UNITS["fortnight"][1]
        yield Figure(match.start(), match.end(), 1.0, "time", factor, 1.0, "exact", loose=True, unit="fortnight")
    for match in _EVERY.finditer(text):
        count, unit = _NTH[match["nth"].lower()], match["unit"]
        if unit:
            factor = UNITS[unit.lower()][1]
            yield Figure(match.start(), match.end(), count, "time", factor, 1.0, "exact", loose=True, unit=f"{unit}s")
        elif match["nth"].lower() not in ("other", "second"):
            yield Figure(match.start(), match.end(), 100 / count, "ratio", 1.0, 1.0, "exact", loose=True)
