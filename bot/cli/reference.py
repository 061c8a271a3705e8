"""Writes ``docs/cli.md`` from the commands themselves: ``python -m bot.cli.reference > docs/cli.md``."""

from __future__ import annotations

import click

from bot.cli import cli

INTRODUCTION = """# The command line

Generated from the commands by `make docs`; a test holds the two together.  Standard output holds what was asked for,
standard error everything else.  Exit codes: 0 all well, 1 something could not be done, 2 wrong usage, 130 interrupted.
"""


def reference() -> str:
    """Every command's help as Markdown, at a width of 100 columns whatever the terminal's is."""
    context = click.Context(
        cli,
        info_name="articlebot",
        terminal_width=100,
        max_content_width=100,
        help_option_names=cli.context_settings["help_option_names"],
    )
    return "\n".join([INTRODUCTION, *_sections(cli, context, "articlebot")])


def _sections(command: click.Command, context: click.Context, name: str) -> list[str]:
    help_text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    sections = [f"## {name}\n\n```\n{help_text}\n```\n"]
    if isinstance(command, click.Group):
        for child_name in command.list_commands(context):
            child = command.get_command(context, child_name)
            assert child is not None
            inner = click.Context(
                child, info_name=child_name, parent=context, terminal_width=100, max_content_width=100
            )
            sections += _sections(child, inner, f"{name} {child_name}")
    return sections


if __name__ == "__main__":
    click.echo(reference(), nl=False)
