"""``articlebot list``, ``show`` and ``remove``: the articles themselves."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from bot.cli.options import filter_options, filters_of, json_option, settings_of
from bot.cli.values import Name, WholeNumber

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.question import Filters
    from index.catalogue import ArticleHead


@click.command("list")
@filter_options
@click.option("--limit", type=WholeNumber(min=1), metavar="N", help="At most N articles.")
@json_option
@click.pass_context
def list_command(
    context: click.Context,
    publishers: tuple[str, ...],
    since: str | None,
    until: str | None,
    limit: int | None,
    as_json: bool,
) -> int:
    """List the articles, newest first, those without a date last.

    \b
    articlebot list --since "last month" --publisher "Harbour Courier"
    articlebot list --json | jq -r .id          # one object a line
    """
    settings = settings_of(context)
    from index.library import Library

    with Library.open(settings.library) as library:
        heads = list(_passing(library.heads(), filters_of(library, publishers, since, until)))[:limit]
        total = library.counts().articles
    if as_json:
        for head in heads:
            click.echo(json.dumps(_head_json(head), ensure_ascii=False))
        return 0
    from rich.console import Console

    from bot.render.terminal import print_heads

    print_heads(Console(), heads)
    if not total:
        click.echo("The library is empty: `articlebot add PATH` fills it.", err=True)
    elif len(heads) < total:
        click.echo(f"{len(heads):,} of {total:,} articles", err=True)
    return 0


@click.command("show")
@click.argument("ref", type=Name(), metavar="ID")
@click.option("--version", type=WholeNumber(min=1), metavar="N", help="The N-th version; default: the newest.")
@json_option
@click.pass_context
def show_command(context: click.Context, ref: str, version: int | None, as_json: bool) -> int:
    """Show the article ID: its id, the beginning of one, its link or its file.

    \b
    articlebot show harbour-bridge-to-close-in-april
    articlebot show seeds/harbour-bridge-to-close-in-april.md --version 1 --json
    """
    settings = settings_of(context)
    from index.library import Library

    with Library.open(settings.library) as library:
        article = library.article(ref, version)
    if as_json:
        from bot.render.json import article_json

        click.echo(json.dumps(article_json(article), ensure_ascii=False, indent=2))
        return 0
    from rich.console import Console

    from bot.render.terminal import print_article

    print_article(Console(), article)
    return 0


@click.command("remove")
@click.argument("refs", nargs=-1, required=True, type=Name(), metavar="ID...")
@click.option("--wait", is_flag=True, help="Wait for another process that is writing to the library.")
@click.pass_context
def remove_command(context: click.Context, refs: tuple[str, ...], wait: bool) -> int:
    """Remove the articles ID... from the library; the files stay.

    Each is named by its whole id, its link or its file.

    \b
    articlebot remove harbour-bridge-to-close-in-april
    """
    settings = settings_of(context)
    from bot.assembly import open_writer
    from bot.render.terminal import clean

    with open_writer(settings, wait=wait) as writer:
        # All are looked up before the first is removed: a wrong id removes nothing.
        articles = [writer.library.article(ref, whole_id=True) for ref in refs]
        writer.remove([article.id for article in articles])
    for article in articles:
        click.echo(clean(f"removed {article.id}: {article.title}"))
    return 0


def _passing(heads: Iterator[ArticleHead], filters: Filters) -> Iterator[ArticleHead]:
    for head in heads:
        if filters.publishers and head.publisher not in filters.publishers:
            continue
        if filters.since and (head.published_at is None or head.published_at < filters.since):
            continue
        if filters.until and (head.published_at is None or head.published_at >= filters.until):
            continue
        yield head


def _head_json(head: ArticleHead) -> dict[str, Any]:
    from bot.render.json import iso

    return {
        "id": head.id,
        "version": head.version,
        "title": head.title,
        "author": head.author,
        "publisher": head.publisher,
        "published_at": iso(head.published_at),
        "url": head.url,
        "source": head.source,
        "language": head.language,
        "characters": head.characters,
        "added_at": iso(head.added_at),
        "changed_at": iso(head.changed_at),
        "gone_at": iso(head.gone_at),
    }
