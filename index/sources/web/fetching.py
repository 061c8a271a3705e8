"""One web address, asked for politely and safely: the only place where this software talks to web sites."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from urllib.parse import urlsplit

import httpcore
import httpx
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt

from index.errors import AddressRefusedError, PageGoneError, UnreachableError, UnreadableError
from index.retry_after import retry_after_s
from index.sources.web.bodies import Limit, read_body
from index.sources.web.canonical import joined
from index.sources.web.network import CheckedBackend, CheckedTransport, Resolver, system_resolver
from index.sources.web.pacing import Pacer
from index.sources.web.refresh import refresh_target
from index.sources.web.robots import MAX_ROBOTS_BYTES, Robots
from index.sources.web.settings import Clock, WebSettings

log = logging.getLogger(__name__)

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
"""Statuses that may be another one next time; the last five are Cloudflare's for a server it cannot reach."""
UNREAD = ("audio/", "video/", "image/", "font/")
"""Types of which not even the body is asked for: an episode of a podcast has a hundred megabytes."""
LONGEST_ABSENCE_S = 7 * 24 * 3600.0
"""The longest that a server is left alone because it asked for it; a date in another century is a slip."""
LONGEST_ADDRESS = 8_000
"""RFC 9110, section 4.1: what every server should take; nothing that people hand on is longer."""
REFUSALS = {
    401: "the page asks for a login (401)",
    402: "the page is for paying readers (402)",
    403: "the site refuses to show it to this bot (403)",
    407: "a proxy asks for a login (407)",
    451: "the page is withheld for legal reasons (451)",
}


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask "has it changed since?" with (RFC 9110, section 8.8)."""

    etag: str | None = None
    last_modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """The headers that make a request conditional; none where there is nothing to compare with."""
        pairs = (("If-None-Match", self.etag), ("If-Modified-Since", self.last_modified))
        return {name: value for name, value in pairs if value}


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer with a body, or the word that nothing changed."""

    url: str
    """Where the body came from, after redirects."""
    moved_to: str | None
    """The new address if the old one moved for good (301, 308 all the way)."""
    unchanged: bool
    """The server says that it is what it was (304); then there is no body."""
    content_type: str
    """As declared, with its parameters, in lower case; empty where nothing is declared."""
    body: bytes
    validators: Validators
    robots_tag: str = ""
    """The X-Robots-Tag header: what robots are asked not to do with it."""

    @property
    def media_type(self) -> str:
        """The declared type without parameters: ``text/html``."""
        return self.content_type.partition(";")[0].strip()


