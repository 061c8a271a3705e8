"""``articlebot stats``, ``rebuild`` and ``doctor``: what the library holds and whether it is well."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from bot.cli.options import json_option, settings_of

if TYPE_CHECKING:
    from index.health import Check


@click.command("stats")
@json_option
@click.pass_context
def stats_command(context: click.Context, as_json: bool) -> int:
    """Count what the library holds: articles, chunks, publishers, dates, bytes.

    \b
    articlebot stats
    """
    settings = settings_of(context)
    from index.library import Library
    from index.statistics import statistics

    with Library.open(settings.library) as library:
        found = statistics(library)
    if as_json:
        click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    else:
        for name, value in found.lines():
            click.echo(f"{name:<18} {value}")
    return 0


@click.command("rebuild")
@click.option("--yes", "-y", is_flag=True, help="Do not ask first.")
@click.option("--wait", is_flag=True, help="Wait for another process that is writing to the library.")
@click.pass_context
def rebuild_command(context: click.Context, yes: bool, wait: bool) -> int:
    """Make the search indexes anew from the articles that the library holds.

    Needed after the embedding model or the chunk sizes were changed, and where an index is damaged.  Says what it will
    cost first.

    \b
    articlebot rebuild --yes
    """
    if not yes and not (sys.stdin and sys.stdin.isatty()):
        raise click.UsageError("There is no terminal to ask on: say --yes to go on whatever it costs.")
    settings = settings_of(context)
    from bot.assembly import open_ingestion, open_writer
    from bot.cli.add import told
    from index.rebuilding import plan, rebuild

    with open_writer(settings, wait=wait) as writer:
        chunker, embedding = open_ingestion(settings, writer.library)
        click.echo(plan(writer, chunker, embedding).in_words(), err=True)
        if not yes:
            click.confirm("Go on?", abort=True, err=True)
        with told(quiet=False) as progress:
            report = rebuild(writer, chunker, embedding, progress)
    if report.interrupted:
        click.echo("Interrupted; the old indexes serve on. The same command goes on where it stopped.", err=True)
        return 130
    click.echo(f"{report.chunks:,} chunks, {report.embedded:,} of them embedded, in {report.seconds:.0f} s")
    return 0


@click.command("doctor")
@click.option("--slack", is_flag=True, help="Also check the tokens, scopes, events and socket of Slack.")
@json_option
@click.pass_context
def doctor_command(context: click.Context, slack: bool, as_json: bool) -> int:
    """Check the settings, the library, its indexes and the models, and say what to mend.

    \b
    articlebot doctor
    """
    from dataclasses import asdict

    from bot.health import checks
    from bot.render.terminal import clean

    found: list[Check] = list(checks(lambda: settings_of(context)))
    if slack and found[0].ok:
        from bot.slack.doctor import slack_checks

        found += slack_checks(settings_of(context))
    if as_json:
        click.echo(json.dumps([asdict(check) for check in found], ensure_ascii=False, indent=2))
    else:
        for check in found:
            mark = click.style("ok", fg="green") if check.ok else click.style("!!", fg="red", bold=True)
            click.echo(f"{mark}  {check.name}: {clean(check.text)}")
    return int(not all(check.ok for check in found))
