"""Turns a model's sentences into drafts, and holds back what is no statement about the question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.writing.declining import declines
from bot.writing.draft import Draft
from bot.writing.marks import MARK, parse_marks
from bot.writing.plain import plain
from index.passage import Passage

_SOURCES = re.compile(
    r"^\W*(?:sources?|references?|citations?|footnotes?|bibliography|quellen?(?:angaben)?|fuentes?|referencias?|"
    r"références?|fonti|riferimenti|fontes?|bronnen|źródła|источники|参考文献|出典|来源|參考|출처)\W*(?::|：|\**\s*$)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
SHINGLE = 7
"""So many words in a row are not the same by chance in an answer and in our own rules."""


class Screen:
    """Looks at one answer's sentences in their order."""

    def __init__(self, passages: Sequence[Passage], rules: str, code: str) -> None:
        self.declined = False
        """Whether a sentence said that the passages do not answer."""
        self._count = len(passages)
        self._titles = {_key(passage.article.title) for passage in passages} - {""}
        self._code = code
        self._rules = set(_shingles(rules))
        self._over = False

    def draft(self, sentence: str) -> Draft | None:
        """The sentence without marks and markup, and the passages that it names.

        None for a list of sources (and for everything behind its heading), for "I don't know", for words of the
        prompt itself, and where nothing is left.
        """
        if self._over or _SOURCES.match(sentence):
            self._over = True
            return None
        bare, marks = parse_marks(sentence, self._count)
        text = plain(bare)
        if not text or self._code in text or not self._rules.isdisjoint(_shingles(text)):
            return None
        if declines(text, marked=bool(marks)):
            self.declined = True
            return None
        if MARK.match(sentence) and _key(text).startswith(tuple(self._titles)) and not re.search(r"[.!?。]$", text):
            return None
        return Draft(text, marks)


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _shingles(text: str) -> list[str]:
    words = _WORD.findall(text.casefold())
    return [" ".join(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1)]
