"""Finds the files that hold articles, and reads each by its kind."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import BinaryIO

from index.article import Article
from index.errors import UnreadableError
from index.sources.encoding import whole
from index.sources.failing import unforeseen
from index.sources.fields import FieldNames
from index.sources.plain import read_plain
from index.sources.records import holds_questions, read_csv, read_jsonl

MAX_BYTES = 100_000_000
"""The largest file that is read as one article, and the longest line of a JSONL file.  The longest books are 5 MB of
text; a PDF with pictures may be ten times that."""

_KINDS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".eml": "mail",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
}
READABLE = ", ".join(_KINDS)
"""The endings of the files that can be read, as a message names them."""


def may_be_read(path: Path) -> bool:
    """Whether a file is of a kind that can be read, by its ending; one without is taken for text."""
    return not path.suffix or path.suffix.lower() in _KINDS


def walk(paths: Iterable[Path]) -> Iterator[Path]:
    """The files to read for ``paths``, each once, those of a folder in the order of their names.

    A folder gives the files below it that can hold articles; hidden ones, other kinds and sets of questions are
    passed over.  What cannot be read is not passed over: a missing file, a folder that is empty, shut or
    linked into itself comes out as its path, and ``read`` says what is wrong with it.
    """
    seen: set[str] = set()
    for path in paths:
        # Not resolve(): an article's source is the path that the user knows, links and all.
        absolute = Path(os.path.abspath(path))  # noqa: PTH100
        found = False
        # Not is_dir(), which raises where a folder above may not be searched.
        for file in _below(absolute, (), set()) if os.path.isdir(absolute) else (absolute,):  # noqa: PTH112
            found = True
            real = os.path.realpath(file)
            if real not in seen:
                seen.add(real)
                yield file
        if not found:
            yield absolute


def _below(folder: Path, above: tuple[str, ...], walked: set[str]) -> Iterator[Path]:
    real = os.path.realpath(folder)
    if real in above:
        yield folder
        return
    if real in walked:  # folders that link to each other have more ways through them than there is time
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield folder
        return
    walked.add(real)
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = Path(entry.path)
        if _is_folder(entry):
            yield from _below(path, (*above, real), walked)
        elif path.suffix.lower() in _KINDS and not _holds_questions(path):
            yield path


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _holds_questions(path: Path) -> bool:
    if _KINDS[path.suffix.lower()] != "jsonl":
        return False
    try:
        if not path.is_file():  # opening a pipe would wait for its writer
            return False
        with path.open("rb") as file:
            return holds_questions(file.readline(1 << 16).decode("utf-8-sig", "replace"))
    except OSError:
        return False


def read(
    path: Path,
    *,
    field_map: Mapping[str, str] | None = None,
    names: FieldNames | None = None,
    max_bytes: int = MAX_BYTES,
) -> Iterator[Article | UnreadableError]:
    """The articles in a file, and an UnreadableError in the place of each that cannot be read.

    Nothing is raised for what a file holds or lacks.  Files of records are read one record at a time.  ``field_map``
    names the records' fields (``{"text": "inhalt"}``); ValueError where it names a field that articles do not have.
    ``names``, in its place, tells afterwards which of them no record had.
    """
    names = names or FieldNames(field_map or {})
    path = Path(os.path.abspath(path))  # noqa: PTH100
    source = whole(str(path))
    try:
        if source != str(path):
            raise UnreadableError(source, "has a name that is not UTF-8; rename it")
        with _open(path, source) as file:
            yield from _read_open(file, path, names, source, max_bytes)
    except UnreadableError as error:
        yield error
    except OSError as error:
        yield UnreadableError(source, _reason(error, path))
    except Exception as error:  # noqa: BLE001 - the outer edge: whatever a file does to a parser, the others go on
        yield unforeseen(error, source)


def _open(path: Path, source: str) -> BinaryIO:
    if path.is_dir():
        raise UnreadableError(source, _folder_reason(path))
    kind = path.stat().st_mode
    if not stat.S_ISREG(kind):  # opening a pipe would wait for its writer
        raise UnreadableError(source, "is not a file but a device or a pipe")
    if not may_be_read(path):
        raise UnreadableError(source, f"{path.suffix} files cannot be read; those that can are {READABLE}")
    return path.open("rb")


def _read_open(
    file: BinaryIO, path: Path, names: FieldNames, source: str, max_bytes: int
) -> Iterator[Article | UnreadableError]:
    kind = _KINDS.get(path.suffix.lower(), "text")
    if os.fstat(file.fileno()).st_size == 0:
        raise UnreadableError(source, "is empty")
    if kind == "jsonl":
        yield from read_jsonl(file, names, source=source, max_bytes=max_bytes)
    elif kind == "csv":
        yield from read_csv(file, names, source=source, max_bytes=max_bytes, path=path)
    else:
        raw = file.read(max_bytes + 1)
        if len(raw) > max_bytes:
            size = os.fstat(file.fileno()).st_size
            raise UnreadableError(
                source,
                f"is {size / 1e6:.3g} MB, more than the limit of {max_bytes / 1e6:.3g} MB; "
                "ARTICLEBOT_MAX_FILE_MEGABYTES sets it",
            )
        yield article_in(raw, kind, path=path, source=source)


def article_in(raw: bytes, kind: str, *, source: str, path: PurePath | None = None) -> Article:
    """The one article in a file of this kind; UnreadableError where there is none."""
    # Each imports a library that takes a moment: only the kinds that are there are loaded.
    if kind == "html":
        from index.sources.html import read_html

        return read_html(raw, source=source, path=path)
    if kind == "pdf":
        from index.sources.pdf import read_pdf

        return read_pdf(raw, source=source, path=path)
    if kind == "docx":
        from index.sources.docx import read_docx

        return read_docx(raw, source=source, path=path)
    if kind == "mail":
        from index.sources.eml import read_eml

        return read_eml(raw, source=source, path=path)
    if kind == "markdown":
        from index.sources.markdown import read_markdown

        return read_markdown(raw, source=source, path=path)
    return read_plain(raw, source=source, path=path)


def _folder_reason(folder: Path) -> str:
    if folder.is_symlink() and os.path.realpath(folder) in [os.path.realpath(each) for each in folder.parents]:
        return "is a symbolic link to a folder above it and was not followed"
    try:
        next(os.scandir(folder), None)
    except OSError as error:
        return _reason(error, folder)
    return f"holds no articles; files that can be read are {READABLE}"


def _is_web_name(path: Path) -> bool:
    return any(part.lower().startswith("www.") for part in path.parts)


def _reason(error: OSError, path: Path) -> str:
    if error.errno == errno.ENOENT:
        if path.is_symlink():
            return "points to a file that is not there"
        meant = " A web page is added by its whole address: https://www.…" if _is_web_name(path) else ""
        return f"is not there; is the name right?{meant}"
    if error.errno in (errno.EACCES, errno.EPERM):
        return "may not be read: permission denied"
    if error.errno == errno.ELOOP:
        return "is a symbolic link that leads back to itself"
    if error.errno == errno.ENAMETOOLONG:
        return "has a name that is too long for this system"
    return f"cannot be read: {error.strerror or error}"
