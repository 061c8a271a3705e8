"""The command line: ``articlebot COMMAND``.

A command's module is imported when the command runs, so that help, ``--version`` and wrong usage answer at once.
Standard output holds what was asked for, standard error everything else.  Exit codes: 0 all well, 1 something could
not be done, 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import errno
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

import bot
from bot.cli.values import PathName

COMMANDS = {
    "add": ("bot.cli.add:command", "Read files, folders and web addresses into the library."),
    "ask": ("bot.cli.ask:command", "Answer a question, every sentence with its source."),
    "chat": ("bot.cli.chat:command", "Ask one question after another."),
    "search": ("bot.cli.search:command", "Find passages, best first."),
    "eval": ("bot.cli.eval:command", "Measure search and refusal on questions with known answers."),
    "check": ("bot.cli.check:command", "Say what the articles say to a text."),
    "list": ("bot.cli.articles:list_command", "List the articles."),
    "show": ("bot.cli.articles:show_command", "Show one article."),
    "history": ("bot.cli.history:command", "Show an article's versions and what changed."),
    "remove": ("bot.cli.articles:remove_command", "Remove articles from the library."),
    "sources": ("bot.cli.sources:command", "List what is followed."),
    "sync": ("bot.cli.sync:command", "Bring the library up to date with what is followed."),
    "stats": ("bot.cli.upkeep:stats_command", "Count what the library holds."),
    "answers": ("bot.cli.answers:command", "List the recorded answers."),
    "replay": ("bot.cli.replay:command", "Ask a recorded question again and show what differs."),
    "gaps": ("bot.cli.gaps:command", "Group what people ask that no article answers."),
    "rebuild": ("bot.cli.upkeep:rebuild_command", "Make the search indexes anew."),
    "slack": ("bot.cli.slack:command", "Answer in Slack."),
    "doctor": ("bot.cli.upkeep:doctor_command", "Check the library, the models and the settings."),
}
"""Command -> where it is, and its line in the list; the line stands here so that ``--help`` imports no command."""


OUTPUT_FAILS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What writing to standard output may run into; of other files it is translated where they are written."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are run."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names, in the order in which a new user needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        """The command of this name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        if not any(parameter.name == "library" for parameter in command.params):
            command.params.append(_library_option())
        return command

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """As click does it; ``--help`` is printed here."""
        with _reader_may_leave():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """As click does it."""
        with _reader_may_leave():
            return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, with the nearest name suggested for one that is unknown."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            close = get_close_matches(args[0], COMMANDS, n=1)
            if not close:
                raise
            raise click.UsageError(f"{error.message} Did you mean {close[0]!r}?", ctx) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """The list of commands, from the lines above."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


def _library_option() -> click.Option:
    """``--library``, which may stand before the command or after it."""

    def keep(ctx: click.Context, _: click.Parameter, value: Path | None) -> None:
        root = ctx.find_root()
        if value is not None and root.obj is not None:
            root.obj = replace(root.obj, library=value)

    return click.Option(
        ["--library"],
        metavar="DIR",
        type=PathName(),
        expose_value=False,
        callback=keep,
        help="Folder that holds the library.",
    )


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with `articlebot add FOLDER`, then `articlebot ask QUESTION`.",
)
@click.version_option(bot.__version__, "--version", prog_name="articlebot")
@click.option("--library", metavar="DIR", type=PathName(), help="Folder that holds the library.")
@click.option("-v", "--verbose", count=True, help="Log what happens to standard error; twice for more.")
@click.pass_context
def cli(ctx: click.Context, library: Path | None, verbose: int) -> None:
    """Ask your articles; every sentence of the answer is quoted from them and checked."""
    from bot.cli.options import Overrides

    ctx.obj = Overrides(library=library, log_level={0: None, 1: "INFO"}.get(verbose, "DEBUG"))


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code."""
    # Third parties must not phone home nor chat on standard error, whatever the environment says.
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    logging.lastResort = None
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    try:
        code: Any = cli.main(arguments, prog_name="articlebot", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.exceptions.Abort:
        click.echo("\nInterrupted.", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BrokenPipeError:
        _drop_output()
        return 0
    except Exception as error:  # the outer edge: known errors become a line, others a traceback in the log
        if isinstance(error, OSError) and error.errno in OUTPUT_FAILS and error.filename is None:
            click.echo(f"articlebot: The output cannot be written: {error.strerror}.", err=True)
            _drop_output()
            return 1
        if isinstance(error, FileNotFoundError) and _is_folder_gone():
            click.echo("articlebot: The current folder has been deleted: change to another one.", err=True)
            return 1
        from bot.errors import BotError, QuestionError, SettingsError
        from bot.render.terminal import clean
        from index.errors import FilterError, IndexingError

        if not isinstance(error, (BotError, IndexingError)):
            raise
        click.echo(clean(f"articlebot: {error}"), err=True)
        return 2 if isinstance(error, (QuestionError, FilterError, SettingsError)) else 1
    return code if isinstance(code, int) else 0


def _is_folder_gone() -> bool:
    """Whether the current folder is not there any more: nothing that is named from it can be."""
    try:
        os.getcwd()  # noqa: PTH109 - what Path.cwd() asks
    except FileNotFoundError:
        return True
    return False


@contextmanager
def _reader_may_leave() -> Iterator[None]:
    """All is well when the reader of a pipe (`head`) has gone; click and rich would leave with 1."""
    try:
        yield
    except BrokenPipeError as error:
        raise click.exceptions.Exit(0) from error
    except SystemExit as error:
        if not isinstance(error.__context__, BrokenPipeError):
            raise
        raise click.exceptions.Exit(0) from error


def _drop_output() -> None:
    """Points standard output at nothing, for the flush at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
