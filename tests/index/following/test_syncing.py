"""From the web into the library and back again: new, changed, gone, whatever the web does meanwhile."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from filelock import FileLock

from index.errors import NoSuchArticleError, UnreadableError
from index.following.beginning import follow_web
from index.following.followed import FollowedKind
from index.following.looking import look
from index.following.register import Register
from index.following.source_report import SourceReport
from index.following.syncing import Syncer
from index.sources.web.fetching import Fetcher
from index.sources.web.settings import WebSettings
from tests.webserver import Wires
from tests.website.prose import story
from tests.website.site import rss

FEED = "http://post.example/feed.xml"


def test_a_page_is_read_and_stays_current(desk: Any) -> None:
    url, page = next(iter(desk.site.pages.items()))
    (first,) = desk.run(f"{url}?utm_source=mail&fbclid=1#top")
    assert len(first.report.added) == 1
    article = desk.library.article(url)
    assert (article.title, article.url, article.source) == (page.story.title, url, url)
    assert "post.example" in desk.sources()[0].address

    page.story = replace(page.story, paragraphs=(*page.story.paragraphs, ("The mayor resigned on Friday.",)))
    (second,) = desk.run()
    assert second.report.changed == [article.id]
    assert "resigned" in desk.library.article(url).text
    assert "resigned" not in desk.library.article(url, version=1).text


@pytest.mark.parametrize("path", ["feed.xml", "atom.xml", "feed.json", "sitemap_index.xml", "sitemap.txt", ""])
def test_every_kind_of_listing_brings_its_pages(desk: Any, path: str) -> None:
    (first,) = desk.run(f"http://post.example/{path}")
    assert first.error is None
    assert not first.report.unreadable
    # The site has a page that says the same as another nowhere, so each is an article of its own.
    assert {head.source for head in desk.library.heads()} == set(desk.site.of("post.example"))
    assert len(first.report.added) == len(desk.site.of("post.example"))


def test_a_broken_feed_brings_what_is_left_of_it(desk: Any) -> None:
    (first,) = desk.run("http://post.example/broken.xml")
    assert len(first.report.added) >= 4


def test_new_entries_come_and_old_ones_stay(desk: Any) -> None:
    pages = desk.site.of("post.example")
    urls = list(pages)
    desk.site.extra[FEED] = web.Response(body=rss(urls[:3], pages), content_type="application/rss+xml")
    desk.run(FEED)
    desk.site.extra[FEED] = web.Response(body=rss(urls[3:5], pages), content_type="application/rss+xml")
    (second,) = desk.run()
    assert len(second.report.added) == 2
    assert second.report.unchanged == 3
    assert desk.library.counts().articles == 5


PLAIN = "<html><body><main><h1>{title}</h1><p>{text}</p></main></body></html>"


def test_what_a_page_does_not_say_its_listing_does(desk: Any) -> None:
    items = "".join(
        f"<item><link>/{name}</link><pubDate>Tue, 12 Mar 2024 13:00 +0100</pubDate><d:creator>{by}</d:creator></item>"
        for name, by in [("gate", "Wim Poel"), ("dam", "admin")]
    )
    rss_body = f"<rss version='2.0' xmlns:d='http://purl.org/dc/elements/1.1/'><channel>{items}</channel></rss>"
    desk.site.extra[FEED] = web.Response(body=rss_body, content_type="application/rss+xml")
    news = (
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
        "xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>http://post.example/lock</loc>"
        "<lastmod>2024-05-01</lastmod><n:news><n:publication_date>2024-03-12</n:publication_date></n:news></url></urlset>"
    )
    desk.site.extra["http://post.example/news.xml"] = web.Response(body=news, content_type="text/xml")
    for name, text in {
        "gate": "The gate opened at six on Monday morning and stays open all summer long.",
        "dam": "Published on 3 February 2024</p><p>The dam was raised by two metres after the flood in the valley.",
        "lock": "The lock is closed to boats of more than nine metres until the hinge has been mended.",
    }.items():
        page = PLAIN.format(title=f"Of the {name}", text=text)
        desk.site.extra[f"http://post.example/{name}"] = web.Response(body=page, content_type="text/html")
    desk.run(FEED)
    desk.run("http://post.example/news.xml")

    def told(name: str) -> tuple[str | None, str]:
        article = desk.library.article(f"http://post.example/{name}")
        return article.author, str(article.published_at)[:10]

    assert told("gate") == ("Wim Poel", "2024-03-12")
    assert told("dam") == (None, "2024-02-03")
    assert told("lock") == (None, "2024-03-12")

    # A later look has only the page, as the feed has not changed.
    page = PLAIN.format(
        title="Of the gate", text="The gate was shut again on Thursday, as the river had risen to its brim."
    )
    desk.site.extra["http://post.example/gate"] = web.Response(body=page, content_type="text/html")
    desk.run()
    assert desk.library.article("http://post.example/gate").version == 2
    assert told("gate") == ("Wim Poel", "2024-03-12")


def test_an_unchanged_source_costs_one_small_request_a_page_and_writes_nothing(desk: Any) -> None:
    desk.run(FEED)
    pages = len(desk.site.of("post.example"))
    generation = desk.library.generation
    before = {
        path: path.read_bytes() for path in desk.folder.rglob("*") if path.is_file() and "sources" not in path.name
    }
    (second,) = desk.run()
    answered = [seen for seen in desk.server.seen[-desk.requests :] if seen.path != "/robots.txt"]
    assert len(answered) == pages + 1
    assert {seen.status for seen in answered} == {304}
    assert second.report.unchanged == pages
    assert second.report.embedded == 0
    assert desk.library.generation == generation
    after = {
        path: path.read_bytes() for path in desk.folder.rglob("*") if path.is_file() and "sources" not in path.name
    }
    assert {path.name for path in before | after if before.get(path) != after.get(path)} <= {"1.lock"}


def test_a_server_without_validators_makes_no_versions_either(desk: Any) -> None:
    desk.site.conditional = False
    desk.run(FEED)
    (second,) = desk.run()
    assert not second.report.changed
    assert second.report.embedded == 0


def test_changed_boilerplate_makes_no_version(desk: Any) -> None:
    for page in desk.site.pages.values():
        page.views = 1204
    desk.run(FEED)
    for page in desk.site.pages.values():
        page.views = 98_310
    (second,) = desk.run()
    assert not second.report.changed
    assert not second.report.added
    assert second.report.unchanged == len(desk.site.of("post.example"))


def test_a_changed_story_embeds_only_what_changed(desk: Any) -> None:
    desk.run(FEED)
    url, page = next(iter(desk.site.of("post.example").items()))
    page.story = replace(page.story, paragraphs=(*page.story.paragraphs, ("Nine ducks crossed the road.",)))
    (second,) = desk.run()
    assert len(second.report.changed) == 1
    assert second.report.embedded <= 2
    assert desk.library.article(url).version == 2


def test_a_page_that_is_gone_is_marked_and_kept_and_may_come_back(desk: Any) -> None:
    url, page = next(iter(desk.site.pages.items()))
    desk.run(FEED)
    page.status = 410
    (second,) = desk.run()
    article = desk.library.article(url)
    assert second.gone == [article.id]
    assert article.gone_at is not None
    assert article.text
    (third,) = desk.run()
    assert third.gone == []
    page.status = 200
    (fourth,) = desk.run()
    assert fourth.back == [article.id]
    assert desk.library.article(url).gone_at is None
    assert desk.library.article(url).version == 1


def test_pruning_removes_what_is_gone(desk: Any) -> None:
    page = next(iter(desk.site.pages.values()))
    desk.run(FEED)
    before = desk.library.counts().articles
    page.status = 404
    desk.prune = True
    (second,) = desk.run()
    assert len(second.report.removed) == 1
    assert desk.library.counts().articles == before - 1


def test_what_nobody_foresaw_in_one_source_stops_no_other(desk: Any, caplog: pytest.LogCaptureFixture) -> None:
    with Register.open(desk.folder) as register:
        register.follow("http://post.example/atom.xml", FollowedKind.FEED, desk.now, match="(")
    broken, sound = desk.run(FEED)
    assert broken.error is not None
    assert "unforeseen error" in broken.error
    assert "source 1 broke its reader" in caplog.text
    assert "at position" not in caplog.text, "a message may quote an article"
    assert sound.error is None
    assert sound.report.added
    assert [source.failures for source in desk.sources()] == [1, 0]


def test_a_source_brings_no_more_pages_than_the_limit(desk: Any) -> None:
    desk.settings = WebSettings(max_pages=2)
    (first,) = desk.run(FEED)
    assert len(first.report.added) == 2
    left = len(desk.site.of("post.example")) - 2
    assert [error.reason for error in first.report.unreadable] == [
        f"lists {left} new pages more than the 2 of one source; they are left out"
    ]
    assert first.error is None
    (second,) = desk.run()
    assert not second.moved


def test_new_pages_take_the_places_of_those_that_are_listed_no_more(desk: Any) -> None:
    pages = desk.site.of("post.example")
    urls = list(pages)
    desk.settings = WebSettings(max_pages=3)

    def look(*numbers: int) -> SourceReport:
        listed = rss([urls[number] for number in numbers], pages)
        desk.site.extra[FEED] = web.Response(body=listed, content_type="application/rss+xml")
        return desk.run(FEED)[0]

    def followed() -> set[int]:
        with Register.open(desk.folder) as register:
            return {urls.index(page.url) for page in register.pages(1)}

    look(0, 1, 2)
    pages[urls[1]].status = 410
    assert look(0, 1, 2).gone
    third = look(3, 0)
    assert (len(third.report.added), third.report.unreadable) == (1, [])
    assert followed() == {0, 2, 3}, "the one that is gone makes room first"
    assert len(look(4, 3, 5).report.added) == 2
    assert followed() == {3, 4, 5}
    assert [error.reason[:19] for error in look(3, 4, 5, 6).report.unreadable] == ["lists 1 new pages m"]
    assert desk.library.counts().articles == 6, "what is followed no more stays in the library"


def test_pages_of_sitemaps_that_have_not_changed_are_listed_still(desk: Any) -> None:
    urls = list(desk.site.of("post.example"))
    desk.settings = WebSettings(max_pages=3)
    index, first, second = (f"http://post.example/{name}.xml" for name in ("index", "one", "two"))
    desk.site.extra |= {
        index: sitemap_of(first, second, kind="sitemap"),
        first: sitemap_of(urls[0]),
        second: sitemap_of(urls[1], urls[2]),
    }
    desk.run(index)
    desk.site.extra[first] = sitemap_of(urls[3], urls[0])
    assert [error.source for error in desk.run()[0].report.unreadable] == [index]
    desk.site.extra[index] = sitemap_of(first, kind="sitemap")
    desk.run()
    assert len(desk.run()[0].report.unreadable) == 0
    assert desk.library.counts().articles == 4


def test_the_register_is_never_asked_by_the_thread_that_has_to_stay_awake(desk: Any) -> None:
    threads: set[int] = set()
    asked: list[str] = []

    class Heard(Register):
        def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
            super().__init__(connection, path)
            connection.set_trace_callback(self.hear)

        def hear(self, statement: str) -> None:
            threads.add(threading.get_ident())
            asked.append(statement)

    async def work() -> None:
        with Heard.open(desk.folder) as register:
            async with Fetcher(WebSettings(pause_s=0), resolver=desk.names, dialler=Wires(desk.server)) as fetcher:
                sources = register.sources()
                threads.clear()
                asked.clear()
                await Syncer(desk.folder, register, fetcher, desk.keeper()).sync(sources)
                assert threads
                assert threading.get_ident() not in threads

    urls = list(desk.site.of("post.example"))
    index, *sitemaps = (f"http://post.example/map-{number}.xml" for number in range(4))
    desk.site.extra[index] = sitemap_of(*sitemaps, kind="sitemap")
    desk.site.extra |= {each: sitemap_of(url) for each, url in zip(sitemaps, urls, strict=False)}
    with Register.open(desk.folder) as register:
        register.follow(index, FollowedKind.SITEMAP, desk.now)
    asyncio.run(work())
    assert desk.library.counts().articles == 3
    assert sum("SELECT p.*" in statement for statement in asked) == 1, "the pages are read once, not with each sitemap"


def test_a_sitemap_that_does_not_answer_keeps_none_of_the_others_from_being_read(desk: Any) -> None:
    urls = list(desk.site.of("post.example"))
    index, first, second, third = (f"http://post.example/{name}.xml" for name in ("index", "one", "two", "three"))
    desk.site.extra |= {
        index: sitemap_of(first, second, third, kind="sitemap"),
        first: sitemap_of(urls[0]),
        second: web.Response(status=503),
        third: sitemap_of(urls[1]),
    }
    (look,) = desk.run(index)
    assert (look.error, len(look.report.added)) == (None, 2)
    assert [error.source for error in look.report.unreadable] == [second]
    desk.site.extra |= {second: sitemap_of(urls[2]), third: web.Response(status=503)}
    (look,) = desk.run()
    assert (look.error, len(look.report.added), look.report.unchanged) == (None, 1, 2)
    assert desk.sources()[0].failures == 0


def sitemap_of(*addresses: str, kind: str = "url") -> web.Response:
    listed = "".join(f"<{kind}><loc>{address}</loc></{kind}>" for address in addresses)
    root = "urlset" if kind == "url" else "sitemapindex"
    return web.Response(text=f"<{root}>{listed}</{root}>", content_type="application/xml")


def test_an_index_leads_to_no_more_sitemaps_than_the_limit(desk: Any) -> None:
    desk.settings = WebSettings(max_sitemaps=3)
    names = [f"http://post.example/map-{number}.xml" for number in range(9)]
    desk.site.extra["http://post.example/index.xml"] = sitemap_of(*names, kind="sitemap")
    desk.site.extra |= {name: sitemap_of(names[0], kind="sitemap") for name in names}
    desk.run("http://post.example/index.xml")
    asked = [path for path in desk.server.paths() if path.endswith(".xml")]
    assert asked == ["/index.xml", "/map-0.xml", "/map-1.xml"]


def test_a_sitemap_speaks_for_its_own_site_only(desk: Any) -> None:
    own = next(iter(desk.site.of("post.example")))
    desk.site.extra["http://post.example/map.xml"] = sitemap_of(own, "http://bank.test/a", "http://post.example.test/b")
    (first,) = desk.run("http://post.example/map.xml")
    assert len(first.report.added) == 1
    assert {seen.host for seen in desk.server.seen} == {"post.example"}


def test_pruning_removes_what_was_marked_as_gone_before(desk: Any) -> None:
    url, page = next(iter(desk.site.pages.items()))
    desk.run(FEED)
    page.status = 410
    (second,) = desk.run()
    desk.prune = True
    (third,) = desk.run()
    assert third.report.removed == second.gone
    assert third.gone == []
    with pytest.raises(NoSuchArticleError):
        desk.library.article(url)
    (fourth,) = desk.run()
    assert not fourth.moved
    page.status = 200
    (fifth,) = desk.run()
    assert len(fifth.report.added) == 1


def test_an_entry_without_a_link_is_an_article_with_versions(desk: Any) -> None:
    def feed(text: str) -> web.Response:
        body = (
            "<rss version='2.0'><channel><title>Notes</title><item><guid isPermaLink='false'>n1</guid>"
            f"<title>The kiln</title><description>&lt;p&gt;{text}&lt;/p&gt;</description></item></channel></rss>"
        )
        return web.Response(text=body, content_type="application/rss+xml")

    desk.site.extra[FEED] = feed("The kiln at Marsh End was fired on Tuesday.")
    (first,) = desk.run(FEED)
    (key,) = first.report.added
    article = desk.library.article(key)
    assert (article.title, article.publisher) == ("The kiln", "Notes")
    assert article.text == "The kiln at Marsh End was fired on Tuesday."
    assert article.source.startswith(f"{FEED}#entry-")
    (second,) = desk.run()
    assert second.report.unchanged == 1
    assert not second.moved
    desk.site.extra[FEED] = feed("The kiln at Marsh End was fired on Wednesday.")
    (third,) = desk.run(everything=False)
    assert third.report.changed == [key]
    desk.site.extra[FEED] = web.Response(text=rss([], {}).decode(), content_type="application/rss+xml")
    (fourth,) = desk.run()
    assert not fourth.gone
    assert "Wednesday" in desk.library.article(key).text


def test_an_entry_that_was_listed_and_not_kept_is_asked_for_again(desk: Any) -> None:
    """The look was interrupted after the feed was noted: the feed must not answer that it is unchanged."""
    note = b"<item><guid isPermaLink='false'>n1</guid><description>The kiln was fired on Tuesday.</description></item>"
    listing, pages = desk.site._listing, desk.site.pages
    desk.site._listing = lambda host, path: (
        (rss([], pages).replace(b"</channel>", note + b"</channel>"), "application/rss+xml")
        if path == "/feed.xml"
        else listing(host, path)
    )

    async def work() -> None:
        with Register.open(desk.folder) as register:
            async with Fetcher(WebSettings(pause_s=0), resolver=desk.names, dialler=Wires(desk.server)) as fetcher:
                source, found = await follow_web(fetcher, register, FEED, desk.now)
                await look(fetcher, register, source, found)

    asyncio.run(work())
    (first,) = desk.run()
    assert len(first.report.added) == 1
    desk.run()
    assert [seen.status for seen in desk.server.seen if seen.path == "/feed.xml"] == [200, 200, 304]


def test_what_a_listing_names_and_asks_not_to_index_is_not_read(desk: Any) -> None:
    url, page = next(iter(desk.site.pages.items()))
    body = page.rendered.body.replace(b"<head>", b"<head><meta name='robots' content='noindex'>")
    desk.site.extra[url] = web.Response(body=body, content_type="text/html")
    (first,) = desk.run(FEED)
    assert [(error.source, "noindex" in error.reason) for error in first.report.unreadable] == [(url, True)]


def test_a_page_that_a_user_names_is_read_whatever_it_asks_of_robots_that_index(desk: Any) -> None:
    url, page = next(iter(desk.site.pages.items()))
    body = page.rendered.body.replace(b"<head>", b"<head><meta name='robots' content='noindex'>")
    desk.site.extra[url] = web.Response(body=body, content_type="text/html", headers={"X-Robots-Tag": "none"})
    (first,) = desk.run(url)
    assert len(first.report.added) == 1


def test_a_page_that_turns_into_a_notice_keeps_its_article(desk: Any) -> None:
    url = next(iter(desk.site.pages))
    desk.run(url)
    wall = "<html><body><h1>News</h1><p>Subscribe to continue reading this story.</p></body></html>"
    desk.site.extra[url] = web.Response(text=wall, content_type="text/html")
    (second,) = desk.run()
    assert second.error is not None
    assert "subscription" in second.error
    assert desk.library.article(url).gone_at is None
    assert not second.report.changed
    (third,) = desk.run()
    assert third.error == second.error
    del desk.site.extra[url]
    (fourth,) = desk.run()
    assert (fourth.error, fourth.report.unchanged) == (None, 1)


def test_a_failing_source_is_left_alone_for_longer_and_longer_and_stops_no_other(desk: Any) -> None:
    desk.run("http://bote.example/feed.xml")
    desk.run(FEED)
    desk.site.extra["http://bote.example/feed.xml"] = web.Response(status=500)
    pauses = []
    for _ in range(3):
        failing, working = desk.run()
        assert failing.error is not None
        assert "500" in failing.error
        assert working.error is None
        pauses.append(failing.source.next_at - failing.source.looked_at)
    assert pauses == [timedelta(minutes=15), timedelta(minutes=30), timedelta(minutes=60)]
    assert desk.sources()[0].failures == 3
    desk.now -= timedelta(minutes=30)
    assert [report.source.address for report in desk.run(everything=False)] == [FEED], "not before its pause is over"
    del desk.site.extra["http://bote.example/feed.xml"]
    assert [report.error for report in desk.run()] == [None, None]
    assert desk.sources()[0].next_at is None


def test_a_server_that_asks_to_be_left_alone_for_ever_is_asked_again_after_a_week(desk: Any) -> None:
    desk.run(FEED)
    desk.run("http://bote.example/feed.xml")
    desk.site.extra[FEED] = web.Response(status=429, headers={"Retry-After": "9" * 20})
    failing, working = desk.run()
    assert failing.error == "the server is asked too often (429)"
    assert failing.source.next_at - failing.source.looked_at == timedelta(days=7)
    assert working.error is None


def test_a_host_that_is_down_is_not_asked_for_each_of_its_pages(desk: Any) -> None:
    desk.run(FEED)
    desk.names.known["post.example"] = [[]]
    (second,) = desk.run()
    assert second.error is not None
    assert "name is not known" in second.error
    assert desk.requests == 0


def test_match_and_since_choose(desk: Any) -> None:
    pages = desk.site.of("post.example")
    newest = sorted(page.story.published_at for page in pages.values())[-4]
    (first,) = desk.run("http://post.example/sitemap_index.xml", since=newest.replace(hour=0, minute=0))
    assert 4 <= len(first.report.added) <= 5


def test_only_pages_whose_address_matches_are_read(desk: Any) -> None:
    (first,) = desk.run("http://post.example/sitemap.txt", match=r"story-[01]\.html$")
    assert len(first.report.added) == 2


def test_since_holds_for_pages_that_only_say_themselves_when_they_were_published(desk: Any) -> None:
    (first,) = desk.run("http://post.example/sitemap.txt", since=datetime(2040, 1, 1, tzinfo=UTC))
    undated = [page for page in desk.site.of("post.example").values() if page.rendered.published_at is None]
    assert len(first.report.added) == len(undated)


def test_one_page_under_many_addresses_is_one_article(desk: Any) -> None:
    url = next(iter(desk.site.pages))
    made = desk.site.pages[url].rendered.body.decode()
    declared = made.replace("<head>", f'<head><link rel="canonical" href="{url}">')
    mobile = "http://m.post.example/story-0"
    desk.site.extra[mobile] = web.Response(text=declared, content_type="text/html")
    desk.site.extra["http://post.example/old"] = web.Response(status=301, headers={"Location": url})
    links = [mobile, url, f"{url}?utm_campaign=x", "http://post.example/old", url.replace("http://", "http://www.")]
    desk.site.extra["http://www.post.example" + url.removeprefix("http://post.example")] = web.Response(
        status=301, headers={"Location": url}
    )
    desk.site.extra["http://post.example/many.txt"] = web.Response(text="\n".join(links), content_type="text/plain")
    (first,) = desk.run("http://post.example/many.txt")
    assert len(first.report.added) == 1
    assert not first.report.duplicates
    assert [head.source for head in desk.library.heads()] == [url]
    desk.run()
    assert desk.requests <= 3, "the listing, the page, and the rules"


def test_a_story_of_two_publishers_stands_once_and_names_both(desk: Any) -> None:
    desk.site.pages["http://bote.example/copy.html"] = replace(
        next(iter(desk.site.pages.values())), template="div_soup", answered=[]
    )
    desk.run(next(iter(desk.site.pages)))
    reports = desk.run("http://bote.example/copy.html")
    assert len(reports[1].report.duplicates) == 1
    article = desk.library.article(next(iter(desk.site.pages)))
    assert [copy.source for copy in article.copies] == ["http://bote.example/copy.html"]


@pytest.mark.parametrize("everything", [True, False])
def test_a_copy_whose_original_was_pruned_is_cited_as_it_stands(desk: Any, everything: bool) -> None:
    original, copy = next(iter(desk.site.pages)), "http://bote.example/copy.html"
    desk.site.pages[copy] = replace(desk.site.pages[original], template="div_soup", answered=[])
    desk.run(original)
    desk.run(copy)
    desk.run()  # long enough for the schedule to let both rest
    desk.site.pages[original].status = 410
    desk.prune = True
    desk.now += timedelta(days=3)
    desk.run()
    assert desk.library.article(copy).source == copy
    (_, heir) = desk.run(everything=everything)
    article = desk.library.article(copy)
    assert heir.report.changed == [article.id]
    assert (article.source, article.url) == (copy, copy)
    assert not article.copies
    (_, again) = desk.run()
    assert not again.moved
    assert [seen.status for seen in desk.server.seen if seen.host == "bote.example"][-1] == 304


def test_the_server_changes_a_story_while_the_site_is_read(desk: Any) -> None:
    """Whatever version was met, the text is of one piece, and the next look has the newest."""
    url, page = next(iter(desk.site.pages.items()))
    version = 0
    original = desk.site._page

    def changing(asked: Any, request: Any) -> Any:
        nonlocal version
        if asked is page:
            version += 1
            page.story = story(version + 600, "en")
        return original(asked, request)

    desk.site._page = changing
    for _ in range(3):
        desk.run(FEED if version == 0 else None)
        text = desk.library.article(url).text
        assert text == "\n".join(" ".join(paragraph) for paragraph in page.story.paragraphs)
    assert desk.library.article(url).version == 3


def test_two_processes_never_look_at_one_source_at_once(desk: Any) -> None:
    desk.run(FEED)
    with FileLock(desk.folder / "looking" / "1.lock"):
        (second,) = desk.run()
    assert second.error is not None
    assert "another articlebot process" in second.error
    assert desk.requests == 0
    assert desk.sources()[0].failures == 0


def test_a_listed_page_that_is_not_there_is_told_once(desk: Any) -> None:
    next(iter(desk.site.of("post.example").values())).status = 404
    (first,) = desk.run(FEED)
    assert [error.reason for error in first.report.unreadable] == ["the page is not there (404)"]
    (second,) = desk.run()
    assert second.report.unreadable == []


def test_what_was_read_is_kept_when_a_look_is_interrupted(desk: Any) -> None:
    """The pages before the third are in the library, the register says so, and the report counts them."""
    told: list[SourceReport] = []

    async def work() -> None:
        with Register.open(desk.folder) as register:
            async with Fetcher(WebSettings(pause_s=0), resolver=desk.names, dialler=Wires(desk.server)) as fetcher:
                await follow_web(fetcher, register, FEED, desk.now)

                def visited(done: int, _of: int) -> None:
                    if done == 3:
                        running.cancel()

                syncer = Syncer(desk.folder, register, fetcher, desk.keeper(), tell=told.append, visited=visited)
                running = asyncio.ensure_future(syncer.sync(register.sources()))
                with pytest.raises(asyncio.CancelledError):
                    await running

    asyncio.run(work())
    (report,) = told
    assert len(report.report.added) == 3
    assert {head.id for head in desk.library.heads()} == set(report.report.added)
    with Register.open(desk.folder) as register:
        assert register.counts(1).articles == 3
    (second,) = desk.run()
    assert len(second.report.added) == len(desk.site.of("post.example")) - 3


def test_an_address_that_is_nothing_is_not_followed(desk: Any) -> None:
    desk.site.extra["http://post.example/logo"] = web.Response(body=b"\x89PNG", content_type="image/png")
    desk.site.extra["http://empty.example/"] = web.Response(
        text="<html><body>Hi</body></html>", content_type="text/html"
    )
    for url, words in (("http://post.example/logo", "image/png"), ("http://empty.example/", "front page")):
        with pytest.raises(UnreadableError, match=words):
            desk.run(url)
    assert desk.sources() == []


def test_the_background_looks_again_and_again_until_it_is_cancelled(desk: Any) -> None:
    desk.run(FEED)
    looks = 0

    async def sleep(_: float) -> None:
        nonlocal looks
        looks += 1
        if looks == 3:
            raise asyncio.CancelledError

    async def work() -> None:
        with Register.open(desk.folder) as register:
            async with Fetcher(WebSettings(pause_s=0), resolver=desk.names, dialler=Wires(desk.server)) as fetcher:
                await Syncer(desk.folder, register, fetcher, desk.keeper()).run(900, sleep=sleep)

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(work())
    assert looks == 3
