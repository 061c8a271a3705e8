"""A library that cannot be written to is read all the same."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import warm
from tests.command import SEEDS

QUESTION = "Who was killed in the airstrike in Beirut?"

# What is forbidden to others is not to root, unless it gives up that right.
UNPRIVILEGED = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.name == "posix" and not os.geteuid() else []

pytestmark = pytest.mark.skipif(
    os.name != "posix" or (bool(UNPRIVILEGED) and shutil.which("setpriv") is None),
    reason="needs POSIX permissions, and setpriv to test as root",
)


def allow(library: Path, mode: int) -> None:
    """Sets the permissions of the folder and of all below it; a folder may always be entered."""
    for path in (library, *library.rglob("*")):
        path.chmod(mode | 0o500 if path.is_dir() else mode)


@pytest.fixture
def library(seeds_library: Path, tmp_path: Path) -> Iterator[Path]:
    copy = tmp_path / "library"
    shutil.copytree(seeds_library, copy, ignore=shutil.ignore_patterns("answers.db*"))
    allow(copy, 0o400)
    yield copy
    allow(copy, 0o600)


def unprivileged(library: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*warm.command(*UNPRIVILEGED), "--library", str(library), *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=100,
        env={**os.environ, "PYTHONPATH": str(SEEDS.parent), "TMPDIR": str(library.parent)},
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("list",), "harbour-bridge-closure-extended"),
        (("show", "harbour-bridge-closure-extended"), "harbour bridge"),
        (("stats",), "articles"),
        (("search", "harbour", "bridge"), "harbour bridge"),
    ],
)
def test_it_is_listed_shown_counted_and_searched(library: Path, arguments: tuple[str, ...], said: str) -> None:
    finished = unprivileged(library, *arguments)
    assert (finished.returncode, finished.stderr) == (0, "")
    assert said in finished.stdout
    assert not list(library.parent.glob("articlebot-*"))  # the copy of the indexes is gone


def test_questions_are_answered_and_one_line_says_that_they_are_not_recorded(library: Path) -> None:
    finished = unprivileged(library, "ask", "--batch", "-", stdin=f"{QUESTION}\n{QUESTION}\n")
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.count("Arouri") >= 2
    (line,) = finished.stderr.splitlines()
    assert line.endswith(f"{library} cannot be written to: answers are not recorded")
    assert not (library / "answers.db").exists()


def test_its_indexes_are_found_whole_and_the_folder_is_named(library: Path) -> None:
    finished = unprivileged(library, "doctor")
    assert f"ok  folder: {library} cannot be written to" in finished.stdout
    assert "ok  vectors: All" in finished.stdout
    assert "ok  terms: All" in finished.stdout
    assert "rebuild" not in finished.stdout
    assert finished.returncode == 0
    assert not list(library.parent.glob("articlebot-*"))


def test_what_a_killed_writer_left_in_its_journal_is_read(library: Path) -> None:
    allow(library, 0o600)
    writing = sqlite3.connect(library / "library.db", isolation_level=None)
    writing.execute("UPDATE versions SET title = 'From the journal'")
    kept = {path.name: path.read_bytes() for path in library.glob("library.db*")}
    writing.close()  # takes the journal away
    for name, content in kept.items():
        (library / name).write_bytes(content)
    assert kept["library.db-wal"]
    allow(library, 0o400)
    assert "From the journal" in unprivileged(library, "list").stdout


def test_it_is_not_written_to(library: Path) -> None:
    finished = unprivileged(library, "remove", "harbour-bridge-closure-extended")
    assert finished.returncode == 1
    assert "No permission" in finished.stderr


@pytest.mark.parametrize(
    ("below", "arguments"),
    [
        (".", ("list",)),
        (".", ("doctor",)),
        (".", ("answers",)),
        (".", ("remove", "x")),
        (".", ("rebuild", "--yes")),
        ("library", ("list",)),
        ("library", ("doctor",)),
        ("library", ("sources",)),
        ("library", ("add", str(SEEDS))),
    ],
)
def test_a_folder_that_may_not_be_entered_is_named(tmp_path: Path, below: str, arguments: tuple[str, ...]) -> None:
    shut = tmp_path / "shut"
    shut.mkdir(0o000)
    finished = unprivileged(shut / below, *arguments)
    assert finished.returncode == 1
    assert "Traceback" not in finished.stderr
    assert f"No permission to use {shut}" in finished.stdout + finished.stderr
