"""Files of lines that a person wrote or exported: questions, cases, sentences to check."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from index.errors import UnreadableError
from index.sources.encoding import encoding_of

_SAMPLE_BYTES = 1 << 16


def read_lines(path: Path) -> Iterator[str]:
    """The lines of a file, in whatever encoding it was saved.  Raises UnreadableError."""
    try:
        with path.open("rb") as file:
            yield from lines_of(file, str(path))
    except FileNotFoundError as error:
        raise UnreadableError(str(path), "there is no such file.") from error
    except IsADirectoryError as error:
        raise UnreadableError(str(path), "is a folder: name a file in it.") from error
    except OSError as error:
        raise UnreadableError(str(path), f"cannot be read: {error.strerror or error}.") from error


def lines_of(file: BinaryIO, source: str) -> Iterator[str]:
    """The lines of an open file or a pipe, each as soon as it has come (of UTF-16 and UTF-32, one later).

    Raises UnreadableError where they are no text.
    """
    if file.seekable():
        began = file.tell()
        sample = file.read(_SAMPLE_BYTES)
        file.seek(began)
        lines: Iterable[bytes] = file
    else:  # more than the first line may be long in coming
        sample = file.readline()
        lines = chain([sample], file)
    encoding = encoding_of(sample, source=source)
    return _wide(lines, encoding) if encoding.startswith(("utf-16", "utf-32")) else _narrow(lines, encoding, source)


def _wide(lines: Iterable[bytes], encoding: str) -> Iterator[str]:
    """Lines of two or four bytes a character, whose ends are not where a byte is one."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    text = ""
    for raw in lines:
        *whole, text = (text + decoder.decode(raw)).split("\n")
        yield from whole
    yield text + decoder.decode(b"", final=True)


def _narrow(lines: Iterable[bytes], encoding: str, source: str) -> Iterator[str]:
    for raw in lines:
        try:
            yield raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            other = encoding_of(raw, source=source) if encoding.startswith("utf-8") else encoding
            yield raw.decode(other, "replace")
