"""RSS and Atom (through feedparser, which forgives what feeds get wrong) and JSON Feed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from time import struct_time
from typing import Any
from urllib.parse import urlsplit

import feedparser  # type: ignore[import-untyped]

from index.article import Article
from index.dates import parse_date
from index.sources.encoding import clean
from index.sources.language import detect_language
from index.sources.links import is_web_address
from index.sources.markup import looks_like_markup, markup_text
from index.sources.prose import fallback_title
from index.sources.web.canonical import entry_address, joined
from index.sources.web.listing import Entry, Listing, unique


def read_feed(body: bytes, *, content_type: str, url: str) -> Listing | None:
    """The entries of a feed in any format, None if ``body`` is none.

    An entry without a link is an article itself, if it holds text; else it is left out.
    """
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json_feed(body, url)
    parsed = feedparser.parse(
        BytesIO(body),
        response_headers={"content-type": content_type or "application/xml", "content-location": url},
        sanitize_html=False,
    )
    # Of an empty body feedparser says no version at all, not even an empty one.
    if not parsed.get("version") and not parsed.entries:
        return None
    publisher = markup_text(parsed.feed.get("title") or "")
    return Listing("feed", unique([entry for each in parsed.entries if (entry := _entry(each, url, publisher))]))


def _entry(parsed: feedparser.FeedParserDict, url: str, publisher: str) -> Entry | None:
    moment = _moment(parsed)
    # A guid is an address only where the feed says so (isPermaLink), which feedparser then gives as the link; an
    # enclosure is an episode to be heard, no page.
    links = [parsed.get("link"), *(each.get("href") for each in parsed.get("links", ()) if each.get("rel") in _PAGES)]
    if parsed.get("guidislink") is not False:
        links.append(_web(parsed.get("id")))
    for link in links:
        if link and (address := _web(joined(url, link))):
            return Entry(address, moment)
    contents = [_text(each.get("value"), each.get("type")) for each in parsed.get("content", ())]
    contents.append(_text(parsed.get("summary"), (parsed.get("summary_detail") or {}).get("type")))
    title = markup_text(parsed.get("title") or "")
    return _held(url, parsed.get("id"), title, max(contents, key=len), parsed.get("author"), publisher, moment)


_PAGES = (None, "", "alternate")
"""The ``rel`` of links to an entry's page."""


def _web(address: str | None) -> str | None:
    return address if address and is_web_address(address) else None


def _text(markup: object, content_type: str | None = "text/html") -> str:
    if not isinstance(markup, str):
        return ""
    plain = content_type == "text/plain" and not looks_like_markup(markup)
    return clean(markup if plain else markup_text(markup)).strip()


def _held(
    url: str,
    entry_id: object,
    title: str,
    text: str,
    author: object,
    publisher: str,
    moment: datetime | None,
) -> Entry | None:
    """The entry as the article that it is, under an address made of the feed's and its id."""
    if not text:
        return None
    title = " ".join(title.split())
    address = entry_address(url, str(entry_id or f"{title}\n{moment}"))
    article = Article(
        source=address,
        title=title or fallback_title(text, None),
        text=text,
        author=author if isinstance(author, str) and author.strip() else None,
        publisher=" ".join(publisher.split()) or (urlsplit(url).hostname or "").removeprefix("www.") or None,
        published_at=moment,
        url=address,
        language=detect_language(text),
    )
    return Entry(address, moment, article)


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
    except (ValueError, RecursionError):
        return None
    if not isinstance(feed, Mapping) or "jsonfeed.org" not in str(feed.get("version")):
        return None
    items, title = feed.get("items"), feed.get("title")
    publisher = title if isinstance(title, str) else ""
    found = [_json_entry(item, url, publisher) for item in (items if isinstance(items, list) else [])]
    return Listing("feed", unique([entry for entry in found if entry]))


def _json_entry(item: object, url: str, publisher: str) -> Entry | None:
    if not isinstance(item, Mapping):
        return None
    stamps = [item.get("date_modified"), item.get("date_published")]
    moments = [moment for stamp in stamps if isinstance(stamp, str) and (moment := parse_date(stamp))]
    moment = moments[0] if moments else None
    identifier = item.get("id")
    # An item's id "should be its address", the format says, but need not be.
    links = [item.get("url"), item.get("external_url"), _web(identifier) if isinstance(identifier, str) else None]
    for link in links:
        if isinstance(link, str) and link.strip() and (address := _web(joined(url, link))):
            return Entry(address, moment)
    texts = [_text(item.get("content_html")), _text(item.get("content_text"), "text/plain"), _text(item.get("summary"))]
    title = item.get("title")
    text = next((text for text in texts if text), "")
    return _held(url, identifier, title if isinstance(title, str) else "", text, _people(item), publisher, moment)


def _people(item: Mapping[Any, Any]) -> str | None:
    people = item.get("authors") or item.get("author")
    listed = people if isinstance(people, list) else [people]
    names = [each.get("name") for each in listed if isinstance(each, Mapping)]
    return ", ".join(name.strip() for name in names if isinstance(name, str) and name.strip()) or None
