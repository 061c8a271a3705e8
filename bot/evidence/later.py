"""What a later article says of the figure that an earlier one gives: a fund that had 14,000 pounds has 61,300 now."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.evidence.answer_types import Kind
from bot.evidence.answering import answering
from bot.evidence.dates import asked_dates
from bot.evidence.features import Read
from bot.language.figure import Figure
from bot.language.figures import figures
from bot.language.moments import moments
from bot.language.terms import WordReader, rarity
from index.article import StoredArticle
from index.clauses import content_words
from index.dates import YEAR
from index.passage import Passage

SHARED_TITLE_WORDS = 2
"""Telling words that the titles of two articles must share to be of one matter."""
SHARED_AROUND = 2
"""Telling words that a sentence must share with what stands before the other, if it shares none with that itself."""
TELLS = 0.4
"""How rare such a word must be (``bot.language.terms.rarity``)."""
LEAST = -4.0
"""Log odds of the trained model below which a sentence is no answer, as for any further sentence."""

_YEAR = re.compile(rf"{YEAR}$")
_NOUN = re.compile(r"[\s-]*([^\W\d_]{3,})")


def later(found: Read, number: int, passages: Sequence[Passage], words: WordReader) -> int | None:
    """The sentence of a later article on the same matter that has another figure for the same; None without one.

    A question that names a time asks for what was said then.
    """
    own = found.sentences[number]
    article = passages[own.article].article
    if asked_dates(found.asked.text) or found.asked.kind not in (Kind.NUMBER, Kind.OTHER):
        return None
    given = _given(own.text, article, words)
    if not given:
        return None
    said = _telling(own.text, article, words)
    before = found.sentences[own.before].text if own.before is not None and own.same_line else ""
    around = _terms(before, article, words)
    later_ones = {
        at: shared
        for at in {sentence.article for sentence in found.sentences}
        if (shared := same_matter(article, passages[at].article, words))
    }
    best, most = None, 0
    for at, sentence in enumerate(found.sentences):
        if not sentence.quotable or sentence.article not in later_ones:
            continue
        other = passages[sentence.article].article
        now = _given(sentence.text, other, words)
        if not any(kind in now and not now[kind] & values for kind, values in given.items()):
            continue
        terms = _telling(sentence.text, other, words) - later_ones[sentence.article]
        direct, near = len(said & terms), len(around & terms)
        score = 2 * direct + near
        if (direct or near >= SHARED_AROUND) and score > most:
            best, most = at, score
    if best is None:
        return None
    answers = answering(found, [best], passages)
    return best if answers is None or answers[best] >= LEAST else None


def same_matter(article: StoredArticle, other: StoredArticle, words: WordReader) -> set[str]:
    """The telling words that the titles of two articles share, if the other is a later one on the same matter."""
    if article.published_at is None or other.published_at is None or other.published_at <= article.published_at:
        return set()
    shared = _terms(article.title, article, words) & _terms(other.title, other, words)
    return shared if len(shared) >= SHARED_TITLE_WORDS else set()


def _given(text: str, article: StoredArticle, words: WordReader) -> dict[str, set[float]]:
    """The figures of a text by what they measure or count, without years and dates."""
    dated = [(moment.start, moment.end) for moment in moments(text, published=None)]
    given: dict[str, set[float]] = {}
    for figure in figures(text, article.language):
        if figure.loose or any(start < figure.end and figure.start < end for start, end in dated):
            continue
        kind = figure.dimension or _counted(text, figure, article, words)
        if kind and not (figure.dimension is None and _YEAR.match(text[figure.start : figure.end])):
            given.setdefault(kind, set()).add(figure.base)
    return given


def _telling(text: str, article: StoredArticle, words: WordReader) -> set[str]:
    """The telling words of a text, but for what its figures measure or count: pounds are of any price."""
    left, at = "", 0
    for figure in figures(text, article.language):
        left += text[at : figure.start] + " "
        counted = None if figure.dimension else _NOUN.match(text, figure.end)
        at = max(at, counted.end() if counted else figure.end)
    return _terms(left + text[at:], article, words)


def _counted(text: str, figure: Figure, article: StoredArticle, words: WordReader) -> str:
    noun = _NOUN.match(text, figure.end)
    return words.words(noun[1], article.language)[0].term if noun else ""


def _terms(text: str, article: StoredArticle, words: WordReader) -> set[str]:
    telling = " ".join(word for word in content_words(text) if rarity(word, article.language) >= TELLS)
    return {word.term for word in words.words(telling, article.language) if not word.figure}
