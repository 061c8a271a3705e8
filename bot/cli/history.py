"""``articlebot history``: an article's versions, and what became of it from one to the next."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from bot.cli.options import json_option, settings_of
from bot.cli.values import Name

if TYPE_CHECKING:
    from index.article import StoredArticle
    from index.library import VersionHead


@click.command("history")
@click.argument("ref", type=Name(), metavar="ID")
@json_option
@click.pass_context
def command(context: click.Context, ref: str, as_json: bool) -> int:
    """Show the versions of the article ID, and sentence by sentence what changed.

    Lines with - were taken out, lines with + came in.

    \b
    articlebot history harbour-bridge-to-close-in-april
    articlebot show harbour-bridge-to-close-in-april --version 1
    """
    settings = settings_of(context)
    from index.library import Library

    with Library.open(settings.library) as library:
        heads = library.versions(ref)
        versions = [library.article(ref, head.version) for head in heads]
    pairs = list(zip(heads, versions, [None, *versions[:-1]], strict=True))
    if as_json:
        click.echo(json.dumps([_json(*each) for each in pairs], ensure_ascii=False, indent=2))
        return 0
    from index.notes import note_of

    for head, version, before in pairs:
        _print(head, version, before)
    if (note := note_of(versions[-1])) is not None:
        click.echo(f"\n{note}")
    return 0


def _print(head: VersionHead, version: StoredArticle, before: StoredArticle | None) -> None:
    from bot.render.terminal import clean

    click.echo(clean(f"Version {head.version}, read {head.read_at:%Y-%m-%d %H:%M} UTC: {version.title}"))
    for line in changes(version, before):
        colour = {"-": "red", "+": "green"}.get(line[0])
        click.secho(f"  {clean(line)}", fg=colour)


def changes(version: StoredArticle, before: StoredArticle | None) -> list[str]:
    """The lines that say what became of ``before``; none for a first version."""
    from index.following.changes import difference

    if before is None:
        return []
    lines = []
    for name in ("title", "author", "publisher", "published_at"):
        old, new = getattr(before, name), getattr(version, name)
        if old != new:
            lines += [
                f"- {name.removesuffix('_at')}: {old or 'none'}",
                f"+ {name.removesuffix('_at')}: {new or 'none'}",
            ]
    return lines + difference(before.text, version.text, version.language)


def _json(head: VersionHead, version: StoredArticle, before: StoredArticle | None) -> dict[str, Any]:
    return {
        "version": head.version,
        "read_at": head.read_at.isoformat(),
        "title": version.title,
        "published_at": version.published_at.isoformat() if version.published_at else None,
        "characters": head.characters,
        "changes": changes(version, before),
    }
