"""What the articles say to each sentence of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.checking import source_of
from bot.grounding import FoundQuote, Verdict, check
from bot.language.identification import language_of
from bot.writing.marks import without_marks
from index.passage import Passage
from index.retrieval import Query
from index.sentences import sentences

MOST_PASSAGES = 8
"""Passages that each sentence is held against; beyond them the retriever's are rarely about it."""
TOGETHER = 3
"""Passages that may say a sentence together where none says it alone."""


class Finding(StrEnum):
    """What the articles say to a sentence."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class QuotedPlace:
    """Words of an article: ``passage.article.text[start:end]`` is ``quote``."""

    passage: Passage
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence of the text, and what was found to it."""

    text: str
    finding: Finding
    places: tuple[QuotedPlace, ...]
    """What supports or contradicts it; empty where nothing was found."""
    reason: str | None


class Searches(Protocol):
    """What finds passages: ``HybridRetriever``."""

    def search(self, query: Query) -> list[Passage]:
        """The passages that fit, best first."""


def check_text(text: str, retriever: Searches) -> list[CheckedSentence]:
    """What the articles say to each sentence of the text, in order; marks as ``[1]`` are no part of it."""
    text = without_marks(text)
    return [
        check_sentence(span.of(text), retriever.search(Query(text=span.of(text), limit=MOST_PASSAGES, loose=True)))
        for span in sentences(text, language_of(text))
        if any(character.isalnum() for character in span.of(text))
    ]


def check_sentence(sentence: str, passages: Sequence[Passage]) -> CheckedSentence:
    """What the passages, best first, say to the sentence."""
    held = [(passage, source_of(number, passage)) for number, passage in enumerate(passages, start=1)]
    verdicts = [(passage, check(sentence, [source], unprompted=True)) for passage, source in held]
    for passage, verdict in verdicts:
        if verdict.supported:
            return CheckedSentence(sentence, Finding.SUPPORTED, _places([passage], verdict.quotes), None)
    if len(held) > 1:
        verdict = check(sentence, [source for _, source in held[:TOGETHER]], unprompted=True)
        if verdict.supported:
            return CheckedSentence(sentence, Finding.SUPPORTED, _places(passages, verdict.quotes), None)
    for passage, verdict in verdicts:
        if verdict.contradicted:
            return _contradicted(sentence, passage, verdict)
    return CheckedSentence(sentence, Finding.NOT_FOUND, (), "no article says this")


def _contradicted(sentence: str, passage: Passage, verdict: Verdict) -> CheckedSentence:
    return CheckedSentence(sentence, Finding.CONTRADICTED, _places([passage], verdict.quotes), verdict.reason)


def _places(passages: Sequence[Passage], quotes: Sequence[FoundQuote]) -> tuple[QuotedPlace, ...]:
    """The quotes as places in the articles; a quote of a lone passage counts as the first one's."""
    places = []
    for quote in quotes:
        passage = passages[0] if len(passages) == 1 else passages[quote.number - 1]
        start, end = passage.start + quote.start, passage.start + quote.end
        places.append(QuotedPlace(passage, start, end, passage.article.text[start:end]))
    return tuple(places)
