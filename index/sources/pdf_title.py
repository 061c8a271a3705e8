"""The title of a PDF: in larger letters on its first page, declared by its file, or its first line."""

from __future__ import annotations

import re
from itertools import takewhile
from statistics import median

from index.sources.pdf_page import Line
from index.sources.pdf_spacing import gap_between, leading_of

# Titles that programs write by themselves.
_NO_TITLE = re.compile(
    r"(?:untitled|\(?(?:anonymous|unspecified)\)?|microsoft word\b.*|.*\.(?:docx?|indd|pdf|tex|rtf|odt|qxd))", re.I
)


def title_of(lines: list[Line], declared: str) -> tuple[str | None, list[Line]]:
    """The title, and the lines without those at the top of the first page that say it."""
    declared = " ".join(declared.split())
    if _NO_TITLE.fullmatch(declared) or not re.search(r"[^\W\d_]{2}", declared):
        declared = ""
    shown = _shown_title(lines)
    if shown is not None:
        title, rest = shown
        return (declared if _same(declared, title) else title), rest
    if declared:
        is_repeated = len(lines) > 1 and _same(declared, lines[0].text)
        return declared, lines[1:] if is_repeated else lines
    if _begins_with_title(lines):
        return lines[0].text, lines[1:]
    return None, lines


def _shown_title(lines: list[Line]) -> tuple[str, list[Line]] | None:
    """The title in larger letters near the top of the first page, and the lines without it."""
    first_page = [line for line in lines if line.page == lines[0].page]
    body_size = median(line.size for line in lines)
    largest = max((line.size for line in first_page if not line.is_row), default=0.0)

    def is_largest(line: Line) -> bool:
        return line.size == largest and not line.is_row

    top = next((i for i, line in enumerate(first_page) if is_largest(line)), 0)
    if largest <= body_size * 1.15 or top >= 6:
        return None
    said = [line.text for line in takewhile(is_largest, first_page[top : top + 4])]
    title, end = " ".join(said), top + len(said)
    if len(title) > 250 or end >= len(lines):
        return None
    # The header of a single page may say it once more.
    above = [line for line in lines[:top] if not _same(line.text, title)]
    return title, above + lines[end:]


def _begins_with_title(lines: list[Line]) -> bool:
    """Whether the first line is short, no sentence, and in bold or further above the text than lines are apart."""
    if len(lines) < 3 or lines[0].is_row:
        return False
    first, second = lines[:2]
    is_apart = (first.bold and not second.bold) or gap_between(first, second) > 1.4 * leading_of(lines)
    return is_apart and len(first.text) <= 150 and not first.text.endswith(".")


def _same(first: str, second: str) -> bool:
    return re.sub(r"\W", "", first).lower() == re.sub(r"\W", "", second).lower()
