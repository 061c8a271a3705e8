# ruff: noqa: E501 - markup reads better in long lines
"""Feeds and sitemaps in all their forms, and the front pages that lead to them."""

from __future__ import annotations

import gzip
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import web

from index.errors import UnreadableError
from index.sources.web.feeds import read_feed
from index.sources.web.listing import Entry, unique
from index.sources.web.recognition import recognise
from index.sources.web.sitemaps import read_sitemap

URL = "http://news.example/feed.xml"
NOON = datetime(2024, 3, 12, 12, 0, tzinfo=UTC)


def feed(body: str | bytes, content_type: str = "application/xml") -> list[tuple[str, datetime | None]]:
    listing = read_feed(body.encode() if isinstance(body, str) else body, content_type=content_type, url=URL)
    assert listing is not None
    return [(entry.url, entry.changed_at) for entry in listing.entries]


def test_rss() -> None:
    body = (
        "<rss version='2.0'><channel><item><link>/a</link><pubDate>Tue, 12 Mar 2024 13:00:00 +0100</pubDate></item>"
        "<item><guid isPermaLink='true'>http://news.example/b</guid></item><item><title>No link</title></item></channel></rss>"
    )
    assert feed(body) == [("http://news.example/a", NOON), ("http://news.example/b", None)]


def test_atom_says_when_an_entry_was_updated() -> None:
    body = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><link rel='self' href='/x.atom'/><link href='/a'/>"
        "<published>2024-01-01T00:00:00Z</published><updated>2024-03-12T12:00:00Z</updated></entry></feed>"
    )
    assert feed(body) == [("http://news.example/a", NOON)]


def test_rdf() -> None:
    body = (
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'><item rdf:about='x'><link>http://news.example/a</link>"
        "<dc:date>2024-03-12T12:00:00Z</dc:date></item></rdf:RDF>"
    )
    assert feed(body) == [("http://news.example/a", NOON)]


def test_json_feed() -> None:
    body = (
        '\ufeff{"version":"https://jsonfeed.org/version/1","items":[{"url":"/a","date_modified":"2024-03-12T12:00:00Z"},'
        '{"id":"no link"},{"external_url":"http://other.example/b"},7]}'
    )
    assert feed(body, "application/json") == [("http://news.example/a", NOON), ("http://other.example/b", None)]


@pytest.mark.parametrize(
    "body",
    [
        b"<rss><channel><item><link>http://news.example/a</link><title>A & B \xe9</title></item><item><li",
        b"\n\n<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><item><link>http://news.example/a</link>",
        b"<rss version='2.0'><channel><item><link><![CDATA[ http://news.example/a ]]></link><pubDate>soon</pubDate></item>",
    ],
)
def test_what_a_broken_feed_still_says_is_read(body: bytes) -> None:
    assert [url for url, _ in feed(body)] == ["http://news.example/a"]


