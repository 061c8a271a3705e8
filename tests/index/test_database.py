"""SQLite's files, made by several processes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from index.database import transaction
from tests.processes import heard, tell, waiting

OPENING = """
import sqlite3
import sys
from index.database import write_ahead
for line in sys.stdin:
    connection = sqlite3.connect(line.strip(), isolation_level=None, timeout=30)
    write_ahead(connection)
    print(connection.execute("PRAGMA journal_mode").fetchone()[0], flush=True)
    connection.close()
"""


def test_processes_may_switch_a_new_database_to_a_journal_at_the_same_time(tmp_path: Path) -> None:
    processes = waiting(OPENING, count=4)
    for round_ in range(100):
        for process in processes:
            tell(process, str(tmp_path / str(round_)))
        for process in processes:
            assert heard(process) == "wal"
    assert [process.communicate(timeout=60)[1] for process in processes] == [""] * 4


def full(path: Path) -> sqlite3.Connection:
    """A database that has no room for another page, as on a full disk."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("CREATE TABLE line (words TEXT)")
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    return connection


def test_a_transaction_that_fails_says_why_and_leaves_no_trace(tmp_path: Path) -> None:
    connection = full(tmp_path / "a.db")
    with pytest.raises(sqlite3.OperationalError, match="full"), transaction(connection):
        connection.executemany("INSERT INTO line VALUES (?)", [("kept?",), ("long " * 10_000,)])
    assert connection.execute("SELECT * FROM line").fetchall() == []
    with transaction(connection) as same:
        same.execute("INSERT INTO line VALUES ('short')")
    assert not connection.in_transaction
    assert connection.execute("SELECT * FROM line").fetchall() == [("short",)]


def test_a_transaction_whose_commit_is_refused_leaves_the_connection_usable(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("CREATE TABLE a (id INTEGER PRIMARY KEY)")
    connection.execute("CREATE TABLE b (a INTEGER REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED)")
    with pytest.raises(sqlite3.IntegrityError), transaction(connection):
        connection.execute("INSERT INTO b VALUES (1)")
    with transaction(connection):
        connection.execute("INSERT INTO a VALUES (1)")
    assert connection.execute("SELECT (SELECT count(*) FROM a), (SELECT count(*) FROM b)").fetchone() == (1, 0)
