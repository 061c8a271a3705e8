"""Finds what a correction says about the words that are quoted, so that no error is shown without it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.evidence.layout import layout_of
from bot.evidence.replacing import corrects
from bot.language.figures import figures as read_figures
from bot.language.terms import WordReader, rarity
from bot.writing.draft import Quote
from index.article import StoredArticle
from index.clauses import content_words
from index.dates import YEAR
from index.notes import is_retraction, notices
from index.passage import Passage, Span
from index.sentences import sentences

MOST_SENTENCES = 3
MOST_ITEMS = 2
"""Of a correction, shown with one quote."""
SHARED_WORDS = 3
"""Words that a notice must share with a quote to be about it, if no figure of the quote is in it."""
TELLS = 0.4
"""How rare such a word must be (``bot.language.terms.rarity``)."""

_OF_ANOTHER = re.compile(
    r"^\W*(?:corrections?|clarification|erratum|retraction|korrektur|berichtigung)\b", re.IGNORECASE
)
_LAST_WORD, _NEXT_WORD = re.compile(r"([^\W\d_]+) $"), re.compile(r" ([^\W\d_]+)")
_MARK = re.compile(r"\d{1,2}[.)]\s+")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR = re.compile(rf"{YEAR}$")


def amendments(quote: Quote, passages: Sequence[Passage], reader: WordReader) -> list[Quote]:
    """The sentences of corrections that are about what ``quote`` says; none if there are none.

    They stand in a notice of the same article, or in one of the other articles found that is a correction as a whole.
    What is quoted from within a notice gets the rest of it.
    """
    notice = _of_notice(quote, passages, reader)
    if notice:
        return [notice]
    article = passages[quote.passage].article
    for number, passage in enumerate(passages):
        other = passage.article
        if other.id != article.id and (corrects(other, article) or _OF_ANOTHER.match(other.title)):
            items = _items(quote, article, other, reader)
            if items:
                return [_quote(number, item) for item in items]
    return []


def _of_notice(quote: Quote, passages: Sequence[Passage], reader: WordReader) -> Quote | None:
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
    return None


def _items(quote: Quote, article: StoredArticle, correction: StoredArticle, reader: WordReader) -> list[list[Span]]:
    """For each sentence of a quote, the sentence of a correction that is about it, with the rest of its line.

    It has a figure of it, and of its words; or the line has more of its words than the titles do, where the correction
    is known to be of that article.
    """
    known = corrects(correction, article)
    # What both are about, their titles say: it tells no line from another.
    titled = _terms(f"{article.title} {correction.title}", correction.language, reader) if known else set()
    above = _terms(layout_of(article.text).heading(quote.start), article.language, reader)
    lines = _lines(correction, reader)
    found: list[list[Span]] = []
    for sentence in _sentences(article, Span(quote.start, quote.end)):
        own = sentence.of(article.text)
        terms, counts = _terms(own, article.language, reader), _counts(own, article)
        item = _with_its_figure(lines, terms, counts, titled)
        if item is None and known:
            item = _with_its_words(lines, (terms | above) - titled)
        if item and item not in found:
            found.append(item)
    return found[:MOST_ITEMS]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a correction, sentence by sentence."""

    spans: list[Span]
    terms: list[set[str]]
    counts: list[set[float]]


def _lines(correction: StoredArticle, reader: WordReader) -> list[_Line]:
    lines = []
    for line in re.finditer(r"[^\n]+", correction.text):
        mark = _MARK.match(line[0])
        spans = _sentences(correction, Span(line.start() + (mark.end() if mark else 0), line.end()))
        words = [span.of(correction.text) for span in spans]
        terms = [_terms(each, correction.language, reader) for each in words]
        lines.append(_Line(spans, terms, [_counts(each, correction) for each in words]))
    return lines


def _with_its_figure(
    lines: Sequence[_Line], terms: set[str], counts: set[float], titled: Collection[str]
) -> list[Span] | None:
    """The first sentence with one of the figures and two of the terms, or one that no title has."""
    for line in lines:
        for at, (own, figures) in enumerate(zip(line.terms, line.counts, strict=True)):
            shared = own & terms
            if figures & counts and (len(shared) > 1 or (titled and shared - set(titled))):
                return line.spans[at:]
    return None


def _with_its_words(lines: Sequence[_Line], terms: set[str]) -> list[Span] | None:
    """The line with most of the terms, from the first sentence on that has one; None without enough of them."""
    shared = [len(terms & set().union(*line.terms)) for line in lines]
    if max(shared, default=0) < SHARED_WORDS:
        return None
    line = lines[shared.index(max(shared))]
    return line.spans[next(at for at, own in enumerate(line.terms) if own & terms) :]


def _counts(text: str, article: StoredArticle) -> set[float]:
    """The figures of a text, in digits or words, but for years and for numbers that are names: "evaporator 3"."""
    return {
        figure.value
        for figure in read_figures(text, article.language)
        if not figure.loose
        and not _YEAR.match(text[figure.start : figure.end])
        and not (figure.dimension is None and _names(text[: figure.start], text[figure.end :]))
    }


def _names(before: str, behind: str) -> bool:
    """Whether a number stands behind what it is the name of, and counts nothing."""
    named, counted = _LAST_WORD.search(before), _NEXT_WORD.match(behind)
    return bool(named and content_words(named[1])) and not (counted and content_words(counted[1]))


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
