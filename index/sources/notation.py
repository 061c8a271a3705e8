"""What a page tells by its looks alone, told by its characters: words struck out, raised figures, readings above
characters; and marks that are there for the mouse."""

from __future__ import annotations

import re

from lxml import html

_RAISED = str.maketrans("0123456789+-−–n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ⁿ")
_EXPONENT = re.compile(r"[+\-−–]?(?:\d{1,3}|n)")
_UNSHOWN = re.compile(r"[\xad\u200b]")
"""Where a word may be divided: no letters, and a search for the word finds it without them."""
_PERMALINK = re.compile(r"[¶#§🔗\u200b\ufe0f\s]+")
_PERMALINKS = (
    "//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6 or self::dt or self::caption]"
    "//a[contains(@href, '#') or contains(@class, 'headerlink')]"
)


def plain_notation(root: html.HtmlElement) -> None:
    """Takes out of the tree what is struck out, readings of characters (ruby), soft hyphens and the links of headings
    to themselves (¶), and writes raised figures as such: 10⁶ is not 106."""
    for unsaid in root.xpath("//del | //s | //strike | //rt | //rp"):
        # What is struck out may hold more of it.
        if unsaid.getparent() is not None:
            unsaid.drop_tree()
    for link in root.xpath(_PERMALINKS):
        if _PERMALINK.fullmatch(link.text_content()):
            link.drop_tree()
    for raised in root.xpath("//sup[not(.//a) and not(ancestor::a)]"):
        _raise_figures(raised)
    for element in root.iter():
        if element.text and isinstance(element.tag, str):
            element.text = _UNSHOWN.sub("", element.text)
        if element.tail:
            element.tail = _UNSHOWN.sub("", element.tail)


def _raise_figures(raised: html.HtmlElement) -> None:
    shown = raised.text_content().strip()
    if _EXPONENT.fullmatch(shown):
        for child in list(raised):
            child.drop_tree()
        raised.text = shown.translate(_RAISED)
        raised.drop_tag()
