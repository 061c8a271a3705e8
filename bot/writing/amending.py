"""Finds what a correction says about the words that are quoted, so that no error is shown without it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.evidence.words import WordReader, rarity
from bot.writing.draft import Quote
from index.article import StoredArticle
from index.clauses import content_words
from index.notes import is_retraction, notices
from index.passage import Passage, Span
from index.sentences import sentences

MOST_SENTENCES = 3
SHARED_WORDS = 3
"""Words that a notice must share with a quote to be about it, if no figure of the quote is in it."""
TELLS = 0.4
"""How rare such a word must be (``bot.evidence.words.rarity``)."""

_OF_ANOTHER = re.compile(
    r"^\W*(?:corrections?|clarification|erratum|retraction|korrektur|berichtigung)\b", re.IGNORECASE
)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?:19|20)\d\d$")


def amendment(quote: Quote, passages: Sequence[Passage], reader: WordReader) -> Quote | None:
    """The sentences of a correction that is about what ``quote`` says; None if there is none.

    It stands in a notice of the same article, or in one of the other articles found that is a correction as a whole.
    What is quoted from within a notice gets the rest of it.
    """
    article = passages[quote.passage].article
    said = article.text[quote.start : quote.end]
    figures, terms = _figures(said), _terms(said, article.language, reader)
    for notice in notices(article.text):
        spans = _sentences(article, notice)
        if notice.start < quote.end and quote.start < notice.end:
            # "An earlier version said 493,000." is half of a notice.
            rest = [span for span in spans if span.start >= quote.end]
            return _quote(quote.passage, rest) if rest else None
        for at, span in enumerate(spans):
            words = span.of(article.text)
            if figures & _figures(words) or len(terms & _terms(words, article.language, reader)) >= SHARED_WORDS:
                return _quote(quote.passage, spans[at:])
        if spans and is_retraction(notice.of(article.text)):
            return _quote(quote.passage, spans)
    if not figures:
        return None
    for number, passage in enumerate(passages):
        other = passage.article
        if other.id == article.id or not _OF_ANOTHER.match(other.title):
            continue
        for line in re.finditer(r"[^\n]+", other.text):
            spans = _sentences(other, Span(*line.span()))
            for at, span in enumerate(spans):
                words = span.of(other.text)
                shared = terms & _terms(words, other.language, reader)
                if figures & _figures(words) and len(shared) >= SHARED_WORDS - 1:
                    return _quote(number, spans[at:])
    return None


def _quote(passage: int, spans: Sequence[Span]) -> Quote:
    return Quote(passage, spans[0].start, spans[:MOST_SENTENCES][-1].end)


def _sentences(article: StoredArticle, within: Span) -> list[Span]:
    spans = sentences(within.of(article.text), article.language)
    return [Span(within.start + span.start, within.start + span.end) for span in spans]


def _figures(text: str) -> set[str]:
    """The figures of a text, but for years, which say when and are in many sentences."""
    return {figure for figure in _FIGURE.findall(text) if not _YEAR.match(figure)}


def _terms(text: str, language: str | None, reader: WordReader) -> set[str]:
    telling = " ".join(word for word in content_words(text) if rarity(word, language) >= TELLS)
    return {word.term for word in reader.words(telling, language) if not word.figure}
