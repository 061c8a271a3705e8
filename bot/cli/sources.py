"""``articlebot sources``: what is followed, and how it is."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from bot.cli.options import json_option, settings_of
from bot.cli.values import Name

if TYPE_CHECKING:
    from index.following.followed import Followed, PageCounts


@click.command("sources")
@click.option(
    "--forget", type=Name(), metavar="SOURCE", help="Stop following SOURCE (number or address); its articles stay."
)
@json_option
@click.pass_context
def command(context: click.Context, forget: str | None, as_json: bool) -> int:
    """List what is followed: kind, articles, last look, last error.

    \b
    articlebot sources
    articlebot sources --forget https://example.org/feed.xml
    """
    settings = settings_of(context)
    from bot.render.terminal import clean
    from index.following.register import Register
    from index.library import Library

    Library.open(settings.library).close()  # says where a library is missing
    with Register.open(settings.library) as register:
        if forget is not None:
            source = register.source(forget)
            register.forget(source.id)
            if as_json:
                gone = {"forgotten": source.address, "id": source.id, "kind": source.kind.value}
                click.echo(json.dumps(gone, ensure_ascii=False, indent=2))
            else:
                click.echo(clean(f"no longer followed: {source.address}"))
            return 0
        rows = [(source, register.counts(source.id)) for source in register.sources()]
    with Library.open(settings.library) as library:
        listed = [(source, counts, _articles(library, source, counts)) for source, counts in rows]
    if as_json:
        click.echo(json.dumps([_json(*row) for row in listed], ensure_ascii=False, indent=2))
        return 0
    if not listed:
        click.echo("Nothing is followed: `articlebot add` with a folder or a web address follows it.", err=True)
    for source, counts, articles in listed:
        _print(source, counts, articles)
    return 0


def _articles(library: Any, source: Followed, counts: PageCounts) -> int:
    from index.following.followed import FollowedKind

    return library.articles_under(source.address) if source.kind is FollowedKind.FILES else counts.articles


def _print(source: Followed, counts: PageCounts, articles: int) -> None:
    from bot.render.terminal import clean

    now = datetime.now(UTC)
    rest = [f"{number:,} {name}" for name, number in _others(counts).items() if number]
    click.echo(clean(f"{source.id}  {source.kind}  {source.address}"))
    looked = f"looked at {ago(now - source.looked_at)}" if source.looked_at else "not looked at yet"
    click.echo("   " + ", ".join([f"{articles:,} article{'' if articles == 1 else 's'}", *rest, looked]))
    chosen = [f"--match {source.match}"] if source.match else []
    chosen += [f"--since {source.since:%Y-%m-%d}"] if source.since else []
    chosen += [f"--map {field}={name}" for field, name in source.field_map.items()]
    if chosen:
        click.echo(clean("   " + " ".join(chosen)))
    if source.error:
        again = f"; again in {span(source.next_at - now)}" if source.next_at and source.next_at > now else ""
        times = "once" if source.failures == 1 else f"{source.failures:,} times"
        click.echo(clean(f"   failed {times}: {source.error}{again}"))


def _others(counts: PageCounts) -> dict[str, int]:
    return {
        "waiting": counts.waiting,
        "unreadable": counts.unreadable,
        "left out": counts.left_out,
        "gone": counts.gone,
    }


def _json(source: Followed, counts: PageCounts, articles: int) -> dict[str, Any]:
    from bot.render.json import iso

    return {
        "id": source.id,
        "kind": source.kind.value,
        "address": source.address,
        "match": source.match,
        "since": iso(source.since),
        "map": dict(source.field_map),
        "articles": articles,
        **{name.replace(" ", "_"): number for name, number in _others(counts).items()},
        "added_at": iso(source.added_at),
        "looked_at": iso(source.looked_at),
        "changed_at": iso(source.changed_at),
        "error": source.error,
        "failures": source.failures,
        "next_at": iso(source.next_at),
    }


def ago(past: timedelta) -> str:
    """ "3 h ago", "just now"."""
    return "just now" if past < timedelta(minutes=1) else f"{span(past)} ago"


def span(time: timedelta) -> str:
    """A span of time in its largest unit: "15 min", "3 h", "2 days"."""
    minutes = max(1, round(time.total_seconds() / 60))
    if minutes < 120:
        return f"{minutes} min"
    return f"{round(minutes / 60)} h" if minutes < 48 * 60 else f"{round(minutes / 1440)} days"
