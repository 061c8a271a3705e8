"""How far apart the lines of a PDF stand."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from index.sources.pdf_page import Line

# Lines of a paragraph are no further apart than this, in their size, unless they are double-spaced.
_WIDEST_LEADING = 1.6


def gap_between(line: Line, following: Line) -> float:
    """The distance of two lines, in points; 0 where they stand on different pages."""
    return line.y - following.y if line.page == following.page else 0.0


def leading_of(lines: list[Line]) -> float:
    """The usual distance of the lines of a paragraph, in points; 0 where it cannot be told."""
    gaps = [
        (gap, gap / max(a.size, 1))
        for a, b in pairwise(lines)
        if not (a.is_row or b.is_row) and 0 < (gap := gap_between(a, b)) < 3 * max(a.size, 1)
    ]
    # Where most paragraphs are of one line, most gaps are between paragraphs.
    close = [gap for gap, of_size in gaps if of_size <= _WIDEST_LEADING]
    return median(close if 4 * len(close) > len(gaps) else [gap for gap, _ in gaps]) if gaps else 0.0
