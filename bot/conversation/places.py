"""Which names are countries' or continents'."""

from __future__ import annotations

from functools import cache

from bot.conversation.wording import COUNTRIES
from bot.language.lexicon import lexicon


def is_place(name: str) -> bool:
    """Whether a name is a country's or a continent's, as far as the lexicon knows."""
    words = lexicon("en")
    low = name.lower().split()
    return bool(low) and (words.meaning(words.stem(low[-1])).groups & _places()) != frozenset()


@cache
def _places() -> frozenset[int]:
    words = lexicon("en")
    return frozenset[int]().union(*(words.meaning(words.stem(name)).groups for name in COUNTRIES))
