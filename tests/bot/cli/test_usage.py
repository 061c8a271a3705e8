"""What the commands refuse, with which exit code and in which words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.record.ledger import FILE_NAME, Ledger
from tests.bot.answers import answered
from tests.command import SEEDS, articlebot


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", ""),
        ("add", "mill.txt", ""),
        ("eval", ""),
        ("eval", "questions.jsonl", "--report", ""),
        ("ask", "--batch", "", "Where was the fire?"),
        ("search", "--batch", "", "fire"),
        ("check", "--batch", "", "It burned."),
        ("sync", ""),
        ("sources", "--forget", ""),
        ("show", ""),
        ("history", ""),
        ("remove", ""),
        ("answers", ""),
        ("replay", ""),
    ],
)
def test_an_empty_name_is_wrong_usage_and_nothing_is_read(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mill.txt").write_text("The old mill\n\nThe old mill in Ansby burned down on Sunday.\n")
    finished = articlebot(*arguments, "--library", "library")
    assert (finished.returncode, finished.stdout) == (2, "")
    assert "it is empty" in finished.stderr
    assert not (tmp_path / "library").exists()


def test_an_empty_library_name_is_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments in (("--library", "", "list"), ("list", "--library", "")):
        assert articlebot(*arguments).returncode == 2


@pytest.mark.parametrize("command", [("ask", "x"), ("search", "x"), ("list",), ("answers",), ("gaps",)])
def test_a_limit_that_is_no_whole_number_says_what_is_expected(command: tuple[str, ...]) -> None:
    finished = articlebot(*command, "--limit", "abc")
    assert finished.returncode == 2
    assert "'abc' is not a valid whole number." in finished.stderr
    assert "0 is not in the range" in articlebot(*command, "--limit", "0").stderr


def test_a_file_address_is_the_file(tmp_path: Path) -> None:
    article = tmp_path / "old mill.txt"
    article.write_text("The old mill\n\nThe old mill in Ansby burned down on Sunday.\n")
    finished = articlebot("add", article.as_uri(), "--library", str(tmp_path / "library"))
    assert (finished.returncode, finished.stdout) == (0, "1 added\n")
    shown = articlebot("show", str(article), "--library", str(tmp_path / "library"))
    assert shown.returncode == 0
    assert articlebot("add", "file://elsewhere/mill.txt", "--library", str(tmp_path / "library")).returncode == 2


@pytest.mark.parametrize("address", ["ftp://files.example/mill.txt", "SFTP://files.example/", "htp://bridge.example/"])
def test_an_address_that_is_not_read_is_no_file_that_is_not_there(address: str, tmp_path: Path) -> None:
    finished = articlebot("add", address, "--library", str(tmp_path / "library"))
    assert (finished.returncode, finished.stdout) == (2, "")
    assert f"{address} cannot be read: of addresses, only those with http and https are." in finished.stderr
    assert not (tmp_path / "library").exists()


@pytest.mark.parametrize("command", ["ask", "search", "check"])
def test_words_or_a_batch_are_wanted_and_not_both(command: str) -> None:
    both = articlebot(command, "--batch", "lines.jsonl", "x")
    assert (both.returncode, "not both" in both.stderr) == (2, True)
    neither = articlebot(command)
    assert (neither.returncode, "not both" in neither.stderr) == (2, False)
    assert "Write " in neither.stderr


def test_a_pattern_that_is_none_is_wrong_usage(tmp_path: Path) -> None:
    finished = articlebot("add", "https://example.org/", "--match", "(", "--library", str(tmp_path / "library"))
    assert finished.returncode == 2
    assert "not a regular expression" in finished.stderr
    assert not (tmp_path / "library").exists()


def test_a_rebuild_without_a_terminal_wants_to_be_told_yes(tmp_path: Path) -> None:
    for typed in ("", "y\n"):
        finished = articlebot("rebuild", "--library", str(tmp_path), stdin=typed)
        assert finished.returncode == 2
        assert "--yes" in finished.stderr
        assert "Interrupted" not in finished.stderr
    assert articlebot("rebuild", "--yes", "--library", str(tmp_path)).returncode == 1  # there is no library


def test_a_library_that_is_a_file_is_said_to_be_one(tmp_path: Path) -> None:
    article = tmp_path / "mill.txt"
    article.write_text("The old mill\n\nThe old mill in Ansby burned down on Sunday.\n")
    environ = {"ARTICLEBOT_LIBRARY": str(article)}
    for command in (
        ("list",),
        ("ask", "Where?"),
        ("stats",),
        ("sources",),
        ("sync",),
        ("add", str(article)),
        ("add", "https://example.org/"),
        ("rebuild", "--yes"),
        ("answers",),
    ):
        finished = articlebot(*command, environ=environ)
        assert (finished.returncode, finished.stdout) == (1, ""), command
        assert f"{article} is a file" in finished.stderr, command
    assert f"{article} is a file" in articlebot("doctor", environ=environ).stdout


@pytest.mark.parametrize(
    "arguments", [("ask", "-"), ("search", "-"), ("check", "-"), ("check", "--batch", "-"), ("add", "-"), ("rebuild",)]
)
def test_closed_standard_input_is_wrong_usage(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARTICLEBOT_LIBRARY", str(tmp_path / "library"))
    script = 'exec "$0" -m bot "$@" <&-'
    finished = subprocess.run(
        ["sh", "-c", script, sys.executable, *arguments],
        capture_output=True,
        text=True,
        timeout=100,
        cwd=SEEDS.parent,
        check=False,
    )
    assert (finished.returncode, finished.stdout) == (2, "")
    assert "Traceback" not in finished.stderr


@pytest.mark.parametrize(
    "arguments", [("answers", "--limit"), ("list", "--limit"), ("show", "x", "--version"), ("gaps", "--days")]
)
def test_a_number_beyond_measure_is_wrong_usage(arguments: tuple[str, ...], seeds_library: Path) -> None:
    finished = articlebot(*arguments, "9" * 20, "--library", str(seeds_library))
    assert (finished.returncode, finished.stdout) == (2, "")
    assert "9" * 20 in finished.stderr


@pytest.mark.skipif(os.name != "posix" or sys.platform == "darwin", reason="names there are always text")
def test_a_name_that_is_not_utf_8_is_reported_and_not_followed(tmp_path: Path) -> None:
    named = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    Path(named).write_text("The old mill\n\nThe old mill in Ansby burned down on Sunday.\n")
    library = str(tmp_path / "library")
    for given in (named, f"{named}.not-there"):
        finished = articlebot("add", given, "--library", library)
        assert (finished.returncode, finished.stdout) == (1, "0 added, 1 unreadable\n")
        finished.stderr.encode()  # nothing that a terminal could not show
    assert articlebot("sources", "--library", library).stdout == ""
    Ledger(tmp_path / "library" / FILE_NAME).record(answered("one"))
    for command in ("show", "history", "remove", "answers", "replay"):
        finished = articlebot(command, named, "--library", library)
        assert (finished.returncode, finished.stdout) == (1, ""), command
        assert "There is no a" in finished.stderr
        finished.stderr.encode()
    finished = articlebot("list", "--library", named)
    assert finished.returncode == 2
    assert finished.stderr.startswith("articlebot: --library: it holds bytes that are not UTF-8")


def test_a_current_folder_that_was_deleted_is_told_in_one_line(
    tmp_path: Path, seeds_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deleted = tmp_path / "deleted"
    deleted.mkdir()
    monkeypatch.chdir(deleted)
    deleted.rmdir()
    finished = articlebot("add", ".", "--library", str(tmp_path / "library"))
    assert finished.returncode == 1
    assert finished.stderr == "articlebot: The current folder has been deleted: change to another one.\n"
    shown = articlebot("show", "harbour-bridge-closure-extended", "--library", str(seeds_library))
    assert (shown.returncode, shown.stderr) == (0, "")
