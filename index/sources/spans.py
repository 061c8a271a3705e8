"""Tables with cells over several rows or columns, made into ones in which every row has a cell for each column."""

from __future__ import annotations

from copy import deepcopy

from lxml import html

_ROWS = "./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr"
# Names of columns do not have more rows than this.
_DEEPEST_HEADER = 3
# More columns than any table has that people read, and more cells.
_MOST_COLUMNS = 200
_MOST_CELLS = 100_000

_Grid = list[dict[int, html.HtmlElement]]
"""Of each row the cell in each column; one that spans several is in each of them."""


def square_tables(root: html.HtmlElement) -> None:
    """Rewrites, in place, the tables below ``root`` that have cells over several rows or columns.

    A header of several rows becomes one row of full names ("Women, 2024"); what is beside several rows is said in each.
    """
    for table in root.xpath(".//table[.//*[@rowspan > 1 or @colspan > 1]][not(.//table)]"):
        rows = table.xpath(_ROWS)
        grid = _grid(rows)
        width = max((max(cells, default=-1) + 1 for cells in grid), default=0)
        if width <= _MOST_COLUMNS and width * len(rows) <= _MOST_CELLS:
            _rewrite(rows, grid, width, _header_depth(rows, grid, width))


def _grid(rows: list[html.HtmlElement]) -> _Grid:
    grid: _Grid = [{} for _ in rows]
    for number, row in enumerate(rows):
        column = 0
        for cell in row.xpath("./td | ./th"):
            while column in grid[number]:
                column += 1
            if column > _MOST_COLUMNS:
                break
            across = min(_span(cell, "colspan"), _MOST_COLUMNS + 1)
            for below in grid[number : number + _span(cell, "rowspan")]:
                below.update(dict.fromkeys(range(column, column + across), cell))
            column += across
    return grid


def _span(cell: html.HtmlElement, name: str) -> int:
    declared = (cell.get(name) or "1").strip()
    return max(1, int(declared[:4])) if declared.isdecimal() else 1


def _header_depth(rows: list[html.HtmlElement], grid: _Grid, width: int) -> int:
    """How many rows the names of the columns have, 0 where there is one row or nobody can tell."""
    first = list(dict.fromkeys(grid[0].get(column) for column in range(width))) if grid else []
    spanning = [cell for cell in first if cell is not None and _span(cell, "colspan") > 1]
    if len(first) < 2 or not spanning or len(rows) < 3:
        return 0
    depth = max(_span(cell, "rowspan") for cell in first if cell is not None)
    if depth == 1:
        second = grid[1]
        named = all(cell.tag == "th" for cell in second.values()) and any(cell.tag == "td" for cell in grid[2].values())
        corner = 0 in second and not second[0].text_content().strip()
        depth = 2 if named or corner else 1
    # A cell beside all rows is no name of a column.
    return depth if 1 < depth <= min(_DEEPEST_HEADER, len(rows) - 1) else 0


def _rewrite(rows: list[html.HtmlElement], grid: _Grid, width: int, depth: int) -> None:
    names = [_name([cells[column] for cells in grid[:depth] if column in cells]) for column in range(width)]
    made = [[_copy(cells, column) for column in range(width)] for cells in grid]
    for number, (row, cells) in enumerate(zip(rows, made, strict=True)):
        for cell in row.xpath("./td | ./th"):
            row.remove(cell)
        if number == 0 and depth:
            cells = [_cell("th", name) for name in names]
        row.extend(cells)
    for row in rows[1:depth]:
        row.getparent().remove(row)


def _name(cells: list[html.HtmlElement]) -> str:
    return ", ".join(dict.fromkeys(text for cell in cells if (text := " ".join(cell.text_content().split()))))


def _copy(cells: dict[int, html.HtmlElement], column: int) -> html.HtmlElement:
    """The cell of a column; empty where there is none, or where one goes on from the column before."""
    cell = cells.get(column)
    if cell is None or (column and cells.get(column - 1) is cell):
        return _cell("td", "")
    copy = deepcopy(cell)
    copy.tail = None
    for name in ("rowspan", "colspan"):
        copy.attrib.pop(name, None)
    return copy


def _cell(tag: str, text: str) -> html.HtmlElement:
    cell = html.Element(tag)
    cell.text = text
    return cell
