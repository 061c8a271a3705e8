"""Web pages and saved pages: the article without menus, banners and footers, and what the page declares about it."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterator, Sequence
from copy import deepcopy
from datetime import datetime
from pathlib import PurePath

from lxml import etree, html
from trafilatura import bare_extraction
from trafilatura.baseline import basic_cleaning
from trafilatura.settings import Document

from index.article import Article
from index.errors import UnreadableError
from index.sources.byline import byline
from index.sources.encoding import clean, encoding_of
from index.sources.footnotes import drop_note_marks
from index.sources.furniture import unpack_layout_tables, without_furniture, without_menus
from index.sources.language import detect_language, language_code
from index.sources.markup import element_text, table_row
from index.sources.notation import plain_notation
from index.sources.page_metadata import PageMetadata, page_metadata
from index.sources.prose import fallback_title, letters
from index.sources.spans import square_tables
from index.sources.stated_date import stated_date

# A page's own <meta charset> stands in its first kilobyte: https://html.spec.whatwg.org/#charset
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_BANNER_WORDS = re.compile(
    r"cookie|consent|\baccept(?: all)?\b|\breject(?: all)?\b|privacy (?:policy|notice|settings|preferences)|"
    r"our (?:\d+ )?partners|personali[sz]ed (?:ads|content|advertising)|manage (?:options|preferences|settings)|"
    r"gdpr|legitimate interest|store and/or access|we value your privacy|datenschutz|einwilligung|zustimm",
    re.I,
)
# Where trafilatura looks for an article last; a page that has none of these it searches for paragraphs alone.
_FRAMES = "//main | //article | //*[@role='main'] | //div[starts-with(@id, 'main') or starts-with(@class, 'main')]"
# The longest notices run to about 1,500 characters; articles about cookies are longer or speak of more.
_LONGEST_BANNER = 2000
# Bylines and dates stand directly above the text, or under a picture's caption.
_HEAD_LINES = 3
_LABELLED = re.compile(r"[^\W\d_][\w -]{1,24}: \S")
# "View in browser", a kicker and the like stand above a title.
_TITLE_LINES = 4


def read_html(
    markup: bytes | str,
    *,
    source: str,
    url: str | None = None,
    charset: str | None = None,
    path: PurePath | None = None,
) -> Article:
    """The article of a page; UnreadableError where there is none, or nothing but a banner.

    ``charset`` is what the server declared, ``url`` where the page was fetched from: its own canonical address is
    preferred.  ``path`` names the file of a saved page that has no title.
    """
    tree = parse_page(markup, source=source, charset=charset)
    try:
        plain_notation(tree)
        declared = page_metadata(tree, url)
        unpack_layout_tables(tree)
        drop_note_marks(tree)
        square_tables(tree)
        body = _article_body(tree, url)
        text = _text(body)
        shown = text if text.strip() else element_text(tree)
    except RecursionError as error:
        raise UnreadableError(source, "is nested too deeply for a page; no browser made it") from error
    title = declared.title
    rows = frozenset(_table_rows(body))
    text, author, published = _without_head(_without_title(text, title), rows)
    text = "\n".join(without_furniture(text.split("\n"), declared.author or author, rows, _bold(tree)))
    if only_banner(shown):
        raise UnreadableError(source, "holds no article, only a cookie or consent banner")
    if not text.strip():
        raise UnreadableError(source, "holds no article: only menus, or a page that a browser fills in with scripts")
    return Article(
        source=source,
        title=title or fallback_title(text, path),
        text=text,
        author=declared.author or author,
        publisher=declared.publisher,
        published_at=declared.published_at or published or stated_date(title or "", text),
        url=declared.url or url,
        language=_language(text, declared),
    )


def parse_page(markup: bytes | str, *, source: str, charset: str | None = None) -> html.HtmlElement:
    """The page as a tree; UnreadableError where it is no HTML."""
    if isinstance(markup, bytes):
        meta = _META_CHARSET.search(markup[:4096])
        declared = charset or (meta[1].decode("ascii", "replace") if meta else None)
        markup = markup.decode(encoding_of(markup, source=source, declared=declared), "replace")
    markup = clean(markup)
    if not markup.strip():
        raise UnreadableError(source, "is empty")
    # lxml refuses text that declares an encoding, and the text has been decoded already.
    markup = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup)
    try:
        return html.document_fromstring(markup, parser=html.HTMLParser(huge_tree=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(source, f"is no HTML that can be read: {error}") from error


def _article_body(tree: html.HtmlElement, url: str | None) -> etree._Element:
    """The article as trafilatura finds it: https://trafilatura.readthedocs.io (its elements are those of TEI)."""
    # It logs a warning for each page that it cannot use; those are reported by name anyway.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    kept = _framed(without_menus(tree))
    document = bare_extraction(kept, url=url, include_comments=False, include_tables=True)
    return _with_lines(document.body, kept) if isinstance(document, Document) else etree.Element("body")


def _with_lines(body: etree._Element, kept: html.HtmlElement) -> etree._Element:
    """``body``, in place, with a paragraph a line for each article that is one long line in it.

    Where it finds little text, trafilatura takes the page's articles as they are, without their paragraphs; ``kept`` is
    the page that it took them from.
    """
    if any(paragraph.tag != "p" or len(paragraph) for paragraph in body):
        return body
    articles = basic_cleaning(deepcopy(kept)).xpath("//article[not(ancestor::article)]")
    whole = {letters(article.text_content()): article for article in articles}
    for paragraph in list(body):
        article = whole.get(letters(paragraph.text or ""))
        if article is None:
            continue
        for line in element_text(article).split("\n"):
            own = etree.Element("p")
            own.text = line
            paragraph.addprevious(own)
        body.remove(paragraph)
    return body


