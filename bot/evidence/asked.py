"""A question taken apart: its terms with their weights, its names, and what it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from bot.evidence.answer_types import Kind, kind_of
from bot.evidence.words import Word, WordReader, rarity
from index.clauses import content_words

_NEGATION = re.compile(
    r"\b(?:not|never|no longer|without|none|neither|nor|unable|fail(?:ed|s)?|except|exclud\w+|other than)\b|n't\b|n’t\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks, in the stems of one language."""

    text: str
    weights: dict[str, float]
    """Its content terms, and how much each tells (0 to 1)."""
    names: frozenset[str]
    """Those of them that are written as names."""
    figures: frozenset[str]
    """Those of them that hold digits."""
    pairs: frozenset[tuple[str, str]]
    """Content terms that follow each other."""
    kind: Kind
    negated: bool

    @property
    def total(self) -> float:
        """The sum of the weights; never zero."""
        return sum(self.weights.values()) or 1.0


def take_apart(question: str, language: str | None, reader: WordReader) -> Asked:
    """The question as ``language``'s articles would word it."""
    words = reader.words(question, language)
    wanted = {part.lower() for word in content_words(question) for part in re.findall(r"[^\W_]+", word)}
    content = [word for word in words if word.surface.lower() in wanted and word.term != "s"] or words
    weights: dict[str, float] = {}
    for word in content:
        weights[word.term] = max(weights.get(word.term, 0.0), rarity(word.surface, language))
    return Asked(
        text=question,
        weights=weights,
        names=frozenset(word.term for word in content if word.capital and word is not words[0]),
        figures=frozenset(word.term for word in content if word.figure),
        pairs=frozenset((left.term, right.term) for left, right in pairwise(content)),
        kind=kind_of(question),
        negated=bool(_NEGATION.search(question)),
    )


def negated(sentence: str) -> bool:
    """Whether a sentence denies something."""
    return bool(_NEGATION.search(sentence))


def joined(words: list[Word], weights: dict[str, float]) -> set[tuple[str, str]]:
    """The neighbouring terms of a sentence that are among the weighed ones, leaving out what stands between."""
    kept = [word.term for word in words if word.term in weights]
    return set(pairwise(kept))
