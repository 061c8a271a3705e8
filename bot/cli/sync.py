"""``articlebot sync``: looks at what is followed, once or again and again."""

from __future__ import annotations

import asyncio
import json
import re
from typing import TYPE_CHECKING, Any

import click

from bot.cli.options import json_option, settings_of
from bot.cli.values import Name

if TYPE_CHECKING:
    from bot.settings import Settings
    from index.following.source_report import SourceReport

MANY = 20
"""Unreadable pages of a source that are named one by one."""
_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*(s|sec|m|min|h|d)")
_SECONDS = {"s": 1, "sec": 1, "m": 60, "min": 60, "h": 3600, "d": 86400}
LEAST_S = 1.0


class Span(click.ParamType[float]):
    """A span of time as people write it: 90s, 15m, 2h, 1d.  In seconds."""

    name = "span"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Seconds."""
        found = _SPAN.fullmatch(str(value).strip())
        seconds = float(found[1]) * _SECONDS[found[2]] if found else 0.0
        if seconds < LEAST_S:
            self.fail(f"{value!r} is no span of time: write 90s, 15m, 2h or 1d.", param, ctx)
        return seconds


@click.command("sync")
@click.argument("refs", nargs=-1, type=Name(), metavar="[SOURCE]...")
@click.option("--every", type=Span(), metavar="SPAN", help="Look again and again, SPAN apart: 90s, 15m, 2h, 1d.")
@click.option("--prune", is_flag=True, help="Also remove the articles of pages and files that are gone.")
@click.option("--wait", is_flag=True, help="Wait for another process that is writing, for as long as it takes.")
@json_option
@click.pass_context
def command(
    context: click.Context, refs: tuple[str, ...], every: float | None, prune: bool, wait: bool, as_json: bool
) -> int:
    """Bring the library up to date with what is followed: new, changed and gone, files and web alike.

    SOURCE is a number or an address as `articlebot sources` shows it; without one, all are looked at.  With --every,
    pages that have not changed for long are looked at more rarely, and sources that fail after growing pauses.

    \b
    articlebot sync
    articlebot sync https://example.org/feed.xml --prune
    articlebot sync --every 15m
    """
    settings = settings_of(context)
    try:
        return asyncio.run(_sync(settings, refs, every, prune, wait, as_json))
    except KeyboardInterrupt:
        click.echo("Interrupted; what was read is kept. The same command goes on where it stopped.", err=True)
        return 130


async def _sync(
    settings: Settings, refs: tuple[str, ...], every: float | None, prune: bool, wait: bool, as_json: bool
) -> int:
    from bot.following import open_keeper, web_settings
    from index.following.register import Register
    from index.following.syncing import Syncer
    from index.library import Library
    from index.sources.web.fetching import Fetcher

    Library.open(settings.library).close()  # says where a library is missing
    with Register.open(settings.library) as register:
        named = [register.source(ref).id for ref in refs]
        if not register.sources():
            click.echo("Nothing is followed: `articlebot add` with a folder or a web address follows it.", err=True)
            return 0
        async with Fetcher(web_settings(settings)) as fetcher:
            keeper = open_keeper(settings, prune=prune, wait=wait)

            def tell(done: SourceReport) -> None:
                if as_json:
                    click.echo(json.dumps(_json(done), ensure_ascii=False))
                elif every is None or done.moved or done.error:
                    print_source(done)

            syncer = Syncer(settings.library, register, fetcher, keeper, tell=tell)
            if every is not None:
                await syncer.run(every, only=named or None)
            sources = [source for source in register.sources() if not named or source.id in named]
            reports = await syncer.sync(sources)
    return int(any(done.error or done.report.unreadable for done in reports))


def print_source(done: SourceReport) -> None:
    """What one look found, in words."""
    from bot.render.terminal import clean
    from index.reporting import complaints

    report = done.report
    counts = {
        "new": len(report.added),
        "changed": len(report.changed),
        "unchanged": report.unchanged,
        "gone": len(done.gone),
        "back": len(done.back),
        "removed": len(report.removed),
        "duplicates": len(report.duplicates),
        "unreadable": len(report.unreadable),
    }
    shown = ", ".join(f"{number:,} {name}" for name, number in counts.items() if number)
    if shown or not done.error:
        click.echo(clean(f"{done.source.address}: {shown or 'nothing new'}"))
    told = complaints(report.unreadable)
    for complaint in told[:MANY]:
        click.echo(clean(f"  unreadable: {complaint}"), err=True)
    if len(told) > MANY:
        click.echo(f"  … and {len(told) - MANY:,} more", err=True)
    if done.error:
        click.echo(clean(f"{done.source.address}: failed: {done.error}"), err=True)


def _json(done: SourceReport) -> dict[str, Any]:
    report = done.report
    return {
        "id": done.source.id,
        "kind": done.source.kind.value,
        "address": done.source.address,
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "gone": done.gone,
        "back": done.back,
        "removed": report.removed,
        "duplicates": [{"source": copy.source, "article_id": copy.article_id} for copy in report.duplicates],
        "unreadable": [{"source": error.source, "reason": error.reason} for error in report.unreadable],
        "error": done.error,
    }
