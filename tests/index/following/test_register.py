"""The register of followed sources, in one file that several processes use."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from index.errors import NewerLibraryError
from index.following.register import FILE_NAME, Register

ROOT = Path(__file__).parents[3]
OPENING = """
import sys
from pathlib import Path
from index.following.register import Register
print("ready", flush=True)
sys.stdin.readline()
Register.open(Path(sys.argv[1])).close()
"""


def test_processes_may_make_it_at_the_same_time(tmp_path: Path) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", OPENING, str(tmp_path / "library")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for _ in range(4)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    assert [process.communicate(timeout=60)[1] for process in processes] == [""] * 4
    with Register.open(tmp_path / "library") as register:
        assert register.sources() == []


def test_one_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(NewerLibraryError, match="update articlebot"):
        Register.open(tmp_path)
