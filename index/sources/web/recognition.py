"""What a web address is: a page, a feed, a sitemap, or a front page that leads to one of them."""

from __future__ import annotations

import asyncio
import zlib
from dataclasses import dataclass
from urllib.parse import urlsplit

from index.errors import UnreachableError, UnreadableError
from index.sources.html import parse_page
from index.sources.web.canonical import is_front
from index.sources.web.decoding import BrokenOffError, TooLargeError, gunzip
from index.sources.web.documents import KINDS_SPOKEN, PAGE_TYPES, kind_of
from index.sources.web.feeds import read_feed
from index.sources.web.fetching import Fetched, Fetcher
from index.sources.web.front import announced_feeds, guesses
from index.sources.web.listing import Listing
from index.sources.web.pages import charset_of
from index.sources.web.sitemaps import read_sitemap

LISTING_TYPES = ("xml", "rss", "atom", "json", "gzip", "text/plain", "octet-stream")
"""What the types of feeds and sitemaps have in their names; many are served as plain text."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was found at an address, or where it leads."""

    url: str
    fetched: Fetched
    listing: Listing | None
    """None for a page."""


async def recognise(fetcher: Fetcher, url: str) -> Recognised:
    """What ``url`` is; a front page is followed to its feed, else to a sitemap of its site.

    Raises as ``Fetcher.fetch`` does, and UnreadableError for what is neither page, feed nor sitemap.
    """
    fetched = await fetcher.fetch(url, max_bytes=fetcher.settings.max_listing_bytes)
    listing = await asyncio.to_thread(listing_of, fetched, fetcher.settings.max_listing_bytes)
    if listing is not None:
        return Recognised(url, fetched, listing)
    kind = kind_of(fetched)
    if kind is None:
        raise UnreadableError(url, f"is {fetched.media_type}: neither a feed, a sitemap nor {KINDS_SPOKEN}")
    if len(fetched.body) > fetcher.settings.max_page_bytes:
        raise UnreadableError(url, f"more than {fetcher.settings.max_page_bytes / 1e6:,.0f} MB")
    if kind == "html" and is_front(fetched.url):
        return await _behind(fetcher, url, fetched)
    return Recognised(url, fetched, None)


def listing_of(fetched: Fetched, max_bytes: int) -> Listing | None:
    """The feed or sitemap that was fetched, None if it is none; UnreadableError past ``max_bytes`` unpacked.

    It blocks, for seconds where much is listed: to be called from a thread.
    """
    name = fetched.media_type
    if name in PAGE_TYPES and b"<html" in fetched.body[:1000].lower():
        return None
    if name and name not in PAGE_TYPES and not any(part in name for part in LISTING_TYPES):
        return None
    try:
        body = gunzip(fetched.body, max_bytes)
    except TooLargeError as error:
        raise UnreadableError(fetched.url, f"more than {max_bytes / 1e6:,.0f} MB unpacked") from error
    except BrokenOffError as error:
        raise UnreadableError(fetched.url, "is packed, and breaks off before its end") from error
    except zlib.error:
        return None
    head = body[:2_000].lower()
    if b"<urlset" in head or b"<sitemapindex" in head or (name == "text/plain" and b"<" not in head):
        return read_sitemap(body, url=fetched.url)
    return read_feed(body, content_type=fetched.content_type, url=fetched.url)


async def _behind(fetcher: Fetcher, url: str, front: Fetched) -> Recognised:
    """The feed or sitemap of the site whose front page was fetched."""
    tree = parse_page(front.body, source=url, charset=charset_of(front.content_type))
    rules = await fetcher.robots.rules(front.url)
    for candidate in [*announced_feeds(tree, front.url), *guesses(front.url, rules.sitemaps)]:
        try:
            fetched = await fetcher.fetch(candidate, max_bytes=fetcher.settings.max_listing_bytes)
            listing = await asyncio.to_thread(listing_of, fetched, fetcher.settings.max_listing_bytes)
        except UnreachableError:
            raise
        except UnreadableError:
            continue
        if listing is not None and (listing.entries or listing.further):
            return Recognised(candidate, fetched, listing)
    host = urlsplit(url).hostname
    raise UnreadableError(
        url, f"is the front page of {host}, and no feed or sitemap was found there; name a page, a feed or a sitemap"
    )
