"""How an article is laid out: which line is the heading of a sentence, and what the columns of a table row are called.

A stored text has its headings, list entries and table rows on lines of their own, without the marks they had.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from bot.evidence.lists import VERSION, below
from bot.evidence.tables import RowPlace, named, places, spelt_out
from index.article import BETWEEN_CELLS
from index.dates import YEAR
from index.passage import Span

LONGEST_HEADING_WORDS = 14
MOST_OPENING_LINES = 6
NAMING_CELLS = 2
"""Of a row: a number and a name, mostly."""
FEWEST_LISTED = 3
"""Lines without a full stop that follow each other: so many are a list, of which the first is the heading."""

_ENDS = re.compile(r"[.!…:;,。！।؟][\"'”’»)\]]*$")
_LABELLED = re.compile(r"[^\s:|][^:|]{0,59}:\s+(?=\S)")
_TASK = re.compile(r"[^\W\d_]{2}[.!?] [^\W\d_][^.:|]{0,40}: \S")
"""A sentence and what is told of it: "The fan is repaired. Owner: workshop"; it is no heading, however it ends."""
_LETTER = re.compile(r"[^\W\d_]")
_NAMED = re.compile(r"(?:[\w.'’-]+,? ){0,6}?[A-Z][\w'’-]+ [A-Z][\w'’-]+(?:\W|$)")
"""A value that holds somebody's name: "Finance, Helga Sommer"."""
_BYLINE = re.compile(
    rf"(?:by|von|par|por|di)\s[A-Z]|.*(?:[·•@]|\b\d\d?\.? [^\W\d_]{{3,}} {YEAR}\b"
    rf"|\b[A-Z][a-z]{{2,}} \d\d?, {YEAR}\b|\b\d{{4}}-\d\d-\d\d\b)",
    re.IGNORECASE,
)
"""Who wrote a text and when; below it stands the text, as below a heading."""
_FURNITURE = re.compile(
    r"\W*(?:advertisement|click here|most read|expand tweet|share this|watch now|facebook twitter|go deeper)\b"
    r"|\W*(?:(?:read |see |watch )?more|read also|related|(?:photo(?:graph)?|image|picture|video)s?(?: credits?)?|"
    r"credits?|source|caption)\s?:"
    r"|\W*(?:photo(?:graph)?s?|image|illustration|graphic|data visuali[sz]ation) by\b"
    r"|(?:.*\s)?\((?:[^()]*\b)?(?:getty|reuters|afp|ap|pa|epa|alamy|istock\w*|shutterstock|unsplash)\b[^()]*\)$",
    re.IGNORECASE,
)
"""Lines that pages put between paragraphs: of advertisements, links and pictures.  What follows stands under none."""
FEWEST_SHOUTED_WORDS = 7
"""A line of so many words in capitals is a link to another story, as some agencies put them between paragraphs."""
LONGEST_ENTRY_WORDS = 8


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    text: str

    @property
    def row(self) -> bool:
        return BETWEEN_CELLS in self.text

    @property
    def cells(self) -> list[str]:
        return self.text.split(BETWEEN_CELLS)

    @property
    def labelled(self) -> bool:
        """Whether it may give something its value: "Self-review: due on 17 October"."""
        return not self.row and _LABELLED.match(self.text) is not None

    @property
    def valued(self) -> bool:
        """Whether it does so by itself: "E1042: Token expired" may be a heading, "Fee: 5 euros" is none."""
        label = _LABELLED.match(self.text)
        if self.row or label is None or self.asks:
            return False
        value = self.text[label.end() :]
        return _ENDS.search(value) is not None or any(map(str.isdigit, value)) or _NAMED.fullmatch(value) is not None

    @property
    def asks(self) -> bool:
        """Whether it is a question, as those are that head the answers of an FAQ."""
        return self.text.endswith("?")

    @property
    def short(self) -> bool:
        """Whether it may be a heading or an entry of a list."""
        return (
            not self.row
            and _ENDS.search(self.text) is None
            and len(self.text.split()) <= LONGEST_HEADING_WORDS
            and _LETTER.search(self.text) is not None
            and (_BYLINE.match(self.text) is None or VERSION.fullmatch(self.text) is not None)
            and _TASK.search(self.text) is None
            and _FURNITURE.match(self.text) is None
            and not (self.text.isupper() and len(self.text.split()) >= FEWEST_SHOUTED_WORDS)
        )


