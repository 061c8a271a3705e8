"""``articlebot add``: files, folders and standard input into the library."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from bot.cli.options import json_option, settings_of, standard_input
from bot.cli.values import Name

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.settings import Settings
    from index.reporting import Progress, Report

MANY = 20
"""Unreadable sources and duplicates named one by one; the rest are counted (all of them with --verbose or --json)."""
INTERRUPTED = 130
"""What a shell exits with after Ctrl-C."""
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
"""With two slashes, which no path needs: "c:/clippings" is one."""


@click.command("add")
@click.argument("places", nargs=-1, required=True, type=Name(), metavar="PATH...")
@click.option("--prune", is_flag=True, help="Also remove the articles of files below PATH... that are gone.")
@click.option("--match", metavar="REGEX", help="Web: only pages whose address the expression finds.")
@click.option("--since", metavar="DATE", help="Web: only pages published or changed since.")
@click.option("--yes", "-y", is_flag=True, help="Web: do not ask before reading more than 50 pages.")
@click.option(
    "--map", "mappings", multiple=True, metavar="FIELD=NAME", help="Records' field NAME holds FIELD (repeatable)."
)
@click.option("--wait", is_flag=True, help="Wait for another process that is writing to the library.")
@json_option
@click.pass_context
def command(
    context: click.Context,
    places: tuple[str, ...],
    prune: bool,
    match: str | None,
    since: str | None,
    yes: bool,
    mappings: tuple[str, ...],
    wait: bool,
    as_json: bool,
) -> int:
    """Read PATH... into the library: files, folders and what is below them, web addresses, - for standard input.

    Reads text, Markdown, HTML, PDF, Word, e-mail, JSONL and CSV; of the web pages and documents, feeds, sitemaps, and
    front pages that lead to one.  What has not changed is skipped, what has is replaced, and copies of a story are kept
    once.  All but standard input is followed from then on: `articlebot sync` looks at it again.

    \b
    articlebot add ~/clippings
    articlebot add reports.csv --map text=summary --map published_at=released
    pbpaste | articlebot add -
    articlebot add https://example.org/feed.xml
    articlebot add https://example.org/sitemap.xml --match /news/ --since 2025-01-01
    """
    settings = settings_of(context)
    from bot.render.terminal import clean
    from index.sources.links import is_web_address

    field_map = _field_map(mappings)
    urls = [place for place in places if is_web_address(place)]
    if not urls and (match or since or yes):
        raise click.UsageError("--match, --since and --yes are for web addresses, and none is given.")
    local = tuple(_local(place) for place in places if place not in urls)
    reports: list[Report] = []
    if local:
        with told(as_json) as progress:
            reports.append(_add(settings, local, field_map, prune=prune, wait=wait, progress=progress))
    if urls and not any(report.interrupted for report in reports):
        from bot.cli.web import Choice, add_web

        reports.append(add_web(settings, urls, Choice(match, since, yes), prune=prune, wait=wait, quiet=as_json))
    report = _merged(reports)
    if as_json:
        click.echo(json.dumps(report_json(report), ensure_ascii=False, indent=2))
    else:
        print_report(report, everything=bool(context.find_root().params.get("verbose")))
    for note in report.notes:
        click.echo(clean(note), err=True)
    if report.interrupted:
        click.echo(_what_was_kept(report), err=True)
        return INTERRUPTED
    return int(bool(report.unreadable))


def _what_was_kept(report: Report) -> str:
    """What a reader must know of what was interrupted."""
    if report.added or report.changed or report.duplicates or report.removed:
        return "Interrupted; what is counted above is kept. The same command goes on where it stopped."
    return "Interrupted before anything was kept."


def _local(place: str) -> str:
    """A path, of a ``file:`` address its path; raises click.UsageError for an address of another kind."""
    if not place.lower().startswith("file://"):
        if _SCHEME.match(place):
            raise click.UsageError(f"{place} cannot be read: of addresses, only those with http and https are.")
        return place
    from urllib.parse import urlsplit
    from urllib.request import url2pathname

    address = urlsplit(place)
    if address.netloc not in ("", "localhost") or not address.path:
        raise click.UsageError(f"{place} is no file of this machine: write file:///path, or the path itself.")
    return url2pathname(address.path)


def _merged(reports: list[Report]) -> Report:
    from index.reporting import merged

    return reports[0] if len(reports) == 1 else merged(reports)


def _field_map(mappings: tuple[str, ...]) -> dict[str, str]:
    from index.sources import FIELDS

    field_map = {}
    for mapping in mappings:
        field, separator, name = mapping.partition("=")
        if not separator or field not in FIELDS or not name:
            raise click.UsageError(f"--map {mapping}: write FIELD=NAME, FIELD one of {', '.join(sorted(FIELDS))}.")
        field_map[field] = name
    return field_map


def _add(
    settings: Settings,
    places: tuple[str, ...],
    field_map: dict[str, str],
    *,
    prune: bool,
    wait: bool,
    progress: Callable[[Progress], None],
) -> Report:
    from pathlib import Path

    from bot.assembly import open_ingestion, open_writer
    from index.files import Files
    from index.following.register import Register
    from index.ingestion import Ingestion
    from index.sources import read_stdin
    from index.sources.fields import FieldNames

    max_bytes = settings.max_file_megabytes * 1_000_000
    # Read before the library is locked: a person may be typing.
    typed = standard_input().read(max_bytes + 1) if "-" in places else None
    paths = [Path(place) for place in places if place != "-"]
    with open_writer(settings, wait=wait, create=True) as writer:
        run = Ingestion(writer, *open_ingestion(settings, writer.library), progress)
        met: list[FieldNames] = []
        failed: list[Path] = []

        def work() -> None:
            if typed is not None:
                met.append(FieldNames(field_map))
                run.take(read_stdin(typed, names=met[-1], max_bytes=max_bytes))
            if paths:
                with Register.open(settings.library) as register:
                    followed = register.field_maps()
                files = Files(writer.connection, paths, field_map=field_map, followed=followed, max_bytes=max_bytes)
                met.append(files.names)
                run.take_files(files, prune=prune)
                failed.extend(path for path in paths if files.gave_nothing(path))

        report = run.finish(work)
    if not report.interrupted:  # what is left to read may have them
        report.notes += dict.fromkeys(complaint for names in met for complaint in names.complaints())
    _follow(settings, paths, field_map, failed)
    return report


def _follow(settings: Settings, paths: list[Path], field_map: dict[str, str], failed: list[Path]) -> None:
    """`sync` looks at these files and folders again; those whose names are no text were reported."""
    from datetime import UTC, datetime

    from bot.question import is_text
    from index.following.beginning import follow_files
    from index.following.register import Register

    with Register.open(settings.library) as register:
        for path in (path for path in paths if is_text(str(path.absolute()))):
            follow_files(register, path, datetime.now(UTC), field_map, failed=path in failed)


@contextmanager
def told(quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """What shows the progress: a bar on a terminal, a line every ten seconds elsewhere, nothing with ``--json``."""
    if quiet:
        yield lambda _: None
    elif sys.stderr.isatty():
        yield from _bar()
    else:
        yield _lines()


def _bar() -> Iterator[Callable[[Progress], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("Reading"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[articles]:,} articles kept, {task.fields[rate]:.0f} chunks/s,"),
        TimeRemainingColumn(compact=True, elapsed_when_finished=True),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task("", total=None, articles=0, rate=0.0)

    def show(progress: Any) -> None:
        bar.update(
            task,
            completed=progress.done_bytes,
            total=progress.total_bytes or None,
            articles=progress.articles,
            rate=progress.chunks_per_s,
        )

    with bar:
        yield show


def _lines(every_s: float = 10.0) -> Callable[[Progress], None]:
    told = 0.0

    def show(progress: Progress) -> None:
        nonlocal told
        if progress.seconds - told < every_s:
            return
        told = progress.seconds
        share = f"{100 * progress.done_bytes // progress.total_bytes}%, " if progress.total_bytes else ""
        # They are kept in groups: in the first seconds there are none, and nobody is to think that none will be.
        kept = f", {progress.articles:,} articles kept" if progress.articles else ""
        click.echo(
            f"{share}{progress.chunks:,} chunks embedded, {progress.chunks_per_s:.0f} a second{kept}",
            err=True,
        )

    return show


def print_report(report: Report, *, everything: bool = False) -> None:
    """What became of it all, in words: one line, then what was a copy and what could not be read, with the reasons."""
    from bot.render.terminal import clean
    from index.reporting import complaints

    most = None if everything else MANY
    click.echo(_counted(report))
    for duplicate in report.duplicates[:most]:
        click.echo(clean(f"  duplicate: {duplicate.source} is a copy of {duplicate.article_id}"))
    if most is not None and len(report.duplicates) > most:
        click.echo(f"  … and {len(report.duplicates) - most:,} more duplicates")
    told = [str(error) for error in report.unreadable] if everything else complaints(report.unreadable)
    for complaint in told[:most]:
        click.echo(clean(f"  unreadable: {complaint}"), err=True)
    if most is not None and len(told) > most:
        click.echo(f"  … and {len(told) - most:,} more unreadable (--verbose names them all)", err=True)


def _counted(report: Report) -> str:
    """How many articles became what; what became of none is left out, but for those added."""
    counts = {
        "added": len(report.added),
        "changed": len(report.changed),
        "unchanged": report.unchanged,
        "duplicate" if len(report.duplicates) == 1 else "duplicates": len(report.duplicates),
        "removed": len(report.removed),
        "unreadable": len(report.unreadable),
    }
    return ", ".join(f"{number:,} {name}" for name, number in counts.items() if number or name == "added")


def report_json(report: Report) -> dict[str, Any]:
    """What became of it all, as ``add --json`` prints it."""
    return {
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "duplicates": [{"source": copy.source, "article_id": copy.article_id} for copy in report.duplicates],
        "removed": report.removed,
        "unreadable": [{"source": error.source, "reason": error.reason} for error in report.unreadable],
        "interrupted": report.interrupted,
        "chunks": report.chunks,
        "embedded": report.embedded,
        "seconds": round(report.seconds, 2),
    }
