"""The lines that are drawn on a page, and the grids of tables that they make up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

# Points that lines may be off by and still meet: the halves of a double line, the gap between two boxes.
_NEAR = 3.0
# A map or a chart draws thousands of lines; the largest tables, each cell with a box of its own, draw fewer.
_MOST_LINES = 20_000
_MOST_CROSSINGS = 40_000
_STROKES = frozenset((b"S", b"s", b"B", b"B*", b"b", b"b*"))
_CLOSING = frozenset((b"s", b"b", b"b*"))
_FILLS = frozenset((b"f", b"F", b"f*"))

_Point = tuple[float, float]
_Span = tuple[float, float, float]
"""Where a line stands, and from where to where it goes: y and two x, or x and two y."""


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """The cells of a table; those with no line between them are one, named by the first of them."""

    edges_x: tuple[float, ...]
    """From left to right."""
    edges_y: tuple[float, ...]
    """From top to bottom."""
    cells: dict[tuple[int, int], tuple[int, int]]
    """Of each row and column those of the first cell that it is one with."""

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """The row and the column of the cell in which a text begins, None outside the grid."""
        row = next((i for i, (top, low) in enumerate(pairwise(self.edges_y)) if low - 1 <= y < top - 1), None)
        column = next((i for i, (left, right) in enumerate(pairwise(self.edges_x)) if left - 1 <= x < right - 1), None)
        return None if row is None or column is None else self.cells[row, column]


class Ruling:
    """Takes note of the lines that a page draws, operator by operator."""

    def __init__(self) -> None:
        self._paths: list[list[_Point]] = []
        self._drawn = 0
        self._across: list[_Span] = []
        self._down: list[_Span] = []

    def visit(self, operator: bytes, operands: Sequence[object], cm: Sequence[float]) -> None:
        """Takes an operator of the page, with its operands and the matrix that holds there."""
        if operator not in _PATHS or self._drawn > _MOST_LINES:
            return
        if operator in _STROKES or operator in _FILLS or operator == b"n":
            if operator != b"n":
                self._paint(filled=operator in _FILLS, closed=operator in _CLOSING)
            self._paths.clear()
            return
        numbers = [float(value) for value in operands if isinstance(value, int | float)]
        if operator == b"re" and len(numbers) == 4:
            x, y, width, height = numbers
            corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
            self._paths.append([_placed(cm, *corner) for corner in corners])
        elif operator == b"h" and self._paths:
            self._paths[-1].append(self._paths[-1][0])
        elif len(numbers) >= 2:
            point = _placed(cm, *numbers[-2:])
            if operator == b"l" and self._paths:
                self._paths[-1].append(point)
            else:  # a curve is no ruling: what comes after it begins anew
                self._paths.append([point])

    def _paint(self, *, filled: bool, closed: bool) -> None:
        for path in self._paths:
            self._drawn += len(path)
            if filled:
                # Many programs draw a line as a thin box.
                xs, ys = zip(*path, strict=True)
                self._line((min(xs), (min(ys) + max(ys)) / 2), (max(xs), (min(ys) + max(ys)) / 2), max(ys) - min(ys))
                self._line(((min(xs) + max(xs)) / 2, min(ys)), ((min(xs) + max(xs)) / 2, max(ys)), max(xs) - min(xs))
            else:
                for start, end in pairwise([*path, path[0]] if closed else path):
                    self._line(start, end, 0.0)

    def _line(self, start: _Point, end: _Point, thickness: float) -> None:
        (left, right), (low, high) = sorted((start[0], end[0])), sorted((start[1], end[1]))
        if thickness > _NEAR:
            return
        if high - low < 1 <= right - left:
            self._across.append(((low + high) / 2, left, right))
        elif right - left < 1 <= high - low:
            self._down.append(((left + right) / 2, low, high))

    def grids(self) -> list[Grid]:
        """The grids of at least two rows and two columns, wherever lines across and down meet."""
        if self._drawn > _MOST_LINES or len(self._across) < 2 or len(self._down) < 1:
            return []
        across, down = _merged(self._across), _merged(self._down)
        if len(across) * len(down) > _MOST_CROSSINGS:
            return []
        grids = (_grid(*group) for group in _groups(across, down))
        return [grid for grid in grids if len(grid.edges_x) > 2 and len(grid.edges_y) > 2]


_PATHS = _STROKES | _FILLS | {b"n", b"m", b"l", b"re", b"h", b"c", b"v", b"y"}


def _placed(cm: Sequence[float], x: float, y: float) -> _Point:
    return cm[0] * x + cm[2] * y + cm[4], cm[1] * x + cm[3] * y + cm[5]


def _merged(lines: list[_Span]) -> list[_Span]:
    """Each line once, however many pieces it is drawn in."""
    merged: list[_Span] = []
    ordered = sorted(lines)
    begin = 0
    for end in range(1, len(ordered) + 1):
        if end < len(ordered) and ordered[end][0] - ordered[begin][0] <= _NEAR:
            continue
        at = ordered[begin][0]
        first, last = float("inf"), float("-inf")
        for _, start, stop in sorted(ordered[begin:end], key=lambda line: line[1]):
            if start > last + _NEAR and last >= first:
                merged.append((at, first, last))
                first = start
            first, last = min(first, start), max(last, stop)
        merged.append((at, first, last))
        begin = end
    return merged


def _groups(across: list[_Span], down: list[_Span]) -> Iterable[tuple[list[_Span], list[_Span]]]:
    """The lines that hang together, by the lines that they meet."""
    left = list(range(len(across))), list(range(len(down)))
    while left[1]:
        columns, rows = [left[1].pop()], list[int]()
        waiting = [(1, columns[0])]
        while waiting:
            side, number = waiting.pop()
            for other in list(left[1 - side]):
                meet = _meet(across[other], down[number]) if side else _meet(across[number], down[other])
                if meet:
                    left[1 - side].remove(other)
                    (rows if side else columns).append(other)
                    waiting.append((1 - side, other))
        yield [across[number] for number in rows], [down[number] for number in columns]


def _meet(across: _Span, down: _Span) -> bool:
    return _covers(across, down[0]) and _covers(down, across[0])


def _covers(line: _Span, at: float) -> bool:
    return line[1] - _NEAR <= at <= line[2] + _NEAR


def _grid(across: list[_Span], down: list[_Span]) -> Grid:
    # A table may have no frame: where its lines end is its edge.
    edges_x = _edges([line[0] for line in down] + [end for line in across for end in line[1:]])
    edges_y = _edges([line[0] for line in across] + [end for line in down for end in line[1:]])[::-1]
    cells: dict[tuple[int, int], tuple[int, int]] = {}
    for row, (top, low) in enumerate(pairwise(edges_y)):
        for column, (left, right) in enumerate(pairwise(edges_x)):
            middle_x, middle_y = (left + right) / 2, (top + low) / 2
            cells[row, column] = row, column
            if column and not any(abs(line[0] - left) <= _NEAR and _covers(line, middle_y) for line in down):
                cells[row, column] = cells[row, column - 1]
            elif row and not any(abs(line[0] - top) <= _NEAR and _covers(line, middle_x) for line in across):
                cells[row, column] = cells[row - 1, column]
    return Grid(tuple(edges_x), tuple(edges_y), cells)


def _edges(places: list[float]) -> list[float]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _NEAR:
            edges.append(place)
    return edges
