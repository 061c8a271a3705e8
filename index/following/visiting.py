"""Visits to pages: what has become of each since it was read last."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from urllib.parse import urlsplit

from index.article import Article
from index.errors import PageGoneError, UnreachableError, UnreadableError
from index.following.followed import KnownPage
from index.sources.failing import unforeseen
from index.sources.web.canonical import is_entry
from index.sources.web.fetching import Fetched, Fetcher
from index.sources.web.pages import read_page

GIVE_UP_AFTER = 3
"""Visits to one host that fail in a row, each after its own retries: the host is down, the rest waits."""


class Finding(Enum):
    """What a visit found."""

    UNCHANGED = "unchanged"
    READ = "read"
    """An article, which may say what it said before."""
    UNREADABLE = "unreadable"
    GONE = "gone"
    FAILED = "failed"
    """No answer this time."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One page and what was found there."""

    page: KnownPage
    finding: Finding
    article: Article | None = None
    error: UnreadableError | None = None
    fetched: Fetched | None = None
    digest: bytes | None = None


_Queue = asyncio.Queue[Visit | None]
"""Visits in the order in which they were made; None behind the last."""


async def visits(
    fetcher: Fetcher,
    pages: Iterable[KnownPage],
    prefetched: Mapping[str, Fetched] | None = None,
    *,
    held: Mapping[str, Article] | None = None,
    named: bool = False,
) -> AsyncGenerator[Visit, None]:
    """A visit to each page as it is made: several hosts at once, the pages of one in their order.

    ``prefetched`` and ``held`` are, by address, what was fetched a moment ago and the entries of feeds that are
    articles themselves.  ``named``: a user named the pages, and no feed or sitemap did.  To be closed (``aclosing``)
    by who may leave before the end: pages are fetched until then.
    """
    hosts = _by_host(pages)
    done: _Queue = asyncio.Queue(maxsize=64)
    places = asyncio.Semaphore(fetcher.settings.hosts_at_once)

    async def visit(page: KnownPage) -> Visit:
        if is_entry(page.url):
            return _glance(page, (held or {}).get(page.url))
        return await _visit(fetcher, page, (prefetched or {}).get(page.url), named=named)

    async def visit_host(own: list[KnownPage]) -> None:
        async with places:
            await _visit_in_turn(own, visit, done)

    workers = asyncio.create_task(_visit_all(hosts, visit_host, done))
    try:
        while (made := await done.get()) is not None:
            yield made
        await workers
    finally:
        workers.cancel()
        await asyncio.wait([workers])


def _by_host(pages: Iterable[KnownPage]) -> list[list[KnownPage]]:
    hosts: dict[str, list[KnownPage]] = {}
    for page in pages:
        hosts.setdefault(urlsplit(page.url).hostname or "", []).append(page)
    return list(hosts.values())


async def _visit_all(
    hosts: list[list[KnownPage]], visit_host: Callable[[list[KnownPage]], Coroutine[None, None, None]], done: _Queue
) -> None:
    """Visits all hosts at once; then, or where it fails, ``done`` ends."""
    try:
        async with asyncio.TaskGroup() as group:
            for own in hosts:
                group.create_task(visit_host(own))
    except asyncio.CancelledError:
        raise  # nobody takes anything out of the queue any more
    except BaseException:
        await done.put(None)
        raise
    await done.put(None)


async def _visit_in_turn(pages: list[KnownPage], visit: Callable[[KnownPage], Awaitable[Visit]], done: _Queue) -> None:
    """Visits the pages of one host until it is taken to be down."""
    failures = 0
    for page in pages:
        made = await visit(page)
        await done.put(made)
        failures = failures + 1 if made.finding is Finding.FAILED else 0
        if failures >= GIVE_UP_AFTER:
            return


def _glance(page: KnownPage, article: Article | None) -> Visit:
    """A look at an entry that is an article itself: None where its feed has not changed, or has it no more."""
    digest = hashlib.blake2b(article.content_hash.encode(), digest_size=16).digest() if article else page.digest
    if article is None or digest == page.digest:
        return Visit(page, Finding.UNCHANGED, digest=page.digest)
    return Visit(page, Finding.READ, article=article, digest=digest)


def _told(article: Article, page: KnownPage) -> Article:
    """``article`` with the date and the author that its feed or sitemap names, where the page names none."""
    published, author = article.published_at or page.published_at, article.author or page.author
    return replace(article, published_at=published, author=author)


async def _visit(fetcher: Fetcher, page: KnownPage, prefetched: Fetched | None, *, named: bool) -> Visit:
    try:
        fetched = prefetched or await fetcher.fetch(page.url, validators=page.validators)
        if fetched.unchanged:
            return Visit(page, Finding.UNCHANGED, fetched=fetched, digest=page.digest)
        digest = hashlib.blake2b(fetched.body, digest_size=16).digest()
        if digest == page.digest:
            return Visit(page, Finding.UNCHANGED, fetched=fetched, digest=digest)
        try:
            # Extraction takes tens of milliseconds of computing: a thread keeps the rest of the process awake.
            article = _told(await asyncio.to_thread(read_page, fetched, asked=page.url, named=named), page)
        except PageGoneError as error:
            return Visit(page, Finding.GONE, error=error, fetched=fetched, digest=digest)
        except UnreadableError as error:
            return Visit(page, Finding.UNREADABLE, error=error, fetched=fetched, digest=digest)
        except Exception as error:  # noqa: BLE001 - whatever a page does to a parser, the others go on
            return Visit(page, Finding.UNREADABLE, error=unforeseen(error, page.url), fetched=fetched, digest=digest)
    except UnreachableError as error:
        return Visit(page, Finding.FAILED, error=error)
    except PageGoneError as error:
        return Visit(page, Finding.GONE, error=error)
    except UnreadableError as error:
        return Visit(page, Finding.UNREADABLE, error=error)
    return Visit(page, Finding.READ, article=article, fetched=fetched, digest=digest)
