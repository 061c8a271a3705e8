"""`rebuild`, as a user runs it."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests import warm
from tests.command import articlebot

ROOT = Path(__file__).parents[3]


def test_a_rebuild_that_is_interrupted_says_so_and_the_old_indexes_serve_on(
    seeds_library: Path, tmp_path: Path
) -> None:
    library = tmp_path / "library"
    shutil.copytree(seeds_library, library)
    with subprocess.Popen(
        [*warm.command(), "--library", str(library), "rebuild", "--yes"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "ARTICLEBOT_CHUNK_TOKENS": "32", "ARTICLEBOT_CHUNK_OVERLAP": "4"},
        # A shell's background jobs ignore Ctrl-C, and so would what they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as child:
        with closing(sqlite3.connect(library / "library.db")) as connection:
            while not connection.execute("SELECT count(*) FROM staged_chunks").fetchone()[0]:
                assert child.poll() is None
                time.sleep(0.05)
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=60)
    assert (child.returncode, out) == (130, "")
    assert err.splitlines()[-1] == "Interrupted; the old indexes serve on. The same command goes on where it stopped."
    assert articlebot("search", "airstrike", "--library", str(library)).returncode == 0


@pytest.mark.parametrize("moment", ["finish_swap", "bump"])
def test_a_rebuild_that_dies_while_it_puts_the_indexes_in_place_is_finished_by_the_next_search(
    seeds_library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    library = tmp_path / "library"
    shutil.copytree(seeds_library, library)

    class Killed(BaseException):
        pass

    def die(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(f"index.swap.{moment}", die)
        with pytest.raises(Killed):
            articlebot("rebuild", "--yes", "--library", str(library))
    doctor = articlebot("doctor", "--library", str(library)).stdout
    assert "!!  rebuild: The new indexes of a rebuild are being put in place" in doctor
    assert "missing" not in doctor
    found = articlebot("search", "airstrike in Beirut", "--library", str(library))
    assert (found.returncode, found.stderr) == (0, "")
    assert "Beirut" in found.stdout
    assert articlebot("doctor", "--library", str(library)).returncode == 0
