"""A fetched page, read as an article or refused with the reason."""

from __future__ import annotations

from dataclasses import replace
from email.message import Message

from index.article import Article
from index.errors import PageGoneError, UnreadableError
from index.sources.html import parse_page, read_html
from index.sources.web.canonical import page_address
from index.sources.web.fetching import Fetched
from index.sources.web.notices import misdirection, moved_to_front, notice, says_missing

PAGE_TYPES = ("text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml")


def read_page(fetched: Fetched, *, asked: str) -> Article:
    """The article at ``asked``; its source and url are the page's own address.

    Raises UnreadableError with the reason where the page is none, and PageGoneError where it says that it is not
    there, whatever its status.
    """
    if fetched.media_type and fetched.media_type not in PAGE_TYPES:
        raise UnreadableError(asked, f"is {fetched.media_type}, not a web page")
    if reason := misdirection(asked, fetched.url):
        raise UnreadableError(asked, reason)
    if moved_to_front(asked, fetched.url):
        raise PageGoneError(asked, "now redirects to the front page")
    charset = charset_of(fetched.content_type)
    tree = parse_page(fetched.body, source=asked, charset=charset)
    address = page_address(tree, fetched.url)
    try:
        article, problem = read_html(fetched.body, source=address, url=address, charset=charset), None
    except UnreadableError as error:
        article, problem = None, error
    text = article.text if article else ""
    if says_missing(tree, text):
        raise PageGoneError(asked, "says that the page is not there")
    if reason := notice(tree, text):
        raise UnreadableError(asked, reason)
    if article is None:
        raise UnreadableError(asked, problem.reason if problem else "holds no article")
    return replace(article, source=address, url=address)


def charset_of(content_type: str) -> str | None:
    """The ``charset`` parameter of a Content-Type, if there is one that tells anything.

    UTF-8 does not: text that is UTF-8 shows it, and servers say so by default of text that is not, where the page's
    own meta tag knows better.
    """
    message = Message()
    message["content-type"] = content_type or "text/html"
    declared = message.get_content_charset()
    return None if declared in ("utf-8", "utf8") else declared
