"""SQLite's files, made by several processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
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
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", OPENING],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for _ in range(4)
    ]
    for round_ in range(100):
        for process in processes:
            assert process.stdin is not None
            process.stdin.write(f"{tmp_path / str(round_)}\n")
            process.stdin.flush()
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "wal\n"
    assert [process.communicate(timeout=60)[1] for process in processes] == [""] * 4
