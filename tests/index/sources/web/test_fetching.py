from __future__ import annotations

import asyncio
import gzip
import itertools
import zlib
from typing import Any

import pytest
from aiohttp import web

from index.errors import AddressRefusedError, PageGoneError, UnreachableError, UnreadableError
from index.sources.web.fetching import Validators


async def test_says_who_asks_and_where_to_complain(internet: Any) -> None:
    internet.pages["http://news.example/"] = "hello"
    fetcher = internet.fetcher(product="articlebot/1.2", contact="mailto:editor@example.org")
    await fetcher.fetch("http://news.example/")
    assert {seen.headers["User-Agent"] for seen in internet.server.seen} == {
        "articlebot/1.2 (+mailto:editor@example.org)"
    }


async def test_asks_one_thing_at_a_time_and_one_a_second_of_a_host(internet: Any) -> None:
    starts: list[float] = []

    async def page(request: web.Request) -> web.StreamResponse:
        starts.append(internet.clock.now)
        await asyncio.sleep(0.01)
        return web.Response(text="hello")

    for number in range(5):
        internet.pages[f"http://news.example/{number}"] = page
    fetcher = internet.fetcher()
    await asyncio.gather(*(fetcher.fetch(f"http://news.example/{number}") for number in range(5)))
    assert internet.server.busiest == {"news.example": 1}
    assert all(later - earlier >= 1.0 for earlier, later in itertools.pairwise(starts))


async def test_asks_several_hosts_at_once(internet: Any) -> None:
    under_way, most = 0, 0

    async def page(request: web.Request) -> web.StreamResponse:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.1)
        under_way -= 1
        return web.Response(text="hello")

    urls = [f"http://site{number}.example/" for number in range(5)]
    internet.pages |= dict.fromkeys(urls, page)
    fetcher = internet.fetcher()
    await asyncio.gather(*(fetcher.fetch(url) for url in urls))
    assert most >= 3


async def test_a_site_that_asks_for_a_longer_pause_gets_it(internet: Any) -> None:
    internet.pages["http://news.example/robots.txt"] = "User-agent: *\nCrawl-delay: 7\n"
    internet.pages["http://news.example/"] = "hello"
    fetcher = internet.fetcher()
    for _ in range(3):
        await fetcher.fetch("http://news.example/")
    assert internet.clock.now >= 14


async def test_robots_rules_are_obeyed_and_read_once(internet: Any) -> None:
    internet.pages["http://news.example/robots.txt"] = (
        "User-agent: *\nDisallow: /\n\nUser-agent: articlebot\nDisallow: /drafts/\nAllow: /drafts/public\n"
    )
    for path in ("a", "drafts/b", "drafts/public"):
        internet.pages[f"http://news.example/{path}"] = "hello"
    fetcher = internet.fetcher()
    await asyncio.gather(*(fetcher.fetch(f"http://news.example/{path}") for path in ("a", "drafts/public")))
    with pytest.raises(AddressRefusedError, match=r"robots\.txt"):
        await fetcher.fetch("http://news.example/drafts/b")
    assert sorted(seen.path for seen in internet.server.seen) == ["/a", "/drafts/public", "/robots.txt"]


async def test_robots_rules_hold_for_where_a_redirect_leads(internet: Any) -> None:
    internet.pages["http://other.example/robots.txt"] = "User-agent: *\nDisallow: /\n"
    internet.pages["http://other.example/"] = "hello"
    internet.pages["http://news.example/"] = web.Response(status=301, headers={"Location": "http://other.example/"})
    with pytest.raises(AddressRefusedError, match=r"robots\.txt"):
        await internet.fetcher().fetch("http://news.example/")


async def test_a_site_whose_robots_rules_cannot_be_had_is_left_alone(internet: Any) -> None:
    internet.pages["http://news.example/robots.txt"] = web.Response(status=503)
    internet.pages["http://news.example/"] = "hello"
    with pytest.raises(UnreachableError, match=r"robots\.txt could not be read"):
        await internet.fetcher().fetch("http://news.example/")
    assert internet.server.paths() == []


