"""RSS and Atom (through feedparser, which forgives what feeds get wrong) and JSON Feed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
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
from index.sources.page_metadata import people
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
    changed, published = _moment(parsed, _CHANGED), _moment(parsed, _PUBLISHED)
    author = people([(parsed.get("author_detail") or {}).get("name") or parsed.get("author")])
    # A guid is an address only where the feed says so (isPermaLink), which feedparser then gives as the link; an
    # enclosure is an episode to be heard, no page.
    links = [parsed.get("link"), *(each.get("href") for each in parsed.get("links", ()) if each.get("rel") in _PAGES)]
    if parsed.get("guidislink") is not False:
        links.append(_web(parsed.get("id")))
    enclosed = [each for each in parsed.get("enclosures", ()) if str(each.get("type")).startswith(_NO_TEXT)]
    sounds = {joined(url, each.get("href") or "") for each in enclosed}
    for link in links:
        if link and (address := _web(joined(url, link))) and address not in sounds:
            return Entry(address, changed, published_at=published, author=author)
    contents = [_text(each.get("value"), each.get("type")) for each in parsed.get("content", ())]
    contents.append(_text(parsed.get("summary"), (parsed.get("summary_detail") or {}).get("type")))
    title = markup_text(parsed.get("title") or "")
    entry = Entry("", changed, published_at=published, author=author)
    return _held(url, parsed.get("id"), title, max(contents, key=len), publisher, entry)


_PAGES = (None, "", "alternate")
"""The ``rel`` of links to an entry's page."""


_NO_TEXT = ("audio/", "video/", "image/")


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
    publisher: str,
    entry: Entry,
) -> Entry | None:
    """``entry`` as the article that it is, under an address made of the feed's and its id."""
    if not text:
        return None
    title = " ".join(title.split())
    address = entry_address(url, str(entry_id or f"{title}\n{entry.changed_at}"))
    article = Article(
        source=address,
        title=title or fallback_title(text, None),
        text=text,
        author=entry.author,
        publisher=" ".join(publisher.split()) or (urlsplit(url).hostname or "").removeprefix("www.") or None,
        published_at=entry.published_at,
        url=address,
        language=detect_language(text),
    )
    return replace(entry, url=address, article=article)


_CHANGED = ("updated", "published", "created")
_PUBLISHED = ("published", "created", "updated")
"""Many feeds have one date only, whatever they call it."""


def _moment(parsed: feedparser.FeedParserDict, names: tuple[str, ...]) -> datetime | None:
    for name in names:
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
    changed, published = (
        parse_date(stamp) if isinstance(stamp := item.get(name), str) else None
        for name in ("date_modified", "date_published")
    )
    entry = Entry("", changed or published, published_at=published or changed, author=_people(item))
    identifier = item.get("id")
    # An item's id "should be its address", the format says, but need not be.
    links = [item.get("url"), item.get("external_url"), _web(identifier) if isinstance(identifier, str) else None]
    for link in links:
        if isinstance(link, str) and link.strip() and (address := _web(joined(url, link))):
            return replace(entry, url=address)
    texts = [_text(item.get("content_html")), _text(item.get("content_text"), "text/plain"), _text(item.get("summary"))]
    title = item.get("title")
    text = next((text for text in texts if text), "")
    return _held(url, identifier, title if isinstance(title, str) else "", text, publisher, entry)


def _people(item: Mapping[Any, Any]) -> str | None:
    authors = item.get("authors") or item.get("author")
    listed = authors if isinstance(authors, list) else [authors]
    names = [each.get("name") for each in listed if isinstance(each, Mapping)]
    return people([name for name in names if isinstance(name, str)])
