"""The rows of a CSV file, also of one that is broken in places."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import BinaryIO

from index.errors import UnreadableError
from index.sources.encoding import decode_piece, may_be_mixed

# After each broken row the file is read again from its beginning; a file with more of them is no table.
_MOST_REPAIRS = 50
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


# Excel takes a first line that says "sep=;" for a declaration and shows the table from the next one on.
DECLARED = re.compile(r"\ufeff?\"?sep=([^\w\"\r\n])\"?[,;\t| ]*[\r\n]*", re.I)


class Table:
    """The rows of a table one after the other; after a broken one it goes on with the line below that row's first.

    A quotation mark that is never closed swallows every row after it: so they are read after all.  Comma, semicolon,
    tab or bar may divide the fields, whichever the first line holds most of; or what a line "sep=" above it says.
    """

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        """``file`` is open for reading from any place, and is left open; ``encoding`` is that of its beginning."""
        self._file, self._encoding = file, encoding
        self._mixed = may_be_mixed(encoding)
        self._repairs = 0
        self.row_began = 0
        """The line on which the row that was read last begins, counted from 1."""
        self._text: io.TextIOWrapper | None = None
        self.delimiter = ","
        """What divides the fields."""
        self._open(0)

    def next_row(self) -> list[str] | csv.Error | None:
        """The next row's cells, or what is wrong with it; None at the end."""
        self.row_began = self._skipped + self._rows.line_num + 1
        try:
            row = next(self._rows)
            return [self._decoded(cell) for cell in row] if self._mixed else row
        except StopIteration:
            return None
        except csv.Error as error:
            self._repairs += 1
            if self._repairs <= _MOST_REPAIRS:
                self._open(self.row_began)
            return error

    def broken(self, error: csv.Error, number: int, source: str) -> UnreadableError:
        """What is wrong with the row that was read last, the ``number``th."""
        reason = f"row {number} (line {self.row_began}) cannot be read: {_reason(error)}"
        return UnreadableError(f"{source}#{number}", reason)

    def too_long(self, row: Sequence[str], number: int, width: int, source: str) -> UnreadableError:
        """The same of a row that has more cells than the header."""
        return UnreadableError(
            f"{source}#{number}",
            f"row {number} has {len(row)} fields, the header {width}; "
            f"is a {_DELIMITERS.get(self.delimiter, self.delimiter)} without quotes in it?",
        )

    def _open(self, skipped: int) -> None:
        if self._text is not None:
            self._text.detach()  # else the file would be closed with its wrapper
        self._file.seek(0)
        encoding, errors = ("utf-8-sig", "surrogateescape") if self._mixed else (self._encoding, "replace")
        self._text = io.TextIOWrapper(self._file, encoding=encoding, errors=errors, newline="")
        if skipped == 0:
            header = self._text.readline()
            declared = DECLARED.fullmatch(header)
            if declared is not None:
                self.delimiter, skipped = declared[1], 1
            else:
                self.delimiter = max(_DELIMITERS, key=header.count)
            self._text.seek(0)
        for _ in range(skipped):
            self._text.readline()
        self._skipped = skipped
        self._rows = csv.reader(self._text, delimiter=self.delimiter, strict=True)

    def _decoded(self, cell: str) -> str:
        return cell if cell.isascii() else decode_piece(cell.encode("utf-8", "surrogateescape"), self._encoding)


def _reason(error: csv.Error) -> str:
    if "unexpected end" in str(error) or "expected after" in str(error):
        return "a quotation mark is not closed, or stands in the middle of a field"
    return str(error)