async def test_an_unchanged_page_costs_no_body(internet: Any) -> None:
    async def page(request: web.Request) -> web.StreamResponse:
        if request.headers.get("If-None-Match") == '"v1"' and request.headers.get("If-Modified-Since"):
            return web.Response(status=304, headers={"ETag": '"v1"'})
        return web.Response(text="hello", headers={"ETag": '"v1"', "Last-Modified": "Mon, 01 Jan 2024 00:00:00 GMT"})

    internet.pages["http://news.example/"] = page
    fetcher = internet.fetcher()
    first = await fetcher.fetch("http://news.example/")
    second = await fetcher.fetch("http://news.example/", validators=first.validators)
    assert (first.body, first.unchanged) == (b"hello", False)
    assert (second.body, second.unchanged) == (b"", True)


async def test_waits_as_long_as_the_server_asks_and_tries_again(internet: Any) -> None:
    answers = [web.Response(status=429, headers={"Retry-After": "17"}), web.Response(text="hello")]

    async def page(request: web.Request) -> web.StreamResponse:
        return answers.pop(0)

    internet.pages["http://news.example/"] = page
    assert (await internet.fetcher().fetch("http://news.example/")).body == b"hello"
    assert internet.clock.now >= 17


async def test_a_date_says_when_to_come_back_too(internet: Any) -> None:
    headers = {"Date": "Mon, 01 Jan 2024 00:00:00 GMT", "Retry-After": "Mon, 01 Jan 2024 00:00:20 GMT"}
    answers = [web.Response(status=503, headers=headers), web.Response(text="hello")]

    async def page(request: web.Request) -> web.StreamResponse:
        return answers.pop(0)

    internet.pages["http://news.example/"] = page
    await internet.fetcher().fetch("http://news.example/")
    assert 20 <= internet.clock.now < 25


async def test_a_server_that_asks_for_an_hour_is_left_alone(internet: Any) -> None:
    internet.pages["http://news.example/"] = web.Response(status=503, headers={"Retry-After": "3600"})
    with pytest.raises(UnreachableError) as caught:
        await internet.fetcher().fetch("http://news.example/")
    assert caught.value.retry_after_s == 3600
    assert len(internet.server.paths()) == 1


@pytest.mark.parametrize(
    ("retry_after", "expected_s"),
    [
        ("9" * 400, 7 * 24 * 3600),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 7 * 24 * 3600),
        ("Mon, 01 Jan 2024 01:00:00 -0000", None),
        ("Sun, 31 Dec 2023 23:00:00 GMT", 0),
    ],
)
async def test_no_server_is_left_alone_for_ever(internet: Any, retry_after: str, expected_s: float | None) -> None:
    headers = {"Date": "Mon, 01 Jan 2024 00:00:00 GMT", "Retry-After": retry_after}
    internet.pages["http://news.example/"] = web.Response(status=503, headers=headers)
    with pytest.raises(UnreachableError) as caught:
        await internet.fetcher().fetch("http://news.example/")
    assert caught.value.retry_after_s == expected_s


async def test_a_server_in_trouble_is_tried_three_times_with_growing_pauses(internet: Any) -> None:
    internet.pages["http://news.example/"] = web.Response(status=500)
    with pytest.raises(UnreachableError, match="500"):
        await internet.fetcher(pause_s=0).fetch("http://news.example/")
    assert len(internet.server.paths()) == 3
    assert internet.clock.waits == [2, 4]


@pytest.mark.parametrize("status", [404, 410])
async def test_a_page_that_is_gone_is_gone_at_once(internet: Any, status: int) -> None:
    internet.pages["http://news.example/"] = web.Response(status=status)
    with pytest.raises(PageGoneError, match=str(status)):
        await internet.fetcher().fetch("http://news.example/")
    assert len(internet.server.paths()) == 1


@pytest.mark.parametrize(("status", "words"), [(401, "login"), (402, "paying"), (403, "refuses"), (418, "418")])
async def test_a_refusal_is_told_in_words(internet: Any, status: int, words: str) -> None:
    internet.pages["http://news.example/"] = web.Response(status=status)
    with pytest.raises(UnreadableError, match=words):
        await internet.fetcher().fetch("http://news.example/")


