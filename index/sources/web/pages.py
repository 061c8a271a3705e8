"""A fetched page, read as an article or refused with the reason."""

from __future__ import annotations

from dataclasses import replace
from email.message import Message

from lxml.html import HtmlElement

from index.article import Article
from index.errors import PageGoneError, UnreadableError
from index.sources.html import parse_page, read_html
from index.sources.web.canonical import page_address
from index.sources.web.documents import KINDS_SPOKEN, kind_of, read_document
from index.sources.web.fetching import Fetched
from index.sources.web.notices import misdirection, moved_to_front, notice, says_missing
from index.sources.web.settings import BOT_NAME

NOINDEX = "asks robots not to index it (noindex); add the page itself to read it all the same"


def read_page(fetched: Fetched, *, asked: str, named: bool = True) -> Article:
    """The article at ``asked``; its source and url are the page's own address.

    ``named``: a user named this very page, and no feed or sitemap did; then it is read even where it asks robots not
    to index it, as a browser would.

    Raises UnreadableError with the reason where the page is none, and PageGoneError where it says that it is not
    there, whatever its status.
    """
    kind = kind_of(fetched)
    if kind is None:
        raise UnreadableError(asked, f"is {fetched.media_type}, not {KINDS_SPOKEN}")
    _refuse_misdirected(asked, fetched.url)
    if not named and forbids_indexing(fetched.robots_tag):
        raise UnreadableError(asked, NOINDEX)
    if kind != "html":
        return read_document(fetched, kind, asked=asked)
    return _read_html_page(fetched, asked=asked, named=named)


def _refuse_misdirected(asked: str, arrived: str) -> None:
    """Raises where a redirect did not lead to the page, or says that it is gone."""
    if reason := misdirection(asked, arrived):
        raise UnreadableError(asked, reason)
    if moved_to_front(asked, arrived):
        raise PageGoneError(asked, "now redirects to the front page")


def _read_html_page(fetched: Fetched, *, asked: str, named: bool) -> Article:
    charset = charset_of(fetched.content_type)
    tree = parse_page(fetched.body, source=asked, charset=charset)
    if not named and any(forbids_indexing(content) for content in _robots_metas(tree)):
        raise UnreadableError(asked, NOINDEX)
    address = page_address(tree, fetched.url)
    article: Article | UnreadableError
    try:
        article = read_html(fetched.body, source=address, url=address, charset=charset)
    except UnreadableError as error:
        article = error
    text = article.text if isinstance(article, Article) else ""
    # What a page says of itself is a better reason than what its reader missed.
    _refuse_notice(tree, text, asked)
    if isinstance(article, UnreadableError):
        raise UnreadableError(asked, article.reason)
    return replace(article, source=address, url=address)


def _refuse_notice(tree: HtmlElement, text: str, asked: str) -> None:
    """Raises where the page says that it is not there, or anything else than an article does."""
    if says_missing(tree, text):
        raise PageGoneError(asked, "says that the page is not there")
    if reason := notice(tree, text):
        raise UnreadableError(asked, reason)


def forbids_indexing(rules: str) -> bool:
    """Whether an X-Robots-Tag header or a robots meta tag asks all robots, or this one, not to index.

    Rules for other robots are told by their names: ``googlebot: noindex``.
    https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag
    """
    addressed = ""
    for rule in rules.lower().split(","):
        name, colon, value = rule.partition(":")
        if colon and name.strip() != "unavailable_after" and not name.strip().startswith("max-"):
            addressed, rule = name.strip(), value
        if rule.strip() in ("noindex", "none") and addressed in ("", "*", "robots", BOT_NAME):
            return True
    return False


def _robots_metas(tree: HtmlElement) -> list[str]:
    return [
        meta.get("content") or ""
        for meta in tree.iter("meta")
        if (meta.get("name") or "").strip().lower() in ("robots", BOT_NAME)
    ]


def charset_of(content_type: str) -> str | None:
    """The ``charset`` parameter of a Content-Type, if there is one that tells anything.

    UTF-8 does not: text that is UTF-8 shows it, and servers say so by default of text that is not, where the page's
    own meta tag knows better.
    """
    message = Message()
    message["content-type"] = content_type or "text/html"
    declared = message.get_content_charset()
    return None if declared in ("utf-8", "utf8") else declared
