"""What people ask that no article answers: the declined and the badly rated questions, in groups."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from bot.record.entry import Entry

Embed = Callable[[Sequence[str]], NDArray[np.float32]]

ALIKE = 0.6
"""Least similarity of a question to its group's middle.  With the built-in model, rewordings of a question reach
.65 to .95 and other questions about the same subject mostly stay below .55 (``tests/bot/test_gaps.py``)."""
_WORD = re.compile(r"\w{2,}")


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that ask for the same thing."""

    question: str
    """The one nearest to the middle of the group, follow-ups only where there are no others."""
    shown: str
    """The same as a reader understands it: ``wording``."""
    count: int
    declined: int
    """So many of them were declined."""
    rated_down: int
    """So many were answered, and people found the answer bad."""
    last_asked: datetime
    entries: tuple[Entry, ...]
    """Newest first."""


def unanswered(entries: Sequence[Entry]) -> list[Entry]:
    """Those that were declined though something was asked, or that more people rated down than up."""
    return [entry for entry in entries if entry.standalone_question and (entry.declined or entry.downs > entry.ups)]


def wording(entry: Entry) -> str:
    """The question as it was looked for; a follow-up as it was typed, which is easier to read, and how it was taken."""
    if not _is_rewritten(entry):
        return entry.standalone_question
    return f"{entry.question.text} (taken as: {entry.standalone_question})"


def _is_rewritten(entry: Entry) -> bool:
    """Whether it was made to stand alone from what was said before: words of the answers may have come in."""
    return bool(entry.question.turns) and _words(entry.question.text) != _words(entry.standalone_question)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def gaps(entries: Sequence[Entry], embed: Embed | None) -> list[Gap]:
    """The unanswered ones among ``entries`` in groups, the most often asked first.

    Alike are questions whose vectors are, or whose words are: an English model does not know every language's
    rewordings, nor every new name.  ``embed`` gives one unit vector per text; None compares words alone.
    """
    entries = sorted(unanswered(entries), key=lambda entry: entry.asked_at, reverse=True)
    if not entries:
        return []
    questions = [entry.standalone_question for entry in entries]
    spaces = [_word_vectors(questions)] + ([embed(questions)] if embed else [])
    groups = _groups(spaces)
    found = [_gap([entries[row] for row in rows], rows, spaces) for rows in groups]
    return sorted(found, key=lambda gap: (-gap.count, -gap.last_asked.timestamp()))


def _groups(spaces: Sequence[NDArray[np.float32]]) -> list[list[int]]:
    """Rows in groups: each joins the group whose middle is nearest in any space, if that is near enough."""
    rows_of: list[list[int]] = []
    middles = [_Middles(space) for space in spaces]
    for row in range(len(spaces[0])):
        likeness = np.max([each.likeness(row, len(rows_of)) for each in middles], axis=0)
        group = int(np.argmax(likeness)) if rows_of else 0
        if not rows_of or likeness[group] < ALIKE:
            group = len(rows_of)
            rows_of.append([])
        rows_of[group].append(row)
        for each in middles:
            each.add(row, group)
    return rows_of


class _Middles:
    """The sums of the groups' vectors in one space."""

    def __init__(self, space: NDArray[np.float32]) -> None:
        self._space = space
        # As many as there could be groups; what is not written to takes no memory.  By columns: of all questions'
        # words one question has a few, and only theirs are looked at.
        self._sums = np.zeros(space.shape, dtype=np.float32, order="F")
        self._squares = np.zeros(len(space))
        """Of the sums' lengths."""

    def likeness(self, row: int, count: int) -> NDArray[np.float64]:
        """The cosine of a row to the middle of each of the first ``count`` groups; 0 where either has no direction."""
        vector = self._space[row]
        filled = np.flatnonzero(vector)
        products = self._sums[:count, filled] @ vector[filled]
        lengths = np.sqrt(self._squares[:count])
        likeness: NDArray[np.float64] = products / np.where(lengths > 0, lengths, 1.0)
        return likeness

    def add(self, row: int, group: int) -> None:
        """Put a row into a group."""
        vector = self._space[row]
        filled = np.flatnonzero(vector)
        before, added = self._sums[group, filled], vector[filled]
        self._squares[group] += float((2 * before + added) @ added)
        self._sums[group, filled] = before + added


def _gap(entries: Sequence[Entry], rows: Sequence[int], spaces: Sequence[NDArray[np.float32]]) -> Gap:
    space = spaces[-1][list(rows)]
    likeness = space @ space.sum(axis=0)
    central = max(zip(entries, likeness, strict=True), key=lambda each: (not _is_rewritten(each[0]), each[1]))[0]
    return Gap(
        question=central.standalone_question,
        shown=wording(central),
        count=len(entries),
        declined=sum(entry.declined for entry in entries),
        rated_down=sum(not entry.declined for entry in entries),
        last_asked=entries[0].asked_at,
        entries=tuple(entries),
    )


def _word_vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """Unit vectors over the words of ``texts``, rare words weighing more (inverse document frequency)."""
    words = [Counter(_words(text)) for text in texts]
    frequency = Counter(word for counted in words for word in counted)
    column = {word: position for position, word in enumerate(frequency)}
    vectors = np.zeros((len(texts), max(len(column), 1)), dtype=np.float32)
    for row, counted in enumerate(words):
        for word in counted:
            vectors[row, column[word]] = math.log(1 + len(texts) / frequency[word])
        norm = float(np.linalg.norm(vectors[row]))
        if norm:
            vectors[row] /= norm
    return vectors
