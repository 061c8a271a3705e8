"""Cuts a model's text into sentences while it is still being written."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.writing.marks import MARK, UNFINISHED, uniform
from index.sentences import sentences

QUIET_S = 0.01
"""After a full stop with its marks a model may still add a mark; so long it is waited for."""
_END = r"[.!?。！？…]+[\"”’»)」』]*"
_MARK_THEN_END = re.compile(r"(?:" + MARK.pattern + r")\s?" + _END + r"$", re.IGNORECASE)
_END_THEN_MARK = re.compile(_END + r"\s?(?:" + MARK.pattern + r"\s?)+$", re.IGNORECASE)
_MARK_AND_SPACE = re.compile(r"\s*(?:" + MARK.pattern + r")", re.IGNORECASE)
_TAIL = re.compile(r"(?:\s*(?:" + MARK.pattern + r"))*\s*", re.IGNORECASE)
_TAG = r"think(?:ing)?|thoughts?|reasoning|reflection|scratchpad"
_THINKS = re.compile(rf"<(?:{_TAG})>|\[THINK\]", re.IGNORECASE)
_THOUGHT = re.compile(rf"</(?:{_TAG})>|\[/THINK\]", re.IGNORECASE)
_LONGEST_TAG = len("</scratchpad>")
_THOUGHTS = re.compile(rf"(?:{_THINKS.pattern}).*?(?:{_THOUGHT.pattern}|\Z)", re.DOTALL | re.IGNORECASE)
_OPENING = re.compile(r"\s[\"'“„«‘‚(\[¿¡]+\Z")
_AMID = re.compile(r"[\w ,'’%$€£/&-]*")
"""A text without any mark ends no sentence and no thought: most words come so, and need no closer look."""
_NEXT_WORD = " Then"
"""Put behind a text to ask whether it ends in a sentence's end: "in 1932." does, "by Dr." does not."""


class SentenceStream:
    """Takes the text piece by piece and hands each sentence over, marks included, as soon as it must be complete.

    ``It opened in 1932 [1].`` is complete with its full stop.  ``It opened in 1932. [1]`` is complete with the next
    word, or when nothing came for ``QUIET_S``: the caller says so with ``quiet()``.
    """

    def __init__(self) -> None:
        self._text = ""
        self._thinking = False

    def feed(self, piece: str) -> list[str]:
        """The sentences that ``piece`` completed."""
        self._text += piece
        if not self._thinking and _AMID.fullmatch(self._text):
            return []
        self._skip_thoughts()
        if self._thinking:
            return []
        self._text = uniform(self._text)
        complete: list[str] = []
        while "\n" in self._text:
            line, _, self._text = self._text.partition("\n")
            complete += self._split(line)
        complete += self._finished()
        if _MARK_THEN_END.search(self._text) and self._ends_here():
            complete += self._take_all()
        return complete

    def quiet(self) -> list[str]:
        """The sentence that is complete unless more marks come, which did not for a while."""
        return self._take_all() if _END_THEN_MARK.search(self._text) and self._ends_here() else []

    def close(self) -> list[str]:
        """What is left when the text has ended, complete or not."""
        if self._thinking:
            self._text = ""
        rest, self._text = self._text, ""
        return self._split(rest)

    @staticmethod
    def without_thoughts(text: str) -> str:
        """``text`` without what a reasoning model puts between its think tags."""
        # Where the template opened the thoughts, the text has only their end.
        return _THOUGHT.split(_THOUGHTS.sub("", text))[-1].strip()

    def _finished(self) -> list[str]:
        """The sentences after which another one has visibly begun."""
        held = UNFINISHED.search(self._text)
        cuts = self._cuts(self._text)
        begun = [cut for cut in cuts if cut < len(self._text) and not (held and held.start() <= cut)]
        if not begun:
            return []
        done, self._text = self._text[: begun[-1]], self._text[begun[-1] :]
        return self._split(done)

    def _take_all(self) -> list[str]:
        done, self._text = self._text, ""
        return self._split(done)

    def _ends_here(self) -> bool:
        bare, _ = _without_marks(self._text)
        return any(span.start == len(bare) + 1 for span in sentences(bare + _NEXT_WORD))

    def _split(self, text: str) -> list[str]:
        cuts = [0, *self._cuts(text), len(text)]
        parts = [text[start:end].strip() for start, end in pairwise(cuts)]
        return [part for part in parts if part]

    def _cuts(self, text: str) -> list[int]:
        """Where a sentence ends and another begins, the marks counted to the sentence that they follow."""
        bare, offsets = _without_marks(text)
        cuts = []
        for span in sentences(bare)[:-1]:
            # While a quotation has only begun, its mark is taken for the end of the sentence before.
            opening = _OPENING.search(bare, span.start, span.end)
            last = (opening.start() if opening else span.end) - 1
            tail = _TAIL.match(text, offsets[last] + 1)
            cuts.append(tail.end() if tail else offsets[last] + 1)
        return cuts

    def _skip_thoughts(self) -> None:
        """Drops what a reasoning model puts between its think tags."""
        while True:
            end = _THOUGHT.search(self._text)
            begin = None if self._thinking else _THINKS.search(self._text)
            if end and not (begin and begin.start() < end.start()):
                # Also where they were never opened: some chat templates do that themselves.
                self._text, self._thinking = self._text[end.end() :].lstrip(), False
            elif self._thinking:
                self._text = self._text[-_LONGEST_TAG:]
                return
            elif begin:
                self._text, self._thinking = self._text[begin.end() :], True
            else:
                return


def ends_a_sentence(text: str) -> bool:
    """Whether a text that is over ends where a sentence does, and not amid one."""
    return re.search(_END + r"\s*$", MARK.sub("", text)) is not None


def _without_marks(text: str) -> tuple[str, list[int]]:
    """``text`` without its marks, and for each character left its position in ``text``."""
    kept: list[int] = []
    position = 0
    for match in _MARK_AND_SPACE.finditer(text):
        kept += range(position, match.start())
        position = match.end()
    kept += range(position, len(text))
    return "".join(text[offset] for offset in kept), kept
