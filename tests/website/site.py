"""A web of five newspapers with 300 pages, their feeds, sitemaps and robots rules, and the traps that the web has."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape

from aiohttp import web

from tests.website.prose import Story, story
from tests.website.templates import TEMPLATES, Rendered

HOSTS = {"en": "post.example", "de": "bote.example", "fr": "courrier.example", "es": "diario.example",
         "ru": "vestnik.example"}  # fmt: skip
LANGUAGES = ("en", "en", "de", "fr", "es", "ru")
START = datetime(2025, 6, 1, tzinfo=UTC)


@dataclass
class Page:
    """A page of the site; what it says may change while it is up."""

    story: Story
    template: str
    changed_at: datetime = START
    status: int = 200
    views: int | None = None
    """Shown under the article, if it is a number: boilerplate that changes."""
    answered: list[int] = field(default_factory=list)

    @property
    def rendered(self) -> Rendered:
        made = TEMPLATES[self.template](self.story)
        if self.views is None:
            return made
        more = story(self.views + 30_000, self.story.language).title
        extra = (
            f'<div class="counter">{self.views:,} views</div><ul class="read-more"><li>Read more: {more}</li></ul>'
        ).encode(errors="xmlcharrefreplace")
        end = b"</article>" if b"</article>" in made.body else b"</body>"
        return replace(made, body=made.body.replace(end, extra + end, 1))


class Site:
    """Pages by address; ``handler`` serves them."""

    def __init__(self, pages: int = 300, *, templates: Iterable[str] | None = None, conditional: bool = True) -> None:
        names = list(templates or TEMPLATES)
        self.conditional = conditional
        self.pages: dict[str, Page] = {}
        self.extra: dict[str, web.Response] = {}
        for number in range(pages):
            language = LANGUAGES[(number // len(names)) % len(LANGUAGES)]
            told = story(number, language)
            address = f"http://{HOSTS[language]}/{told.published_at:%Y/%m}/story-{number}.html"
            self.pages[address] = Page(told, names[number % len(names)])

    def of(self, host: str) -> dict[str, Page]:
        return {url: page for url, page in self.pages.items() if url.startswith(f"http://{host}/")}

    async def handler(self, request: web.Request) -> web.StreamResponse:
        host = request.host.partition(":")[0]
        url = f"http://{host}{request.path_qs}"
        if url in self.extra:
            made = self.extra[url]
            return web.Response(status=made.status, body=made.body, headers=made.headers)
        if url in self.pages:
            return self._page(self.pages[url], request)
        listing = self._listing(host, request.path)
        if listing is None:
            return web.Response(status=404, text="<h1>404</h1>", content_type="text/html")
        body, content_type = listing
        return self._cached(body, content_type, None, request)

    def _page(self, page: Page, request: web.Request) -> web.StreamResponse:
        if page.status != 200:
            page.answered.append(page.status)
            return web.Response(status=page.status, text="<h1>Gone</h1>", content_type="text/html")
        made = page.rendered
        response = self._cached(made.body, made.content_type, page.changed_at, request)
        page.answered.append(response.status)
        return response

    def _cached(
        self, body: bytes, content_type: str, changed_at: datetime | None, request: web.Request
    ) -> web.StreamResponse:
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        headers = {"ETag": etag, "Content-Type": content_type}
        if changed_at:
            headers["Last-Modified"] = format_datetime(changed_at, usegmt=True)
        if not self.conditional:
            return web.Response(body=body, headers={"Content-Type": content_type})
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers=headers)
        return web.Response(body=body, headers=headers)

    def _listing(self, host: str, path: str) -> tuple[bytes, str] | None:
        pages = self.of(host)
        if not pages:
            return None
        newest = sorted(pages, key=lambda url: pages[url].story.published_at, reverse=True)
        match path:
            case "/robots.txt":
                rules = f"User-agent: *\nDisallow: /private/\nSitemap: http://{host}/sitemap_index.xml\n"
                return rules.encode(), "text/plain"
            case "/":
                return front(host), "text/html; charset=utf-8"
            case "/feed.xml":
                return rss(newest[:20], pages), "application/rss+xml"
            case "/atom.xml":
                return atom(newest[:20], pages), "application/atom+xml"
            case "/feed.json":
                return json_feed(newest[:20], pages), "application/feed+json"
            case "/broken.xml":
                # A feed as they come: no declaration of the encoding, a bare ampersand, cut off in the middle.
                return rss(newest[:20], pages).replace(b"<title>", b"<title>R&D \xe9 ")[:-400], "text/plain"
            case "/sitemap_index.xml":
                return sitemap_index(host), "application/xml"
            case "/sitemap-1.xml":
                return sitemap(newest[::2], pages), "application/xml"
            case "/sitemap-2.xml.gz":
                return gzip.compress(sitemap(newest[1::2], pages), mtime=0), "application/x-gzip"
            case "/sitemap.txt":
                return "\n".join(newest).encode(), "text/plain"
        return None


def front(host: str) -> bytes:
    return (
        f'<html><head><title>{host}</title><link rel="alternate" type="application/rss+xml" title="Comments" '
        'href="/comments/feed"><link rel="alternate" type="application/rss+xml" title="News" href="/feed.xml"></head>'
        "<body><h1>Today</h1><p>Pick a story.</p></body></html>"
    ).encode()


def rss(urls: list[str], pages: dict[str, Page]) -> bytes:
    items = "".join(
        f"<item><title>{escape(pages[url].story.title)}</title><link>{url}?utm_source=rss&amp;utm_medium=feed</link>"
        f"<guid isPermaLink='false'>{number}</guid>"
        f"<pubDate>{format_datetime(pages[url].story.published_at, usegmt=True)}</pubDate></item>"
        for number, url in enumerate(urls)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'.encode()


def atom(urls: list[str], pages: dict[str, Page]) -> bytes:
    entries = "".join(
        f"<entry><title>{escape(pages[url].story.title)}</title><id>urn:{number}</id>"
        f"<link rel='alternate' href='{url}'/><updated>{pages[url].story.published_at.isoformat()}</updated></entry>"
        for number, url in enumerate(urls)
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>{entries}</feed>'.encode()


def json_feed(urls: list[str], pages: dict[str, Page]) -> bytes:
    items = [
        {
            "id": str(number),
            "url": url,
            "title": pages[url].story.title,
            "date_published": pages[url].story.published_at.isoformat(),
        }
        for number, url in enumerate(urls)
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": items}).encode()


def sitemap(urls: list[str], pages: dict[str, Page]) -> bytes:
    entries = "".join(
        f"<url><loc>{escape(url)}</loc><lastmod>{pages[url].story.published_at.date().isoformat()}</lastmod></url>"
        for url in urls
    )
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'.encode()


def sitemap_index(host: str) -> bytes:
    return (
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<sitemap><loc>http://{host}/sitemap-1.xml</loc></sitemap>"
        f"<sitemap><loc>http://{host}/sitemap-2.xml.gz</loc></sitemap></sitemapindex>"
    ).encode()
