"""What stands around an article and slips through extraction: menus, layout tables, buttons, bylines, footers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from copy import deepcopy
from itertools import pairwise

from lxml import html

from index.sources.prose import letters

_BLOCKS = "self::table or self::p or self::h1 or self::h2 or self::h3 or self::div or self::ul or self::article"
# Text of which paragraphs are set apart by empty lines.
_SPACED = "self::td[.//br/following-sibling::node()[normalize-space() or self::*][1][self::br]]"
_RIGHTS = re.compile(r"^\W*(?:©|\(c\) ?\d{4}|copyright\b)|\ball rights reserved\b|alle rechte vorbehalten|"
                     r"tous droits réservés|todos los derechos reservados", re.I)  # fmt: skip
_BYLINE = re.compile(r"^(?:(?:written |posted |published |reported )?(?:by|von|par|por|di|door|автор)[\s:]+)", re.I)
_FEEDBACK = re.compile(
    r"(?:was|is) (?:this|the)(?: \w+){0,2} (?:helpful|useful)\?|did (?:you find )?this(?: \w+)? "
    r"(?:helpful|useful|help(?: you)?|answer your questions?)\?|\d+ (?:out )?of \d+(?: \w+){0,2} found (?:this|it)"
    r"(?: \w+)? (?:helpful|useful)\.?|war dieser? \w+ hilfreich\?|\d+ von \d+ fanden (?:dies|das) hilfreich\.?"
    r"|cet(?:te)? \w+ vous a-t-(?:il|elle) (?:été utile|aidée?s?) ?\?"
    r"|utilisateurs qui ont trouvé cela utile ?: \d+ sur \d+"
    r"|¿(?:fue|te fue|le fue|le ha resultado) útil (?:este|esta) \w+\?"
    r"|usuarios a los que les pareció útil ?: \d+ de \d+",
    re.I,
)
"""What a help centre asks below each of its pages, and what it was told."""
_REGULAR_EXPRESSIONS = {"re": "http://exslt.org/regular-expressions"}
_MENUS = (
    "//nav | //*[@role='navigation' or @role='contentinfo' or @role='search'] | //body/footer | //body/div/footer"
    "|//*[self::div or self::section or self::aside][@role='dialog' or re:test(concat(@id, ' ', @class), "
    "'\\b(cookie|consent|gdpr|onetrust)', 'i')][string-length(normalize-space()) < 2000]"
    # What a wiki does not print: its "[edit]" and "[citation needed]".
    "|//*[self::span or self::sup][re:test(@class, '(^| )(mw-editsection|noprint)( |$)')]"
)
_LINK_LISTS = (
    "//*[self::div or self::ul or self::section or self::table][re:test(concat(@id, ' ', @class), "
    "'(^|[ -])(nav|navbar|navigation|menu|sidebar|breadcrumbs?|footer)( |$)', 'i')]"
    "[not(ancestor::article or ancestor::main or .//h1 or .//article or .//main)]"
)
_LONGEST_BUTTON = 60
"""Characters.  Longer lines that repeat are refrains of the text itself."""
_REPEATS = 3
"""A line under every entry of a page is a button; twice may be chance."""


def unpack_layout_tables(tree: html.HtmlElement) -> None:
    """Makes plain blocks of tables that only arrange the page, in place.

    Such a table has no header cells, and whole paragraphs, headings, tables or empty lines in its cells; figures have
    none of them.
    """
    for table in reversed(tree.xpath("//table[not(.//th) and not(.//caption)]")):
        cells = table.xpath("./tr/td | ./tbody/tr/td")
        if not any(cell.xpath(f"./*[{_BLOCKS}] | {_SPACED}") for cell in cells):
            continue
        for part in table.xpath("./tbody | ./tr | ./tbody/tr | ./tr/td | ./tbody/tr/td"):
            part.tag = "div"
        table.tag = "div"
        table.attrib.clear()


def without_menus(tree: html.HtmlElement) -> html.HtmlElement:
    """A copy without what its markup says is no article: where an article is short, trafilatura keeps menus."""
    tree = deepcopy(tree)
    for element in tree.xpath(_MENUS, namespaces=_REGULAR_EXPRESSIONS):
        # A page that is one big "consent" container is still a page.
        if element.getparent() is not None and element.tag not in ("body", "html", "main", "article"):
            element.drop_tree()
    for element in tree.xpath(_LINK_LISTS, namespaces=_REGULAR_EXPRESSIONS):
        # A restaurant's menu has no links.
        linked = sum(len(letters(link.text_content())) for link in element.iter("a"))
        if element.getparent() is not None and linked * 2 > len(letters(element.text_content())):
            element.drop_tree()
    return tree


def without_furniture(
    lines: list[str],
    author: str | None,
    rows: Collection[str] = frozenset(),
    bold: Collection[str] = frozenset(),
) -> list[str]:
    """``lines`` without buttons that repeat, the author's name on a line of its own, questions whether the page was
    of help, and rights at the end.

    ``rows`` are those of tables, which may repeat; ``bold`` is what the page has in bold: above a text of its own, a
    speaker's name or another label.
    """
    repeated = (line for line, times in Counter(lines).items() if times >= _REPEATS)
    often = {line for line in repeated if _is_button(line) and line not in rows}
    often -= {line for line, below in pairwise(lines) if line in bold and below not in often}
    kept = [line for line in lines if line not in often and not _FEEDBACK.fullmatch(line)]
    names = {name.strip().casefold() for name in (author or "").split(",") if name.strip()} | {
        (author or "").casefold()
    }
    while kept and _BYLINE.sub("", kept[0]).strip(" ,|·-").casefold() in names - {""}:
        kept = kept[1:]
    while len(kept) > 1 and len(kept[-1]) < 300 and _RIGHTS.search(kept[-1]):
        kept = kept[:-1]
    return kept


def _is_button(line: str) -> bool:
    return len(line) <= _LONGEST_BUTTON and not line.endswith((".", "!", "?", "…", ":", "”", "»", "“"))
