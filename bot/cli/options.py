"""What the commands share: the settings of this run, and options that mean the same everywhere."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import click

if TYPE_CHECKING:
    from bot.question import Filters
    from bot.settings import Settings
    from index.library import Library

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Overrides:
    """The flags that stand before the command."""

    library: Path | None
    log_level: str | None


def settings_of(context: click.Context, **flags: object) -> Settings:
    """The settings of this run, ``flags`` (by field name, None = not given) over the environment over ``.env``.

    Sets up logging to standard error.  Raises SettingsError.
    """
    from bot.settings import Settings

    overrides: Overrides = context.find_root().obj
    settings = Settings.load({"library": overrides.library, "log_level": overrides.log_level, **flags})
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s", force=True)
    for chatty in ("httpx", "httpcore", "openai", "chromadb", "urllib3", "llama_index", "trafilatura", "pypdf"):
        # At INFO these log requests with addresses, and some of them texts.
        logging.getLogger(chatty).setLevel(logging.ERROR)
    return settings


def json_option(command: Command) -> Command:
    """``--json``: one JSON object on standard output."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON (docs/json.md).")(command)


def words_of(words: tuple[str, ...], batch: str | None, wanted: str) -> str:
    """What was typed, or came through standard input for ``-``; empty with a batch.

    ``wanted`` is what should have been typed, as the message names it.  Raises click.UsageError where neither words nor
    a batch are given, or both, and UnreadableError where standard input is no text.
    """
    if words and batch:
        raise click.UsageError(f"Write {wanted}, or name a file with --batch FILE; not both.")
    if not words and not batch:
        raise click.UsageError(f"Write {wanted} (- for standard input), or name a file with --batch FILE.")
    if words != ("-",):
        return " ".join(words)
    from index.sources.encoding import decode

    return decode(standard_input().read(), source="standard input").strip()


def standard_input() -> BinaryIO:
    """The bytes that come in; raises click.UsageError where the shell has closed them."""
    if sys.stdin is None:
        raise click.UsageError("Standard input is closed: there is nothing to read for -.")
    return sys.stdin.buffer


def filter_options(command: Command) -> Command:
    """``--publisher``, ``--since`` and ``--until``."""
    for option in reversed(
        [
            click.option(
                "--publisher", "publishers", multiple=True, metavar="NAME", help="Only this publisher (repeatable)."
            ),
            click.option("--since", metavar="DATE", help='Only what was published since: 2024-01-31, "last week", ...'),
            click.option("--until", metavar="DATE", help="Only what was published until then, that day included."),
        ]
    ):
        command = option(command)
    return command


def filters_of(library: Library, publishers: tuple[str, ...], since: str | None, until: str | None) -> Filters:
    """The filters that the flags ask for; says on standard error which publishers an abbreviation matched.

    Raises FilterError for a date or a publisher that cannot be understood, and for a span that ends before it begins.
    """
    from bot.question import Filters
    from bot.render.terminal import clean
    from index.dates import parse_range
    from index.errors import FilterError
    from index.publishers import resolve_publisher

    names: list[str] = []
    for publisher in publishers:
        matches = resolve_publisher(publisher, list(library.publishers()))
        if list(matches) != [publisher]:
            click.echo(clean(f"--publisher {publisher}: {', '.join(matches)}"), err=True)
        names += matches
    now = datetime.now().astimezone()

    def bound(flag: str, text: str | None, edge: int) -> datetime | None:
        if text is None:
            return None
        found = parse_range(text, now)
        if found is None:
            raise FilterError(
                f'{flag} "{text}" is no date: write 2024-01-31, "last week", "March 2024" or "3 days ago".'
            )
        return found[edge]

    filters = Filters(tuple(names), bound("--since", since, 0), bound("--until", until, 1))
    if filters.since and filters.until and filters.since >= filters.until:
        raise FilterError(f'--since "{since}" lies after --until "{until}": no article is from in between.')
    return filters
