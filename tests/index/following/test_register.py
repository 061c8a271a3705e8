"""The register of followed sources, in one file that several processes use."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.errors import NewerLibraryError
from index.following.followed import Followed, FollowedKind
from index.following.register import FILE_NAME, Register
from index.sources.web.fetching import Validators
from index.sources.web.listing import Entry
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


def test_many_pages_are_looked_up_many_at_a_time(tmp_path: Path) -> None:
    """And only those that a listing names, however many its source has."""
    with Register.open(tmp_path) as register:
        index, sitemap = "http://post.example/index.xml", "http://post.example/{}.xml"
        source = register.follow(index, FollowedKind.SITEMAP, datetime(2025, 7, 1, tzinfo=UTC))
        entries = [Entry(f"http://post.example/{number}") for number in range(2_000)]
        register.list_pages(source.id, sitemap.format(1), Validators(), [], entries, 5_000)
        asked: list[str] = []
        register._connection.set_trace_callback(asked.append)
        left_out = register.list_pages(source.id, sitemap.format(2), Validators(), [], entries[:1_000], 5_000)
        assert left_out == 0
        assert sum(statement.lstrip().startswith("SELECT") for statement in asked) < 10
        assert register.counts(source.id).waiting == 2_000


def test_threads_may_use_it_at_once(tmp_path: Path) -> None:
    with Register.open(tmp_path) as register, ThreadPoolExecutor(4) as threads:
        sources = [
            register.follow(f"http://{number}.example/map.xml", FollowedKind.SITEMAP, datetime(2025, 7, 1, tzinfo=UTC))
            for number in range(4)
        ]

        def work(source: Followed) -> int:
            for part in range(10):
                entries = [Entry(f"{source.address}/{part}/{number}") for number in range(30)]
                register.list_pages(source.id, f"{source.address}/{part}", Validators(), [], entries)
                register.note(replace(page, failures=1) for page in register.pages(source.id))
            return len([page for page in register.pages(source.id) if page.failures])

        assert list(threads.map(work, sources)) == [300] * 4
