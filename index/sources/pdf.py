"""PDF files: their text put together again from lines, without page headers and footers."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import PurePath
from typing import TYPE_CHECKING

from index.article import Article
from index.dates import parse_date
from index.errors import UnreadableError
from index.sources.byline import OFFICE, byline, date_of_file, names_above
from index.sources.hyphens import Paragraph, Words
from index.sources.kinds import take_subject
from index.sources.language import detect_language
from index.sources.pdf_columns import rows_by_height
from index.sources.pdf_notes import take_notes
from index.sources.pdf_page import Line, page_lines
from index.sources.pdf_spacing import gap_between, leading_of
from index.sources.pdf_title import title_of
from index.sources.prose import LIST_ITEM, fallback_title
from index.sources.stated_date import stated_date

if TYPE_CHECKING:
    from pypdf import DocumentInformation

# The parts of a page's height, from its top and from its bottom, where headers and footers stand.
_MARGIN = 0.12
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:(?:page|seite|p\.)\s*)?\d{1,4}(?:\s*(?:/|of|von|de)\s*\d{1,4})?[-–—\s]*", re.I)
# "Lakeside Notes – page 1": a header or a footer, also of a document that has only one.
_WITH_PAGE = re.compile(
    r".{2,120}[-–—|•·,;:(]\s*(?:page|seite|página|pagina|p\.|s\.)\s*\d{1,4}(?:\s*(?:/|of|von|de)\s*\d{1,4})?\)?", re.I
)
_NO_AUTHOR = re.compile(
    r"\d|\(|\b(?:adobe|admin\w*|anonymous|latex|microsoft|office|owner|pc|scanner|template|unknown|user|windows|word)\b",
    re.I,
)
_ENDED = re.compile(r"[.!?:…][\"'”’»)\]]*$")
# What no sentence goes on with, unlike a dash or a number.
_BULLET = re.compile(r"[•‣◦▪]\s")
# Fewer letters than this in a whole document are stamps and page numbers on scanned images.
_FEWEST_LETTERS = 20


# What pypdf lets through, beside its own errors, where a damaged file leads its parsers astray.
_DAMAGE = (
    *(ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError, OSError),
    *(NotImplementedError, RecursionError, struct.error, zlib.error),
)


@dataclass(frozen=True, slots=True)
class _Opened:
    """What pypdf finds in a file."""

    lines: list[Line]
    page_count: int
    declared: DocumentInformation | None


def read_pdf(raw: bytes, *, source: str, path: PurePath | None = None) -> Article:
    """The article in a PDF file; UnreadableError where it is encrypted, damaged, or holds no text."""
    if not _begins_as_pdf(raw):
        raise UnreadableError(source, "is not a PDF file, whatever its name says")
    if b"%%EOF" not in raw[-2048:]:
        raise UnreadableError(source, "is truncated: the end of the PDF is missing; get the file again")
    opened = _opened(raw, source)
    if sum(char.isalpha() for line in opened.lines for char in line.text) < _FEWEST_LETTERS:
        raise UnreadableError(source, "holds no text, only images (a scan?); run text recognition (OCR) on it first")
    declared = opened.declared
    title, lines = title_of(_without_margins(opened.lines), str(declared.title or "") if declared else "")
    text, pages = _joined(lines)
    if not text:
        raise UnreadableError(source, "holds a title, but no text")
    title, _ = take_subject(title, text)
    author, published = byline(text)
    made = _created(declared.creation_date_raw) if declared else None
    return Article(
        source=source,
        title=title or fallback_title(text, path),
        text=text,
        author=author or _author(declared.author if declared else None, text),
        publisher=None,
        published_at=published or stated_date(title or "", text) or date_of_file(made, title or "", text),
        language=detect_language(text),
        pages=(*pages, *[len(text)] * (opened.page_count - len(pages))),
    )


def _begins_as_pdf(raw: bytes) -> bool:
    return b"%PDF-" in raw[:1024] or raw.lstrip().startswith(b"%PDF-")


def _opened(raw: bytes, source: str) -> _Opened:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    # It logs a warning for each small fault that it mends.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError(source, "is encrypted; save a copy without the password")
        count = len(reader.pages)
        lines = [line for number in range(count) for line in rows_by_height(page_lines(reader, number))]
        return _Opened(lines, count, reader.metadata)
    except UnreadableError:
        raise
    except DependencyError as error:
        raise UnreadableError(source, f"is encrypted in a way that cannot be read: {error}") from error
    except (PyPdfError, *_DAMAGE) as error:
        raise UnreadableError(source, f"is a damaged PDF and cannot be read: {error}") from error


def _without_margins(lines: list[Line]) -> list[Line]:
    """Without the lines at the top and bottom that are the same on most pages, and without page numbers."""
    leading = leading_of(lines)
    pages = [list(page) for _, page in groupby(sorted(lines, key=lambda line: line.page), lambda line: line.page)]

    def in_margin(line: Line) -> bool:
        return line.y < line.height * _MARGIN or line.y > line.height * (1 - _MARGIN)

    def shape(line: Line) -> tuple[str, int]:
        return re.sub(r"\d+", "#", line.text), round(line.y / 4)

    def pages_with(said: Callable[[Line], tuple[str, int]]) -> Counter[tuple[str, int]]:
        return Counter(place for page in pages for place in {said(line) for line in page if in_margin(line)})

    alike, same = pages_with(shape), pages_with(_place)
    # Left and right pages have headers of their own: a third is enough in a long document.
    least = 2 if len(pages) < 6 else max(2, len(pages) // 3)
    left_out: set[Line] = set()
    for page in pages:
        # From the middle of the page outwards: what goes on with the text before it is no header, whatever it says.
        for line in sorted(filter(in_margin, page), key=lambda line: abs(line.y - line.height / 2)):
            is_header = alike[shape(line)] >= least and (
                (same[_place(line)] >= least and not line.is_row and not line.text[:1].islower())
                or not _adjoins(line, (other for other in page if other not in left_out), leading)
            )
            is_numbered = _WITH_PAGE.fullmatch(line.text) and not _adjoins(line, page, leading)
            if is_header or is_numbered or _PAGE_NUMBER.fullmatch(line.text):
                left_out.add(line)
    return [line for line in lines if line not in left_out]


def _place(line: Line) -> tuple[str, int]:
    return line.text, round(line.y / 4)


def _adjoins(line: Line, others: Iterable[Line], leading: float) -> bool:
    """Whether the same text, or the same table, goes on from ``line`` towards the page's middle."""
    inwards = -1 if line.y > line.height / 2 else 1
    gaps = {other: gap for other in others if (gap := (other.y - line.y) * inwards) > 1}
    if line.is_row:
        return bool(gaps) and min(gaps, key=lambda other: gaps[other]).is_row
    return any(
        gap < 1.5 * leading and abs(line.size - other.size) < 0.6 for other, gap in gaps.items() if not other.is_row
    )


