"""A CSV file that is a table, of prices or of people, and no list of articles: one article, a line for each row."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from index.article import Article
from index.errors import UnreadableError
from index.sources.encoding import clean
from index.sources.fields import FieldNames
from index.sources.language import detect_language
from index.sources.markup import table_row
from index.sources.prose import fallback_title, file_title
from index.sources.table import Table

_PROSE_CHARACTERS = 200
"""A column whose cells are as long as this on average holds texts: what a user wants of it is an article a row."""
_ROWS_LOOKED_AT = 20


def read_sheet(
    table: Table, header: list[str], names: FieldNames, *, source: str, path: PurePath | None, max_bytes: int
) -> Iterator[Article | UnreadableError]:
    """The article that ``header`` and the rows below it make; before it, as errors, the rows that are broken.

    An error in its place where the rows are articles after all, and the texts are missing or their column has a name
    that says nothing.
    """
    rows, broken = [(1, header)], []
    number, size = 1, 0
    while (row := table.next_row()) is not None:
        number += 1
        if isinstance(row, csv.Error):
            broken.append(table.broken(row, number, source))
        elif any(cell.strip() for cell in row):
            rows.append((number, row))
            size += sum(map(len, row))
        if size > max_bytes:
            yield UnreadableError(source, f"is a table of more than {max_bytes / 1e6:.3g} MB, which is the limit")
            return
    if (reason := _no_sheet(header, [row for _, row in rows[1:]], names)) is not None:
        yield UnreadableError(source, reason)
        return
    # Above the names of the columns there may be what the table is called.
    width = max(len(header), Counter(len(row) for _, row in rows).most_common(1)[0][0])
    yield from broken
    yield from (table.too_long(row, number, width, source) for number, row in rows if len(row) > width)
    text = "\n".join(line for _, row in rows if len(row) <= width and (line := table_row(map(clean, row))))
    title = (file_title(path) or path.stem) if path else fallback_title(text)
    yield Article(source=source, title=title, text=text, language=detect_language(text))


def _no_sheet(header: Sequence[str], rows: Sequence[Sequence[str]], names: FieldNames) -> str | None:
    """Why a table is not read as one article; None where it is."""
    columns = ", ".join(header[:12])
    if len(header) < 2 and all(len(row) < 2 for row in rows):
        return f"has no column named text, body or content ({columns}); name it with --map text=COLUMN"
    if not rows:
        return f"has no rows below the names of its columns ({columns})"
    for column, name in enumerate(header):
        cells = [row[column] for row in rows[:_ROWS_LOOKED_AT] if column < len(row)]
        if cells and sum(map(len, cells)) >= _PROSE_CHARACTERS * len(cells):
            said = name or "COLUMN"
            return f"has no column named text, body or content ({columns}); name it with --map text={said}"
    if names.asks(header):
        return f"holds questions, not articles ({columns})"
    if names.lists_links(header):
        return f"is a list of links without a text ({columns}); add the pages themselves by their addresses"
    return None