def _text(body: etree._Element) -> str:
    """The article's text, a line for each paragraph, heading, list item and table row; empty where there is none."""
    return "\n".join(line for line in _lines(body) if line)


def _table_rows(body: etree._Element) -> Iterator[str]:
    """The lines of tables that have columns; one without arranges the page."""
    for table in body.iter("table"):
        rows = list(table.iter("row"))
        if any(len(row) > 1 for row in rows):
            yield from map(_row, rows)


def _bold(tree: html.HtmlElement) -> frozenset[str]:
    """What stands in bold on the page and is no link or button: trafilatura's tree says nothing of it."""
    return frozenset(
        " ".join(element.text_content().split())
        for element in tree.iter("b", "strong")
        if not element.xpath("ancestor::a | ancestor::button | .//a | .//button")
    )


def _framed(tree: html.HtmlElement) -> html.HtmlElement:
    """``tree``, in place, as trafilatura reads it whole: with a frame round the text, and addresses as paragraphs.

    Of what stands within a line it breaks the line at code and quotations, and leaves dates out; the lines of what is
    preformatted it joins within a list, unless it is marked as code.
    """
    for address in list(tree.iter("address")):
        address.tag = "div" if len(address.xpath("./p | ./div | ./ul")) else "p"
    for element in tree.xpath("//code[not(ancestor::pre or .//pre)] | //time[not(parent::time)] | //q"):
        if element.tag == "q":
            _put_in_marks(element)
        if element.tag != "time" or _is_within_line(element):
            element.tag = "span"
    for block in tree.xpath("//pre[not(.//code)]"):
        _put_in(html.Element("code"), block)
    body = tree.find("body")
    if body is not None and not tree.xpath(_FRAMES):
        _put_in(html.Element("main"), body)
    return tree


def _put_in(frame: html.HtmlElement, element: html.HtmlElement) -> None:
    """Puts ``frame`` into ``element``, round all that is in it."""
    frame.text, element.text = element.text, None
    frame.extend(list(element))
    element.append(frame)


def _is_within_line(element: html.HtmlElement) -> bool:
    """Whether a date is part of a sentence or a label's value; one by itself stands above an entry of a page."""
    line = element.getparent()
    if line is None or (line.tag == "div" and not any(letters(str(text)) for text in line.xpath("./text()"))):
        return False
    return letters(line.text_content()) != letters(element.text_content())


def _put_in_marks(element: html.HtmlElement) -> None:
    """A quotation between the marks that a browser puts there: https://html.spec.whatwg.org/#the-q-element."""
    element.text = f"“{element.text or ''}"
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''}”"
    else:
        element.text += "”"


def only_banner(text: str) -> bool:
    """Whether ``text`` is nothing but a notice about cookies or consent."""
    if len(text) > _LONGEST_BANNER:
        return False
    lines = text.split("\n")
    about = sum(len(line) for line in lines if _BANNER_WORDS.search(line))
    return about > 0.5 * len(text.strip()) > 0


def _lines(element: etree._Element) -> Iterator[str]:
    """The lines of trafilatura's tree."""
    inline: list[str] = [element.text or ""]
    for child in element:
        tag = str(child.tag)
        if tag in ("p", "head", "item", "quote", "list", "table", "row", "code", "div", "fw", "ab", "graphic"):
            yield from _split(inline)
            if tag == "row":
                yield _row(child)
            else:
                yield from _lines(child)
            inline = [child.tail or ""]
        else:
            if tag == "lb":
                inline.append("\n")
            else:
                inline.append("".join(map(str, child.itertext())))
            inline.append(child.tail or "")
    yield from _split(inline)


def _row(row: etree._Element) -> str:
    return table_row(" ".join(_lines(cell)) for cell in row)


def _split(pieces: list[str]) -> Iterator[str]:
    for line in "".join(pieces).split("\n"):
        yield " ".join(line.split())


def _without_title(text: str, title: str | None) -> str:
    lines = text.split("\n")
    for number, line in enumerate(lines[:_TITLE_LINES]):
        if title is not None and letters(line) == letters(title) and len(lines) > 1:
            return "\n".join(lines[:number] + lines[number + 1 :])
    return text


def _is_particular(line: str, below: Sequence[str]) -> bool:
    """Whether a date is told in a list of particulars: "Date: 12 June" above "Place: Harju mill" is when it happens."""
    return bool(_LABELLED.match(line)) and any(_LABELLED.match(other) and not any(byline(other)) for other in below)


def _without_head(text: str, rows: Collection[str]) -> tuple[str, str | None, datetime | None]:
    """The text without a byline and a date that stand alone above it, and what they say; ``rows`` of tables stay."""
    lines = text.split("\n")
    author, published = byline(text)
    told = [
        line not in rows and len(line) <= 60 and not line.endswith((".", ")")) and any(byline(line))
        for line in lines[:_HEAD_LINES]
    ]
    kept = [
        line
        for number, line in enumerate(lines)
        if number >= _HEAD_LINES or not told[number] or _is_particular(line, lines[number + 1 : number + 2])
    ]
    return "\n".join(kept) if kept else text, author, published


def _language(text: str, declared: PageMetadata) -> str | None:
    # Templates declare the language of the site's menus; the text knows better where it is long enough to tell.
    return detect_language(text) or language_code(declared.language)