class Layout:
    """The lines of one text."""

    def __init__(self, text: str) -> None:
        self._lines = _lines(text)
        self._starts = [line.span.start for line in self._lines]
        self._versions = [number for number, line in enumerate(self._lines) if VERSION.fullmatch(line.text)]
        self._plain = ["" if line.row else line.text for line in self._lines]
        self._facts = _facts(self._lines)
        self._headings = _headings(self._lines, self._facts, self._announced())
        self._places = places([line.cells if line.row else None for line in self._lines])

    def heading(self, at: int) -> str:
        """The heading under which the text at an offset stands; "" where there is none, or where it is one itself."""
        span = self.heading_span(at)
        return "" if span is None else self._lines[self._number(span.start)].text

    def heading_span(self, at: int) -> Span | None:
        """Where that heading stands."""
        number = self._number(at)
        above = self._headings[number] if number >= 0 else None
        return None if above is None or above == number else self._lines[above].span

    def version(self, at: int) -> str:
        """The last heading above an offset that is of a version; "" where there is none."""
        place = bisect_left(self._versions, self._number(at))
        return self._lines[self._versions[place - 1]].text if place else ""

    def opening(self) -> str:
        """The short lines above the text: its title, whose it is, who wrote it and when."""
        above: list[str] = []
        for line in self._lines[:MOST_OPENING_LINES]:
            if line.row or _ENDS.search(line.text) or len(line.text.split()) > LONGEST_HEADING_WORDS:
                break
            above.append(line.text)
        return " ".join(above)

    def is_heading(self, span: Span) -> bool:
        """Whether a span is a heading."""
        number = self._number(span.start)
        return number >= 0 and self._headings[number] == number and self._lines[number].span == span

    def is_line(self, span: Span) -> bool:
        """Whether a span is the whole of a line, and no row of a table."""
        number = self._number(span.start)
        return number >= 0 and self._lines[number].span == span and not self._lines[number].row

    def answers_heading(self, span: Span) -> bool:
        """Whether a span begins what stands below a heading that is a question."""
        number = self._number(span.start)
        heading = self._headings[number] if number > 0 else None
        if heading is None or heading != number - 1 or not self._lines[heading].asks:
            return False
        line = self._lines[number]
        return line.span.start == span.start and not line.row and not line.asks

    def is_fact(self, span: Span) -> bool:
        """Whether a span says something though it is no sentence: a table row, "Due: 3 May", what answers a heading."""
        number = self._number(span.start)
        if number < 0:
            return False
        line = self._lines[number]
        if self.answers_heading(span):
            return True
        return line.span == span and (self._facts[number] or (line.row and not self._is_head(number)))

    def entries(self, span: Span) -> list[Span]:
        """The entries of the list that a span introduces, as a heading or with a colon at the end of its line."""
        number = self._number(span.start)
        if number < 0 or self._lines[number].span.end != span.end or self._lines[number].row:
            return []
        heading = self.is_heading(span)
        if not heading and not self._lines[number].text.endswith(":"):
            return []
        return [self._lines[each].span for each in below(self._plain, number, heading=heading)]

    def columns(self, span: Span) -> Span | None:
        """The head of the table of which a span is a row; None of a piece of one."""
        place = self._place(span.start)
        return None if place is None or self.row_name(span) else self._lines[place.head].span

    def row_name(self, span: Span) -> Span | None:
        """The first cells of the row of which a span is a piece: they tell whose it is; None of anything else."""
        line = self._lines[max(0, self._number(span.start))]
        if not line.row or line.span == span:
            return None
        end = line.span.start + len(BETWEEN_CELLS.join(line.cells[:NAMING_CELLS]).rstrip())
        return Span(line.span.start, end) if end <= span.start else None

    def spelt_out(self, span: Span) -> str:
        """A table row with what its columns are called: "Service: mail; Owner: Jo"; "" of anything else."""
        place = self._place(span.start)
        if place is None or self.row_name(span):
            return ""
        return spelt_out(self._lines[place.head].cells, self._lines[self._number(span.start)].cells, place.first)

    def rows(self, head: Span) -> list[tuple[Span, list[tuple[str, str]]]]:
        """The rows of the table with this head: where each stands, and its cells with the names of their columns."""
        at = self._number(head.start)
        found = []
        for number, (line, place) in enumerate(zip(self._lines, self._places, strict=True)):
            if place is not None and place.head == at and number != at:
                found.append((line.span, named(self._lines[at].cells, line.cells, place.first)))
        return found

    def _announced(self) -> set[int]:
        """The lines that are entries of a list which a line with a colon introduces."""
        colons = (number for number, line in enumerate(self._plain) if line.endswith(":"))
        return {entry for number in colons for entry in below(self._plain, number, heading=False)}

    def _is_head(self, number: int) -> bool:
        place = self._places[number]
        return place is not None and place.head == number

    def _place(self, at: int) -> RowPlace | None:
        """Where the text at an offset stands in a table; None where it stands in none, or names the columns."""
        number = self._number(at)
        return None if number < 0 or self._is_head(number) else self._places[number]

    def _number(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1


@lru_cache(maxsize=32)
def layout_of(text: str) -> Layout:
    """The layout of a text, kept for the next question: that of 550,000 characters takes 30 ms."""
    return Layout(text)


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    begin = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            start = begin + line.index(bare[0])
            found.append(_Line(Span(start, start + len(bare)), bare))
        begin += len(line)
    return found


def _facts(lines: list[_Line]) -> list[bool]:
    """Whether each line gives something its value, by itself or as one of several such lines."""
    listed = _listed(lines)
    return [
        line.valued
        or (
            line.labelled
            and not line.asks
            and any(0 <= beside < len(lines) and lines[beside].valued for beside in (at - 1, at + 1))
        )
        or listed[at]
        for at, line in enumerate(lines)
    ]


def _listed(lines: list[_Line]) -> list[bool]:
    """For each line, whether it is a short entry with a figure in a list that a line with a colon announces."""
    found: list[bool] = []
    announced = False
    for line in lines:
        entry = announced and line.short and not line.labelled and len(line.text.split()) <= LONGEST_ENTRY_WORDS
        found.append(entry and any(map(str.isdigit, line.text)))
        announced = line.text.endswith(":") or entry
    return found


def _headings(lines: list[_Line], facts: list[bool], entries: set[int]) -> list[int | None]:
    """For each line, which line is its heading; a heading is its own, and no entry of a list is one."""
    found: list[int | None] = []
    heading: int | None = None
    at = 0
    while at < len(lines):
        run = at
        while run < len(lines) and lines[run].short and not facts[run] and run not in entries:
            run += 1
        if run > at and run < len(lines) and run - at < FEWEST_LISTED:
            # A heading, or one and another below it: what follows stands under the last.
            heading = run - 1
            found += list(range(at, run))
        elif run - at >= FEWEST_LISTED:
            heading = at
            found += [at] * (run - at)
        else:
            run = at + 1
            found.append(heading)
        at = run
    return found
