"""Lists that stand on lines of their own below what introduces them: "It has two conditions:", "Recommendations"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise, takewhile

from index.sentences import sentences

FEWEST_ENTRIES, MOST_ENTRIES = 2, 12
LONGEST_ENTRY_WORDS = 45
MOST_SENTENCES_OF_AN_ENTRY = 2
MOST_SENTENCES_OF_A_SECTION, LONGEST_SECTION_CHARACTERS = 5, 600
MARK = re.compile(r"^\s*(?:[•*·▪●‣◦–—-]\s|\d{1,3}[.)]\s|[a-z][.)]\s)")
"""Of an entry, where the text kept it."""
VERSION = re.compile(
    r"(?:(?:version|release) )?v?\d+(?:\.\d+)+(?: ?[(–—-] ?[^()|]{4,30}\)?)?",
    re.IGNORECASE,
)
"""A heading above what a version brought: "5.3 (14 April 2025)"."""

_GOES_ON = re.compile(r"[,;](?:\s(?:and|or|und|oder|et|ou|y|o|e))?$")
_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*$")
_LABELLED = re.compile(r"[^\d:]+: ")
"""Not "E1042: Token expired", which may be a heading."""
_ENDS_IN_BRACKETS = re.compile(r"\)\.?$")


def below(lines: Sequence[str], at: int, *, heading: bool) -> range:
    """Which lines are the entries of the list that the line at ``at`` introduces; none where it introduces none.

    ``lines``: those of a text, "" where one is a row of a table.  A line with a colon is followed by entries with
    marks, by such as go on ("a, b or c"), by short ones, or by sentences up to the next heading; a heading by the last,
    or by one short paragraph.
    """
    first = at + 1
    if heading and _is_short_section(lines, first):
        return range(first, first + 1)
    if first >= len(lines) or not _is_entry(lines[first]):
        return range(0)
    if MARK.match(lines[first]):
        end = _while(lines, first, lambda line: MARK.match(line) is not None)
    elif _GOES_ON.search(lines[first]):
        end = _while(lines, first, lambda line: _GOES_ON.search(line) is not None) + 1
    elif _ENDS.search(lines[first]) or _ENDS_IN_BRACKETS.search(lines[first]):
        if (labelled := _labelled_end(lines, first)) is not None:
            return _fitting(lines, first, labelled)
        end = _while(lines, first, _is_ended)
        if end < len(lines) and (not lines[end] or len(lines[end].split()) > LONGEST_ENTRY_WORDS):
            return range(0)  # paragraphs, of which the next is a longer one
    elif heading:
        return range(0)
    else:
        end = _bare(lines, first)
    return _fitting(lines, first, end)


def _fitting(lines: Sequence[str], first: int, end: int) -> range:
    """The entries from one line to another, if their number and length are those of a list; else none."""
    found = range(first, min(end, len(lines)))
    fits = FEWEST_ENTRIES <= len(found) <= MOST_ENTRIES and all(_is_entry(lines[each]) for each in found)
    return found if fits else range(0)


def goes_on(entry: str) -> bool:
    """Whether an entry ends so that another may follow it on its line."""
    return _GOES_ON.search(entry) is not None or _ENDS.search(entry) is not None or entry.endswith(")")


def _bare(lines: Sequence[str], first: int) -> int:
    """The end of entries without marks and full stops; the last one is none where it may head what follows."""
    small = lines[first][0].islower()
    end = _while(
        lines,
        first,
        lambda line: bool(line) and _ENDS.search(line) is None and line[0].islower() == small and line[-1] != ":",
    )
    labelled = all(map(_LABELLED.match, lines[first:end]))
    return end if small or labelled or end == len(lines) else end - 1


def _labelled_end(lines: Sequence[str], first: int) -> int | None:
    """The end of entries that each begin with a label, below a sentence on them maybe; None where they do not."""
    marks = [_LABELLED.match(line) is not None for line in lines[first : first + 3]]
    if not any(left and right for left, right in pairwise(marks)):
        return None
    return _while(lines, first + 1, lambda line: _is_ended(line) and _LABELLED.match(line) is not None)


def _while(lines: Sequence[str], first: int, goes: Callable[[str], bool]) -> int:
    return first + sum(1 for _ in takewhile(goes, lines[first:]))


def _is_ended(line: str) -> bool:
    """Whether an entry ends with a full stop, or in brackets as no heading of a version does."""
    bracketed = _ENDS_IN_BRACKETS.search(line) is not None and VERSION.fullmatch(line) is None
    return _ENDS.search(line) is not None or bracketed


def _is_short_section(lines: Sequence[str], first: int) -> bool:
    """Whether one paragraph of some sentences is all that stands there before the next heading or the end."""
    if first >= len(lines) or _ENDS.search(lines[first]) is None or len(lines[first]) > LONGEST_SECTION_CHARACTERS:
        return False
    alone = first + 1 == len(lines) or bool(lines[first + 1] and _ENDS.search(lines[first + 1]) is None)
    return alone and FEWEST_ENTRIES <= sentence_count(lines[first]) <= MOST_SENTENCES_OF_A_SECTION


def _is_entry(line: str) -> bool:
    words = line.split()
    return bool(words) and len(words) <= LONGEST_ENTRY_WORDS and sentence_count(line) <= MOST_SENTENCES_OF_AN_ENTRY


def sentence_count(entry: str) -> int:
    """How many sentences an entry has, its mark and what stands in brackets behind them not counted."""
    bare = MARK.sub("", entry, count=1)
    return sum(not span.of(bare).startswith("(") for span in sentences(bare, None))
