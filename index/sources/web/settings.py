"""What the web reader may do and how patient it is, and the clock it waits by."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

BOT_NAME = "articlebot"
"""The name that robots.txt rules address (RFC 9309, section 2.2.1)."""


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Limits and manners of one run.  Sizes in bytes, times in seconds."""

    product: str = BOT_NAME
    """Name and version, the first word of the User-Agent."""
    contact: str | None = None
    """An address (mail or web page) where a site's owner reaches whoever runs this; part of the User-Agent."""
    allow_private_network: bool = False
    """Lifts the check of addresses: for an intranet, and for nothing that strangers can add sources to."""
    pause_s: float = 1.0
    """Between the starts of two requests to one host."""
    connect_timeout_s: float = 10.0
    read_timeout_s: float = 20.0
    """The longest silence inside an answer."""
    total_timeout_s: float = 60.0
    """For one whole answer: a server that sends a byte every ten seconds never trips the limit on silence."""
    max_page_bytes: int = 10_000_000
    """After decompression.  The largest article pages measured in the wild are near 5 MB, mostly scripts."""
    max_listing_bytes: int = 50_000_000
    """After decompression: what the sitemap protocol allows one file (50 MB)."""
    max_redirects: int = 5
    """RFC 9309 asks for five for robots.txt; pages get as many."""
    max_pages: int = 50_000
    """Of one source: what the sitemap protocol allows one file."""
    max_sitemaps: int = 500
    """Files that one sitemap index may lead to."""
    attempts: int = 3
    max_wait_s: float = 30.0
    """A server that asks for a longer pause is left alone until the next look."""
    hosts_at_once: int = 8

    @property
    def user_agent(self) -> str:
        """The User-Agent line: who asks, and where to complain."""
        return f"{self.product} (+{self.contact})" if self.contact else self.product


@dataclass(frozen=True, slots=True)
class Clock:
    """Time and waiting, passed in so that tests need not wait."""

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
