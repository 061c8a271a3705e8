"""Documents at web addresses that are no web pages: PDF, Word, Markdown and text, read as such files are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from index.article import Article
from index.sources.files import article_in
from index.sources.web.canonical import canonical
from index.sources.web.fetching import Fetched

PAGE_TYPES = ("text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml")
_KINDS = {
    "application/pdf": "pdf",
    "application/x-pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
    "text/plain": "text",
}
_ENDINGS = {".pdf": "pdf", ".docx": "docx", ".md": "markdown", ".markdown": "markdown", ".txt": "text"}
_UNTOLD = (
    "",
    "application/octet-stream",
    "binary/octet-stream",
    "application/x-download",
    "application/force-download",
)
"""Types that say nothing but "save this"."""
KINDS_SPOKEN = "a web page, a PDF, Word, Markdown or text document"


def kind_of(fetched: Fetched) -> str | None:
    """Which reader the body is for: "html", "pdf", "docx", "markdown" or "text"; None for none.

    What a body begins with is believed first, then what its server declares, then how the address ends.
    """
    body, declared = fetched.body, fetched.media_type
    if body.startswith(b"%PDF-"):
        return "pdf"
    if declared in PAGE_TYPES:
        return "html"
    ending = PurePosixPath(unquote(urlsplit(fetched.url).path)).suffix.lower()
    if declared in _UNTOLD:
        if body.startswith(b"PK\x03\x04") and b"word/document.xml" in body:
            return "docx"
        return _ENDINGS.get(ending, None if declared else "html")
    kind = _KINDS.get(declared)
    if kind != "text":
        return kind
    if body[:1_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html")):
        return "html"
    return "markdown" if _ENDINGS.get(ending) == "markdown" else "text"


def read_document(fetched: Fetched, kind: str, *, asked: str) -> Article:
    """The article in a document; its source and url are where it was found, its publisher the host where it names none.

    UnreadableError, which names ``asked``, where there is none.
    """
    parts = urlsplit(fetched.url)
    article = article_in(fetched.body, kind, source=asked, path=PurePosixPath(unquote(parts.path)))
    address = canonical(fetched.url)
    publisher = article.publisher or parts.netloc.removeprefix("www.")
    # An id is the user's to give: a stranger's document gets none.
    return replace(article, source=address, url=address, publisher=publisher, declared_id=None)
