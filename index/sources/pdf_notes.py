"""Footnotes of PDF files: taken from the pages' feet, and their marks out of the sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from statistics import median

from index.sources.pdf_page import RAISED, Line

# Of the size of the text.
_SMALL = 0.9
_NOTE = re.compile(r"(\d{1,3}|[*†‡§]{1,3})[.)]?\s*(?=\S)")

# What a mark follows: the "2" of "CO2" and of "m2" are none, however small.
_MARKED = re.compile(r"(?:[^\W\d_]{4}|[.,;:!?)\]\"'”’»])$")

Notes = dict[Line, list[list[Line]]]
"""Of lines the notes that they refer to, each with its lines."""


def take_notes(lines: Sequence[Line]) -> tuple[list[Line], Notes]:
    """The lines without notes and their marks, and the notes; one without a mark belongs to the page's last line."""
    if not lines:
        return [], {}
    body = median(line.size for line in lines)
    # As large as the text, or on the page behind it, a note is told by the mark at its start.
    begun = {mark for line in lines for place, mark in line.marks if place == 0 and line.text != mark}
    kept: list[Line] = []
    placed: Notes = {}
    for _, group in groupby(lines, lambda line: line.page):
        page = list(group)
        notes = _notes(page, body)
        page = page[: len(page) - sum(map(len, notes.values()))]
        rest = dict(notes)
        for line, mark in _without_marks(page, rest, begun):
            kept.append(line)
            if mark in rest:
                placed.setdefault(line, []).append(rest.pop(mark))
        if rest:
            placed.setdefault(kept[-1], []).extend(rest.values())
    return kept, placed


def _notes(page: list[Line], body: float) -> dict[str, list[Line]]:
    """The notes at the foot of a page by their marks, in order: all that is small from the first of them on."""
    begin = len(page)
    while begin > 1 and page[begin - 1].size <= body * _SMALL and not page[begin - 1].is_row:
        begin -= 1
    notes: dict[str, list[Line]] = {}
    lowest = min(line.y for line in page[:begin])
    for line in page[begin:]:
        mark = _NOTE.match(line.text)
        if mark is not None and mark[1] not in notes and line.y < lowest:
            notes[mark[1]] = [line]
        elif notes:
            notes[list(notes)[-1]].append(line)
    return notes


def _without_marks(page: list[Line], notes: dict[str, list[Line]], begun: set[str]) -> list[tuple[Line, str | None]]:
    """The lines with the mark that each had, what stands behind a mark put together with what stands before it."""
    found: list[tuple[Line, str | None]] = []
    for line in page:
        before = found[-1][0] if found else None
        if before is not None and line.text in notes and _is_raised(line, before):
            found[-1] = before, line.text
        elif before is not None and found[-1][1] is not None and abs(line.y - before.y) < 1 < line.x - before.x:
            blank = "" if re.match(r"[.,;:!?)\]]", line.text) else " "
            found[-1] = replace(before, text=f"{before.text}{blank}{line.text}"), found[-1][1]
        else:
            found.append(_without_own(line, notes.keys() | begun))
    return found


def _without_own(line: Line, noted: set[str]) -> tuple[Line, str | None]:
    """A line without the marks of notes that are written in one with it, and the first of these."""
    text, first = line.text, None
    for place, mark in reversed(line.marks):
        if mark in noted and text.startswith(mark, place) and _MARKED.search(text[:place]):
            text, first = text[:place] + text[place + len(mark) :], mark
    return (line if first is None else replace(line, text=text)), first


def _is_raised(line: Line, before: Line) -> bool:
    return line.size <= before.size * RAISED and 0 < line.y - before.y < before.size and line.x > before.x
