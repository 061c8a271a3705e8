"""Words of questions and sentences: stemmed for comparison, and weighed by how rare they are."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache

from index.forms import base_forms
from index.lexical import Terms
from index.word_pieces import VOCABULARY

_WORD = re.compile(r"[^\W_]+")
_FIRST_WORD_ID = 1996
"""Up to here bert-base-uncased's vocabulary has marks and single characters; from here its words by frequency."""
_COMMON_RANKS = 30
_RAREST_RANK = 28_000
MOST_REMEMBERED = 200_000
"""Words of one language, about 60 MB; then it starts again."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text."""

    term: str
    """Lower case and stemmed: equal for forms of one word, in English irregular ones too."""
    surface: str
    """As it stands there."""
    capital: bool
    """Whether it starts with a capital."""
    figure: bool
    """Whether it holds digits."""


class WordReader:
    """Cuts texts into words; remembers those it met."""

    def __init__(self) -> None:
        self._terms = Terms()
        self._known: dict[str | None, _Known] = {}

    def words(self, text: str, language: str | None) -> list[Word]:
        """The words of a text in order; a run of an unspaced script gives its pairs of characters."""
        known = self._known.get(language)
        if known is None or len(known) > MOST_REMEMBERED:
            known = self._known[language] = _Known(self._terms, language)
        return [word for surface in _WORD.findall(text) for word in known[surface]]


class _Known(dict[str, tuple[Word, ...]]):
    """The words of one language by how they are written."""

    def __init__(self, terms: Terms, language: str | None) -> None:
        self._terms = terms
        self._language = language

    def __missing__(self, surface: str) -> tuple[Word, ...]:
        capital, figure = surface[0].isupper(), any(character.isdigit() for character in surface)
        plain = surface.lower()
        if self._language in (None, "en"):
            plain = base_forms().get(plain, plain)
        words = tuple(Word(term, surface, capital, figure) for term in self._terms.of(plain, self._language))
        self[surface] = words
        return words


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
