"""Articles that come through standard input: what they are is told from how they begin."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator

from index.article import Article
from index.errors import UnreadableError
from index.sources.encoding import decode
from index.sources.failing import unforeseen
from index.sources.fields import FieldNames
from index.sources.files import MAX_BYTES, article_in
from index.sources.records import read_csv, read_jsonl
from index.sources.table import DECLARED

_HTML = re.compile(
    r"\s*+(?:<\?xml[^>]*>\s*+)?(?><!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body|article|div|p|h1)\b", re.I | re.S
)

_MAIL = re.compile(rb"\s*(?:From|Return-Path|Delivered-To|Received|MIME-Version|Message-ID|X-[\w-]+):[^\n]*\n"
                   rb"(?:[\w-]+:[^\n]*\n|[ \t][^\n]*\n)*?(?:MIME-Version|Content-Type):", re.I)  # fmt: skip
"""Mail as programs save it; what people type above a text names no version of MIME."""

_FRONT_MATTER_OR_HEADING = re.compile(r"\s*(?:(?:---|\+\+\+)[ \t]*\n|# \S)")

_KINDS_OF_BYTES = (("pdf", re.compile(rb"%PDF-")), ("docx", re.compile(rb"PK\x03\x04")), ("mail", _MAIL))
_KINDS_OF_TEXT = (("html", _HTML), ("markdown", _FRONT_MATTER_OR_HEADING))
"""How each kind begins, before it is decoded and after."""


def read_stdin(
    raw: bytes,
    *,
    names: FieldNames | None = None,
    max_bytes: int = MAX_BYTES,
) -> Iterator[Article | UnreadableError]:
    """The articles in ``raw``, and an UnreadableError in the place of each that cannot be read.

    Their source is ``stdin:`` and the beginning of the input's SHA-256, so that the same text given twice is the same
    source, and another text is another.  ``names`` as in ``index.sources.read``.
    """
    names = names or FieldNames({})
    source = f"stdin:{hashlib.sha256(raw).hexdigest()[:12]}"
    if not raw.strip():
        yield UnreadableError("stdin", "standard input is empty")
    elif len(raw) > max_bytes:
        yield UnreadableError(
            "stdin", f"more than {max_bytes / 1e6:.3g} MB came (the limit is ARTICLEBOT_MAX_FILE_MEGABYTES)"
        )
    else:
        try:
            kind = _kind(raw, names, source)
            if kind == "jsonl":
                yield from read_jsonl(io.BytesIO(raw), names, source=source, max_bytes=max_bytes)
            elif kind == "csv":
                yield from read_csv(io.BytesIO(raw), names, source=source, max_bytes=max_bytes)
            else:
                yield article_in(raw, kind, source=source)
        except UnreadableError as error:
            yield error
        except Exception as error:  # noqa: BLE001 - the outer edge, as for files
            yield unforeseen(error, source)


def _kind(raw: bytes, names: FieldNames, source: str) -> str:
    kind = next((kind for kind, beginning in _KINDS_OF_BYTES if beginning.match(raw)), None)
    return kind or _kind_of_text(decode(raw[: 1 << 16], source=source), names)


def _kind_of_text(text: str, names: FieldNames) -> str:
    for kind, beginning in _KINDS_OF_TEXT:
        if beginning.match(text):
            return kind
    first = next((line for line in text.split("\n") if line.strip()), "")
    if first.lstrip().startswith("{"):
        return "jsonl" if _is_record(first) else "text"
    return "csv" if _heads_table(first, names) else "text"


def _is_record(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        # A broken first line of many is still a file of records.
        return '":' in line


def _heads_table(line: str, names: FieldNames) -> bool:
    """Whether a line declares the delimiter of a table, or names its columns and the text among them."""
    if DECLARED.fullmatch(line):
        return True
    headers = (next(csv.reader([line], delimiter=delimiter), []) for delimiter in ",;\t|")
    return any(len(header) > 1 and names.has_text([name.strip() for name in header]) for header in headers)
