"""SQLite's files, made by several processes."""

from __future__ import annotations

from pathlib import Path

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