async def test_a_page_that_moved_for_good_has_a_new_address(internet: Any) -> None:
    for start, status in (("a", 301), ("b", 302)):
        internet.pages[f"http://news.example/{start}"] = web.Response(status=status, headers={"Location": "/new"})
    internet.pages["http://news.example/new"] = "hello"
    fetcher = internet.fetcher()
    moved = await fetcher.fetch("http://news.example/a")
    lent = await fetcher.fetch("http://news.example/b")
    assert (moved.url, moved.moved_to) == ("http://news.example/new", "http://news.example/new")
    assert (lent.url, lent.moved_to) == ("http://news.example/new", None)


async def test_raw_deflate_is_read_as_well(internet: Any) -> None:
    raw = zlib.compressobj(wbits=-15)
    body = raw.compress(b"hello" * 100) + raw.flush()
    internet.pages["http://news.example/"] = web.Response(body=body, headers={"Content-Encoding": "deflate"})
    assert (await internet.fetcher().fetch("http://news.example/")).body == b"hello" * 100


@pytest.mark.parametrize(("encoding", "words"), [("br", "not asked for"), ("gzip", "is not")])
async def test_a_body_that_cannot_be_unpacked_is_unreadable(internet: Any, encoding: str, words: str) -> None:
    internet.pages["http://news.example/"] = web.Response(body=b"plain", headers={"Content-Encoding": encoding})
    with pytest.raises(UnreadableError, match=words):
        await internet.fetcher().fetch("http://news.example/")


async def test_a_host_that_is_not_known_is_told_in_words(internet: Any) -> None:
    internet.names.known["nowhere.example"] = [[]]
    with pytest.raises(UnreachableError, match="name is not known"):
        await internet.fetcher().fetch("http://nowhere.example/")


def test_a_request_without_validators_is_not_conditional() -> None:
    assert Validators().headers == {}


@pytest.mark.parametrize(
    ("meta", "target"),
    [
        ('<meta http-equiv="refresh" content="0; url=/new">', "/new"),
        ("<META HTTP-EQUIV=Refresh CONTENT='3;URL=\"/new?a=1&amp;b=2\"'>", "/new?a=1&b=2"),
        ('<meta content="0;/new" http-equiv="refresh">', "/new"),
        ('<meta http-equiv="refresh" content="300">', None),
        ('<meta http-equiv="refresh" content="30; url=/new">', None),
        ('<meta http-equiv="refresh" content="0; url=http://[bad">', None),
        ('<noscript><meta http-equiv="refresh" content="0; url=/new"></noscript>', None),
        ('<!-- <meta http-equiv="refresh" content="0; url=/new"> -->', None),
    ],
)
async def test_a_page_that_sends_its_readers_on_is_followed(internet: Any, meta: str, target: str | None) -> None:
    internet.pages["http://news.example/old"] = f"<html><head>{meta}</head><body>Moved</body></html>"
    internet.pages[f"http://news.example{target}"] = "here"
    fetched = await internet.fetcher().fetch("http://news.example/old")
    if target is None:
        assert b"Moved" in fetched.body
    else:
        assert (fetched.url, fetched.moved_to, fetched.body) == (f"http://news.example{target}",) * 2 + (b"here",)


async def test_pages_that_send_readers_round_are_given_up_like_redirects(internet: Any) -> None:
    for here, there in (("a", "b"), ("b", "a")):
        internet.pages[f"http://news.example/{here}"] = f"<meta http-equiv='refresh' content='0;url=/{there}'>"
    with pytest.raises(UnreadableError, match="circle"):
        await internet.fetcher().fetch("http://news.example/a")


async def test_a_body_that_is_packed_without_a_word_is_unpacked_up_to_the_limit(internet: Any) -> None:
    for name, text in (("page", b"hello" * 100), ("bomb", b"\0" * 10_000_000)):
        internet.pages[f"http://news.example/{name}"] = web.Response(body=gzip.compress(text), content_type="text/html")
    fetcher = internet.fetcher(max_page_bytes=1_000_000)
    assert (await fetcher.fetch("http://news.example/page")).body == b"hello" * 100
    with pytest.raises(UnreadableError, match="more than 1 MB"):
        await fetcher.fetch("http://news.example/bomb")


