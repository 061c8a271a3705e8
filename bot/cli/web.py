"""``articlebot add https://…``: the part of ``add`` that follows web addresses."""

from __future__ import annotations

import asyncio
import re
import signal
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.settings import Settings
    from index.following.register import Register
    from index.following.source_report import SourceReport
    from index.following.syncing import Syncer
    from index.reporting import Report
    from index.sources.web.fetching import Fetcher

COUNTED_EVERY_S = 5.0
MANY_PAGES = 50
"""A source with more new pages than this is asked about: at one a second they take a minute and more."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which pages of a web source are wanted."""

    match: str | None
    since: str | None
    yes: bool
    """Without asking, however many they are."""


def add_web(settings: Settings, urls: Sequence[str], choice: Choice, *, prune: bool, wait: bool, quiet: bool) -> Report:
    """Follows ``urls`` and reads what they list; what could not be followed is in the report as unreadable.

    Raises FilterError for a date, click.UsageError for a pattern, and what keeping raises.
    """
    from index.reporting import Report, merged

    _check_pattern(choice.match)
    since = _since(choice.since)
    reports: list[Report] = []
    try:
        asyncio.run(_add(settings, urls, choice, since, prune, wait, quiet, reports))
    except KeyboardInterrupt:
        reports.append(Report(interrupted=True))
    return merged(reports)


async def _add(
    settings: Settings,
    urls: Sequence[str],
    choice: Choice,
    since: datetime | None,
    prune: bool,
    wait: bool,
    quiet: bool,
    reports: list[Report],
) -> None:
    """Adds one address after the other; ``reports`` holds what became of each, whatever stops the rest."""
    from bot.following import open_keeper, web_settings
    from index.errors import UnreadableError
    from index.following.register import Register
    from index.following.syncing import Syncer
    from index.reporting import Report
    from index.sources.web.fetching import Fetcher

    with Register.open(settings.library) as register:
        async with Fetcher(web_settings(settings)) as fetcher:
            keeper = open_keeper(settings, prune=prune, wait=wait)
            visited = (lambda _done, _of: None) if quiet else counting()

            def tell(done: SourceReport) -> None:
                reports.append(_with_error(done))

            syncer = Syncer(settings.library, register, fetcher, keeper, tell=tell, visited=visited)
            for url in urls:
                try:
                    await _add_one(fetcher, register, syncer, url, choice, since)
                except UnreadableError as error:
                    reports.append(Report(unreadable=[error]))


def counting() -> Callable[[int, int], None]:
    """What tells on standard error every few seconds how many pages were visited."""
    told = time.monotonic()

    def tell(done: int, of: int) -> None:
        nonlocal told
        if time.monotonic() - told >= COUNTED_EVERY_S:
            told = time.monotonic()
            click.echo(f"{done:,} of {of:,} pages", err=True)

    return tell


async def _add_one(
    fetcher: Fetcher,
    register: Register,
    syncer: Syncer,
    url: str,
    choice: Choice,
    since: datetime | None,
) -> None:
    """Follows one address and reads it, unless the user thinks better of it; then all is as it was before."""
    from bot.render.terminal import clean
    from index.following.beginning import follow_web
    from index.following.followed import FollowedKind
    from index.following.looking import look

    known = {source.address: source for source in register.sources()}
    source, first = await follow_web(fetcher, register, url, datetime.now(UTC), match=choice.match, since=since)
    before, begun = known.get(source.address), False
    try:
        if source.kind is not FollowedKind.PAGE:
            await look(fetcher, register, source, first)
            waiting = register.counts(source.id).waiting
            if not waiting and not register.pages(source.id):
                click.echo(clean(f"{source.address}: a {source.kind} without pages that fit, so far"), err=True)
            elif source.address != url:
                click.echo(clean(f"{url}: its {source.kind} is {source.address}"), err=True)
            if waiting > MANY_PAGES and not _wanted(waiting, fetcher.settings.pause_s, source.address, choice.yes):
                register.take_back(source, before)
                return
        begun = True
        await syncer.sync([source], first=first)
    except BaseException:
        # Interrupted or refused before anything was read: nothing of it starts by itself later.
        if not begun or (before is None and not register.counts(source.id).articles):
            register.take_back(source, before)
        raise
    if before is None and source.kind is FollowedKind.PAGE and not register.counts(source.id).articles:
        register.forget(source.id)


def _wanted(pages: int, pause_s: float, address: str, yes: bool) -> bool:
    """Whether the user wants that many pages; without a terminal to ask on, ``--yes`` must have said so."""
    if yes:
        return True
    if not sys.stdin.isatty():
        raise click.UsageError(
            f"{address} lists {pages:,} pages: say --yes to read them all, or choose with --match and --since."
        )
    minutes = max(1, round(pages * max(pause_s, 0.1) / 60))
    # asyncio turns the first Ctrl-C into a cancellation, which a prompt that holds up its loop never comes to see.
    waiting = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return click.confirm(
            f"{address} lists {pages:,} pages, which take {minutes:,} min or more. Read them?", err=True
        )
    finally:
        signal.signal(signal.SIGINT, waiting)


def _with_error(done: SourceReport) -> Report:
    """The report, with what failed of the source as a whole among what was unreadable."""
    from index.errors import UnreadableError

    if done.error and not any(error.reason == done.error for error in done.report.unreadable):
        done.report.unreadable.append(UnreadableError(done.source.address, done.error))
    return done.report


def _check_pattern(match: str | None) -> None:
    try:
        re.compile(match or "")
    except re.error as error:
        raise click.UsageError(f"--match {match}: not a regular expression ({error}).") from None


def _since(text: str | None) -> datetime | None:
    from index.dates import parse_range
    from index.errors import FilterError

    if text is None:
        return None
    found = parse_range(text, datetime.now().astimezone())
    if found is None or found[0] is None:
        raise FilterError(f'--since "{text}" is no date: write 2024-01-31, "last week" or "March 2024".')
    return found[0]
