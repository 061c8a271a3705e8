"""Which row of a table names its columns, and in which of them the cells of another row stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.dates import YEAR

ROWS_LOOKED_AT = 20
"""Below a row, to tell whether it is the head: they tell, and a table may have thousands."""

_VALUE = re.compile(r"[~≈<>≤≥±+–-]?\s?(?:[£$€¥]|[A-Z]{3}\s)?\s?\d")
_YEAR = re.compile(rf"{YEAR}(?:[/–-]\d\d(?:\d\d)?)?")
_WORD = re.compile(r"[^\W\d_]{3}")
_FIGURES = re.compile(r"\d+(?:[.,:]\d+)*")
_CAPITALS = re.compile(r"(?<![^\W\d_])[A-Z]+(?=[-\d])")


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where a row stands in its table."""

    head: int
    """The row that names the columns; its own number where it is that row."""
    first: int
    """The column of its first cell among those named; -1 where that column has no name."""


def places(rows: Sequence[Sequence[str] | None]) -> list[RowPlace | None]:
    """For each line of a text, given as its cells or as None where it is no row, its place in a table with a head."""
    found: list[RowPlace | None] = []
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and rows[end] is not None:
            end += 1
        run = [row for row in rows[at:end] if row is not None]
        found += [place and RowPlace(place.head + at, place.first) for place in _places_in(run)]
        if end < len(rows):
            found.append(None)
        at = end + 1
    return found


def named(names: Sequence[str], cells: Sequence[str], first: int) -> list[tuple[str, str]]:
    """The cells of a row that are not empty, each with what its column is called, if it is called anything."""
    columns = (
        (names[at].strip() if 0 <= at < len(names) else "", cell)
        for at, cell in enumerate(map(str.strip, cells), first)
    )
    return [(name, cell) for name, cell in columns if cell]


def spelt_out(names: Sequence[str], cells: Sequence[str], first: int) -> str:
    """A row with what its columns are called: "Service: mail; Owner: Jo"."""
    return "; ".join(f"{name}: {cell}" if name else cell for name, cell in named(names, cells, first))


def _places_in(run: Sequence[Sequence[str]]) -> list[RowPlace | None]:
    """The same for rows that follow each other; two tables may, with nothing between them."""
    found: list[RowPlace | None] = []
    head: int | None = None
    first = width = 0
    kinds: list[bool] = []
    for at, row in enumerate(run):
        below = run[at + 1 : at + 1 + ROWS_LOOKED_AT]
        if at == 0 or len(row) > width or (len(row) < width and _begins_another(row, kinds, below)):
            head = at if _names_columns(row, below, another=at > 0) else None
            # The name of the first column may be left out.
            unnamed = head is not None and 2 * sum(len(each) == len(row) + 1 for each in below) > len(below)
            first, width = -int(unnamed), len(row) + unnamed
            kinds = _kinds([each for each in below if len(each) == width])
        if head is None or head == at:
            found.append(None if head is None else RowPlace(at, 0))
        else:
            found.append(RowPlace(head, first + _left_out_before(row, width, kinds)))
    return found


def _names_columns(row: Sequence[str], below: Sequence[Sequence[str]], *, another: bool) -> bool:
    """Whether a row is the head of those below: "Monday | 9:00 to 17:00" is none.

    ``another``: rows stand above it, so that it takes more to be one.
    """
    if not below:
        return False
    figured = [column for column, cell in enumerate(row) if any(map(str.isdigit, cell))]
    if not figured and not another:
        return True
    # A head differs from what is below it: names above figures.
    if not any(_kinds(below)[: len(row) + 1]):
        return False
    return all(_names(row[column], [each[column] for each in below if column < len(each)]) for column in figured)


def _names(cell: str, below: Sequence[str]) -> bool:
    """Whether a cell with a figure ("Child (4-15)", "Price from 100 units", "2024") may name what is below."""
    if _YEAR.fullmatch(cell):
        return not any(map(_YEAR.fullmatch, below))
    forms = {_form(each) for each in below if each}
    if _form(cell) in forms:
        return False
    # "Room | 1 person | 2 persons"
    return not _VALUE.match(cell) or (_WORD.search(cell) is not None and len(below) > 1 and len(forms) == 1)


def _form(cell: str) -> str:
    """What cells of one column share: "A-#" of BX-900, "£#" of £4.50, "Room #"."""
    return _FIGURES.sub("#", _CAPITALS.sub("A", cell))


def _kinds(rows: Sequence[Sequence[str]]) -> list[bool]:
    """Of each column, whether it holds figures for the most part."""
    columns: list[list[bool]] = [[] for _ in range(max(map(len, rows), default=0))]
    for row in rows:
        for column, cell in zip(columns, row, strict=False):
            if cell:
                column.append(_VALUE.match(cell) is not None)
    return [2 * sum(column) > len(column) for column in columns]


def _begins_another(row: Sequence[str], kinds: Sequence[bool], below: Sequence[Sequence[str]]) -> bool:
    """Whether a row shorter than those above is the head of another table, and not one whose last cells are empty."""
    if any(map(_VALUE.match, row)) or not any(kinds[: len(row)]):
        return False
    return all(len(each) <= len(row) for each in below) and _names_columns(row, below, another=True)


def _left_out_before(row: Sequence[str], width: int, kinds: Sequence[bool]) -> int:
    """How many cells a shorter row lost at its beginning (empty, or spanning rows), and not at its end."""
    missing = width - len(row)
    if missing <= 0 or len(kinds) < width:
        return 0
    figures = [_VALUE.match(cell) is not None for cell in row]
    fits = [sum(map(bool.__eq__, figures, kinds[begin:])) for begin in (0, missing)]
    return missing if fits[1] > fits[0] else 0
