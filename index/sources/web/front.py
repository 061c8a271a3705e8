"""What a front page points to: its feed, or the sitemaps of its site."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from lxml import html

from index.sources.links import is_web_address
from index.sources.web.canonical import joined, same_site

FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
"""https://html.spec.whatwg.org/#rel-alternate, and what sites use beside it; ``application/json`` is mostly an API."""
GUESSES = ("/sitemap.xml", "/sitemap_index.xml", "/feed", "/rss.xml", "/feed.xml", "/atom.xml")
"""Where sites have them that announce none; asked for in this order until one is there."""


def announced_feeds(tree: html.HtmlElement, url: str) -> list[str]:
    """The feeds that a page announces, the site's own first, those of comments left out."""
    return [address for address, title in _alternates(tree, url) if "comment" not in f"{address} {title}".lower()]


def _alternates(tree: html.HtmlElement, url: str) -> Iterator[tuple[str, str]]:
    for link in tree.xpath("//link[@rel and @href]"):
        if "alternate" in link.get("rel").lower().split() and (link.get("type") or "").lower() in FEED_TYPES:
            address = joined(url, link.get("href"))
            if address and is_web_address(address):
                yield address, link.get("title") or ""


def guesses(url: str, sitemaps: tuple[str, ...]) -> list[str]:
    """Where else to look: the sitemaps of the site's robots.txt, then the usual places."""
    named = [address for each in sitemaps if (address := joined(url, each)) and same_site(address, url)]
    return list(dict.fromkeys([*named, *(urljoin(url, guess) for guess in GUESSES)]))
