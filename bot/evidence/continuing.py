"""What stands behind the sentences that were shown: how an article goes on when somebody wants more of it."""

from __future__ import annotations

import re

from bot.evidence.candidates import is_prose
from index.article import StoredArticle
from index.passage import Passage, Span
from index.sentences import sentences

DISCUSSED = "discussed"
"""The signal of a passage whose article was quoted in the last answer."""
FEWEST_LETTERS = 15
"""Of a sentence that is recognized in what was shown: "He agreed." may stand anywhere."""


def further(article: StoredArticle, shown: str) -> list[Span] | None:
    """The sentences behind the last one that ``shown`` has word for word; None where it has none of the article.

    Marks, line breaks and a chat's way to write signs make no difference.
    """
    seen = _letters(shown)
    spans = [span for span in sentences(article.text, article.language) if _can_be_shown(span, article)]
    said = [at for at, span in enumerate(spans) if _stands_in(_letters(span.of(article.text)), seen)]
    return spans[said[-1] + 1 :] if said else None


def is_quoted(article: StoredArticle, shown: str) -> bool:
    """Whether ``shown`` has a sentence of the article word for word."""
    text = _letters(article.text)
    return any(_stands_in(_letters(span.of(shown)), text) for span in sentences(shown, article.language))


def is_discussed(passage: Passage) -> bool:
    """Whether the passage is of an article that the last answer quoted, and that the question may mean."""
    return any(signal.name == DISCUSSED for signal in passage.signals)


def _can_be_shown(span: Span, article: StoredArticle) -> bool:
    return is_prose(span.of(article.text), article.language)


def _stands_in(letters: str, seen: str) -> bool:
    return len(letters) >= FEWEST_LETTERS and letters in seen


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", re.sub(r"\[\d+\]", "", text))
