"""The register of followed sources, in one file that several processes use."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from index.errors import NewerLibraryError
from index.following.register import FILE_NAME, Register
from tests.processes import heard, tell, waiting

OPENING = """
import sys
from pathlib import Path
from index.following.register import Register
print("ready", flush=True)
sys.stdin.readline()
Register.open(Path(sys.argv[1])).close()
"""


def test_processes_may_make_it_at_the_same_time(tmp_path: Path) -> None:
    processes = waiting(OPENING, str(tmp_path / "library"), count=4)
    for process in processes:
        assert heard(process) == "ready"
    for process in processes:
        tell(process, "")
    assert [process.communicate(timeout=60)[1] for process in processes] == [""] * 4
    with Register.open(tmp_path / "library") as register:
        assert register.sources() == []


def test_one_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(NewerLibraryError, match="update articlebot"):
        Register.open(tmp_path)
