"""robots.txt (RFC 9309): what a site asks of bots, through Protego."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from index.errors import AddressRefusedError, UnreachableError, UnreadableError
from index.sources.web.settings import BOT_NAME

MAX_ROBOTS_BYTES = 1_000_000
"""RFC 9309, section 2.5: at least 500 KiB must be read.  Of what is longer, the beginning counts."""
KEEP_S = 24 * 3600.0
"""RFC 9309, section 2.4: a copy should not be used for longer than a day."""
RETRY_S = 300.0
"""A site whose file could not be read is asked again after this: all its pages wait for the one answer."""
MAX_CRAWL_DELAY_S = 60.0
"""Delays past a minute are copied from templates against bad bots; a minute is kept even then."""

Read = Callable[[str], Awaitable[str]]
"""Address of a robots.txt -> its text.  Raises UnreadableError where there is none, UnreachableError where the
server failed."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site asks."""

    parsed: Protego

    def allow(self, url: str) -> bool:
        """Whether this bot may ask for ``url``."""
        return self.parsed.can_fetch(url, BOT_NAME)

    @property
    def delay_s(self) -> float | None:
        """The pause that the site asks for, if it does."""
        delay = self.parsed.crawl_delay(BOT_NAME)
        return None if delay is None else min(float(delay), MAX_CRAWL_DELAY_S)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps that the file names."""
        return tuple(self.parsed.sitemaps)


class Robots:
    """The rules of each site, read once a day."""

    def __init__(self, read: Read, monotonic: Callable[[], float]) -> None:
        self._read = read
        self._monotonic = monotonic
        self._rules: dict[str, tuple[float, Rules | UnreachableError]] = {}
        self._asking: dict[str, asyncio.Lock] = {}

    async def rules(self, url: str) -> Rules:
        """The rules of ``url``'s site; raises UnreachableError where they cannot be had (then all is forbidden)."""
        site = _site(url)
        async with self._asking.setdefault(site, asyncio.Lock()):
            kept = self._rules.get(site)
            if kept is None or self._monotonic() - kept[0] > (KEEP_S if isinstance(kept[1], Rules) else RETRY_S):
                kept = (self._monotonic(), await self._ask(site))
                self._rules[site] = kept
        answer = kept[1]
        if isinstance(answer, UnreachableError):
            # Not itself: what is raised again and again gathers the calls that it passed, each time.
            raise UnreachableError(answer.source, answer.reason, answer.retry_after_s)
        return answer

    async def check(self, url: str) -> Rules:
        """The rules of ``url``'s site; raises AddressRefusedError if they forbid ``url``."""
        try:
            rules = await self.rules(url)
        except UnreachableError as error:
            raise UnreachableError(url, error.reason, error.retry_after_s) from error
        except AddressRefusedError as error:
            raise AddressRefusedError(url, error.reason) from error
        if not rules.allow(url):
            raise AddressRefusedError(url, "the site's robots.txt asks bots to stay away from this page")
        return rules

    async def _ask(self, site: str) -> Rules | UnreachableError:
        try:
            return Rules(Protego.parse(await self._read(f"{site}/robots.txt")))
        except UnreachableError as error:
            reason = f"its robots.txt could not be read ({error.reason}), so nothing of the site was asked for"
            return UnreachableError(site, reason, error.retry_after_s)
        except AddressRefusedError:
            raise
        except UnreadableError:
            return Rules(Protego.parse(""))  # section 2.3.1.3: no file, no rules


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
