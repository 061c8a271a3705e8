"""The lines of one page of a PDF, the rows of its ruled tables among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from index.sources.columns import with_rows
from index.sources.encoding import clean
from index.sources.hyphens import Paragraph, Words
from index.sources.markup import table_row
from index.sources.ruling import Grid, Ruling

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

# A cell with more lines than this is a column of a page that is divided by rules.
_MOST_LINES_OF_A_CELL = 15
# Without lines between its rows, a table's cells are as short as this on average.
SHORT_CELL = 25
"""Characters."""
# WinAnsiEncoding has a bullet for each code that is not used (ISO 32000-1, annex D.2), pypdf a control character.
_BULLETS = str.maketrans(dict.fromkeys("\x7f\x81\x8d\x8f\x90\x9d", "•"))
RAISED = 0.8
"""Of the size of the text: marks that refer to footnotes are no larger."""
_MARK = re.compile(r"\d{1,3}|[*†‡§]{1,3}")
# A line of more is a drawing, or letters placed one by one; to look for each one's place would take time.
_MOST_PIECES = 200
_SHOWING = frozenset((b"Tj", b"TJ", b"'", b'"'))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, or a row of a table."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    page: int
    height: float
    """The page's."""
    is_row: bool = False
    marks: tuple[tuple[int, str], ...] = ()
    """Small figures and signs in the text, as those of footnotes, and at which character each stands."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is written from one place on; a newline is a piece of its own."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    upright: bool


def page_lines(reader: PdfReader, number: int) -> list[Line]:
    """The lines of the page with this number, counted from 0, in the order in which the file holds them."""
    page = reader.pages[number]
    height, bottom = float(page.mediabox.height), float(page.mediabox.bottom)
    ruling = Ruling()
    places: set[tuple[float, float]] = set()

    def visit(operator: bytes, operands: list[Any], cm: list[float], tm: list[float]) -> None:
        if operator in _SHOWING:
            places.add(_place(cm, tm))
        else:
            ruling.visit(operator, operands, cm)

    pieces = _pieces(page, visit)

    def line(text: str, pieces: Sequence[_Piece], *, is_row: bool = False) -> Line:
        first = pieces[0]
        size, bold = max(piece.size for piece in pieces), all(piece.bold for piece in pieces)
        marks = () if is_row else _marks(pieces)
        return Line(text, first.x, first.y - bottom, size, bold, number, height, is_row, marks)

    def written(pieces: Iterable[_Piece]) -> list[Line]:
        shown = [list(pieces) for ends, pieces in groupby(pieces, lambda piece: piece.text == "\n") if not ends]
        typed = [clean("".join(piece.text for piece in pieces)) for pieces in shown]
        # Where blanks set columns apart, as on a typewriter.
        rows = [row if row != text else None for row, text in zip(with_rows(typed), typed, strict=True)]
        texts = (
            (row or _text(pieces), row is not None, [piece for piece in pieces if piece.text.strip()])
            for row, pieces in zip(rows, shown, strict=True)
        )
        return [line(text, pieces, is_row=is_row) for text, is_row, pieces in texts if text and pieces]

    plain = written(pieces)
    grids = ruling.grids()
    if not grids:
        return plain
    if not places <= {(piece.x, piece.y) for piece in pieces}:
        _part_cells(page)
        pieces = _pieces(page)
    words = Words("\n".join(line.text for line in plain))
    tables = {grid: rows for grid in grids if (rows := _rows(grid, pieces, words))}
    lines: list[Line] = []
    shown: set[Grid] = set()
    for grid, group in groupby(pieces, lambda piece: next((g for g in tables if _holds(g, piece)), None)):
        if grid is None:
            lines += written(group)
        elif grid not in shown:
            shown.add(grid)
            lines += [line(text, pieces, is_row=True) for text, pieces in tables[grid]]
    return lines if tables else plain


def _pieces(page: PageObject, visit: Callable[..., None] | None = None) -> list[_Piece]:
    pieces: list[_Piece] = []

    def take(text: str, cm: list[float], tm: list[float], font: Any, size: float | None) -> None:
        x, y = _place(cm, tm)
        scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[1]) or 1.0
        bold = "bold" in str((font or {}).get("/BaseFont", "")).lower()
        upright = abs(tm[0] * cm[0] + tm[1] * cm[2]) > abs(tm[0] * cm[1] + tm[1] * cm[3])
        for count, part in enumerate(text.translate(_BULLETS).split("\n")):
            if count:
                pieces.append(_Piece("\n", x, y, 0.0, bold, upright))
            if part:
                pieces.append(_Piece(part, x, y, (size or 0.0) * scale, bold, upright))

    page.extract_text(visitor_operand_before=visit, visitor_text=take)
    return pieces


def _place(cm: list[float], tm: list[float]) -> tuple[float, float]:
    return tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]


def _part_cells(page: PageObject) -> None:
    """Makes each text that is shown a piece of its own: pypdf joins those of a line, as the cells of a row.

    It hands over what it has joined where the matrix changes, so a change that changes nothing is put before each.
    """
    from pypdf.generic import FloatObject, NameObject

    content = page.get_contents()
    if content is None:
        return
    same = [FloatObject(value) for value in (1, 0, 0, 1, 0, 0)]
    parted: list[tuple[Any, Any]] = []
    for operands, operator in content.operations:
        if operator in _SHOWING:
            parted.append((same, b"cm"))
        parted.append((operands, operator))
    content.operations = parted
    page[NameObject("/Contents")] = content


def _text(pieces: Iterable[_Piece]) -> str:
    return re.sub(r"\s+", " ", clean("".join(piece.text for piece in pieces))).strip()


def _marks(pieces: Sequence[_Piece]) -> tuple[tuple[int, str], ...]:
    if len(pieces) > _MOST_PIECES:
        return ()
    size = max(piece.size for piece in pieces)
    return tuple(
        (len(_text(pieces[:number])), piece.text.strip())
        for number, piece in enumerate(pieces)
        if piece.size <= size * RAISED and _MARK.fullmatch(piece.text.strip())
    )


def _holds(grid: Grid, piece: _Piece) -> bool:
    return grid.cell(piece.x, piece.y) is not None


def _rows(grid: Grid, pieces: list[_Piece], words: Words) -> list[tuple[str, list[_Piece]]]:
    """The rows of a table, each with what it is made of; none where the grid is a frame, a form or a chart."""
    cells: dict[tuple[int, int], list[_Piece]] = {}
    for piece in pieces:
        cell = grid.cell(piece.x, piece.y)
        if cell is not None and piece.text.strip():
            cells.setdefault(cell, []).append(piece)
    if not _is_table(grid, cells):
        return []
    rows: list[tuple[str, list[_Piece]]] = []
    for row in range(len(grid.edges_y) - 1):
        columns = [_lines_of(cells.get((row, column), [])) for column in range(len(grid.edges_x) - 1)]
        for split in _split(columns) if row == 1 and len(grid.edges_y) == 3 else [columns]:
            held = [piece for lines in split for line in lines for piece in line]
            if held:
                rows.append((table_row(_cell(lines, words) for lines in split), held))
    return rows


def _is_table(grid: Grid, cells: dict[tuple[int, int], list[_Piece]]) -> bool:
    """At least two rows and two columns with text in two places, and most cells with text, none with too much."""
    if 2 * len(cells) <= len(set(grid.cells.values())):
        return False
    for places in ([row for row, _ in cells], [column for _, column in cells]):
        if sum(places.count(place) > 1 for place in set(places)) < 2:
            return False
    held = [piece for pieces in cells.values() for piece in pieces]
    if 2 * sum(piece.upright for piece in held) <= len(held):
        return False
    return all(len(_lines_of(pieces)) <= _MOST_LINES_OF_A_CELL for pieces in cells.values())


def _lines_of(pieces: list[_Piece]) -> list[list[_Piece]]:
    lines: list[list[_Piece]] = []
    for piece in pieces:
        if lines and abs(lines[-1][0].y - piece.y) < max(0.5 * min(lines[-1][0].size, piece.size), 1.0):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return sorted(lines, key=lambda line: -line[0].y)


def _cell(lines: list[list[_Piece]], words: Words) -> str:
    texts = [text for line in lines if (text := _text(line))]
    if not texts:
        return ""
    paragraph = Paragraph(texts[0], words)
    for text in texts[1:]:
        paragraph.add(text)
    return paragraph.text


def _split(columns: list[list[list[_Piece]]]) -> list[list[list[list[_Piece]]]]:
    """The rows that stand in one below the names of the columns, with no line between them; itself where it is one."""
    filled = [lines for lines in columns if lines]
    baselines = [tuple(round(line[0].y) for line in lines) for lines in filled]
    texts = [_text(line) for lines in filled for line in lines]
    if len(set(baselines)) != 1 or len(baselines[0]) < 3 or sum(map(len, texts)) > SHORT_CELL * len(texts):
        return [columns]
    return [[lines[number : number + 1] for lines in columns] for number in range(len(baselines[0]))]
