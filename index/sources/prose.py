"""Brings plain text into the form that articles have: one line a paragraph, a title apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePath

from index.article import BETWEEN_CELLS
from index.sources.columns import with_rows
from index.sources.hyphens import Paragraph, Words, is_broken

LIST_ITEM = re.compile(r"\s*(?:[-*•‣◦▪–·]\s+|\(?\d{1,3}[.)]\s+|\(?[a-z][.)]\s+)")
# Hard-wrapped text is filled to a width between these; longer lines are paragraphs, shorter ones verses and lists.
_NARROWEST, _WIDEST = 40, 130
# Of the lines that could be wrapped, this many must be filled before a width is believed.
_LEAST_FILLED = 0.6
_LONGEST_TITLE = 200
_ALONE = re.compile(r"\s*(?:[^\W\d_a-zß-ÿ]\w{1,14}:\s{2,}\S|([=\-~*_])\1{2,}\s*$)")
_ENDED = re.compile(r"[.!?…:][\"'”’»)\]]*$")
# A line that is so much of the width, or less, is no line of a paragraph but what stands above one.
_HEADING_WIDTH = 0.7
LABEL = re.compile(r"[^\W\d_][\w /-]{0,30}(?:\([^()]{1,30}\) ?)?:(?:\s|$)")
"""What a line begins with that says one thing about a document: "Present: 46 members", "Lieu : salle des fêtes"."""


@dataclass(frozen=True, slots=True)
class Titled:
    """A text and the title that stood above it."""

    title: str | None
    text: str


def unwrap(text: str) -> str:
    """``text`` with hard-wrapped lines joined, so that every newline is a boundary between paragraphs.

    Blank lines, list items, verses and headings keep their boundaries.  Words are left as they are, but one that was
    hyphenated at a line's end is made whole.
    """
    blocks = [with_rows(block.split("\n")) for block in re.split(r"\n(?:[ \t]*\n)+", text.replace("\f", "\n\n"))]
    width = wrap_width(blocks)
    words = Words(text if width else "")
    lines: list[str] = []
    for block in blocks:
        lines.extend(_unwrap_block([line.rstrip() for line in block if line.strip()], width, words))
    return "\n".join(_without_echoes(lines))


def wrap_width(blocks: list[list[str]]) -> int | None:
    """The column at which the lines of ``blocks`` were broken; None where they were not."""
    pairs = [
        (a.rstrip(), b.strip())
        for block in blocks
        for number, (a, b) in enumerate(pairwise(block))
        if not (number == 0 and _is_heading(a.strip(), b.strip())) and not (LABEL.match(a) and LABEL.match(b))
    ]
    pairs = [(a, b) for a, b in pairs if a and b and not _stands_alone(a) and not _stands_alone(b, below=True)]
    if not pairs:
        return None
    lengths = sorted(len(a) for a, _ in pairs)
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.98))]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    # A short line before a capital letter may be anything: a greeting, a signature, an address.
    telling = [(a, b) for a, b in pairs if len(a) >= _NARROWEST or b[:1].islower()]
    if len(telling) < 3 and all(b[:1].islower() for _, b in telling):
        return width  # too few to see a margin: only a line that goes on in lower case is a wrapped one
    if len(pairs) < 3:
        return None
    filled = sum(_fills(a, b, width) for a, b in pairs)
    return width if filled >= _LEAST_FILLED * len(pairs) else None


def _is_heading(line: str, following: str) -> bool:
    """Whether the first line of a block is what stands above a paragraph, of which there is a whole line below it."""
    return (
        _NARROWEST < len(following) <= _WIDEST
        and len(line) < _HEADING_WIDTH * len(following)
        and not _ENDED.search(line)
        and not following[:1].islower()
    )


def _unwrap_block(lines: list[str], width: int | None, words: Words) -> list[str]:
    joined: list[Paragraph] = []
    last = ""
    for line in lines:
        if joined and width is not None and _goes_on(last, line, width):
            joined[-1].add(line.strip())
        else:
            joined.append(Paragraph(line.strip(), words))
        last = line
    return [paragraph.text for paragraph in joined]


def _fills(line: str, following: str, width: int) -> bool:
    # A broken word shows that the line was full; people who wrap by hand are off by a few characters.
    return is_broken(line, following) or len(line.rstrip()) + 1 + len(following.split()[0]) > width - 5


def _stands_alone(line: str, *, below: bool = False) -> bool:
    """Whether a line is never one of a paragraph's: a row, a label with what it stands for, a rule below a heading.

    ``below``: or, with a line above it, the first of a paragraph: an entry of a list.
    """
    if below and LIST_ITEM.match(line):
        return True
    return BETWEEN_CELLS in line or _ALONE.match(line) is not None


def _goes_on(line: str, following: str, width: int) -> bool:
    if _stands_alone(following, below=True) or _stands_alone(line) or line.strip() == following.strip():
        return False
    if are_labelled([line.strip(), following.strip()]):
        return False
    return _fills(line, following, width) or (
        following.lstrip()[:1].islower() and not _ENDED.search(line) and len(line) > width // 2
    )


def are_labelled(lines: Sequence[str]) -> bool:
    """Whether each of several lines says something of its own behind a label: "Chair: Jo Ek", "Place: Room 2"."""
    return len(lines) > 1 and all(LABEL.match(line) and not line[:1].islower() for line in lines)


def _without_echoes(lines: list[str]) -> list[str]:
    """Without a line that repeats the one before it: a picture's description and its caption."""
    kept: list[str] = []
    for line in lines:
        if not kept or line != kept[-1] or len(line) < 20:
            kept.append(line)
    return kept