class Fetcher:
    """Asks web sites, within limits, one request at a time for each host.

    An async context manager.  ``resolver``, ``dialler`` (opens a connection to a checked address) and ``clock``
    are there to be replaced in tests.
    """

    def __init__(
        self,
        settings: WebSettings,
        *,
        clock: Clock | None = None,
        resolver: Resolver = system_resolver,
        dialler: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self.settings = settings
        self._clock = clock or Clock()
        self._pacer = Pacer(settings.pause_s, self._clock)
        self.robots = Robots(self._read_robots, self._clock.monotonic)
        backend = CheckedBackend(
            allow_private=settings.allow_private_network,
            resolver=resolver,
            inner=dialler or httpcore.AnyIOBackend(),
        )
        self._client = httpx.AsyncClient(
            transport=CheckedTransport(backend, max_connections=settings.hosts_at_once * 2),
            headers={"User-Agent": settings.user_agent, "Accept-Encoding": "gzip, deflate"},
            timeout=httpx.Timeout(settings.read_timeout_s, connect=settings.connect_timeout_s, pool=None),
            # Neither proxies (they would resolve names past the check) nor .netrc (passwords) from the environment,
            # and a cookie jar that takes nothing: no request carries anything that an earlier answer gave.
            trust_env=False,
            follow_redirects=False,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        )

    async def __aenter__(self) -> Fetcher:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def fetch(self, url: str, *, validators: Validators | None = None, max_bytes: int | None = None) -> Fetched:
        """The answer at ``url``, redirects followed, robots.txt obeyed at each step.

        With ``validators`` the request is conditional.  Raises AddressRefusedError, PageGoneError (404, 410),
        UnreachableError (no answer after a few tries) and UnreadableError (everything else that is no answer).
        """
        limit = Limit(max_bytes or self.settings.max_page_bytes)
        return await self._follow(url, validators or Validators(), limit, obey=True)

    async def _read_robots(self, url: str) -> str:
        fetched = await self._follow(url, Validators(), Limit(MAX_ROBOTS_BYTES, cut=True), obey=False)
        body = fetched.body if len(fetched.body) < MAX_ROBOTS_BYTES // 2 else fetched.body.rpartition(b"\n")[0]
        return body.decode("utf-8-sig", "replace")

    async def _follow(self, url: str, validators: Validators, limit: Limit, *, obey: bool) -> Fetched:
        asked, seen, permanent = url, set[str](), True
        while True:
            url = checked_address(url, asked)
            if url in seen:
                raise UnreadableError(asked, "its redirects go round in a circle (often a consent or login page)")
            if len(seen) > self.settings.max_redirects:
                raise UnreadableError(asked, f"more than {self.settings.max_redirects} redirects")
            seen.add(url)
            try:
                rules = await self.robots.check(url) if obey else None
                answer = await self._patiently(url, validators, limit, rules.delay_s if rules else None)
            except UnreadableError as error:
                raise _of(asked, error, via=url if len(seen) > 1 else None) from error
            if isinstance(answer, Fetched):
                target = refresh_target(answer.body) if obey and "html" in answer.media_type else None
                if target is None or joined(url, target) in (url, None):
                    return replace(answer, url=url, moved_to=url if permanent and len(seen) > 1 else None)
                answer = target, True
            url, lasting = joined(url, answer[0]) or answer[0], answer[1]
            permanent = permanent and lasting

    async def _patiently(
        self, url: str, validators: Validators, limit: Limit, pause_s: float | None
    ) -> Fetched | tuple[str, bool]:
        """The answer after up to ``attempts`` tries, with pauses that grow or that the server asks for."""
        retrying = AsyncRetrying(
            stop=stop_after_attempt(self.settings.attempts),
            retry=retry_if_exception(self._worth_retrying),
            wait=self._pause,
            sleep=self._clock.sleep,
            reraise=True,
        )
        async for attempt in retrying:
            with attempt:
                return await self._once(url, validators, limit, pause_s)
        raise AssertionError("tenacity either returns or raises")

    def _worth_retrying(self, error: BaseException) -> bool:
        return isinstance(error, UnreachableError) and (error.retry_after_s or 0.0) <= self.settings.max_wait_s

    def _pause(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked_for = error.retry_after_s if isinstance(error, UnreachableError) else None
        return asked_for if asked_for is not None else min(2.0**state.attempt_number, self.settings.max_wait_s)

    async def _once(
        self, url: str, validators: Validators, limit: Limit, pause_s: float | None
    ) -> Fetched | tuple[str, bool]:
        """One request: its answer, or where it redirects to and whether for good."""
        host = urlsplit(url).hostname or ""
        async with self._pacer.turn(host, pause_s):
            try:
                async with (
                    asyncio.timeout(self.settings.total_timeout_s),
                    self._client.stream("GET", url, headers=validators.headers) as response,
                ):
                    return await self._read(url, response, limit)
            except TimeoutError as error:
                reason = f"not answered in full within {self.settings.total_timeout_s:g} seconds"
                raise UnreachableError(url, reason) from error
            except httpx.TimeoutException as error:
                raise UnreachableError(url, "the server does not answer") from error
            except httpx.TransportError as error:
                raise UnreachableError(url, _spoken(error)) from error
            except UnicodeError as error:  # httpx takes a redirect's address apart, wanted or not
                raise AddressRefusedError(url, "it redirects to something that is no web address") from error
            except AddressRefusedError as error:
                raise AddressRefusedError(url, error.reason) from error
            except UnreachableError as error:
                if error.retry_after_s:
                    self._pacer.hold(host, min(error.retry_after_s, self.settings.max_wait_s))
                raise

    async def _read(self, url: str, response: httpx.Response, limit: Limit) -> Fetched | tuple[str, bool]:
        status = response.status_code
        log.debug("%s answered %d", urlsplit(url).hostname, status)
        if status in REDIRECTS:
            if target := response.headers.get("location"):
                return target, status in PERMANENT
            raise UnreadableError(url, f"a redirect ({status}) to nowhere")
        if status in (404, 410):
            raise PageGoneError(url, f"the page is not there ({status})")
        if status in PASSING:
            raise UnreachableError(url, _trouble(status), _retry_after(response))
        if status not in (200, 203, 304) or (status == 304 and not _conditional(response.request)):
            raise UnreadableError(url, REFUSALS.get(status, f"the server answered {status}"))
        content_type = response.headers.get("content-type", "").lower()
        if content_type.startswith(UNREAD):
            raise UnreadableError(url, f"is {content_type.partition(';')[0].strip()}, which holds no text")
        body = b"" if status == 304 else await read_body(url, response, limit)
        kept = Validators(response.headers.get("etag"), response.headers.get("last-modified"))
        tag = ", ".join(response.headers.get_list("x-robots-tag"))
        return Fetched(url, None, status == 304, content_type, body, kept, tag)


def checked_address(url: str, asked: str) -> str:
    """``url`` as httpx will send it; AddressRefusedError unless it is http or https, with a host and no password.

    httpx's own parser decides, so that no other reading of a crooked address can slip past.  ``asked`` is the address
    that led there, which the error names.
    """
    via = "" if url == asked else "it redirects to "
    if len(url) > LONGEST_ADDRESS:
        shown = asked if len(asked) <= LONGEST_ADDRESS else f"{asked[:80]}…"
        raise AddressRefusedError(shown, f"{via}an address of more than {LONGEST_ADDRESS:,} characters")
    try:
        parsed = httpx.URL(url.strip())
        host = parsed.host
        urlsplit(str(parsed))  # what takes it apart elsewhere must be able to
    except (httpx.InvalidURL, ValueError) as error:
        raise AddressRefusedError(asked, f"{via}something that is no web address") from error
    if parsed.scheme not in ("http", "https"):
        raise AddressRefusedError(asked, f"{via}a {parsed.scheme or 'local'} address: only http and https are read")
    if not host:
        raise AddressRefusedError(asked, f"{via}an address without a host")
    if parsed.userinfo:
        raise AddressRefusedError(asked, f"{via}an address with a user name in it: credentials are never sent")
    return str(parsed.copy_with(fragment=None))


def _of(asked: str, error: UnreadableError, via: str | None) -> UnreadableError:
    """``error`` as one of the address that was asked for, and not of the one that it redirects to."""
    reason = f"redirects to {via}: {error.reason}" if via else error.reason
    if isinstance(error, UnreachableError):
        return UnreachableError(asked, reason, error.retry_after_s)
    return type(error)(asked, reason)


def _conditional(request: httpx.Request) -> bool:
    return "if-none-match" in request.headers or "if-modified-since" in request.headers


def _retry_after(response: httpx.Response) -> float | None:
    """Seconds that the server asks to be left alone, up to a week."""
    asked_s = retry_after_s(response.headers)
    return None if asked_s is None else min(asked_s, LONGEST_ABSENCE_S)


def _trouble(status: int) -> str:
    return "the server is asked too often (429)" if status == 429 else f"the server has trouble ({status})"


def _spoken(error: httpx.TransportError) -> str:
    """What went wrong below HTTP, in a few words."""
    text = str(error).lower()
    if "certificate" in text:
        return "its certificate cannot be trusted"
    if "is not known" in text or "has no address" in text:
        return "the host's name is not known"
    if isinstance(error, httpx.ConnectError):
        return "the host does not accept connections"
    if isinstance(error, httpx.ProtocolError):
        return "the server breaks off, or does not speak HTTP"
    return "the connection broke"
