"""A look at a feed or a sitemap: which pages it lists now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from index.article import Article
from index.errors import UnreachableError, UnreadableError
from index.following.ending import in_thread
from index.following.followed import Followed
from index.following.register import Register
from index.sources.links import is_web_address
from index.sources.web.canonical import same_site, without_tracking
from index.sources.web.fetching import Fetcher, Validators
from index.sources.web.listing import Entry
from index.sources.web.recognition import Recognised, listing_of


@dataclass(slots=True)
class Looked:
    """What a look found, but for the pages, which the register has."""

    held: dict[str, Article] = field(default_factory=dict)
    """The entries that are articles themselves, by their addresses, unless the feed says that it is unchanged."""
    left_out: int = 0
    """New pages for which there was no room."""
    unreachable: list[UnreachableError] = field(default_factory=list)
    """The sitemaps of an index that did not answer this time."""


async def look(fetcher: Fetcher, register: Register, source: Followed, first: Recognised | None = None) -> Looked:
    """Notes the pages that ``source`` lists, those of the sitemaps below an index too.

    ``first`` is what was fetched of it a moment ago, if it was.  A sitemap of an index that cannot be read, or does not
    answer, is passed over while others can; what it listed before stays.  Raises UnreadableError where nothing could be
    read.
    """
    waiting, seen, looked = [source.address], set[str](), Looked()
    problem: UnreadableError | None = None
    read = 0
    # A feed of which entries wait has to come again: nothing else has what they say.
    afresh = await in_thread(partial(register.has_waiting_entries, source.id))
    while waiting and len(seen) < fetcher.settings.max_sitemaps:
        url = waiting.pop(0)
        if url in seen:
            continue
        seen.add(url)
        try:
            waiting += await _read(fetcher, register, source, url, first, looked, afresh)
        except UnreachableError as error:
            if url == source.address:
                raise
            looked.unreachable.append(error)
            continue
        except UnreadableError as error:
            problem = problem or error
            continue
        read += 1
    if problem is not None and read == 0:
        raise problem
    if not looked.unreachable:  # else there may be sitemaps below of which nothing is known now
        await in_thread(partial(register.keep_listings, source.id, sorted(seen)))
    return looked


async def _read(
    fetcher: Fetcher,
    register: Register,
    source: Followed,
    url: str,
    first: Recognised | None,
    looked: Looked,
    afresh: bool,
) -> list[str]:
    """Notes what the listing at ``url`` holds; returns the sitemaps that it leads to.

    ``afresh``: it has to come whole, even if it has not changed.
    """
    known = None if afresh else await in_thread(partial(register.listing, source.id, url))
    if first is not None and first.url == url:
        fetched = first.fetched
    else:
        fetched = await fetcher.fetch(
            url, validators=known[0] if known else None, max_bytes=fetcher.settings.max_listing_bytes
        )
    if fetched.unchanged:
        return known[1] if known else []

    def keep() -> list[str]:
        listing = listing_of(fetched, fetcher.settings.max_listing_bytes)
        if listing is None:
            raise UnreadableError(url, "is neither a feed nor a sitemap")
        # A sitemap speaks for its own site (https://www.sitemaps.org/protocol.html#location); a feed links where it
        # likes.
        mine = (entry for entry in listing.entries if listing.kind == "feed" or same_site(entry.url, url))
        entries = wanted(source, mine)
        further = [each.url for each in listing.further if same_site(each.url, url) and _may_hold_news(source, each)]
        # The listing names the newest first, or should: what comes last is left out where there is no room.
        looked.left_out += register.list_pages(
            source.id, url, fetched.validators or Validators(), further, entries, fetcher.settings.max_pages
        )
        looked.held |= {entry.url: entry.article for entry in entries if entry.article}
        return further

    return await in_thread(keep)


def wanted(source: Followed, entries: Iterable[Entry]) -> list[Entry]:
    """The entries that ``match`` and ``since`` let through, their addresses freed of what only tracks readers.

    An entry without a date passes: its page will say when it was published.
    """
    return [
        replace(entry, url=without_tracking(entry.url))
        for entry in _of_the_web(entries)
        if (source.match is None or re.search(source.match, entry.url))
        and (source.since is None or entry.changed_at is None or entry.changed_at >= source.since)
    ]


def _of_the_web(entries: Iterable[Entry]) -> Iterator[Entry]:
    return (entry for entry in entries if is_web_address(entry.url))


def _may_hold_news(source: Followed, sitemap: Entry) -> bool:
    """Whether a sitemap of an index may list what ``since`` asks for: one that has not changed since then cannot."""
    return source.since is None or sitemap.changed_at is None or sitemap.changed_at >= source.since
