"""Visits to pages: what has become of each since it was read last."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncGenerator, Iterable, Mapping
from dataclasses import dataclass
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
    hosts: dict[str, list[KnownPage]] = {}
    for page in pages:
        hosts.setdefault(urlsplit(page.url).hostname or "", []).append(page)
    done: asyncio.Queue[Visit | None] = asyncio.Queue(maxsize=64)
    places = asyncio.Semaphore(fetcher.settings.hosts_at_once)

    async def work(own: list[KnownPage]) -> None:
        failures = 0
        async with places:
            for page in own:
                if is_entry(page.url):
                    visit = _glance(page, (held or {}).get(page.url))
                else:
                    visit = await _visit(fetcher, page, (prefetched or {}).get(page.url), named=named)
                await done.put(visit)
                failures = failures + 1 if visit.finding is Finding.FAILED else 0
                if failures >= GIVE_UP_AFTER:
                    return

    async def work_all() -> None:
        try:
            async with asyncio.TaskGroup() as group:
                for own in hosts.values():
                    group.create_task(work(own))
        except asyncio.CancelledError:
            raise  # nobody takes anything out of the queue any more
        except BaseException:
            await done.put(None)
            raise
        await done.put(None)

    workers = asyncio.create_task(work_all())
    try:
        while (visit := await done.get()) is not None:
            yield visit
        await workers
    finally:
        workers.cancel()
        await asyncio.wait([workers])


def _glance(page: KnownPage, article: Article | None) -> Visit:
    """A look at an entry that is an article itself: None where its feed has not changed, or has it no more."""
    digest = hashlib.blake2b(article.content_hash.encode(), digest_size=16).digest() if article else page.digest
    if article is None or digest == page.digest:
        return Visit(page, Finding.UNCHANGED, digest=page.digest)
    return Visit(page, Finding.READ, article=article, digest=digest)


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
            article = await asyncio.to_thread(read_page, fetched, asked=page.url, named=named)
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
