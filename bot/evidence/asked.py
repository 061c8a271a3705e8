"""A question taken apart: its terms with their weights, its names, and what it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from math import fsum

from bot.evidence.answer_types import Kind, kind_of
from bot.evidence.words import Word, WordReader, rarity
from index.clauses import content_words
from index.forms import written_out

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks, as articles of one language would word it.

    Its content terms are the question's own words, whatever the language of the article that holds them.
    """

    text: str
    weights: dict[str, float]
    """Its content terms, and how much each tells (0 to 1)."""
    stems: dict[str, str]
    """The term that a stem of this language stands for."""
    names: frozenset[str]
    """Those of the terms that are written as names."""
    figures: frozenset[str]
    """Those of the terms that hold digits."""
    pairs: frozenset[tuple[str, str]]
    """Terms that follow each other."""
    kind: Kind

    @property
    def total(self) -> float:
        """The sum of the weights; never zero."""
        return sum(self.weights.values()) or 1.0

    def share(self, terms: set[str]) -> float:
        """How much of the question these of its terms make up, 0 to 1; the same in whatever order a set has them."""
        return fsum(self.weights.get(term, 0.0) for term in terms) / self.total

    def among(self, words: list[Word]) -> list[str]:
        """The question's terms among the words of a text, in the order of the text."""
        return [self.stems[word.term] for word in words if word.term in self.stems]


def take_apart(question: str, language: str | None, reader: WordReader) -> Asked:
    """The question as ``language``'s articles would word it."""
    question = written_out(question)
    words = reader.words(question, language)
    wanted = {part.lower() for word in content_words(question) for part in re.findall(r"[^\W_]+", word)}
    content = [word for word in words if word.surface.lower() in wanted and word.term != "s"] or words
    stems: dict[str, str] = {}
    weights: dict[str, float] = {}
    for word in content:
        # A run of an unspaced script has many stems, which are its terms; a spaced word is one.
        whole = sum(other.surface == word.surface for other in content) == 1 or not _UNSPACED.search(word.surface)
        term = stems.setdefault(word.term, word.surface.lower() if whole else word.term)
        weights[term] = max(weights.get(term, 0.0), rarity(word.surface, language))
    return Asked(
        text=question,
        weights=weights,
        stems=stems,
        names=frozenset(stems[word.term] for word in content if word.capital and word is not words[0]),
        figures=frozenset(stems[word.term] for word in content if word.figure),
        pairs=frozenset((stems[left.term], stems[right.term]) for left, right in pairwise(content)),
        kind=kind_of(question),
    )