def test_an_entity_bomb_is_not_expanded() -> None:
    bomb = "<!DOCTYPE x [<!ENTITY a 'http://news.example/aaaaaaaaaa'>" + "".join(
        f"<!ENTITY {name} '{f'&{before};' * 10}'>" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    urlset = f"{bomb}]><urlset><url><loc>&i;</loc></url><url><loc>http://news.example/b</loc></url></urlset>"
    listing = read_sitemap(urlset.encode(), url=URL)
    assert listing is None or all(len(entry.url) < 1_000 for entry in listing.entries)
    rss = f"{bomb}]><rss version='2.0'><channel><item><link>&i;</link></item></channel></rss>"
    found = read_feed(rss.encode(), content_type="", url=URL)
    assert found is None or all(len(entry.url) < 1_000 for entry in found.entries)


def test_a_file_of_this_machine_is_not_read_by_a_sitemap() -> None:
    body = (
        b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><urlset><url><loc>http://news.example/&a;</loc></url>"
        b"</urlset>"
    )
    listing = read_sitemap(body, url=URL)
    assert listing is None or [entry.url for entry in listing.entries] in ([], ["http://news.example/"])


def test_sitemaps() -> None:
    body = (
        b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>"
        b"<url><loc> http://news.example/a </loc><lastmod>2024-03-12T12:00:00+00:00</lastmod></url>"
        b"<url><loc>http://news.example/b</loc><n:news><n:publication_date>2024-03-12T12:00Z</n:publication_date></n:news>"
        b"</url><url><loc>http://news.example/a</loc></url></urlset>"
    )
    listing = read_sitemap(body, url=URL)
    assert listing is not None
    assert [(entry.url, entry.changed_at) for entry in listing.entries] == [
        ("http://news.example/a", NOON),
        ("http://news.example/b", NOON),
    ]
    assert read_sitemap(b"http://news.example/a\nhttp://news.example/b\n", url=URL) is not None
    assert read_sitemap(b"Just words\n", url=URL) is None


@pytest.mark.parametrize(
    "extra",
    [
        "<i:image><i:loc>http://news.example/a.jpg</i:loc></i:image>",
        "<i:image><i:lastmod>2020-01-01</i:lastmod></i:image><v:video><v:publication_date>2020-01-01</v:publication_date></v:video>",
    ],
)
def test_a_sitemap_lists_its_pages_and_not_their_pictures(extra: str) -> None:
    body = (
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:i='http://www.google.com/schemas/sitemap-image/1.1' "
        "xmlns:v='http://www.google.com/schemas/sitemap-video/1.1'>"
        f"<url><loc>http://news.example/a</loc><lastmod>2024-03-12T12:00Z</lastmod>{extra}</url>"
        f"<url>{extra}<loc>http://news.example/b</loc></url></urlset>"
    )
    listing = read_sitemap(body.encode(), url=URL)
    assert listing is not None
    assert [(entry.url, entry.changed_at) for entry in listing.entries] == [
        ("http://news.example/a", NOON),
        ("http://news.example/b", None),
    ]


RSS = "<rss version='2.0'><channel><item><link>http://news.example/a</link></item></channel></rss>"
SITEMAP = "<urlset><url><loc>http://news.example/a</loc></url></urlset>"


@pytest.mark.parametrize(
    "content_type", ["application/rss+xml", "text/xml", "text/plain", "text/html", "application/json"]
)
async def test_a_feed_is_known_whatever_it_is_declared_as(internet: Any, content_type: str) -> None:
    internet.pages[URL] = web.Response(text=RSS, content_type=content_type)
    found = await recognise(internet.fetcher(), URL)
    assert found.listing is not None
    assert found.listing.kind == "feed"


async def test_a_packed_sitemap_is_unpacked_up_to_the_limit(internet: Any) -> None:
    url = "http://news.example/sitemap.xml.gz"
    internet.pages[url] = web.Response(body=gzip.compress(SITEMAP.encode()), content_type="application/octet-stream")
    found = await recognise(internet.fetcher(), url)
    assert found.listing is not None
    internet.pages[url] = web.Response(body=gzip.compress(b"\0" * 10_000_000), content_type="application/gzip")
    with pytest.raises(UnreadableError, match="unpacked"):
        await recognise(internet.fetcher(max_listing_bytes=1_000_000), url)


async def test_a_packed_sitemap_that_breaks_off_is_told(internet: Any) -> None:
    url = "http://news.example/sitemap.xml.gz"
    internet.pages[url] = web.Response(body=gzip.compress(SITEMAP.encode())[:-12], content_type="application/gzip")
    with pytest.raises(UnreadableError, match="breaks off"):
        await recognise(internet.fetcher(), url)


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        (
            {"/": "<link rel='alternate' type='application/atom+xml' href='/news.atom'>", "/news.atom": RSS},
            "/news.atom",
        ),
        (
            {
                "/": "<link rel='alternate' type='application/rss+xml' title='Comments' href='/comments'>"
                "<link rel='alternate' type='application/rss+xml' href='/news'>",
                "/comments": RSS,
                "/news": RSS,
            },
            "/news",
        ),
        ({"/": "<p>Hi</p>", "/robots.txt": "Sitemap: http://news.example/map.xml", "/map.xml": SITEMAP}, "/map.xml"),
        ({"/": "<p>Hi</p>", "/sitemap.xml": SITEMAP}, "/sitemap.xml"),
        ({"/": "<p>Hi</p>", "/feed": RSS}, "/feed"),
    ],
)
async def test_a_front_page_leads_to_its_listing(internet: Any, pages: dict[str, str], expected: str) -> None:
    for path, body in pages.items():
        page = path == "/"
        internet.pages[f"http://news.example{path}"] = web.Response(
            text=f"<html><head>{body}</head></html>" if page else body,
            content_type="text/html" if page else "text/plain",
        )
    found = await recognise(internet.fetcher(), "http://news.example/")
    assert found.url == f"http://news.example{expected}"


async def test_a_front_page_that_leads_nowhere_says_what_to_do(internet: Any) -> None:
    internet.pages["http://news.example/"] = "<html><body><p>Hi</p></body></html>"
    with pytest.raises(UnreadableError, match="name a page, a feed or a sitemap"):
        await recognise(internet.fetcher(), "http://news.example/")


def held(body: str, content_type: str = "application/xml") -> list[tuple[str, str, str | None]]:
    """The entries that are articles themselves: title, text, author."""
    listing = read_feed(body.encode(), content_type=content_type, url=URL)
    assert listing is not None
    articles = [entry.article for entry in listing.entries if entry.article]
    assert all(article.source == article.url and article.source.startswith(f"{URL}#entry-") for article in articles)
    assert all(article.publisher == "Notes & News" for article in articles)
    return [(article.title, article.text, article.author) for article in articles]


def test_an_rss_item_without_a_link_is_an_article_itself() -> None:
    body = (
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        "<channel><title>Notes &amp; News</title><item><guid isPermaLink='false'>http://not.an/address</guid><dc:creator>Ada Lane</dc:creator>"
        "<title>Salt &amp;amp; tar</title><description>Short.</description><content:encoded><![CDATA[<p>The kiln was fired.</p>"
        "<p>It held.</p>]]></content:encoded></item><item><title>Nothing</title></item></channel></rss>"
    )
    assert held(body) == [("Salt & tar", "The kiln was fired.\nIt held.", "Ada Lane")]
    assert len(feed(body)) == 1


