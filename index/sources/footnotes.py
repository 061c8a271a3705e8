"""Footnotes in HTML: their marks are taken out of the sentences, where they look like the marks of an answer."""

from __future__ import annotations

import re

from lxml import html

_RAISED = re.compile(r"\[?\s*(?:\d{1,3}|[a-z]|note \d{1,3}|[*†‡§]{1,3})\s*\]?", re.I)
_BRACKETED = re.compile(r"\[\s*(?:\d{1,3}|[a-z]|note \d{1,3})\s*\]", re.I)
_BACK = re.compile(r"[\^↑↩⤴⏎\ufe0e\ufe0f\s]+")
# Without a link it is left behind by programs that saved the page.  Elsewhere it is a key's sign.
_BACK_AT_END = re.compile(r"\s*[↩⤴][\ufe0e\ufe0f]?\s*$")
_NOTES = (
    "descendant-or-self::*[self::li or self::p or self::div]"
    "[starts-with(@id, 'fn') or ancestor::*[contains(@class, 'footnote') or contains(@class, 'endnote')"
    " or contains(@role, 'doc-endnote')]]"
)
_NOTE = re.compile(r"#(?:foot|end)note-\d+")


def is_note_mark(shown: str, *, raised: bool) -> bool:
    """Whether a link within the page that shows this leads to a note ("[1]") or back from it ("↑")."""
    # A number that is linked and not raised may be an entry of a list of pages.
    marks = _RAISED if raised else _BRACKETED
    return bool(shown) and (marks.fullmatch(shown) or _BACK.fullmatch(shown)) is not None


def drop_note_marks(root: html.HtmlElement) -> None:
    """Takes marks of footnotes out of the tree, and the links that lead back from the notes."""
    for link in list(root.iter("a")):
        shown = link.text_content().strip()
        # Browsers that save a page write out the whole address before the #.
        if "#" in (link.get("href") or "") and is_note_mark(shown, raised=_raised(link)):
            _drop(link)
    for raised in list(root.iter("sup")):
        if _BRACKETED.fullmatch(raised.text_content().strip()):
            raised.drop_tree()
    for note in root.xpath(_NOTES):
        if len(note):
            note[-1].tail = _BACK_AT_END.sub("", note[-1].tail or "")
        else:
            note.text = _BACK_AT_END.sub("", note.text or "")
    # Readability, which trafilatura asks too, takes what is named so for the page's own foot.
    for named in root.xpath("descendant-or-self::*[contains(@class, 'footnote')]"):
        named.set("class", named.get("class").replace("footnote", "note"))


def place_notes(root: html.HtmlElement) -> None:
    """Puts each note that Word's documents have at their end behind the paragraph that refers to it, without marks."""
    behind: dict[html.HtmlElement, html.HtmlElement] = {}
    notes = {note.get("id"): note for note in root.iter("li") if note.get("id")}
    for link in list(root.iter("a")):
        href = link.get("href") or ""
        note = notes.pop(href[1:], None) if _NOTE.fullmatch(href) else None
        if note is None:
            continue
        block = _block(link)
        for paragraph in list(note):
            drop_note_marks(paragraph)
            behind.get(block, block).addnext(paragraph)
            behind[block] = paragraph
        note.drop_tree()
    drop_note_marks(root)


def _block(link: html.HtmlElement) -> html.HtmlElement:
    """What the note has to stand behind: the paragraph, or the whole table, as its rows are lines."""
    tables = list(link.iterancestors("table"))
    if tables:
        return tables[-1]
    return next((each for each in link.iterancestors() if each.tag in ("p", "h1", "h2", "h3", "h4", "h5", "h6")), link)


def _raised(link: html.HtmlElement) -> bool:
    return link.find(".//sup") is not None or next(link.iterancestors("sup"), None) is not None


def _drop(link: html.HtmlElement) -> None:
    raised = next(link.iterancestors("sup"), None)
    alone = raised is not None and raised.text_content().strip() == link.text_content().strip()
    (raised if raised is not None and alone else link).drop_tree()
