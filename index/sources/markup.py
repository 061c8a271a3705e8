"""Pieces of HTML, as they stand in a record's field or a converted document: every block a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import html
from lxml.etree import ParserError

from index.article import BETWEEN_CELLS
from index.sources.footnotes import drop_note_marks
from index.sources.notation import plain_notation
from index.sources.spans import square_tables

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol option p pre section summary "
    "table tbody tfoot thead tr ul".split()
)
_UNSEEN = frozenset(("head", "iframe", "noscript", "object", "script", "style", "svg", "template", "title"))
_TAG = re.compile(r"</?(?:p|div|br|h[1-6]|ul|ol|li|span|a|strong|em|b|i|img|figure|blockquote)\b[^<>]*>", re.I)


def looks_like_markup(text: str) -> bool:
    """Whether ``text`` is HTML: at least two tags of those that make up articles, one of them closing or a break."""
    tags = _TAG.findall(text)
    return len(tags) >= 2 and any(tag.startswith("</") or tag.lower().startswith("<br") for tag in tags)


def table_row(cells: Iterable[str]) -> str:
    """A table's row as a line; of its empty cells only those between others stay, for the columns to be told by."""
    kept = [" ".join(cell.split()) for cell in cells]
    while kept and not kept[0]:
        kept.pop(0)
    while kept and not kept[-1]:
        kept.pop()
    return BETWEEN_CELLS.join(kept)


def markup_text(markup: str) -> str:
    """The visible text of a piece of HTML, a line for each paragraph, heading, list item and table row."""
    try:
        root = html.fromstring(f"<div>{markup}</div>")
        drop_note_marks(root)
        plain_notation(root)
        square_tables(root)
        return element_text(root)
    except (ParserError, RecursionError):  # nothing but comments; or thousands of tags, each within the other
        return ""


def element_text(root: html.HtmlElement) -> str:
    """The visible text below ``root``, a line for each block, white space as a browser would show it."""
    lines = "".join(_pieces(root, False)).split("\n")
    # Two blanks behind a bar are an empty cell.
    return "\n".join(line for line in (re.sub(r"(?<!\|)[ \t\x0b]+", " ", line).strip() for line in lines) if line)


def _pieces(element: html.HtmlElement, preformatted: bool) -> Iterator[str]:
    if not isinstance(element.tag, str):  # a comment
        return
    tag = element.tag.lower()
    if tag in _UNSEEN:
        return
    if tag == "br":
        yield "\n"
        return
    if tag == "tr":
        cells = ("".join(_pieces(cell, False)) for cell in element if isinstance(cell.tag, str))
        yield f"\n{table_row(cells)}\n"
        return
    preformatted = preformatted or tag == "pre"
    boundary = "\n" if tag in _BLOCKS else ""
    yield boundary
    yield _shown(element.text, preformatted)
    for child in element:
        yield from _pieces(child, preformatted)
        yield _shown(child.tail, preformatted)
    yield boundary


def _shown(text: str | None, preformatted: bool) -> str:
    return (text or "") if preformatted else re.sub(r"\s+", " ", text or "")
