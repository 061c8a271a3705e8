"""Pieces of a line that are read and quoted as one: "Yes." and what it agrees to, a task and "Owner: Jo Ek.", a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.article import BETWEEN_CELLS
from index.passage import Span

LONGEST_VALUE_WORDS = 8
LONGEST_ROW_CHARACTERS = 700
"""A table row of more is read cell by cell, and sentence by sentence."""

_BARE_ANSWER = re.compile(r"(?:yes|no|ja|nein|oui|non|sí)\s?[.!]", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?!(?:the|an?|his|her|its|their|our|my|your|this|that|one|and|but|he|she|it|they|we|you|i|q|a|der|die|das|le|la)\b)"
    r"(?P<label>[^\W\d_][\w’'/-]*(?: [\w’'/-]+){0,2}):\s+(?P<value>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
"""Not "The result: a mess."."""
_OF_A_TASK = re.compile(
    r"(?:responsib(?:le|ility)|owners?|due|until|deadline|contacts?|status|leads?|assignee|assigned to|priority|"
    r"action by|done by|cost|verantwortlich|zuständig|frist|termin|bis|kontakt|ansprechpartner(?:in)?|responsables?|"
    r"échéance|délai|plazo|contacto|estado)",
    re.IGNORECASE,
)
"""Labels whose value need be no name and no figure: "Responsible: electrical workshop."."""
_OF_A_PAGE = re.compile(
    r"(?:by|photos?|photographs?|images?|pictures?|videos?|credits?|captions?|source|watch|related|read more|read also|"
    r"see also|share|tags?|topics?|more|updated?|published|posted)",
    re.IGNORECASE,
)
_TELLING = re.compile(r"\d|\b[A-ZÀ-Þ]")


@dataclass(frozen=True, slots=True)
class Joined:
    """What is read and quoted as one."""

    span: Span
    said: Span
    """The sentence in it, without the labelled parts behind it, which end as they like."""

    @property
    def labelled(self) -> bool:
        """Whether there are such parts."""
        return self.said != self.span


def joined(text: str, spans: Sequence[Span]) -> list[Joined]:
    """The sentences of a text, each with what belongs to it on its line."""
    found: list[Joined] = []
    for span in _of_rows(text, spans):
        last = found[-1] if found else None
        if last is None or "\n" in text[last.span.end : span.start]:
            found.append(Joined(span, span))
        elif _BARE_ANSWER.fullmatch(last.span.of(text)):
            # It says what it agrees to.
            found[-1] = Joined(whole := Span(last.span.start, span.end), whole)
        elif _is_labelled(span.of(text)):
            found[-1] = Joined(Span(last.span.start, span.end), last.said)
        else:
            found.append(Joined(span, span))
    return found


def _of_rows(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans, those in one table row as one: a full stop in a cell is no end.  The cells of a long row are apart."""
    found: list[Span] = []
    start = end = -1
    row = False
    for span in spans:
        if span.start >= end:  # on another line than the one before
            start = text.rfind("\n", 0, span.start) + 1
            end = text.find("\n", span.end)
            end = len(text) if end < 0 else end
            row = BETWEEN_CELLS in text[start:end]
        if not row:
            found.append(span)
        elif end - start > LONGEST_ROW_CHARACTERS:
            found += _cells(text, span)
        elif found and found[-1].start >= start:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found


def _cells(text: str, span: Span) -> list[Span]:
    found: list[Span] = []
    start = span.start
    for cell in span.of(text).split(BETWEEN_CELLS):
        if bare := cell.strip():
            begin = start + cell.index(bare[0])
            found.append(Span(begin, begin + len(bare)))
        start += len(cell) + len(BETWEEN_CELLS)
    return found


def _is_labelled(text: str) -> bool:
    """Whether a piece gives something its value: "Due: 23 May 2025."."""
    match = _LABELLED.fullmatch(text)
    if match is None or len(match["value"].split()) > LONGEST_VALUE_WORDS or _OF_A_PAGE.fullmatch(match["label"]):
        return False
    return _OF_A_TASK.fullmatch(match["label"]) is not None or _TELLING.search(match["value"]) is not None
