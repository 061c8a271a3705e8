"""A question taken apart: its terms with their weights, its names, and what it asks for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum

from bot.evidence.answer_types import Kind, kind_of
from bot.language.function_words import ASKING
from bot.language.terms import Word, WordReader, rarity
from index.clauses import content_words
from index.forms import written_out
from index.languages import UNSPACED
from index.sentences import sentences

TOLD = 0.5
"""What a term counts that stands only in what is told before the question."""
MOSTLY = 4
"""How many times as often a name has a capital in the articles as it has none."""
CAPITAL = re.compile(r"(?!^)\b(?!I\b)[^\W\d_]*[A-Z]")
"""A word with a capital that is not the first one: a question that has one names something."""
_ASKS = re.compile(
    rf"\W*(?:(?:in|on|at|to|for|from|by|with|of|since|until)\s+)?(?:{ASKING}|whats|whos)\b", re.IGNORECASE
)
_LEANS = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|its|their|this|that|these|those|there|then|so|one|ones|er|sie|es|ihn|ihm|"
    r"ihr|il|elle|ils|elles|ce|cela|ça|él|ella|ello|eso)\b",
    re.IGNORECASE,
)
"""Words for what was named before."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks, as articles of one language would word it.

    Its content terms are the question's own words, whatever the language of the article that holds them.
    """

    text: str
    """Without what is told before it, if it stands alone; with straight apostrophes, and a question mark, typed or not,
    where it is a question and no list of words."""
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


def take_apart(question: str, language: str | None, reader: WordReader, names: Collection[str] = frozenset()) -> Asked:
    """The question as ``language``'s articles would word it; ``names`` are those among its words written small."""
    question = written_out(question)
    words = reader.words(question, language)
    wanted = {part.lower() for word in content_words(question) for part in re.findall(r"[^\W_]+", word)}
    content = [word for word in words if word.surface.lower() in wanted and word.term != "s"] or words
    stems: dict[str, str] = {}
    weights: dict[str, float] = {}
    for word in content:
        # A run of an unspaced script has many stems, which are its terms; a spaced word is one.
        whole = sum(other.surface == word.surface for other in content) == 1 or not UNSPACED.search(word.surface)
        term = stems.setdefault(word.term, word.surface.lower() if whole else word.term)
        weights[term] = max(weights.get(term, 0.0), rarity(word.surface, language))
    alone = asked_alone(question)
    if alone != question:
        asked = {word.lower() for word in re.findall(r"[^\W_]+", alone)}
        weights = {term: weight if term in asked else TOLD * weight for term, weight in weights.items()}
    return Asked(
        text=_marked(alone),
        weights=weights,
        stems=stems,
        names=frozenset(
            stems[word.term]
            for word in content
            if (word.capital and word is not words[0]) or word.surface.lower() in names
        ),
        figures=frozenset(stems[word.term] for word in content if word.figure),
        pairs=frozenset((stems[left.term], stems[right.term]) for left, right in pairwise(content)),
        kind=kind_of(alone),
    )


def where_it_asks(message: str) -> int:
    """Where the first sentence of a message begins that asks; 0 where none does."""
    spans = sentences(message)
    asking = (span.start for span in spans if _ASKS.match(span.of(message)) or span.of(message).endswith("?"))
    return next(asking, 0)


def asked_alone(message: str) -> str:
    """What a message asks, without the sentences before it: "I am new here.  How do I get a badge?".

    All of it where the question would not say what it is about.
    """
    question = message[where_it_asks(message) :]
    return question if len(content_words(question)) > 1 and not _LEANS.search(question) else message


def _marked(question: str) -> str:
    """With its question mark, and straight apostrophes: a model judges by such as it was trained on.

    Of a question without its mark it says yes too easily.
    """
    question = re.sub(r"(?<=\w)[’ʼ](?=\w)", "'", question)
    bare = question.rstrip(" !?…")
    return f"{bare}?" if _ASKS.match(question) and not bare.endswith(".") else question


def names_written_small(question: str, texts: Iterable[Sequence[Word]]) -> frozenset[str]:
    """The words of a question without a capital that ``texts``, each a sentence, write as names, in small letters.

    So is what no text has, and no vocabulary of common words and names either: most likely a name.
    """
    if CAPITAL.search(question):
        return frozenset()
    wanted = {word.lower() for word in content_words(question)}
    capitals, small = Counter[str](), Counter[str]()
    for words in texts:
        # At its start any word has a capital.
        for word in words[1:]:
            if (plain := word.surface.lower()) in wanted:
                (capitals if word.capital else small)[plain] += 1
    return frozenset(
        word
        for word in wanted
        if not word[0].isdigit()
        and (capitals[word] > MOSTLY * small[word] or (not small[word] and rarity(word, "en") == 1.0))
    )
