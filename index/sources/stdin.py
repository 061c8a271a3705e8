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
    if raw.startswith(b"%PDF-"):
        return "pdf"
    if raw.startswith(b"PK\x03\x04"):
        return "docx"
    if _MAIL.match(raw):
        return "mail"
    beginning = decode(raw[: 1 << 16], source=source)
    if _HTML.match(beginning):
        return "html"
    if re.match(r"\s*(?:---|\+\+\+)[ \t]*\n", beginning) or re.match(r"\s*# \S", beginning):
        return "markdown"
    first = next((line for line in beginning.split("\n") if line.strip()), "")
    if first.lstrip().startswith("{"):
        try:
            return "jsonl" if isinstance(json.loads(first), dict) else "text"
        except ValueError:
            # A broken first line of many is still a file of records.
            return "jsonl" if '":' in first else "text"
    if DECLARED.fullmatch(first):
        return "csv"
    for delimiter in ",;\t|":
        header = next(csv.reader([first], delimiter=delimiter), [])
        if len(header) > 1 and names.has_text([name.strip() for name in header]):
            return "csv"
    return "text"
