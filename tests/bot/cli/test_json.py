"""The fields that docs/json.md names are those that the commands print."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import click
import pytest

from bot.cli import COMMANDS, cli
from tests.command import articlebot

DOCUMENT = (Path(__file__).parents[3] / "docs" / "json.md").read_text()
CHECKED = "Saleh al-Arouri was killed in Beirut. The moon is made of basalt and cheese."


def documented(command: str) -> list[str]:
    """The names in the first column of the command's table."""
    found = re.search(rf"^## `articlebot {command}\b[^`]*`\n(.*?)(?=^## |\Z)", DOCUMENT, re.MULTILINE | re.DOTALL)
    assert found, f"{command} has no section"
    return re.findall(r"^\| `(\w+)` \|", found[1], re.MULTILINE)


def printed(library: Path, *arguments: str) -> str:
    return articlebot(*arguments, "--json", "--library", str(library)).stdout


def the_same_names(object_: dict[str, Any], command: str) -> None:
    assert list(object_) == documented(command)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_that_prints_json_is_described(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    if any(parameter.name == "as_json" for parameter in command.params):
        assert re.search(rf"^## `articlebot {name}\b|^- .*`{name}`.*: \[", DOCUMENT, re.MULTILINE)


def test_list_prints_an_object_a_line(seeds_library: Path) -> None:
    lines = printed(seeds_library, "list").splitlines()
    assert len(lines) == 20
    for line in lines:
        the_same_names(json.loads(line), "list")


def test_stats_prints_an_object(seeds_library: Path) -> None:
    the_same_names(json.loads(printed(seeds_library, "stats")), "stats")


def test_doctor_prints_a_list(seeds_library: Path) -> None:
    checks = json.loads(printed(seeds_library, "doctor"))
    assert {"settings", "library", "vectors"} <= {check["name"] for check in checks}
    for check in checks:
        the_same_names(check, "doctor")


def test_check_prints_an_object_with_the_sentences(seeds_library: Path) -> None:
    checked = json.loads(printed(seeds_library, "check", CHECKED))
    assert list(checked) == ["sentences"]
    assert {sentence["status"] for sentence in checked["sentences"]} == {"supported", "not found"}
    (row,) = re.findall(r"^\| `quotes` \|.*each with (.*), as in a citation", DOCUMENT, re.MULTILINE)
    for sentence in checked["sentences"]:
        the_same_names(sentence, "check")
        assert bool(sentence["quotes"]) == (sentence["status"] == "supported")
        for quote in sentence["quotes"]:
            assert list(quote) == re.findall(r"`(\w+)`", row)


def test_add_prints_an_object(tmp_path: Path) -> None:
    for name in ("mill", "mill-again"):
        (tmp_path / f"{name}.txt").write_text("The old mill\n\nThe old mill in Ansby burned down on Sunday.\n")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    places = [str(tmp_path / name) for name in ("mill.txt", "mill-again.txt", "photo.jpg")]
    report = json.loads(printed(tmp_path / "library", "add", *places))
    the_same_names(report, "add")
    for name in ("duplicates", "unreadable"):
        (row,) = re.findall(rf"^\| `{name}` \| (.*) \|$", DOCUMENT, re.MULTILINE)
        (entry,) = report[name]
        assert list(entry) == re.findall(r"`(\w+)`", row)


def test_eval_prints_an_object(seeds_library: Path, tmp_path: Path) -> None:
    (tmp_path / "questions.jsonl").write_text(
        '{"question": "When does the harbour bridge reopen?", "articles": ["reed-beds-doubted"], "answerable": true}\n'
    )
    figures = json.loads(printed(seeds_library, "eval", str(tmp_path / "questions.jsonl")))
    the_same_names(figures, "eval")
    (failure,) = figures["failures"]
    (row,) = re.findall(r"^\| `failures` \| (.*) \|$", DOCUMENT, re.MULTILINE)
    assert list(failure) == re.findall(r"`(\w+)`", row)