async def test_what_holds_no_text_is_not_even_loaded(internet: Any) -> None:
    sent = 0

    async def episode(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse(headers={"Content-Type": "audio/mpeg"})
        await response.prepare(request)
        for _ in range(10_000):
            await response.write(b"x" * 10_000)
            sent += 10_000
        return response

    internet.pages["http://news.example/7.mp3"] = episode
    with pytest.raises(UnreadableError, match="audio/mpeg, which holds no text"):
        await internet.fetcher().fetch("http://news.example/7.mp3")
    assert sent < 9_000_000


async def test_what_fails_behind_a_redirect_is_told_of_the_address_that_was_asked_for(internet: Any) -> None:
    internet.pages["http://news.example/a"] = web.Response(status=302, headers={"Location": "/b"})
    internet.pages["http://news.example/b"] = web.Response(status=500)
    internet.pages["http://news.example/c"] = web.Response(status=302, headers={"Location": "http://xn--/"})
    with pytest.raises(UnreachableError, match=r"^http://news.example/a: redirects to http://news.example/b: .*500"):
        await internet.fetcher().fetch("http://news.example/a")
    with pytest.raises(
        UnreadableError, match=r"^http://news.example/c: it redirects to something that is no web address"
    ):
        await internet.fetcher().fetch("http://news.example/c")


@pytest.mark.parametrize(
    "url", ["http://[::1", "http://xn--/", "http://a..b\x00/", "http://news.example:port/", "http://"]
)
async def test_a_crooked_address_is_told(internet: Any, url: str) -> None:
    with pytest.raises(AddressRefusedError):
        await internet.fetcher().fetch(url)


async def test_an_endless_address_is_not_asked_for_nor_printed(internet: Any) -> None:
    with pytest.raises(AddressRefusedError, match="more than 8,000 characters") as caught:
        await internet.fetcher().fetch(f"http://news.example/{'a' * 70_000}")
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    "rules",
    [
        b"\xef\xbb\xbfUser-agent: *\nDisallow: /x\n",
        b"User-agent: *\nDisallow: /x\n" + b"# nothing but words\n" * 100_000 + b"Allow: /x\n",
        b"User-agent: *\r\ndisallow:/x # not this\r\n",
        b"User-agent: other\nUser-agent: ArticleBot\nDisallow: /*.html$\nDisallow: /x\n",
    ],
    ids=["marked", "huge", "spelt otherwise", "grouped"],
)
@pytest.mark.parametrize("packing", ["none", "said", "unsaid"])
async def test_rules_are_read_however_they_are_written(internet: Any, rules: bytes, packing: str) -> None:
    internet.pages["http://news.example/robots.txt"] = web.Response(
        body=rules if packing == "none" else gzip.compress(rules),
        content_type="text/plain",
        headers={"Content-Encoding": "gzip"} if packing == "said" else {},
    )
    internet.pages["http://news.example/x"] = internet.pages["http://news.example/y"] = "hello"
    fetcher = internet.fetcher()
    with pytest.raises(AddressRefusedError, match=r"robots\.txt"):
        await fetcher.fetch("http://news.example/x")
    assert (await fetcher.fetch("http://news.example/y")).body == b"hello"


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_where_there_are_no_rules_everything_may_be_asked_for(internet: Any, status: int) -> None:
    internet.pages["http://news.example/robots.txt"] = web.Response(status=status)
    internet.pages["http://news.example/x"] = "hello"
    assert (await internet.fetcher().fetch("http://news.example/x")).body == b"hello"


async def test_rules_that_moved_are_followed(internet: Any) -> None:
    internet.pages["http://news.example/robots.txt"] = web.Response(
        status=301, headers={"Location": "http://www.news.example/robots.txt"}
    )
    internet.pages["http://www.news.example/robots.txt"] = "User-agent: *\nDisallow: /x\n"
    with pytest.raises(AddressRefusedError, match=r"robots\.txt"):
        await internet.fetcher().fetch("http://news.example/x")
