"""Words of questions and sentences: stemmed for comparison, and weighed by how rare they are."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache

from index.lexical import Terms
from index.word_pieces import VOCABULARY

_WORD = re.compile(r"[^\W_]+")
_FIRST_WORD_ID = 1996
"""Up to here bert-base-uncased's vocabulary has marks and single characters; from here its words by frequency."""
_COMMON_RANKS = 30
_RAREST_RANK = 28_000


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands in a text: ``text[start:end]``."""

    term: str
    """Lower case and stemmed: equal for forms of one word."""
    surface: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it is written as a name: with a capital, or a figure among letters."""
        return self.surface[0].isupper()

    @property
    def figure(self) -> bool:
        """Whether it holds digits."""
        return any(character.isdigit() for character in self.surface)


class WordReader:
    """Cuts texts into words; remembers the stems of those it met."""

    def __init__(self) -> None:
        self._terms = Terms()
        self._stems: dict[tuple[str, str | None], tuple[str, ...]] = {}

    def words(self, text: str, language: str | None) -> list[Word]:
        """The words of a text in order; a run of an unspaced script gives its pairs of characters."""
        found = []
        for match in _WORD.finditer(text):
            surface = match.group()
            for term in self._stem(surface.lower(), language):
                found.append(Word(term, surface, match.start(), match.end()))
        return found

    def _stem(self, word: str, language: str | None) -> tuple[str, ...]:
        key = (word, language)
        if key not in self._stems:
            if len(self._stems) > 200_000:
                self._stems.clear()
            self._stems[key] = tuple(self._terms.of(word, language))
        return self._stems[key]


def rarity(word: str, language: str | None) -> float:
    """How much a word tells, 0 (the) to 1 (any word that is not among the 28,000 commonest).

    English is weighed by its rank in the embedding model's vocabulary, which is ordered by frequency: unlike counts
    over a library, that holds for a library of three articles too.  Words of other languages are weighed by length.
    """
    if language not in (None, "en"):
        return min(1.0, len(word) / 8)
    rank = _ranks().get(word.lower())
    if rank is None:
        return 1.0
    return min(1.0, math.log1p(rank / _COMMON_RANKS) / math.log1p(_RAREST_RANK / _COMMON_RANKS))


@cache
def _ranks() -> dict[str, int]:
    with VOCABULARY.open(encoding="utf-8") as lines:
        return {
            line.rstrip("\n"): number - _FIRST_WORD_ID + 1
            for number, line in enumerate(lines)
            if number >= _FIRST_WORD_ID and not line.startswith("##")
        }
