"""RSS and Atom (through feedparser, which forgives what feeds get wrong) and JSON Feed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from time import struct_time
from urllib.parse import urljoin

import feedparser  # type: ignore[import-untyped]

from index.dates import parse_date
from index.sources.web.listing import Entry, Listing, unique


def read_feed(body: bytes, *, content_type: str, url: str) -> Listing | None:
    """The entries of a feed in any format, None if ``body`` is none.  Entries without a link are left out."""
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json_feed(body, url)
    parsed = feedparser.parse(
        BytesIO(body),
        response_headers={"content-type": content_type or "application/xml", "content-location": url},
        sanitize_html=False,
    )
    if not parsed.version and not parsed.entries:
        return None
    return Listing("feed", unique([entry for each in parsed.entries if (entry := _entry(each, url))]))


def _entry(parsed: feedparser.FeedParserDict, url: str) -> Entry | None:
    # A guid is an address only where the feed says so (isPermaLink), which feedparser then gives as the link.
    link = parsed.get("link") or next((each.get("href") for each in parsed.get("links", ()) if each.get("href")), None)
    if not link:
        return None
    return Entry(urljoin(url, link.strip()), _moment(parsed))


def _moment(parsed: feedparser.FeedParserDict) -> datetime | None:
    for name in ("updated", "published", "created"):
        # dict's own `get`: feedparser's takes one date for another, and warns that it does.
        moment = dict.get(parsed, f"{name}_parsed")
        if isinstance(moment, struct_time):
            try:
                return datetime(*moment[:6], tzinfo=UTC)
            except ValueError:
                continue
        if text := dict.get(parsed, name):
            return parse_date(text)
    return None


def _json_feed(body: bytes, url: str) -> Listing | None:
    """JSON Feed 1 and 1.1: https://www.jsonfeed.org/version/1.1/"""
    try:
        feed = json.loads(body.decode("utf-8-sig", "replace"))
    except ValueError:
        return None
    if not isinstance(feed, Mapping) or "jsonfeed.org" not in str(feed.get("version")):
        return None
    items = feed.get("items")
    entries = [entry for item in (items if isinstance(items, list) else []) if (entry := _json_entry(item, url))]
    return Listing("feed", unique(entries))


def _json_entry(item: object, url: str) -> Entry | None:
    if not isinstance(item, Mapping):
        return None
    link = item.get("url") or item.get("external_url")
    if not isinstance(link, str):
        return None
    stamps = [item.get("date_modified"), item.get("date_published")]
    moments = [moment for stamp in stamps if isinstance(stamp, str) and (moment := parse_date(stamp))]
    return Entry(urljoin(url, link.strip()), moments[0] if moments else None)
