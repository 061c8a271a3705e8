"""Tables of a PDF page without lines between their cells: what stands on one height is a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import mean

from index.sources.markup import table_row
from index.sources.pdf_page import SHORT_CELL, Line

# Fewer rows may be a heading with a date beside it, and a line below that.
_FEWEST_ROWS = 3


def rows_by_height(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, those as rows that stand beside each other in the columns of a table."""
    found: list[Line] = []
    run: list[list[Line]] = []
    for group in _by_height(lines):
        if run and not (len(group) > 1 and _fits(group, run[0])):
            found += _shown(run)
            run = []
        # The names of the columns are the first row: each column has one.
        if run or (len(group) > 1 and not any(line.is_row for line in group)):
            run.append(group)
        else:
            found += group
    return found + _shown(run)


def _by_height(lines: Sequence[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if group and not (abs(line.y - group[-1].y) < 1 and line.x > group[-1].x):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _fits(group: list[Line], header: list[Line]) -> bool:
    """Whether each of a group stands in a column of its own; figures stand under the end of a name, too."""
    if any(line.is_row for line in group) or len(group) > len(header):
        return False
    columns = [_column(line, header) for line in group]
    return len(group) == len(header) or len(set(columns)) == len(columns)


def _column(line: Line, header: list[Line]) -> int:
    return min(range(len(header)), key=lambda number: abs(header[number].x - line.x))


def _shown(run: list[list[Line]]) -> list[Line]:
    cells = [line for group in run for line in group]
    if len(run) < _FEWEST_ROWS or mean(len(line.text) for line in cells) > SHORT_CELL:
        return cells
    rows = []
    for group in run:
        texts = [""] * len(run[0])
        for number, line in enumerate(group):
            texts[number if len(group) == len(run[0]) else _column(line, run[0])] = line.text
        rows.append(replace(group[0], text=table_row(texts), is_row=True))
    return rows