def take_title(text: str) -> Titled:
    """The title on the first line taken off ``text``, if there is one: a line of its own that is no sentence."""
    text = text.strip("\n")
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
    if not first or not rest.strip() or len(first) > _LONGEST_TITLE:
        return Titled(None, text)
    underline = re.match(r"\s*([=\-~*_])\1{2,}\s*(?:\n|$)", rest)
    if underline:
        return Titled(first, rest[underline.end() :].strip("\n"))
    apart = bool(re.match(r"[ \t]*\n", rest))
    following = rest.strip().split("\n", 1)[0].strip()
    is_sentence = bool(re.search(r"(?<!\b[A-Z])\.[\"'”’»)]*$|[;,:]$", first))
    if is_sentence or (LIST_ITEM.match(first) and LIST_ITEM.match(following)):
        return Titled(None, text)
    # Directly above the text, only a line that is much shorter than a wrapped one and not continued is a title.
    if apart or (len(first) <= 100 and len(following) > len(first) * 1.3 and not following[:1].islower()):
        return Titled(first, rest.strip("\n"))
    return Titled(None, text)


def fallback_title(text: str, path: PurePath | None = None) -> str:
    """A title for a text that has none: its first line if that is short, else the file's name, else its beginning."""
    first = next((line.strip() for line in text.split("\n") if line.strip()), "")
    if first and len(first) <= 100:
        return first
    return file_title(path) or (shorten(first) if first else "Untitled")


def file_title(path: PurePath | None) -> str | None:
    """The words of a file's name: "Price list 2025" of price-list-2025.csv; None where it has none."""
    if path is None or not re.search(r"[^\W\d_]{3}", path.stem):
        return None
    words = re.sub(r"[-_\s]+", " ", path.stem).strip()
    return words[:1].upper() + words[1:]


def shorten(text: str, length: int = 100) -> str:
    """The beginning of ``text``, cut after a word, with an ellipsis where something was cut."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def letters(text: str) -> str:
    """The letters and digits of ``text`` without regard to case: lines that have the same ones say the same."""
    return re.sub(r"[\W_]", "", text).casefold()
