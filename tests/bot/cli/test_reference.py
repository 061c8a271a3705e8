"""`docs/cli.md` says what the commands say, and every command has help with an example."""

from pathlib import Path

import click
import pytest

from bot.cli import COMMANDS, cli
from bot.cli.reference import reference

DOCUMENT = Path(__file__).parents[3] / "docs" / "cli.md"


def test_document_is_the_generated_one() -> None:
    assert DOCUMENT.read_text() == reference(), "run `make docs`"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert f"articlebot {name}" in f"{command.help} {command.epilog}"
