"""Tables in plain text, whose columns are set apart by blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from index.sources.markup import table_row

# A full stop may have two blanks behind it.
_GAP = re.compile(r"\S(?: {3,}|\t+)\S")
# Longer cells on average are columns of a page.
_LONGEST_CELL = 40


def with_rows(lines: Sequence[str]) -> list[str]:
    """``lines`` with those that are the rows of a table as such; those of a table without columns are left."""
    found: list[str] = []
    for spaced, group in groupby(lines, lambda line: _GAP.search(line) is not None):
        together = list(group)
        found += (_rows(together) if spaced else None) or together
    return found


def _rows(lines: list[str]) -> list[str] | None:
    rows = _tabbed(lines) or _aligned(lines)
    cells = [cell for row in rows for cell in row if cell]
    if (
        len(rows) < 2
        or any(sum(map(bool, row)) < 2 for row in rows)
        # "To:      Jo Ek" is a label with what it stands for.
        or any(row[0].endswith(":") for row in rows)
        or sum(map(len, cells)) > _LONGEST_CELL * len(cells)
        # Blanks of another kind fill up the lines of justified text.
        or any(_GAP.search(cell) for cell in cells)
    ):
        return None
    return [table_row(row) for row in rows]


def _tabbed(lines: list[str]) -> list[list[str]]:
    """The cells where tabs part all lines into the same number; none where they do not."""
    rows = [[cell.strip() for cell in line.rstrip().split("\t")] for line in lines]
    return rows if len(rows[0]) > 1 and len(set(map(len, rows))) == 1 else []


def _aligned(lines: list[str]) -> list[list[str]]:
    """The cells between the columns of at least two blanks that all lines have."""
    expanded = [line.expandtabs().rstrip() for line in lines]
    width = max(map(len, expanded))
    padded = [line.ljust(width) for line in expanded]
    filled = "".join("x" if any(line[place] != " " for line in padded) else " " for place in range(width))
    # A single blank that all lines have in one place is one between words.
    spans = [match.span() for match in re.finditer(r"x+(?: x+)*", filled)]
    return [[line[start:end].strip() for start, end in spans] for line in padded]
