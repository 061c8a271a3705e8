"""Turns a model's sentences into drafts, and holds back what is no statement about the question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.declining import declines
from bot.writing.chatter import cells, is_chatter, is_frame, without_preamble
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
_TITLED = re.compile(r"[\[(【]([^\[\]()【】\n]{4,200})[\])】]")
_BEYOND_LATIN = "\u0370"
SHINGLE = 7
"""So many words in a row are not the same by chance in an answer and in our own rules."""


class Screen:
    """Looks at one answer's sentences in their order."""

    def __init__(self, passages: Sequence[Passage], rules: str, code: str) -> None:
        self._count = len(passages)
        self._numbers = {
            _key(passage.article.title): number
            for number, passage in reversed(list(enumerate(passages, start=1)))
            if _key(passage.article.title)
        }
        self._code = code
        self._rules = set(_shingles(rules))
        self._over = False
        self._in_table = False
        self._said: set[str] = set()

    def draft(self, sentence: str) -> Draft | None:
        """The sentence without marks and markup, and the passages that it names.

        None for a list of sources (and for everything behind its heading), for "I don't know", for what only stands
        around an answer, for what was said before, for words of the prompt itself, and where nothing is left.
        """
        if self._over or _SOURCES.match(sentence):
            self._over = True
            return None
        row, self._in_table, in_table = cells(sentence), cells(sentence) is not None, self._in_table
        if is_frame(sentence) or (row is not None and not in_table):
            return None  # also the head of a table
        bare, marks = parse_marks(_TITLED.sub(self._numbered, ", ".join(row or ()) or sentence), self._count)
        if row:
            # "| Opened | March 1932 |" reads "Opened: March 1932".
            bare = re.sub(r",[\s,]*$", "", bare).replace(", ", ": ", 1)
        text = without_preamble(plain(without_preamble(bare)))
        if not text or self._code in text or not self._rules.isdisjoint(_shingles(text)):
            return None
        if declines(text, marked=bool(marks)):
            return None
        if not marks and is_chatter(text):
            return None
        if MARK.match(sentence) and _key(text).startswith(tuple(self._numbers)) and not re.search(r"[.!?。]$", text):
            return None
        if text[-1].isalnum() and text[-1] < _BEYOND_LATIN:
            text += "."  # a list's item
        if _key(text) in self._said:
            return None
        self._said.add(_key(text))
        return Draft(text, marks)

    def _numbered(self, match: re.Match[str]) -> str:
        """A title in brackets as the mark of the passage that has it."""
        number = self._numbers.get(_key(match[1]))
        return match[0] if number is None else f"[{number}]"


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _shingles(text: str) -> list[str]:
    words = _WORD.findall(text.casefold())
    return [" ".join(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1)]