def _joined(lines: list[Line]) -> tuple[str, tuple[int, ...]]:
    """The text, and where each page begins in it; one without text begins where the next does."""
    lines, notes = take_notes(lines)
    leading = leading_of(lines)
    lengths = sorted(len(line.text) for line in lines if not line.is_row) or [0]
    width = lengths[int(len(lengths) * 0.9)]
    words = Words("\n".join(line.text for line in lines))
    paragraphs: list[Paragraph] = []
    pages: list[int] = []
    done = 0  # characters of the paragraphs before the last one, with the newlines after them
    before: Line | None = None
    waiting: list[list[Line]] = []  # notes that the paragraph refers to

    def begin(line: Line) -> None:
        nonlocal done
        done += paragraphs[-1].length + 1 if paragraphs else 0
        paragraphs.append(Paragraph(line.text, words))

    def place_notes() -> None:
        for first, *others in waiting:
            begin(first)
            for line in others:
                paragraphs[-1].add(line.text)
        waiting.clear()

    for line in lines:
        if before is not None and _goes_on(before, line, leading, width):
            paragraphs[-1].add(line.text)
        else:
            place_notes()
            begin(line)
        pages += [done + paragraphs[-1].length - len(line.text)] * (line.page + 1 - len(pages))
        before = line
        waiting += notes.get(line, [])
    place_notes()
    return "\n".join(paragraph.text for paragraph in paragraphs), tuple(pages)


def _goes_on(line: Line, following: Line, leading: float, width: int) -> bool:
    if line.is_row or following.is_row or _BULLET.match(following.text):
        return False
    if LIST_ITEM.match(following.text) and _ENDED.search(line.text):
        return False
    if abs(line.size - following.size) > 0.6 or (line.bold != following.bold and not following.text[:1].islower()):
        return False
    gap = gap_between(line, following)
    if gap > 1.3 * leading and not (gap < 0 or following.text[:1].islower()):
        return False
    if following.text[:1].islower() and not _ENDED.search(line.text):
        return True
    reach = len(line.text) + 1 + len(following.text.split()[0])
    if _ENDED.search(line.text):
        # At a new page or column nothing tells whether the paragraph goes on; to part it there cuts no sentence.
        indented = following.x > line.x + line.size * 0.8
        return gap > 0 and reach > 0.85 * width and not indented
    return reach > 0.85 * width


def _author(declared: str | None, text: str) -> str | None:
    name = " ".join((declared or "").split())
    # A login name or a program is no author.
    if " " not in name or _NO_AUTHOR.search(name):
        return None
    return (names_above(text) if OFFICE.search(name) else None) or name


def _created(raw: str | None) -> datetime | None:
    match = re.match(r"D:(\d{4})(\d\d)?(\d\d)?", raw or "")
    return parse_date("-".join((match[1], match[2] or "01", match[3] or "01"))) if match else None
