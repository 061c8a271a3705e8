"""Takes out what can't be seen: it commands terminals, turns text round, and hides words from who reads them."""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
"""Categories of Unicode: control, format, private use, surrogate, unassigned."""
JOINERS = "\u200c\u200d"
"""Invisible, but Persian, Indic scripts and emoji are spelled with them."""
_UNUSUAL = re.compile(r"[^\n\t -~À-ÖØ-öø-ɏ‘’“”–—…•€£]")
"""Everything but what most texts are made of: only this can be invisible."""


def visible(text: str) -> str:
    """``text`` without control, format, private and unassigned characters, its line breaks and tabs kept."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNUSUAL.sub(_seen, text)


def _seen(match: re.Match[str]) -> str:
    character = match.group()
    if unicodedata.category(character) not in INVISIBLE:
        return character
    joins = character in JOINERS and match.start() and not match.string[match.start() - 1].isascii()
    return character if joins else ""
