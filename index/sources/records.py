"""JSONL and CSV: one article a line or row, read one at a time however long the file is; a mere table is one."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import BinaryIO

from index.article import Article
from index.errors import UnreadableError
from index.sources.encoding import decode_piece, encoding_of
from index.sources.failing import unforeseen
from index.sources.fields import FieldNames, article_of
from index.sources.sheet import read_sheet
from index.sources.table import Table

_SAMPLE_BYTES = 1 << 16


def read_jsonl(
    file: BinaryIO, names: FieldNames, *, source: str, max_bytes: int
) -> Iterator[Article | UnreadableError]:
    """The articles of a JSONL file, each from ``source#LINE``; a bad line comes out as an error, and the rest go on.

    ``max_bytes`` is the longest line that is read.
    """
    for number, line in enumerate(_lines(file, source, max_bytes), 1):
        place = f"{source}#{number}"
        if line is None:
            yield UnreadableError(place, f"line {number} is longer than the limit of {max_bytes:,} bytes")
            continue
        if not line.strip():
            continue
        try:
            record = json.loads(line, strict=False)
        except ValueError as error:
            yield UnreadableError(place, f"line {number} is not JSON: {_json_reason(error, line)}")
            continue
        except RecursionError:
            yield UnreadableError(place, f"line {number} is not JSON that can be read: nested too deeply")
            continue
        if not isinstance(record, Mapping):
            yield UnreadableError(place, f"line {number} is JSON, but not an object with fields")
            continue
        yield _article(record, names, place, f"line {number}")


def read_csv(
    file: BinaryIO, names: FieldNames, *, source: str, max_bytes: int, path: PurePath | None = None
) -> Iterator[Article | UnreadableError]:
    """The articles of a table, each from ``source#ROW``, the header being row 1 as spreadsheets count.

    Comma, semicolon, tab or bar may divide the fields.  A row that does not fit the header comes out as an error.  A
    table without a column of texts is one article.
    """
    sample = file.read(_SAMPLE_BYTES)
    file.seek(0)
    if not sample.strip():
        yield UnreadableError(source, "is empty")
        return
    encoding = encoding_of(sample, source=source)
    # The module's own limit (131,072 characters a field) is shorter than a long article, and can only be set for all.
    csv.field_size_limit(max(csv.field_size_limit(), max_bytes))
    table = Table(file, encoding)
    number, header = 1, table.next_row()
    if not isinstance(header, list):
        yield UnreadableError(source, "has no header row that can be read")
        return
    header = [name.strip() for name in header]
    if not names.has_text(header):
        if names.mapped:
            yield UnreadableError(source, _no_column(header, names))
        else:
            yield from read_sheet(table, header, names, source=source, path=path, max_bytes=max_bytes)
        return
    while (row := table.next_row()) is not None:
        number += 1
        if isinstance(row, csv.Error):
            yield table.broken(row, number, source)
        elif len(row) > len(header):
            yield table.too_long(row, number, len(header), source)
        elif any(cell.strip() for cell in row):
            yield _article(dict(zip(header, row, strict=False)), names, f"{source}#{number}", f"row {number}")


def _no_column(header: Sequence[str], names: FieldNames) -> str:
    columns = ", ".join(header[:12])
    if "text" in names.mapped:
        return f"has no column called {names.mapped['text']}, which --map says holds the text; there are: {columns}"
    return f"has no column named text, body or content ({columns}); name it with --map text=COLUMN"


def _article(record: Mapping[str, object], names: FieldNames, place: str, called: str) -> Article | UnreadableError:
    try:
        return article_of(record, names, source=place)
    except UnreadableError as error:
        return UnreadableError(place, f"{called} {error.reason}")
    except Exception as error:  # noqa: BLE001 - the outer edge: whatever a record holds, the others go on
        return UnreadableError(place, f"{called} {unforeseen(error, place).reason}")


def holds_questions(first_line: str) -> bool:
    """Whether a JSONL file that begins like this is a set of questions, kept beside articles to measure with."""
    try:
        record = json.loads(first_line)
    except (ValueError, RecursionError):
        return False
    return (
        isinstance(record, Mapping)
        and ("question" in record or "query" in record)
        # An answer may be the words to measure with, too.
        and not FieldNames({}).has_text([name for name in record if name != "answer"])
    )


def _lines(file: BinaryIO, source: str, max_bytes: int) -> Iterator[str | None]:
    """The lines of a file, None for one that is too long."""
    sample = file.read(_SAMPLE_BYTES)
    file.seek(0)
    encoding = encoding_of(sample, source=source)
    if encoding.startswith(("utf-16", "utf-32")):
        text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="\n")
        while line := text.readline(max_bytes):
            whole = line.endswith("\n") or len(line) < max_bytes
            yield line if whole else None
            while not whole and (line := text.readline(max_bytes)):
                whole = line.endswith("\n")
        return
    first = True
    while raw := file.readline(max_bytes):
        whole = raw.endswith(b"\n") or len(raw) < max_bytes
        if whole:
            yield decode_piece(raw.removeprefix(b"\xef\xbb\xbf") if first else raw, encoding)
        else:
            yield None
        first = False
        while not whole and (raw := file.readline(max_bytes)):
            whole = raw.endswith(b"\n")


def _json_reason(error: ValueError, line: str) -> str:
    if isinstance(error, json.JSONDecodeError):
        # Its own column begins anew behind the line's end, where the rest of a line that was cut off is missed.
        return f"{error.msg.removesuffix(' at')} (character {min(error.pos, len(line.rstrip())) + 1})"
    return str(error)