def test_an_episode_is_its_notes_and_not_its_sound() -> None:
    body = (
        "<rss version='2.0'><channel><title>Notes &amp; News</title><item><title>Tides</title><description>Why the tide comes late."
        "</description><enclosure url='http://news.example/7.mp3' type='audio/mpeg'/></item></channel></rss>"
    )
    assert held(body) == [("Tides", "Why the tide comes late.", None)]
    # Some feeds give the sound for the page, too.
    doubled = body.replace("<enclosure", "<link>/7.mp3</link><enclosure")
    assert held(doubled) == held(body)
    assert feed(doubled.replace("audio/mpeg", "application/pdf")) == [("http://news.example/7.mp3", None)]


def test_an_atom_entry_without_a_link_is_an_article_itself() -> None:
    body = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Notes &amp; News</title><entry><id>urn:uuid:1</id><title>Mill</title>"
        "<author><name>Bo Ek</name></author><content type='html'>&lt;p&gt;It grinds.&lt;/p&gt;</content></entry></feed>"
    )
    assert held(body) == [("Mill", "It grinds.", "Bo Ek")]


def test_a_json_item_without_a_link_is_an_article_itself() -> None:
    body = (
        '{"version":"https://jsonfeed.org/version/1.1","title":"Notes & News","items":[{"id":"1","content_text":"The kiln\\nheld.",'
        '"authors":[{"name":"Ada Lane"},{"name":"Bo Ek"}]},{"id":"http://news.example/a","content_text":"Read it there."}]}'
    )
    assert held(body, "application/json") == [("The kiln", "The kiln\nheld.", "Ada Lane, Bo Ek")]
    assert feed(body, "application/json")[1] == ("http://news.example/a", None)


def test_links_are_read_as_they_stand_in_their_feed() -> None:
    body = (
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://news.example/2024/'><entry xml:base='03/'><link href='a'/></entry>"
        "<entry><link rel='enclosure' href='b.mp3'/><link rel='replies' href='b/comments'/><id>http://news.example/b</id></entry></feed>"
    )
    assert [url for url, _ in feed(body)] == ["http://news.example/2024/03/a", "http://news.example/b"]
    rdf = (
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
        "<item rdf:about='http://news.example/c'><title>C</title></item></rdf:RDF>"
    )
    assert [url for url, _ in feed(rdf)] == ["http://news.example/c"]


CROOKED = "http://[bad"


@pytest.mark.parametrize(
    "body",
    [
        f"<rss version='2.0'><channel><item><link>{CROOKED}</link></item><item><link>http://news.example/a</link></item></channel></rss>",
        f'{{"version":"https://jsonfeed.org/version/1","items":[{{"url":"{CROOKED}"}},{{"url":"http://news.example/a"}}]}}',
    ],
)
def test_a_crooked_link_spoils_no_feed(body: str) -> None:
    assert [url for url, _ in feed(body)] == ["http://news.example/a"]


def test_a_crooked_link_spoils_no_sitemap() -> None:
    for body in (
        f"<urlset><url><loc>{CROOKED}</loc></url><url><loc>http://news.example/a</loc></url></urlset>",
        f"{CROOKED}\nhttp://news.example/a\n",
    ):
        listing = read_sitemap(body.encode(), url=URL)
        assert listing is not None
        assert [entry.url for entry in listing.entries] == ["http://news.example/a"]


def test_a_long_listing_takes_no_longer_for_each_of_its_pages() -> None:
    entries = [Entry(f"http://news.example/{number}") for number in range(20_000)]
    began = time.process_time()
    assert unique([*entries, *entries]) == tuple(entries)
    assert time.process_time() - began < 2, "it took minutes when each page went through all"


async def test_nothing_else_waits_while_a_long_listing_is_read(internet: Any) -> None:
    def listing(pages: int) -> str:
        items = "".join(f"<item><link>http://news.example/{number}</link></item>" for number in range(pages))
        return f"<rss version='2.0'><channel>{items}</channel></rss>"

    async def took_s(pages: int) -> float:
        internet.pages[URL] = web.Response(text=listing(pages), content_type="application/rss+xml")
        began = time.thread_time()
        found = await recognise(fetcher, URL)
        assert found.listing is not None
        assert len(found.listing.entries) == pages
        return time.thread_time() - began

    fetcher = internet.fetcher()
    await took_s(1)  # the first request of all loads modules
    short_s = await took_s(1)
    assert await took_s(2_000) - short_s < 0.1, "reading it takes many times as long"


@pytest.mark.parametrize("body", [b"", b" \n", b"\xef\xbb\xbf"])
def test_an_empty_answer_is_no_feed(body: bytes) -> None:
    assert read_feed(body, content_type="text/html", url=URL) is None
